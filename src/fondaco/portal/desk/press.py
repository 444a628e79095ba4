"""What waits in the newsroom: texts that nobody has read, feeds that stay broken."""

import datetime as dt
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fondaco.core.fetching import Problem
from fondaco.core.permissions import Actor
from fondaco.core.reading import Read
from fondaco.newsroom.reach import own_feeds, own_items
from fondaco.newsroom.records import FEEDS, ITEMS
from fondaco.newsroom.vocabularies import ItemState
from fondaco.portal.desk.waiting_records import first_dozen
from fondaco.portal.waiting import Waiting

# News grows old.
READ_WITHIN = dt.timedelta(days=14)
# One that failed once or twice may be well again by itself.
STAYS_BROKEN = 3


def press_reads(actor: Actor, today: dt.date) -> list[Read]:
    return [_texts(actor, today), _feeds(actor, today)]


def _texts(actor: Actor, today: dt.date) -> Read:
    """One line for all; a release in several papers counts once."""

    def build(row: tuple[Any, ...]) -> Waiting:
        number, since = row
        day = timezone.localdate(since) + READ_WITHIN
        text = ngettext("%(count)s to be read", "%(count)s to be read", number)
        return Waiting(
            day,
            ITEMS.plural,
            text % {"count": number},
            f"{ITEMS.url('manage')}?state={ItemState.NEW}",
            _("Read"),
            is_late=day < today,
        )

    rows = own_items(actor).filter(state=ItemState.NEW).order_by().values("state")
    counted = rows.annotate(
        desk_number=Count("story", distinct=True), desk_since=Min("created_at")
    )
    return Read(counted, ("desk_number", "desk_since"), build)


def _feeds(actor: Actor, today: dt.date) -> Read:
    def build(row: tuple[Any, ...]) -> Waiting:
        uid, name, problem = row
        return Waiting(
            today,
            FEEDS.label,
            name,
            reverse("newsroom:feed_reading", args=[uid]),
            _("See what went wrong"),
            when=str(Problem(problem).label),
        )

    broken = own_feeds(actor).filter(is_active=True, failures__gte=STAYS_BROKEN)
    rows = first_dozen(broken.exclude(problem=""), "name")
    return Read(rows, ("uid", "name", "problem"), build)
