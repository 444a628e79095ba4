"""Roles that stand beside the noun: “l'assemblea di ALISEI”."""

import re

from fondaco.engines.press.items import Count, Named, Person, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.hosting import Hosting
from fondaco.engines.press.telling.mention import EVENTS

_GENITIVE = re.compile(
    r"[”\"]?(?:\s+(?!(?:di|del|dello|della|dei|degli|delle|dell|con|per|che|sul|sulla|dal|dalla|nel|nella)\b)[a-z]+(?:al[ei]|ic[oai]|iv[oa]|ari[oa]|an[oa]|uit[oa]|es[ei]|os[oa]|ut[oa]|in[oa]|ern[oa]|olt[oa]|onl|line|ert[oa]))?"
    r"(?:\s+di\s+[a-z]+(?:\s+[a-z]+)?(?=\s+(?:del|della|dell')))?\s*(?:"
    r",\s*)?(?:(?:di|del|dello|della|dei|degli|delle)\s+"
    r"|dell')(?:(?:il|la)\s+)?"
)
_WITH = re.compile(
    r"(?:\s(?!con\s|tra\s|fra\s)[^,.;:()\n]{2,60}?)??"
    r"\s*(?:con|tra|fra)\s+(?:(?:il|lo|la|i|gli|le)\s+|l')?"
)
_PARTY = re.compile(r"(?:delegazion|rappresentanz|gruppo|comitiva|tecnici|pattuglia)")

SPOKEN = frozenset(
    {"conference", "seminar", "meeting", "other", "kick_off", "final_event", "training"}
)
_PRESENT = re.compile(
    r"(?:present[ei]|partecip\w+|insieme|assieme|rappresentat\w+)\s+$"
)
_HOUR = re.compile(
    r"[\s•*-]*(?:(?:alle\s+)?(?:ore|h\.?)\s+)?\d{1,2}[.:,]\d\d"
    r"(?:\s*-\s*\d{1,2}[.:,]\d\d)?(?!\d)"
)
_WITH_VOICES = re.compile(
    r"(?<!\w)con\s+(?:(?:il|lo|la|i|gli|le|gli\s+interventi\s+di)\s+|l')?"
)


class Beside(Hosting):
    """Gives roles by what stands beside an activity."""

    # 4. What stands beside the noun: “l'assemblea di ALISEI”, “incontro con il
    # Ministero”.
    def _beside(self, sentence: Sentence, domain: Domain, draft: Draft) -> None:
        mention = domain.mention
        if mention.kind not in EVENTS:
            return
        for link, which in ((_GENITIVE, "of"), (_WITH, "with")):
            match = link.match(self.text.folded, mention.end, sentence.end)
            if match is None:
                continue
            actors = [
                a
                for a in self.cast.after(match.end(), sentence.end)
                if isinstance(a, Named)
            ]
            for actor in actors:
                role = self._role_beside(draft, which)
                # “La plenaria di EFIB”: maybe what it is about.
                if which == "of" and not (
                    self._is_surely_body(actor)
                    or _PARTY.match(self.text.folded, mention.start)
                ):
                    continue
                if role and not any(p.key == actor.key for p in draft.parts):
                    draft.add_part(actor, role)
                    draft.say("participations", mention.start, actor.end)
        self._voices(sentence, domain, draft)
        if draft.kind == "visit" and not any(p.role == "host" for p in draft.parts):
            self._visited(sentence, domain, draft)
        if draft.kind == "assembly" and not any(
            p.role == "organiser" for p in draft.parts
        ):
            inside = within(self.gathered.organisations, sentence.start, sentence.end)
            organisation = self.about(sentence, mention.start)
            if not inside and self.gathered.author is not None:
                organisation = self.gathered.author
            # “L'assemblea di Nereus” is of those whom it names.
            named = _GENITIVE.match(self.text.folded, mention.end, sentence.end)
            if organisation is not None and (
                named is None or "soci" in self.text.folded[mention.start : mention.end]
            ):
                draft.add_part(organisation, "organiser")

    def _voices(self, sentence: Sentence, domain: Domain, draft: Draft) -> None:
        """“L'incontro “Acqua”, con Anna Rossi (AFIL) e Beta”: they speak there."""
        if draft.kind not in SPOKEN:
            return
        for match in _WITH_VOICES.finditer(
            self.text.folded, domain.mention.end, min(domain.end, sentence.end)
        ):
            # “Era presente con il segretario”: that is all that he did.
            if _PRESENT.search(self.text.folded[match.start() - 20 : match.start()]):
                continue
            actors = self.cast.after(match.end(), sentence.end)
            first = actors[0] if actors else None
            if not isinstance(first, Person) or any(
                first.name in part.people for part in draft.parts
            ):
                continue
            for actor in actors:
                if isinstance(actor, Person):
                    actor = self._belonging(actor)
                if not isinstance(actor, Count):
                    draft.add_part(actor, "speaker")
                    draft.say("participations", actor.start, actor.end)

    def _on_agenda(self, sentence: Sentence, target: Draft | None) -> None:
        """“10.20 Stefano Scaglia, presidente AFIL - “Due anni…””: he speaks."""
        target = target or self.stage
        if target is None or target.kind not in SPOKEN:
            return
        line = self.text.folded.rfind("\n", 0, sentence.start + 1) + 1
        if not _HOUR.match(self.text.folded, line, sentence.end):
            return
        for person in within(self.gathered.people, sentence.start, sentence.end):
            if not any(person.name in part.people for part in target.parts):
                target.add_part(self._belonging(person), "speaker")
                target.say("participations", person.start, person.end)

    def _role_beside(self, draft: Draft, which: str) -> str:
        if which == "with":
            return "participant" if draft.kind in {"meeting", "visit"} else ""
        if draft.kind in {"visit"} | MISSIONS:
            return "delegate"
        return "" if draft.kind == "fair" else "organiser"
