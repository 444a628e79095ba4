"""Who has which part in which activity."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.items import Actor, Count, Named, Person, within
from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.beside import SPOKEN, Beside
from fondaco.engines.press.telling.company import Company
from fondaco.engines.press.telling.doing import Doing
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import MISSIONS, Draft, organisation_of
from fondaco.engines.press.telling.finding import Finding
from fondaco.engines.press.telling.listing import Listing
from fondaco.engines.press.telling.numbering import Numbering
from fondaco.engines.press.telling.predicates import with_predicates
from fondaco.engines.press.telling.titles import Title
from fondaco.engines.press.telling.triggers import (
    Capacity,
    Side,
    Trigger,
    find_capacities,
)

_MEETING_WORDS = re.compile(
    r"(?<!\w)(?:incontri|b2b|c2c|incontrando|incontrera|incontreranno"
    r"|incontrato|intercluster|matchmaking)(?!\w)"
)
_STAND = re.compile(
    r"(?<!\w)(?:stand|collettiva|padiglione|area\s+espositiva"
    r"|spazio\s+espositivo|espositor[ei]|espone|esporra|espost[oa])(?!\w)"
)

_MEETING = frozenset({"incontrare"})
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
_OTHER_OBJECT = re.compile(
    r"\s+(?:anche\s+|inoltre\s+|infatti\s+|oggi\s+)*(?:(?:il|lo|la|i|gli|le|un|uno|una|alcun[ie]|nuov[ie]|numeros[ie])\s+|l'|un')"
    rf"(?!(?:\w+\s+){{0,2}}(?:{_HEADS})(?!\w))"
)
_OBJECT = re.compile(r"\s+(?:(?:il|lo|la|i|gli|le|un|una|come|di)\s|l'|un')")
_AT_EVENT = re.compile(
    r"(?<!\w)(?:a|ad|al|allo|alla|ai|agli|alle|nel|nello|nella|durante|corso|occasione|ambito"
    r"|margine|apertura|chiusura)\s+(?:(?:di|del|dello|della|il|lo|la|un|una)\s+|dell'|l')?(?:\w+\s+)?"
    r"(?:“)?$|(?:all|nell|dell)'(?:\w+\s+)?$"
)
# “Con uno stand condiviso con Beta”, “ha condiviso uno spazio con Beta”
_SHARED = re.compile(
    r"\s*(?:(?:condivis[oa]|insieme|in\s+comune|comune|collettiv[oa]|espositiv[oa])\s+)*"
    r"(?:con|coi|ad?|al|alla|ai)(?=\s|l')\s*"
)


class Casting(Finding, Beside, Numbering, Doing, Company, Listing):
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
        triggers = with_predicates(self.text, sentence, triggers)
        used: set[int] = set()
        if not domains and target is not None and self._is_elsewhen(sentence, target):
            target = None
        going_on = self._continued(sentence)
        if going_on is not None:
            for actor in self.cast.after(self._line_start(sentence), sentence.end):
                if not isinstance(actor, Count):
                    self._give(sentence, going_on.draft, actor, going_on.trigger, ())
        for number, trigger in enumerate(triggers):
            stop = (
                triggers[number + 1].start
                if number + 1 < len(triggers)
                else sentence.end
            )
            self._trigger(
                sentence, trigger, stop, domains, drafts, target, capacities, used
            )
        self._capacities(sentence, capacities, domains, drafts, target, used)
        self._hosts(sentence, domains, drafts, target)
        for act in self.acts.values():
            draft = drafts.get(act.mention.start)
            if draft is not None:
                self._act(sentence, act, draft)
        for domain in domains:
            self._beside(sentence, domain, drafts[domain.mention.start])
        if not domains:
            self._on_agenda(sentence, target)
        self._together(sentence, domains, drafts, target)
        self._among(sentence, domains, target)
        self._meetings(sentence, domains, drafts, target)
        self._partners(sentence, domains, drafts, target)
        self._counted(sentence, domains, drafts, target, used)
        self._sessions(sessions, domains, drafts, target)

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
        actors = self._actors(sentence, trigger, stop, domains)
        if not domains and self._is_of_another(sentence, trigger):
            return
        if not actors and trigger.side is Side.SUBJECT and not trigger.is_noun:
            actors = (
                self._subject if self._is_without_subject(sentence, trigger) else []
            )
        actors = [*self._of_one_office(actors), *self._enumerated(actors, sentence)]
        if trigger.role == "exhibitor" and trigger.side is Side.SUBJECT:
            shared = _SHARED.match(self.text.folded, trigger.end, sentence.end)
            more = self.cast.after(shared.end(), sentence.end) if shared else []
            actors = [*actors, *(a for a in more if isinstance(a, Named))]
        if trigger.side is Side.SUBJECT and actors and trigger.role != "presenter":
            self._subject = [
                a for a in actors if not isinstance(a, Count)
            ] or self._subject
        targets = self._targets(trigger, actors, domains, drafts, target)
        if not actors:
            self._note_open(sentence, trigger, targets)
        for draft in targets:
            if trigger.word == "coinvolgere" and draft.kind in {"project", "programme"}:
                for actor in self.cast.before(trigger.start, sentence.start):
                    draft.add_part(actor, "participant")
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

    def _give(
        self,
        sentence: Sentence,
        draft: Draft,
        actor: Actor,
        trigger: Trigger,
        capacities: Sequence[Capacity],
    ) -> None:
        role, status = trigger.role, ""
        if role == "selected":
            role, status = "participant", "selected"
        if role == "representative":
            self._represent(sentence, draft, actor, trigger)
            return
        if role == "presenter":
            if not self._is_speaking(sentence, draft, trigger):
                return
            role = "speaker"
        if role == "head" and trigger.word == "condurre" and draft.kind in SPOKEN:
            role = "speaker"
        if role == "head":
            around = self.text.folded[
                max(sentence.start, trigger.start - 90) : trigger.end
            ]
            leads = (
                draft.kind in MISSIONS
                or draft.kind == "visit"
                or re.search(r"\b(?:delegazion|mission)", around)
            )
            if not leads and not trigger.is_passive:
                return
            role = "head_of_delegation" if leads else "coordinator"
        if isinstance(actor, Person) and actor.organisation is None:
            actor = self._placed(sentence, draft, actor, trigger, role)
            if actor.organisation is not None:
                self.placed[actor.name_start] = actor.organisation
            actor = self._belonging(actor)
        if (
            isinstance(actor, Person)
            and actor.organisation is None
            and trigger.word.startswith(("accompagnat", "affiancat"))
            and (lead := self._lead(sentence, draft, trigger.start)) is not None
        ):
            if actor.name not in lead.people:
                lead.people = (*lead.people, actor.name)
            return
        role = self._adapted(sentence, draft, actor, role, trigger)
        if role == "speaker" and draft.kind in MISSIONS:
            role = "delegate"
        if (
            role == "promoter"
            and trigger.is_passive
            and draft.kind == "project"
            and trigger.word == "lanciare"
        ):
            role = "participant"
        part = draft.add_part(actor, role)
        part.status = part.status or status
        capacity = self._capacity_of(trigger, actor, capacities, sentence)
        if capacity is not None and not isinstance(actor, Count):
            part.role = capacity.role
            part.status = part.status or status
        self._bracketed(actor, part)
        draft.say(
            "participations",
            min(trigger.start, actor.start),
            max(trigger.end, actor.end),
        )

    def _is_elsewhen(self, sentence: Sentence, target: Draft) -> bool:
        """“In aprile ha ospitato…”, after what was told of February."""
        date = target.date
        if date is None or date.precision not in {"day", "month"}:
            return False
        first = min(sentence.end, sentence.start + 30)
        return any(
            (month := when.expression.first.month) is not None
            and not date.earliest.month <= month <= date.latest.month
            and when.expression.bound == ""
            for when in within(self.gathered.dates, sentence.start, first)
        )

    def _is_of_another(self, sentence: Sentence, trigger: Trigger) -> bool:
        """“Ha cofinanziato lo studio”, after a fair: not the fair."""
        return (
            trigger.side is Side.SUBJECT
            and trigger.role in _MAKING
            and not trigger.is_noun
            and _OTHER_OBJECT.match(self.text.folded, trigger.end, sentence.end)
            is not None
            # “Patrocinano la Provincia e Alfa.”
            and not self.cast.after(trigger.end, sentence.end)
        )

    def _is_speaking(self, sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
        """Whether something is presented at an event, and not the event itself."""
        if draft.kind not in SPOKEN:
            return False
        # “…”, ha raccontato Rossi: that is what he told the paper.
        if trigger.word == "raccontare" and not _OBJECT.match(
            self.text.folded, trigger.end, sentence.end
        ):
            return False
        if not sentence.start <= draft.start < sentence.end:
            return not trigger.is_passive
        before = self.text.folded[max(sentence.start, draft.start - 40) : draft.start]
        return _AT_EVENT.search(before) is not None

    def _represent(
        self, sentence: Sentence, draft: Draft, actor: Actor, trigger: Trigger
    ) -> None:
        earlier = [
            p
            for p in draft.parts
            if p.count is None and sentence.start <= p.start and p.end <= trigger.start
        ]
        if isinstance(actor, Person):
            if earlier:
                earlier[-1].people = (*earlier[-1].people, actor.name)
                return
            before = self.cast.before(trigger.start, sentence.start)
            organisation = next((o for o in map(organisation_of, before) if o), None)
            if organisation is not None:
                draft.add_part(
                    replace(actor, organisation=organisation), self._plain(draft)
                )

    def _adapted(
        self,
        sentence: Sentence,
        draft: Draft,
        actor: Actor,
        role: str,
        trigger: Trigger,
    ) -> str:
        """Make a participant in a mission a delegate, and with a stand an exhibitor."""
        if role != "participant":
            return role
        if draft.kind in MISSIONS:
            return "delegate"
        if draft.kind == "visit" and trigger.word not in {"intervenire"}:
            return "delegate"
        clause = self.text.folded[min(trigger.start, actor.start) : sentence.end]
        if (
            draft.kind in {"fair", "matchmaking", "other"}
            and _STAND.search(clause)
            and isinstance(actor, Named)
        ):
            return "exhibitor"
        if draft.kind in {
            "fair",
            "matchmaking",
            "mission_incoming",
        } and _MEETING_WORDS.search(
            self.text.folded[
                max(trigger.end, actor.end)
                if not trigger.is_noun
                else actor.end : sentence.end
            ]
        ):
            return "b2b_participant" if isinstance(actor, Named) else role
        if re.search(
            r"delegazion\w+\s+(?:(?:di|del|della|dell'|dei|delle)\s*)?(?:oltre\s+|circa\s+)?$",
            self.text.folded[max(sentence.start, actor.start - 30) : actor.start],
        ):
            return "delegate"
        if re.search(
            r"delegazion\w+\s+(?:comprend\w+|(?:e|è|sara)\s+(?:composta"
            r"|formata)|composta|formata)",
            self.text.folded[max(sentence.start, trigger.start - 40) : trigger.end],
        ):
            return "delegate"
        return role

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
