"""Lists of those who act: “Confindustria, ICE Agenzia e ABI”."""

from collections.abc import Sequence
from dataclasses import dataclass

from fondaco.engines.press.items import Actor, Count, Named, Person, within
from fondaco.engines.press.names.bodies import follows_thing, is_called_thing
from fondaco.engines.press.names.naming import name_at
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.recasing import is_word
from fondaco.engines.press.telling.lists import (
    APPOSITION,
    AT_PLACE,
    AUXILIARY,
    BEFORE_SUBJECT,
    BETWEEN,
    CLAUSE,
    FINITE,
    GLUE,
    INTRODUCED,
    LONG_OFFICE,
    OF_WHOM,
    RELATIVE,
    SEPARATES,
    SKIPPED,
)
from fondaco.engines.press.telling.verbs import begins_clause
from fondaco.engines.press.tokens import Tokens

# A name with these words is of a thing.
# Farther than this from its verb stands no subject.
LONGEST_GAP = 220
_NOT_ACTOR_WORDS = frozenset(["progetto", "programma", "bando", "piano", "strategia"])


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who may act in a text, to be listed from a position on.

    Parameters
    ----------
    text, tokens
        The text and its words.
    actors
        All that are known, in order.
    blocked
        What is none: places, titles, dates.
    seats
        Organisations that are named where something is, and may act in a list.
    """

    text: Text
    tokens: Tokens
    actors: Sequence[Actor]
    blocked: bytearray
    seats: Sequence[Named] = ()

    def after(self, position: int, stop: int) -> list[Actor]:
        """List those who stand from a position on.

        Parameters
        ----------
        position, stop
            In the plain text.
        """
        found: list[Actor] = []
        while position < stop and len(found) < 60:
            first = self._at(position, stop)
            if not first:
                break
            found += first
            end = max(actor.end for actor in first)
            following = self._following(end, stop)
            if following is None:
                apposition = APPOSITION.match(self.text.plain, end, stop)
                if apposition and (
                    FINITE.search(apposition[0]) or begins_clause(apposition[0])
                ):
                    break
                following = (
                    self._following(apposition.end(), stop) if apposition else None
                )
            if following is None:
                break
            position = following
        return found

    def _following(self, end: int, stop: int) -> int | None:
        """Pass over what stands between two of a list, if a second one follows."""
        glue = GLUE.match(self.text.folded, end, stop)
        if glue is None or not SEPARATES.search(glue[0]):
            return None
        return glue.end() if self._at(glue.end(), stop) else None

    def _at(self, position: int, stop: int) -> list[Actor]:
        skipped = SKIPPED.match(self.text.folded, position, stop)
        starts = [position] if skipped is None else [position, skipped.end()]
        # The longest thing that begins between here and behind the small words.
        here = [
            a
            for a in within(self.actors, starts[0], starts[-1] + 1)
            if starts[0] <= a.start <= starts[-1] and a.end <= stop
        ]
        if here:
            first = min(here, key=lambda a: (a.start, -a.end))
            return [a for a in here if (a.start, a.end) == (first.start, first.end)]
        for start in starts:
            introduced = self._introduced(start, stop)
            if introduced:
                return introduced
        seated = self._seated(position, starts[-1], stop)
        if seated:
            return seated
        titled = self._titled(position, stop)
        if titled:
            return titled
        begin = starts[-1]
        while begin < stop and self.text.plain[begin] in ' \n“"(':
            begin += 1
        return self._unknown_at(begin, stop)

    def _introduced(self, position: int, stop: int) -> list[Actor]:
        """“La società di ingegneria Sintecna”, “il bavarese Bayern Innovativ”."""
        words = INTRODUCED.match(self.text.folded, position, stop)
        if words is None:
            return []
        here = within(self.actors, words.end(), words.end() + 1)
        return [a for a in here if a.end <= stop]

    def _titled(self, position: int, stop: int) -> list[Actor]:
        """“Il console generale del Messico a Milano Ana Lima”: with a long office."""
        for person in within(self.actors, position, min(stop, position + 80)):
            if isinstance(person, Person):
                between = self.text.folded[position : person.start]
                return [person] if LONG_OFFICE.fullmatch(between) else []
        return []

    def _seated(self, position: int, begin: int, stop: int) -> list[Actor]:
        """“Promosso da AFIL e dal Politecnico”, which houses something elsewhere."""
        if AT_PLACE.search(self.text.folded, position, begin):
            return []
        here = within(self.seats, position, begin + 1)
        return [o for o in here if o.start in (position, begin) and o.end <= stop]

    def _unknown_at(self, begin: int, stop: int) -> list[Actor]:
        if begin >= stop or self.blocked[begin]:
            return []
        end = begin
        while end < stop and not self.blocked[end]:
            end += 1
        named = name_at(self.text, self.tokens, begin, end)
        if named is None or _is_thing(named) or is_called_thing(self.text, named):
            return []
        return [named]

    def before(self, position: int, start: int) -> list[Actor]:
        """List those who are the subject of a verb.

        Parameters
        ----------
        position
            Where the verb begins.
        start
            Where its sentence begins.
        """
        earlier = [a for a in within(self.actors, start, position) if a.end <= position]
        edge = position
        for actor in sorted(earlier, key=lambda a: -a.end):
            if position - actor.end > LONGEST_GAP:
                break
            if actor.start >= edge:
                continue
            if CLAUSE.search(self.text.folded, actor.end, position):
                break
            listed = self._leftwards(actor, earlier, start)
            edge = listed[0].start
            before = self.text.folded[max(start, edge - 60) : edge]
            match = BEFORE_SUBJECT.search(before)
            relative = RELATIVE.match(self.text.folded, listed[-1].end, position)
            if match is not None and match["prep"] is not None and relative is None:
                # “La delegazione di AFIL” acts, and “con Alfa e Beta” does not.
                whose = OF_WHOM.search(before[: match.end("prep")])
                if whose is None or before[: whose.start()].endswith("assemblea dei "):
                    continue
                # “Quattordici imprese del cluster”: the fourteen are the subject.
                link = before[match.start() :]
                if self._is_of_count(listed[0], earlier, link):
                    continue
            return self._whole_list(listed, earlier, position)
        loose = self._loose_before(position, start)
        return [loose] if loose else []

    def _whole_list(
        self, found: list[Actor], earlier: Sequence[Actor], position: int
    ) -> list[Actor]:
        """Add the unknown names of a list: “il CLM, il francese CARA e AFIL”."""
        first = found[0]
        whole = self.after(first.start, position)
        if len(whole) > len(found) and all(
            any((a.start, a.end) == (b.start, b.end) for b in whole) for a in found
        ):
            return whole
        return found

    def is_free(self, actor: Actor, start: int) -> bool:
        """Tell whether no preposition governs somebody.

        Parameters
        ----------
        actor
            Somebody.
        start
            From where on to look.
        """
        match = BEFORE_SUBJECT.search(self.text.folded[start : actor.start])
        return match is None or match["prep"] is None

    def up_to(self, position: int, start: int) -> list[Actor]:
        """List those who stand right before a position.

        Parameters
        ----------
        position
            Where the list ends, but for a comma.
        start
            From where on to look.
        """
        earlier = [a for a in within(self.actors, start, position) if a.end <= position]
        last = max(earlier, key=lambda a: a.end, default=None)
        if last is None or self.text.folded[last.end : position].strip(" ,"):
            return []
        return self._leftwards(last, earlier, start)

    def _is_of_count(self, actor: Actor, earlier: Sequence[Actor], link: str) -> bool:
        return any(
            isinstance(a, Count) and 0 <= actor.start - a.end <= len(link) + 1
            for a in earlier
        )

    def _leftwards(
        self, last: Actor, earlier: Sequence[Actor], start: int
    ) -> list[Actor]:
        found: list[Actor] = [
            a for a in earlier if (a.start, a.end) == (last.start, last.end)
        ]
        first = last
        while True:
            previous = [a for a in earlier if a.end <= first.start]
            if not previous:
                return found
            nearest = max(previous, key=lambda a: a.end)
            gap = self.text.folded[nearest.end : first.start]
            # “A Bergamo AFIL” lists nobody.
            if not gap.strip() or not BETWEEN.fullmatch(gap):
                return found
            found = [
                a for a in previous if (a.start, a.end) == (nearest.start, nearest.end)
            ] + found
            first = nearest

    def _loose_before(self, position: int, start: int) -> Named | None:
        """Take a capitalised name right before a verb for its subject."""
        tokens = self.tokens.all
        number = self.tokens.at(position) - 1
        while (
            number >= 0
            and tokens[number].start >= start
            and tokens[number].folded in AUXILIARY
        ):
            number -= 1
        last = number
        while (
            number >= 0
            and tokens[number].start >= start
            and tokens[number].is_name
            and not self.blocked[tokens[number].start]
        ):
            number -= 1
        if number == last:
            return None
        begin = tokens[number + 1].start
        before = self.text.folded[max(start, begin - 30) : begin]
        match = BEFORE_SUBJECT.search(before)
        if match is not None and match["prep"] is not None:
            return None
        named = name_at(self.text, self.tokens, begin, tokens[last].end)
        if named is None or _is_thing(named) or follows_thing(self.text, named):
            return None
        return named


def _is_thing(named: Named) -> bool:
    first = named.key.split(" ")[0]
    if first in _NOT_ACTOR_WORDS:
        return True
    if named.name.isupper():
        return False
    return " " not in named.key and is_word(named.key)
