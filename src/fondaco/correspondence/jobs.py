"""What the worker does with circulars."""

from django.utils.translation import gettext_lazy as _

from fondaco.core.outbox import handler
from fondaco.correspondence.actions import deliver
from fondaco.correspondence.actions.sending import JOB


@handler(JOB, label=_("Mail of a circular"), atomic=True)
def deliver_circular(payload: dict[str, int], entry: object) -> str:
    return deliver(payload["delivery"])
