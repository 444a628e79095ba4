"""Jobs that went wrong wait for an administrator."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.outbox import failures
from fondaco.core.permissions import Actor, may
from fondaco.portal.permissions import KEEP_JOBS
from fondaco.portal.waiting import Waiting, register


@register
def failed_jobs(actor: Actor, today: dt.date) -> list[Waiting]:
    """One line for all of them: a server that is silent fails every mail."""
    if not may(actor, KEEP_JOBS):
        return []
    days = [
        timezone.localdate(due) for due in failures().values_list("due_at", flat=True)
    ]
    if not days:
        return []
    text, url = (
        _("%(count)s jobs failed") % {"count": len(days)},
        reverse("portal:jobs"),
    )
    return [Waiting(min(days), _("Failed job"), text, url, _("Settle it"))]
