"""What the worker does for the newsroom: it reads feeds, and tidies up."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fondaco.core.outbox import enqueue, handler
from fondaco.core.schedule import daily
from fondaco.newsroom.actions import read_feed, tidy_up
from fondaco.newsroom.actions.bulletins import PUBLISH, publish_due
from fondaco.newsroom.actions.feeds import JOB
from fondaco.newsroom.actions.mailing import MAIL, deliver, note_refused
from fondaco.newsroom.actions.subscribing import forget_unconfirmed
from fondaco.newsroom.models import Feed


def _about(payload: dict[str, Any]) -> str:
    return str(payload.get("name", ""))


@handler(JOB, label=_("Reading a feed"), describe=_about)
def read_one_feed(payload: dict[str, Any], entry: object) -> str:
    number = read_feed(payload["feed"])
    if number is None:
        return ""
    return ngettext("%(number)d text", "%(number)d texts", number) % {"number": number}


@daily("newsroom", at="03:50", label=_("Tidying up the newsroom"), atomic=True)
def tidy_newsroom() -> str:
    """And wake up feeds whose job got lost, as after a backup was restored."""
    late = timezone.now() - dt.timedelta(hours=2)
    for feed in Feed.objects.filter(is_active=True, next_at__lt=late):
        enqueue(JOB, {"feed": feed.pk, "name": feed.name})
    return str(tidy_up())


@handler(PUBLISH, label=_("Publishing a bulletin"), atomic=True)
def publish_bulletin(payload: dict[str, Any], entry: object) -> str:
    return publish_due(payload["bulletin"], payload["at"])


@handler(MAIL, label=_("Mail of a bulletin"), atomic=True)
def deliver_bulletin(payload: dict[str, Any], entry: object) -> str:
    return deliver(payload["mail"])


@daily("subscribers", at="03:55", label=_("Forgetting who did not confirm"))
def forget_subscribers() -> str:
    note_refused()
    return str(forget_unconfirmed())
