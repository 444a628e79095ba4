"""P17, the partnerships that clusters are in at the end of the year."""

from collections import Counter

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.funding.vocabularies import PartyRole
from fondaco.presence.counted import Counted, Indicator, Result, here
from fondaco.presence.facts import Facts, PartyFact
from fondaco.presence.selection import Selection

# Where accounts give a cluster two roles in one partnership, the first of these counts.
ROLES = [role.value for role in PartyRole]


def count_partnerships(selection: Selection) -> Result:
    """Count pairs of a cluster and a partnership that hold on 31 December.

    The membership must surely have begun by then and not be known to have ended, and
    the cluster must be in the network on that day. One whose beginning nobody tells is
    listed apart: it may be older or younger than the year. The kind, role level and
    the rest of activities say nothing of partnerships: with such a filter there is no
    figure. A country or area is that of a partnership's target countries.
    """
    if selection.filters.narrow_activities:
        return Result(None)
    parties = _of_scope(selection)
    day = selection.facts.last_day
    active = _once([one for one in parties if one.period.touches(day, day)])
    undated = _once(
        [
            one
            for one in parties
            if one.period.begins is None and not one.period.has_ended_by(day)
        ]
    )
    listed = {(one.cluster, one.uid) for one in active}
    roles = Counter(one.role for one in active)
    return Result(
        value=len(active),
        records=tuple(_counted(selection.facts, one) for one in active),
        apart=tuple(
            _counted(selection.facts, one)
            for one in undated
            if (one.cluster, one.uid) not in listed
        ),
        details={
            "by_role": {role: roles[role] for role in ROLES if role in roles},
            "undated": sum((one.cluster, one.uid) not in listed for one in undated),
        },
    )


def _of_scope(selection: Selection) -> list[PartyFact]:
    day = selection.facts.last_day
    members = {one.pk for one in selection.clusters if one.is_member(day, day)}
    anywhere = not (selection.filters.country or selection.filters.area)
    return [
        one
        for one in selection.facts.parties
        if one.undertaking == "partnership"
        and one.cluster in members
        and (anywhere or any(map(selection.admits, one.target_countries)))
    ]


def _once(parties: list[PartyFact]) -> list[PartyFact]:
    """One for each cluster and partnership."""
    best: dict[tuple[int, str], PartyFact] = {}
    for one in parties:
        pair = (one.cluster, one.uid)
        if pair not in best or ROLES.index(one.role) < ROLES.index(best[pair].role):
            best[pair] = one
    return list(best.values())


def _counted(facts: Facts, party: PartyFact) -> Counted:
    cluster = facts.cluster_by_key[party.cluster]
    words = {"cluster": cluster.acronym, "partnership": party.title}
    return Counted(
        type="partnership",
        id=party.uid,
        title=here(gettext("%(cluster)s – %(partnership)s") % words),
        view="funding:partnership_detail",
        arguments=(party.uid,),
        evidence=party.evidence,
        cluster=cluster,
        note=str(PartyRole(party.role).label),
    )


PARTNERSHIPS = Indicator(
    code="P17",
    unit="partnerships",
    label=_("partnerships"),
    rule=_(
        "Clusters in partnerships on 31 December: each cluster once in each "
        "partnership, by its role. It must surely have joined by then and not be known "
        "to have left. Where nobody says since when, it is listed apart, not counted."
    ),
    count=count_partnerships,
)
