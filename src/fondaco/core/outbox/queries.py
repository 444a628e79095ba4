"""What is asked of the outbox."""

from django.db.models import QuerySet

from fondaco.core.models import OutboxEntry

State = OutboxEntry.State
UNSETTLED = (State.FAILED, State.IN_DOUBT)
OPEN = (State.WAITING, State.RUNNING, State.LEAVING)


def failures() -> "QuerySet[OutboxEntry]":
    """What an administrator must settle: given up after many tries, or in doubt."""
    return OutboxEntry.objects.filter(state__in=UNSETTLED)
