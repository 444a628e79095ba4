"""Writing what was confirmed into the record: one finding, one transaction."""

from fondaco.newsroom.actions.confirming.confirm import confirm_finding
from fondaco.newsroom.actions.confirming.deciding import (
    correct_finding,
    reject_finding,
    reopen_finding,
)

__all__ = [
    "confirm_finding",
    "correct_finding",
    "reject_finding",
    "reopen_finding",
]
