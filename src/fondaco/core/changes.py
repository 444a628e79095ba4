"""Tells whoever listens that records were written: one, or thousands at once.

Whoever listens is called in the transaction that writes, and only notes down what is to
be done later.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.dispatch import Signal, receiver
from simple_history.signals import post_create_historical_record

# Sent by the model, with `event` (created, changed, deleted), `keys`, and the record
# itself where it is one.
written = Signal()
EVENTS = {"+": "created", "~": "changed", "-": "deleted"}


def tell(
    model: type[Model], kind: str, keys: Sequence[Any], record: Any = None
) -> None:
    """`kind` as histories have it: +, ~ or -."""
    if keys:
        written.send(model, event=EVENTS[kind], keys=keys, record=record)


@receiver(post_create_historical_record)
def _tell_of_one(
    sender: Any, instance: Any, history_instance: Any, **_more: Any
) -> None:
    kind = history_instance.history_type
    tell(type(instance), kind, [instance.pk], record=instance)
