"""What each sentence was found to speak of, for what is decided when all are read."""

from collections.abc import Sequence
from dataclasses import dataclass

from fondaco.engines.press.telling.domains import Domain
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with what it speaks of.

    Parameters
    ----------
    triggers, domains
        What was found in it.
    drafts
        The activity of each domain.
    told
        The activities that it mentions, and where.
    target
        What it is about, if anything.
    """

    triggers: Sequence[Trigger]
    domains: Sequence[Domain]
    drafts: Sequence[Draft]
    told: Sequence[tuple[int, Draft]]
    target: Draft | None
