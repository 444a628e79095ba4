"""Writing: circulars on their way, lists that are filled, who wants no more."""

from fondaco.correspondence.actions.lists import Filled, fill_from_segment, fill_list
from fondaco.correspondence.actions.notes import save_note
from fondaco.correspondence.actions.sending import (
    cancel_circular,
    deliver,
    reason_to_keep_circular,
    save_circular,
    send_circular,
    send_test,
)
from fondaco.correspondence.actions.unsubscribing import resubscribe, unsubscribe

__all__ = [
    "Filled",
    "cancel_circular",
    "deliver",
    "fill_from_segment",
    "fill_list",
    "reason_to_keep_circular",
    "resubscribe",
    "save_circular",
    "save_note",
    "send_circular",
    "send_test",
    "unsubscribe",
]
