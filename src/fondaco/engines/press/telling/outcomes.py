"""What became of activities: cancelled, postponed, begun, over."""

import re

from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.state import State

_CANCELLED = re.compile(
    r"(?<!\w)(?:(?:annullat|cancellat|sospes|soppress|saltat|revocat)[oaie]"
    r"|salta(?:no)?|non\s+si\s+(?:è\s+)?(?:(?:piu|invece)\s+)?(?:terra|svolgera|tenut[oa]|svolt[oa]|fara))(?!\w)"
)


_OVER = re.compile(
    r"(?<!\w)(?:(?:si\s+)?(?:è|sono)|(?:si\s+)?era)\s+(?:appena\s+|ufficialmente\s+)?"
    r"(?:stat[oa]\s+)?(?:conclus|chius|terminat)[oaie](?!\w)"
)


_BEGUN = re.compile(
    r"(?<!\w)(?:(?:ha|hanno)\s+preso\s+il\s+via|(?:è|sono)\s+(?:iniziat|partit|cominciat)[oaie]|partit[oaie]\s+(?:il|ieri|oggi)|prende\s+il\s+via|al\s+via|si\s+è\s+apert[oa])(?!\w)"
)


_POSTPONED = re.compile(
    r"(?<!\w)(?:rinviat|posticipat|rimandat|spostat|slittat)[oaie](?!\w)"
    r"|(?<!\w)slitta(?!\w)"
)


class Outcomes(State):
    """Notes what became of activities."""

    # 4. What became of it.
    def _flags(
        self, sentence: Sentence, domains: list[Domain], drafts: dict[int, Draft]
    ) -> None:
        for name, pattern in (
            ("cancelled", _CANCELLED),
            ("postponed", _POSTPONED),
            ("begun", _BEGUN),
            ("over", _OVER),
        ):
            for match in pattern.finditer(
                self.text.folded, sentence.start, sentence.end
            ):
                domain = domain_at(domains, match.start())
                draft = (
                    drafts[domain.mention.start]
                    if domain
                    else self._carried(sentence, [])
                )
                if draft is not None:
                    draft.flags.add(name)
                    draft.say("status", *match.span())
