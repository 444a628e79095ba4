"""What is next: the activities of the four weeks to come."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from fondaco.activities.models import Activity
from fondaco.activities.reach import visible_activities
from fondaco.activities.vocabularies import ActivityStatus
from fondaco.core.permissions import Actor
from fondaco.core.reading import Read, records
from fondaco.registry.scope import scope_of

WEEKS = dt.timedelta(weeks=4)
MOST = 20
OFF = (ActivityStatus.CANCELLED, ActivityStatus.POSTPONED)


def upcoming_read(actor: Actor, today: dt.date) -> Read:
    """Those of the person's networks, or of everybody for an administrator.

    Of a date that is only a month, a year or a season nobody can say that it is next.
    """
    scope = scope_of(actor)
    rows: QuerySet[Any] = visible_activities(actor).exclude(status__in=OFF)
    if not scope.is_administrator:
        networks = scope.joined_networks | scope.coordinated_networks
        rows = rows.filter(
            Q(network__in=networks) | Q(maintained_by__in=scope.managed_clusters)
        )
    last = Coalesce("end_latest", "start_latest")
    soon = rows.annotate(desk_last=last).filter(
        start_precision="day", start_earliest__lte=today + WEEKS, desk_last__gte=today
    )
    first = soon.order_by("start_earliest", "pk").values("pk")[:MOST]
    return records(Activity.objects.filter(pk__in=first))


def in_order(found: list[Activity]) -> list[Activity]:
    return sorted(found, key=lambda one: (one.start_earliest or dt.date.max, one.pk))
