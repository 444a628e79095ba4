"""What a restored outbox must not do by itself."""

from django.utils import timezone

from fondaco.core.models import OutboxEntry
from fondaco.core.outbox.handlers import all_handlers
from fondaco.core.outbox.words import SINCE_THE_BACKUP

State = OutboxEntry.State


def hold_back_what_leaves() -> None:
    """Between the backup and now it may have left: a person decides."""
    held = OutboxEntry.objects.filter(
        state__in=(State.WAITING, State.RUNNING, State.LEAVING)
    )
    leaving = [one.kind for one in all_handlers() if one.leaves]
    held.filter(kind__in=leaving).update(
        state=State.IN_DOUBT,
        last_error=SINCE_THE_BACKUP,
        lease_until=None,
        claim="",
        finished_at=timezone.now(),
    )
    held.filter(state=State.RUNNING).update(
        state=State.WAITING, lease_until=None, claim=""
    )
