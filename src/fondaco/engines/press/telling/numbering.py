"""Numbers without names, put to the activities of a sentence."""

import re
from collections.abc import Sequence

from fondaco.engines.press.items import Count, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.mentions import EVENTS
from fondaco.engines.press.telling.stage import Stage
from fondaco.engines.press.telling.triggers import (
    Trigger,
)

_BROUGHT = re.compile(
    r"\b(?:con|insieme\s+a|assieme\s+a|accompagn\w+|accompagnando|portando|portera)\s+"
    r"(?:(?:le|i|gli|sue|suoi|ben|oltre|circa)\s+)*$"
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
        """“Incontrando sette organizzazioni europee”."""
        for actor in self.cast.after(trigger.end, sentence.end):
            if isinstance(actor, Count) and actor.start - trigger.end < 12:
                role = (
                    "b2b_participant" if draft.kind == "matchmaking" else "participant"
                )
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
        )
