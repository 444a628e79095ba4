"""Who has which part in which activity."""

import re
from collections.abc import Sequence

from fondaco.engines.press.items import Count, Named, within
from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.beside import Beside
from fondaco.engines.press.telling.capacities import Capacity, find_capacities
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.elsewhen import is_elsewhen
from fondaco.engines.press.telling.giving import Giving
from fondaco.engines.press.telling.listing import Listing
from fondaco.engines.press.telling.numbering import Numbering
from fondaco.engines.press.telling.rows import Rows
from fondaco.engines.press.telling.titles import Title
from fondaco.engines.press.telling.triggers import Side, Trigger

_HEADING = frozenset({"presiedere", "guidare"})
_MEETING = frozenset({"incontrare"})
_UNITING = frozenset({"riunire", "coinvolgere", "comprendere", "annoverare"})
_UNITED = re.compile(
    r"(?<!\w)(?:progetto|partenariato|consorzio|rete|cluster|distretto|associazione|gruppo|polo"
    r"|organismo|alleanza|network|federazione)\s+(?:(?!ha\s)\w+\s+){0,2}$"
)
_MAKING = frozenset(
    {
        "organiser",
        "promoter",
        "funder",
        "sponsor",
        "coordinator",
        "host",
        "patron",
        "head",
    }
)
_HEADS = one_of(
    name for names in table("activities")["heads"].values() for name in names
)
_GUESTS = (
    r"partecipant|ospit|delega|convegnist|congressist|visitator|relator|invitat|presenti"
    r"|buyer|operator|imprenditor|studios|giornalist|student|comitiva|grupp|pubblic"
)
_OTHER_OBJECT = re.compile(
    r"\s+(?:anche\s+|inoltre\s+|infatti\s+|oggi\s+)*(?:(?:il|lo|la|i|gli|le|un|uno|una|alcun[ie]|nuov[ie]|numeros[ie])\s+|l'|un')"
    rf"(?!(?:\w+\s+){{0,2}}(?:{_HEADS})(?!\w)|(?:\w+\s+)?(?:{_GUESTS}))"
)
# “Con uno stand condiviso con Beta”, “ha condiviso uno spazio con Beta”
_SHARED = re.compile(
    r"\s*(?:(?:condivis[oa]|insieme|in\s+comune|comune|collettiv[oa]|espositiv[oa])\s+)*"
    r"(?:con|coi|ad?|al|alla|ai)(?=\s|l')\s*"
)


