"""Which role somebody has by the words that give it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.items import Actor, Count, Named, Person
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.beside import SPOKEN
from fondaco.engines.press.telling.capacities import Capacity
from fondaco.engines.press.telling.company import Company
from fondaco.engines.press.telling.doing import Doing
from fondaco.engines.press.telling.drafts import MISSIONS, Draft, organisation_of
from fondaco.engines.press.telling.finding import Finding
from fondaco.engines.press.telling.mention import EVENTS
from fondaco.engines.press.telling.triggers import Trigger

_MEETING_WORDS = re.compile(
    r"(?<!\w)(?:incontri|b2b|c2c|incontrando|incontrera|incontreranno"
    r"|incontrato|intercluster|matchmaking)(?!\w)"
)
_STAND = re.compile(
    r"(?<!\w)(?:stand|collettiva|padiglione|area\s+espositiva"
    r"|spazio\s+espositivo|espositor[ei]|espone|esporra|espost[oa])(?!\w)"
)
_OBJECT = re.compile(r"\s+(?:(?:il|lo|la|i|gli|le|un|una|come|di)\s|l'|un')")
_LEADING = frozenset({"guidare", "capitanare", "condurre", "capeggiare"})
_LED = frozenset({"project", "programme", "proposal", "partnership"})
_SIGNED = frozenset({"agreement", "partnership"})
_LEAD = re.compile(r"capofila|lead\s+partner")
_AT_EVENT = re.compile(
    r"(?<!\w)(?:a|ad|al|allo|alla|ai|agli|alle|nel|nello|nella|durante|corso|occasione|ambito"
    r"|margine|apertura|chiusura)\s+(?:(?:di|del|dello|della|il|lo|la|un|una)\s+|dell'|l')?(?:\w+\s+)?"
    r"(?:“)?$|(?:all|nell|dell)'(?:\w+\s+)?$"
)


class Giving(Finding, Doing, Company):
    """Gives one role in one activity to one who has it."""

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
        if role == "signatory":
            # “Hanno siglato il documento…”, after the agreement was told.
            if draft.kind not in _SIGNED:
                return
            role = "participant"
        if role == "representative":
            self._represent(sentence, draft, actor, trigger)
            return
        # “Con capofila la SUPSI” is said of a project, and of no event.
        if draft.kind in EVENTS - MISSIONS - {"fair"} and _LEAD.search(trigger.word):
            return
        if role == "presenter" and self._shows(sentence, draft, actor, trigger):
            role = "exhibitor"
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
                or re.search(
                    r"\b(?:delegazion|mission|rappresentanz|comitiv|pattugli|spedizion)",
                    around,
                )
            )
            # “A guidare il pubblico saranno…” leads no activity.
            real = trigger.word in _LEADING or draft.kind in _LED
            if not leads and not (trigger.is_passive and real):
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

    def _represent(
        self, sentence: Sentence, draft: Draft, actor: Actor, trigger: Trigger
    ) -> None:
        earlier = [
            p
            for p in draft.parts
            if p.count is None and sentence.start <= p.start and p.end <= trigger.start
        ]
        if isinstance(actor, Named) and not earlier:
            draft.add_part(actor, self._plain(draft))
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

    def _shows(
        self, sentence: Sentence, draft: Draft, actor: Actor, trigger: Trigger
    ) -> bool:
        """“Alla fiera Alfa la Beta ha presentato la nuova pressa”: with a stand."""
        before = self.text.folded[max(sentence.start, draft.start - 40) : draft.start]
        return (
            draft.kind == "fair"
            and trigger.word == "presentare"
            and not trigger.is_passive
            and isinstance(actor, Named)
            and sentence.start <= draft.start < sentence.end
            and _AT_EVENT.search(before) is not None
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
