"""Numbers without names, put to the activities of a sentence."""

import re
from collections.abc import Sequence

from fondaco.engines.press.items import Count, Named, Person, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.mention import EVENTS
from fondaco.engines.press.telling.stage import Stage
from fondaco.engines.press.telling.triggers import Trigger

_BROUGHT = re.compile(
    r"\b(?:con|insieme\s+a|assieme\s+a|accompagn\w+|accompagnando|portando|portera)\s+"
    r"(?:(?:le|i|gli|sue|suoi|ben|oltre|circa)\s+)*$"
)

# What is told of a market, of a body's size or of another year counts nobody here.
_OF_A_SECTOR = re.compile(
    r"(?<!\w)(?:fatturat\w+|miliard\w+|milion\w+|addett\w+|dipendenti|occupati|interscambio"
    r"|per\s+cento|conta(?:no)?\s+(?:oggi\s+|su\s+)?\w+\s+(?:soci|associat\w|aderent\w|impres\w)"
    r"|fondat\w+\s+nel|nat[oa]\s+nel|massimo\s+(?:di\s+)?|fino\s+a\s+un\s+massimo)(?!\w)|%"
)
# “Otto gli aderenti che ci affiancano: Alfa, Beta…”, “due ospedali (San Luca e Beta)”
_LIST = re.compile(
    r"(?:\s+(?!e\s)[\w']+){0,3}\s*[(–-]\s*|(?:,?\s+[\w'’]+){0,9}\s*"
    r"(?::|,?\s+(?:tra|fra)\s+(?:cui|le\s+quali|i\s+quali|gli\s+altri))\s*"
)
# “Hanno incontrato a Lione i vertici di Alfa”
_IN_TOWN = re.compile(r"\s+(?:a|ad|in)\s+\w+(?=\s)")
# “Accolti quattro nuovi associati: Alfa e Beta”: they joined.
_ADMITTED = re.compile(
    r"nuov[ie]\s+(?:soci|associat|aderent|membri|ingress|iscritt|consorziat)"
)
_NOT_COMING = re.compile(r"partner|regioni|province|comuni|relator|relatric|speaker")
_ELSEWHEN = re.compile(
    r"(?<!\w)(?:l'anno\s+scorso|lo\s+scorso\s+anno|l'anno\s+precedente"
    r"|(?:scorsa|precedente|passata|ultima|prima)\s+edizione|negli\s+anni\s+scorsi"
    r"|anni\s+fa)(?!\w)"
)


class Numbering(Stage):
    """Gives activities their counts."""

    def _brought(self, sentence: Sentence, trigger: Trigger, draft: Draft) -> None:
        """“Ha partecipato con 14 imprese”, “accompagnerà dodici aziende”."""
        for count in within(self.gathered.counts, trigger.end, sentence.end):
            before = self.text.folded[trigger.start : count.start]
            if not count.is_meetings and _BROUGHT.search(before):
                draft.add_part(count, self._plain(draft))

    def _met(self, trigger: Trigger, sentence: Sentence, draft: Draft) -> None:
        """“Incontrando sette organizzazioni europee”, “ha incontrato Alfa e Beta”."""
        role = "b2b_participant" if draft.kind == "matchmaking" else "participant"
        place = _IN_TOWN.match(self.text.folded, trigger.end, sentence.end)
        start = place.end() if place else trigger.end
        for actor in self.cast.after(start, sentence.end):
            if (
                isinstance(actor, Named)
                or (isinstance(actor, Person) and actor.organisation is not None)
            ) or (isinstance(actor, Count) and actor.start - trigger.end < 12):
                draft.add_part(actor, role)

    # 5. Numbers of meetings.
    def _meetings(
        self,
        sentence: Sentence,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> None:
        for count in within(self.gathered.counts, sentence.start, sentence.end):
            if not count.is_meetings or re.match(
                r"propost|progett|candidatur|domand|richiest|accord|protocoll|contatt",
                count.noun,
            ):
                continue
            domain = domain_at(domains, count.start)
            draft = drafts[domain.mention.start] if domain else target
            if (
                draft is None
                or draft.kind not in EVENTS
                or self._is_mention(count, domain)
            ):
                continue
            if any(s.start <= count.start < s.end for s in self.gathered.speeches):
                continue
            draft.add_part(count, "b2b_participant")
            draft.say("participations", count.start, count.end)

    def _partners(
        self,
        sentence: Sentence,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> None:
        """Count the partners of a project: “quattordici i partner coinvolti”."""
        for count in within(self.gathered.counts, sentence.start, sentence.end):
            domain = domain_at(domains, count.start)
            draft = drafts[domain.mention.start] if domain else target
            if draft is None or draft.kind not in {"project", "final_event"}:
                continue
            if count.noun.casefold().startswith("partner"):
                draft.add_part(count, "partner")

    def _is_mention(self, count: Count, domain: Domain | None) -> bool:
        return (
            domain is not None
            and count.start < domain.mention.end
            and domain.mention.start < count.end
            # “Gli incontri bilaterali: 174” says of them how many they were.
            and ":" not in self.text.plain[count.start : count.end]
        )

    # 6. Numbers of those who come, with no verb that says so.
    def _counted(
        self,
        sentence: Sentence,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
        used: set[int],
    ) -> None:
        """“Venti buyer, 61 aziende e 400 incontri: sono i numeri della fiera”."""
        whole = self.text.folded[sentence.start : sentence.end]
        years = set(re.findall(r"(?<![\w./])(?:19|20)\d\d(?![\w/])", whole))
        if _OF_A_SECTOR.search(whole) or _ELSEWHEN.search(whole):
            return
        for count in within(self.gathered.counts, sentence.start, sentence.end):
            if count.is_meetings or count.start in used or count.number is None:
                continue
            domain = domain_at(domains, count.start)
            draft = drafts[domain.mention.start] if domain else target
            if (
                draft is None
                or draft.kind not in EVENTS
                or _NOT_COMING.match(count.noun.casefold())
                or _ADMITTED.search(self.text.folded[count.start : count.end])
                or self._is_size(sentence, count)
                or self._is_mention(count, domain)
                or any(s.start <= count.start < s.end for s in self.gathered.speeches)
            ):
                continue
            date = draft.date
            if years and date is not None and str(date.earliest.year) not in years:
                continue
            role = self._plain(draft)
            draft.add_part(count, role)
            draft.say("participations", count.start, count.end)
            listed = _LIST.match(self.text.folded, count.end, sentence.end)
            if listed is None:
                continue
            for actor in self.cast.after(listed.end(), sentence.end):
                if not isinstance(actor, Count):
                    draft.add_part(actor, role)
