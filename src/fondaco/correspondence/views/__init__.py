"""The pages of the correspondence beside those of its records."""

from fondaco.correspondence.views.circulars import (
    circular_cancel,
    circular_preview,
    circular_send,
    circular_test,
)
from fondaco.correspondence.views.lists import distributionlist_fill, segment_preview
from fondaco.correspondence.views.log import organisation_log, person_log
from fondaco.correspondence.views.unsubscribing import unsubscribe

__all__ = [
    "circular_cancel",
    "circular_preview",
    "circular_send",
    "circular_test",
    "distributionlist_fill",
    "organisation_log",
    "person_log",
    "segment_preview",
    "unsubscribe",
]
