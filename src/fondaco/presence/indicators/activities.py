"""P01, the activities of a year, and P03, the same by kind."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from fondaco.presence.counted import Indicator, Result, counted_activity
from fondaco.presence.selection import Selection


def count_activities(selection: Selection) -> Result:
    """Count distinct activities by leaf; `selection` holds only those that count.

    Occasions are what the links of parent and occasion hold together: two events
    inside one fair are two activities on one occasion.
    """
    return Result(
        value=len(selection.activities),
        list_records=lambda: tuple(map(counted_activity, selection.activities)),
        details={"occasions": len({one.root for one in selection.activities})},
    )


def count_by_kind(selection: Selection) -> Result:
    """Count the activities of P01 by their one kind: the parts add up to P01."""
    kinds = Counter(one.kind for one in selection.activities)
    return Result(
        value=dict(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))),
        list_records=lambda: tuple(map(counted_activity, selection.activities)),
    )


ACTIVITIES = Indicator(
    code="P01",
    unit="activities",
    label=_("activities"),
    rule=_(
        "Published international activities that are announced, under way or held and "
        "surely begin in the year. An activity that contains others counted in the "
        "same year is left out, unless clusters take part in it itself. Activities "
        "that are part of one another, or on the occasion of one another, are one "
        "occasion."
    ),
    count=count_activities,
)
BY_KIND = Indicator(
    code="P03",
    unit="activities",
    label=_("activities by kind"),
    rule=_("The same activities by their one kind: the parts add up to the whole."),
    count=count_by_kind,
)
