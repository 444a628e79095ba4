"""What speaks for and against the part of each party in each activity."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fondaco.engines.press.linking.ground import DROPPED, Ground
from fondaco.engines.press.linking.parties import Naming, Party
from fondaco.engines.press.linking.surroundings import (
    acts_elsewhere,
    body_of,
    is_of_another,
    surroundings,
)
from fondaco.engines.press.telling.drafts import Part
from fondaco.engines.press.telling.elsewhen import is_elsewhen

# Of a party's places so many are weighed, the nearest.
MOST_NAMINGS = 3
# Marks what the rules said.
RULED = "!"
_FAR = (0, 1, 2, 4, 8, 16)
_LONGEST_GAP = 30
_MOST_MATES = 6
_CROSSED = ("before=", "left=", "right=", "before verb", "said=", "lead", "governed=")
_ENDS = frozenset(".;:\n")


@dataclass(frozen=True, slots=True)
class Pair:
    """A party and an activity.

    Parameters
    ----------
    party, activity
        Their numbers.
    parts
        What the rules gave it there.
    naming
        Where it is named nearest to the activity.
    features
        What speaks for and against; what the rules said begins with `RULED`.
    """

    party: int
    activity: int
    parts: Sequence[Part]
    naming: Naming
    features: frozenset[str]


def _far(number: int) -> str:
    return str(next((limit for limit in _FAR if number <= limit), "far"))


def _few(number: int, most: int) -> str:
    return str(min(number, most))


class Pairs:
    """Pairs the parties of a text with its activities.

    Parameters
    ----------
    ground
        The text.
    parties
        Those who may take part.
    """

    def __init__(self, ground: Ground, parties: Sequence[Party]) -> None:
        self.ground = ground
        self.parties = parties
        self.parts = [
            [
                [p for p in a.parts if p.count is None and party.has(p)]
                for a in ground.activities
            ]
            for party in parties
        ]
        self._line = sorted(
            (n.start, n.end, number)
            for number, party in enumerate(parties)
            for n in party.namings
        )
        self._around: dict[tuple[int, int], set[str]] = {}

    def __iter__(self) -> Iterator[Pair]:
        """Give each party with each activity."""
        for number, party in enumerate(self.parties):
            for i in range(len(self.ground.activities)):
                near = sorted(party.namings, key=lambda n: self._distance(n, i))
                features = {
                    *self._of_both(party, i),
                    *(RULED + f for f in self._of_rules(number, i)),
                }
                for which, naming in enumerate(near[:MOST_NAMINGS]):
                    relation = self._relation(naming, i)
                    said = self._of_naming(naming, i, relation)
                    features |= said
                    if not which:
                        features |= {
                            f"1 {f}" for f in said if f.startswith(("relation", "back"))
                        }
                    features |= {
                        RULED + f
                        for f in self._of_rules_there(number, naming, i, relation)
                    }
                yield Pair(
                    number, i, self.parts[number][i], near[0], frozenset(features)
                )

    def is_free(self, pair: Pair) -> bool:
        """Tell whether no rule has used the naming for another activity.

        Nor may it be one that says what somebody else belongs to, or is made of, or who
        does something to something else, or stand in a sentence that begins with
        another month.

        Parameters
        ----------
        pair
            Without parts.
        """
        ground, naming = self.ground, pair.naming
        at = ground.sentence_at(naming.start)
        return not (
            self._is_used(pair.party, naming)
            or is_of_another(ground, naming)
            or acts_elsewhere(ground, naming)
            or (
                ground.whose(at, naming.start) is None
                and is_elsewhen(
                    ground.gathered.dates,
                    ground.sentences[at],
                    ground.activities[pair.activity],
                )
            )
        )

    def _is_used(self, number: int, naming: Naming) -> bool:
        return any(naming.overlaps(p) for there in self.parts[number] for p in there)

    def _distance(self, naming: Naming, i: int) -> tuple[int, int]:
        ground = self.ground
        at = ground.sentence_at(naming.start)
        whose = ground.whose(at, naming.start)
        if whose == i:
            return 0, naming.start
        if whose is None and ground.targets[at] == i:
            return 1, naming.start
        spots = ground.own[i]
        return 2, min((abs(s.start - naming.start) for s in spots), default=0)

    # 1. Of the party and the activity, wherever they are.
    def _of_both(self, party: Party, i: int) -> Iterator[str]:
        activity, count = self.ground.activities[i], len(self.ground.activities)
        kind, body = activity.kind, body_of(party)
        yield from ("bias", f"kind={kind}", f"body={body}", f"kind={kind}&body={body}")
        yield f"activities={_few(count, 4)}"
        yield f"namings={_few(len(party.namings), 4)}"
        if i == 0:
            yield "first activity"
        if activity.is_named:
            yield "named activity"
        if activity.is_context:
            yield "context activity"
        author = self.ground.gathered.author
        if party.key and author is not None and party.key == author.key:
            yield from ("author", f"author&kind={kind}")
            yield f"author&activities={_few(count, 3)}"
        if party.is_known:
            yield "known"

    # 2. What the rules said of them.
    def _of_rules(self, number: int, i: int) -> Iterator[str]:
        activity, mine = self.ground.activities[i], self.parts[number][i]
        body = body_of(self.parties[number])
        elsewhere = [
            p for j, parts in enumerate(self.parts[number]) if j != i for p in parts
        ]
        for part in mine:
            yield from ("given", f"given={part.role}", f"by={part.rule}")
            for more in (part.rule, activity.kind, body):
                yield f"given={part.role}&{more}"
        for part in elsewhere:
            yield f"elsewhere={part.role}"
            if not mine:
                yield f"not given&elsewhere={part.role}"
        if not mine:
            yield "not given"
            yield "not given&" + ("elsewhere" if elsewhere else "nowhere")
        others = [p for p in activity.parts if p.count is None and p not in mine]
        yield f"others={_few(len(others), 4)}"
        for part in others:
            yield f"other={part.role}"

    # 3. Of one place where the party is named.
    def _of_naming(self, naming: Naming, i: int, relation: str) -> set[str]:
        ground = self.ground
        at = ground.sentence_at(naming.start)
        place = naming.start, naming.end
        if place not in self._around:
            self._around[place] = surroundings(ground, naming, at)
        around = self._around[place]
        kind = ground.activities[i].kind
        crossed = [w for w in around if w.startswith(_CROSSED)]
        said = {f"relation={relation}", *around}
        said |= {f"relation={relation}&{w}" for w in crossed}
        said |= {f"kind={kind}&{w}" for w in crossed}
        own = ground.own[i]
        earlier = [s for s in own if s.start <= naming.start]
        if earlier:
            back = _far(at - earlier[-1].sentence)
            last = earlier[-1].start
            between = {
                s.activity for s in ground.spots if last < s.start <= naming.start
            }
            few = _few(len(between - {i}), 2)
            said |= {f"back={back}", f"between={few}", f"between={few}&back={back}"}
        else:
            said.add("back=none")
            ahead = own[0].sentence - at if own else _FAR[-1] + 1
            said.add(f"ahead={_far(ahead)}")
        sentence = ground.sentences[at]
        for spot in own:
            there = ground.sentences[spot.sentence]
            if there.section == sentence.section:
                said.add("of heading" if there.is_heading else "same section")
            if there.paragraph == sentence.paragraph:
                said.add("same paragraph")
        return said

    def _of_rules_there(
        self, number: int, naming: Naming, i: int, relation: str
    ) -> Iterator[str]:
        parts = self.parts[number]
        yield ("given" if parts[i] else "not given") + f"&relation={relation}"
        if not self._is_used(number, naming):
            yield from ("free", f"free&relation={relation}")
        elif not parts[i]:
            yield "taken elsewhere"
        for side, mate in self._mates(naming):
            for part in self.parts[mate][i]:
                yield from ("mate", f"mate={part.role}", f"mate {side}={part.role}")
            if not self.parts[mate][i]:
                yield "mate elsewhere" if any(self.parts[mate]) else "mate nowhere"

    def _relation(self, naming: Naming, i: int) -> str:
        """Say how the place of a naming stands to an activity."""
        ground = self.ground
        at = ground.sentence_at(naming.start)
        whose = ground.whose(at, naming.start)
        told = [s for s in ground.spots if s.sentence == at]
        here = [s for s in told if s.activity == i]
        earlier = [s for s in ground.spots if s.start <= naming.start]
        was_last = bool(earlier) and earlier[-1].activity == i
        if whose == i:
            side = "behind" if here and here[0].start <= naming.start else "before"
            return side if len({s.activity for s in told}) == 1 else f"{side} of many"
        if here:
            return "same sentence"
        if whose is not None:
            other = "dropped" if whose == DROPPED else "other"
            past = [s for s in earlier if s.sentence < at]
            return f"{other} after" if past and past[-1].activity == i else other
        if ground.targets[at] == i:
            return "target"
        if was_last:
            return "last"
        following = [s for s in ground.spots if s.start > naming.start]
        if following and following[0].activity == i:
            return "next" if following[0].sentence - at <= 1 else "later"
        return "only" if len(ground.activities) == 1 else "far"

    def _mates(self, naming: Naming) -> Iterator[tuple[str, int]]:
        """Give who stands in one list with it."""
        folded = self.ground.folded
        place = next(k for k, n in enumerate(self._line) if n[0] == naming.start)
        for step, side in ((-1, "left"), (1, "right")):
            start, end = naming.start, naming.end
            for k in range(1, _MOST_MATES + 1):
                if not 0 <= place + step * k < len(self._line):
                    break
                first, last, party = self._line[place + step * k]
                gap = folded[last:start] if step < 0 else folded[end:first]
                joined = "," in gap or {"e", "ed"} & {*gap.split()}
                if len(gap) > _LONGEST_GAP or _ENDS & {*gap} or not joined:
                    break
                yield side, party
                start, end = first, last
