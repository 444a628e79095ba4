"""Which year of a network is shown when nobody asks for one."""

from collections import Counter

from django.db.models import F, IntegerField, Value

from fondaco.activities.models import Activity, Claim
from fondaco.presence.queries.calendar import COUNTED_STATUSES

# Fewer activities are examples that a source happened to give, not a year's record.
ENOUGH = 3


def default_year(network: int) -> int | None:
    """The newest year whose record is more than a few examples.

    That is one of which a source speaks as a whole (a claim), or with at least three
    activities; without any such year, the newest with an activity at all. A later year
    with a single fair would otherwise hide the year that was really recorded.
    """
    activities = (
        Activity.objects.filter(
            network=network,
            is_published=True,
            is_international=True,
            status__in=COUNTED_STATUSES,
            start_earliest__year=F("start_latest__year"),
        )
        .order_by()
        .annotate(weight=Value(1, IntegerField()))
        .values_list("start_latest__year", "weight")
    )
    claims = (
        Claim.objects.filter(network=network)
        .order_by()
        .annotate(weight=Value(ENOUGH, IntegerField()))
        .values_list("year", "weight")
    )
    weights: Counter[int] = Counter()
    for year, weight in activities.union(claims, all=True):
        weights[year] += weight
    told = [year for year, weight in weights.items() if weight >= ENOUGH]
    return max(told or weights, default=None)
