"""P04 and P05, the clusters at activities: all of them, and those in a high role."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from fondaco.activities.vocabularies import CountSubject
from fondaco.presence.counted import (
    Counted,
    Indicator,
    Result,
    Unknown,
    counted_pair,
    counted_unnamed,
)
from fondaco.presence.facts import ParticipationFact
from fondaco.presence.selection import Pair, Selection


def count_qualified(selection: Selection) -> Result:
    """Count the pairs of P05 whose highest role is a speaker's (3) or above.

    Nobody knows the roles of unnamed clusters: they are only in the whole that the
    share is of. Where there is nobody else in a high role there is no figure: one of
    them may have been.
    """
    qualified = selection.qualified_pairs
    whole = len(selection.pairs) + sum(one.number for one in selection.unnamed)
    value = len(qualified) or (None if selection.unnamed else 0)
    share = None if value is None or not whole else round(value / whole, 4)
    return Result(
        value=value,
        list_records=lambda: _records(selection, qualified),
        details={"share": share},
        unknown=Unknown.NOT_KNOWN,
    )


def count_participations(selection: Selection) -> Result:
    """Count distinct pairs of a cluster and an activity, named and unnamed.

    The unnamed are the number of clusters that a source states less those named at
    the activity, never below zero. “Some clusters” is no number; a minimum gives a
    figure that is flagged. Clusters that declined or cancelled did not take part.
    """
    named = len(selection.pairs)
    unnamed = sum(one.number for one in selection.unnamed)
    levels = Counter(str(one.level) for one in selection.pairs.values())
    return Result(
        value=named + unnamed,
        list_records=lambda: (
            _records(selection, selection.pairs)
            + tuple(map(counted_unnamed, selection.unnamed))
        ),
        details={
            "named": named,
            "unnamed": unnamed,
            "at_least": any(one.at_least for one in selection.unnamed),
            "approximate": any(
                one.statement.is_approximate for one in selection.unnamed
            ),
            "some": sum(
                one.is_some and one.subject == CountSubject.CLUSTERS
                for one in selection.counts
            ),
            "by_level": dict(sorted(levels.items())),
        },
    )


def _records(
    selection: Selection, pairs: dict[Pair, ParticipationFact]
) -> tuple[Counted, ...]:
    """In the order of the calendar."""
    order = {one.pk: place for place, one in enumerate(selection.activities)}
    activities = selection.activity_by_key
    return tuple(
        counted_pair(selection.facts, activities[one.activity], one)
        for one in sorted(pairs.values(), key=lambda one: order[one.activity])
    )


QUALIFIED = Indicator(
    code="P04",
    unit="participations",
    label=_("qualified participations"),
    rule=_(
        "Participations in which the cluster's highest role is speaker, coordinator, "
        "head of delegation, organiser or promoter. The roles of clusters that no "
        "source names are not known: they are only in the whole of the share. Where "
        "nobody else is in such a role there is no figure."
    ),
    count=count_qualified,
)
PARTICIPATIONS = Indicator(
    code="P05",
    unit="participations",
    label=_("participations"),
    rule=_(
        "A cluster at an activity is one participation, whatever its roles, if it was "
        "in the network then and neither declined nor cancelled. Where a source says "
        "how many clusters took part, the unnamed are that number less the named. "
        "“Some” is never made a number; a minimum is marked “at least”."
    ),
    count=count_participations,
)
