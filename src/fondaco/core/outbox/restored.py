"""What a restored outbox must not do by itself."""

from django.utils.translation import gettext_noop

from fondaco.core.models import OutboxEntry
from fondaco.core.outbox.handlers import all_handlers

State = OutboxEntry.State
SINCE_THE_BACKUP = gettext_noop(
    "It waited when the backup was made that was restored here: it may have left since."
)


def hold_back_what_leaves() -> None:
    """Between the backup and now it may have left: a person decides."""
    held = OutboxEntry.objects.filter(
        state__in=(State.WAITING, State.RUNNING, State.LEAVING)
    )
    leaving = [one.kind for one in all_handlers() if one.leaves]
    held.filter(kind__in=leaving).update(
        state=State.IN_DOUBT, last_error=SINCE_THE_BACKUP, lease_until=None, claim=""
    )
    held.filter(state=State.RUNNING).update(
        state=State.WAITING, lease_until=None, claim=""
    )