class Casting(Giving, Beside, Numbering, Listing, Rows):
    """Gives roles, sentence by sentence.

    Parameters
    ----------
    gathered
        What the text names.
    """

    def sentence(
        self,
        sentence: Sentence,
        triggers: Sequence[Trigger],
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
        sessions: Sequence[Title],
        is_election: bool,
    ) -> None:
        """Give the roles that a sentence says.

        Parameters
        ----------
        sentence, triggers, domains, drafts
            The sentence, and what was found in it.
        target
            What it is about.
        sessions
            The sessions that it names.
        is_election
            Whether it tells of one, and so of nobody who speaks.
        """
        capacities = list(find_capacities(self.text, sentence))
        used: set[int] = set()
        dates = self.gathered.dates
        if not domains and target is not None and is_elsewhen(dates, sentence, target):
            target = None
        going_on = self._continued(sentence)
        if going_on is not None:
            for actor in self.cast.after(self._line_start(sentence), sentence.end):
                if not isinstance(actor, Count):
                    self._give(sentence, going_on.draft, actor, going_on.trigger, ())
                    self._sign({}, going_on.draft, "continued")
        for number, trigger in enumerate(triggers):
            stop = (
                triggers[number + 1].start
                if number + 1 < len(triggers)
                else sentence.end
            )
            self._trigger(
                sentence, trigger, stop, domains, drafts, target, capacities, used
            )
            self._sign(drafts, target, trigger.side.value)
        self._capacities(sentence, capacities, domains, drafts, target, used)
        self._sign(drafts, target, "capacities")
        self._hosts(sentence, domains, drafts, target)
        self._sign(drafts, target, "hosts")
        for act in self.acts.values():
            draft = drafts.get(act.mention.start)
            if draft is not None:
                self._act(sentence, act, draft)
                self._sign(drafts, target, "act")
        for domain in domains:
            self._beside(sentence, domain, drafts[domain.mention.start])
            self._sign(drafts, target, "beside")
        if not domains:
            self._on_agenda(sentence, target)
            self._sign(drafts, target, "agenda")
        self._cells(sentence, domains, drafts)
        self._sign(drafts, target, "cells")
        self._bracketed_lists(sentence, domains, drafts, target)
        self._sign(drafts, target, "bracketed_lists")
        self._premises(sentence, domains, drafts, target)
        self._sign(drafts, target, "premises")
        self._together(sentence, domains, drafts, target)
        self._sign(drafts, target, "together")
        self._among(sentence, domains, drafts, target)
        self._sign(drafts, target, "among")
        self._meetings(sentence, domains, drafts, target)
        self._sign(drafts, target, "meetings")
        self._partners(sentence, domains, drafts, target)
        self._sign(drafts, target, "partners")
        self._counted(sentence, domains, drafts, target, used)
        self._sessions(sessions, domains, drafts, target)

    def _sign(self, drafts: dict[int, Draft], target: Draft | None, rule: str) -> None:
        """Note which rule gave what was new."""
        for draft in (*drafts.values(), *([target] if target else ())):
            for part in draft.parts:
                part.rule = part.rule or rule

    # 1. Verbs and phrases.
    def _trigger(
        self,
        sentence: Sentence,
        trigger: Trigger,
        stop: int,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
        capacities: Sequence[Capacity],
        used: set[int],
    ) -> None:
        # “Docenti del Politecnico di ” ends inside a name.
        if any(
            o.start < trigger.end - 1 < o.end
            for o in within(self.gathered.organisations, sentence.start, trigger.end)
        ):
            return
        actors = self._actors(sentence, trigger, stop, domains)
        if not domains and self._is_of_another(sentence, trigger):
            return
        if self._leads_body(sentence, trigger, domains):
            return
        if not actors and trigger.side is Side.SUBJECT and not trigger.is_noun:
            actors = (
                self._subject if self._is_without_subject(sentence, trigger) else []
            )
        actors = [*self._of_one_office(actors), *self._enumerated(actors, sentence)]
        if trigger.side is Side.SUBJECT and actors and trigger.role != "presenter":
            self._subject = [
                a for a in actors if not isinstance(a, Count)
            ] or self._subject
        if trigger.role == "exhibitor" and trigger.side is Side.SUBJECT:
            shared = _SHARED.match(self.text.folded, trigger.end, sentence.end)
            more = self.cast.after(shared.end(), sentence.end) if shared else []
            actors = [*actors, *(a for a in more if isinstance(a, Named))]
        targets = self._targets(trigger, actors, domains, drafts, target)
        if not actors:
            self._note_open(sentence, trigger, targets)
        for draft in targets:
            if self._is_made_of(sentence, trigger, draft):
                continue
            if trigger.word == "coinvolgere" and draft.kind in {"project", "programme"}:
                for actor in self.cast.before(trigger.start, sentence.start):
                    draft.add_part(actor, "participant")
            if trigger.word == "portare":
                # “Il consorzio porta a Lipsia quindici aziende.”
                for actor in self.cast.before(trigger.start, sentence.start):
                    if not isinstance(actor, Count):
                        draft.add_part(actor, self._plain(draft))
            if trigger.role == "participant" and not trigger.is_passive:
                self._brought(sentence, trigger, draft)
            if trigger.word in _MEETING and trigger.side is Side.SUBJECT:
                self._met(trigger, sentence, draft)
            for actor in actors:
                if isinstance(actor, Count) and (
                    actor.is_meetings or self._is_size(sentence, actor)
                ):
                    continue
                used.add(actor.start)
                mine = [
                    c
                    for c in capacities
                    if (d := domain_at(domains, c.start)) is None
                    or drafts[d.mention.start] is draft
                ]
                self._give(sentence, draft, actor, trigger, mine)

    def _leads_body(
        self,
        sentence: Sentence,
        trigger: Trigger,
        domains: Sequence[Domain],
    ) -> bool:
        """“Il DAP, presieduto da Anna Rossi, …”: she leads the body, and no event."""
        if not trigger.is_passive or trigger.word not in _HEADING:
            return False
        named = [
            o
            for o in within(self.gathered.organisations, sentence.start, trigger.start)
            if not self.text.folded[o.end : trigger.start].strip(" ,()")
        ]
        return bool(named) and not any(
            d.mention.start <= named[0].start < d.mention.end for d in domains
        )

    def _is_made_of(self, sentence: Sentence, trigger: Trigger, draft: Draft) -> bool:
        """“Il progetto riunisce…”, “la rete che riunisce…”: nobody came for that."""
        before = self.text.folded[
            max(sentence.start, trigger.start - 60) : trigger.start
        ]
        return (
            trigger.word in _UNITING
            and draft.kind not in {"project", "programme", "partnership"}
            and _UNITED.search(before) is not None
        )

    def _is_of_another(self, sentence: Sentence, trigger: Trigger) -> bool:
        """“Ha cofinanziato lo studio”, after a fair: not the fair."""
        return (
            trigger.side is Side.SUBJECT
            and has_other_object(self.text.folded, trigger, sentence.end)
            # “Patrocinano la Provincia e Alfa.”
            and not self.cast.after(trigger.end, sentence.end)
        )

    def _sessions(
        self,
        sessions: Sequence[Title],
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> None:
        for session in sessions:
            domain = domain_at(domains, session.start)
            draft = drafts[domain.mention.start] if domain else target
            if draft is None:
                continue
            named = [
                p
                for p in draft.parts
                if p.count is None
                and p.role in {"speaker", "coordinator", "participant", "delegate"}
                and p.end <= session.start
            ]
            if named:
                named[-1].session = session.name


def has_other_object(folded: str, trigger: Trigger, end: int) -> bool:
    """Tell whether “ha finanziato lo studio” makes or pays something else.

    Parameters
    ----------
    folded
        The text.
    trigger
        A verb in it.
    end
        Of its sentence.
    """
    return (
        trigger.role in _MAKING
        and not trigger.is_noun
        and _OTHER_OBJECT.match(folded, trigger.end, end) is not None
    )
