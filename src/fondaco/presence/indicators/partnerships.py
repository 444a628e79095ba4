"""P17, the partnerships that clusters are in at the end of the year."""

import datetime as dt
from collections import Counter

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.funding.vocabularies import PartyRole
from fondaco.presence.counted import Counted, Indicator, Result, Unknown, here
from fondaco.presence.facts import Facts, PartyFact
from fondaco.presence.selection import Selection

# Where accounts give a cluster two roles in one partnership, the first of these counts.
ROLES = [role.value for role in PartyRole]


def count_partnerships(selection: Selection) -> Result:
    """Count pairs of a cluster and a partnership that hold on 31 December.

    The membership must surely have begun by then and not be known to have ended, and
    the cluster must be in the network on that day. One whose end nobody tells counts
    to the last year that its sources attest, and from then on is listed apart: it may
    have ended or not. So is one whose beginning nobody tells: it may be older or
    younger than the year. Where there are only such ones there is no figure, not a
    zero. The kind, role level and the rest of activities say nothing of partnerships:
    with such a filter there is no figure either. A country or area is that of a
    partnership's target countries; where none has one there, but of some none is
    recorded, there is no figure.
    """
    if selection.filters.narrow_activities:
        return Result(None, unknown=Unknown.NOT_APPLICABLE)
    day = selection.facts.last_day
    parties = [one for one in _of_scope(selection) if not one.period.has_ended_by(day)]
    active = _once([one for one in parties if _holds(selection.facts, one)])
    begun = [one for one in parties if one.period.touches(day, day)]
    end_unknown = _but(_once(begun), active)
    undated = _once([one for one in parties if one.period.begins is None])
    undated = _but(undated, [*active, *end_unknown])
    roles = Counter(one.role for one in active)
    facts, doubt = selection.facts, bool(end_unknown or undated)
    doubt = doubt or _anywhere(selection, day)
    return Result(
        value=len(active) or (None if doubt else 0),
        list_records=lambda: tuple(_counted(facts, one) for one in active),
        list_apart=lambda: (
            *(_counted(facts, one, _end_unknown(one)) for one in end_unknown),
            *(_counted(facts, one, gettext("since when not known")) for one in undated),
        ),
        details={
            "by_role": {role: roles[role] for role in ROLES if role in roles},
            "end_unknown": len(end_unknown),
            "undated": len(undated),
        },
        unknown=Unknown.NOT_KNOWN,
    )


def _holds(facts: Facts, party: PartyFact) -> bool:
    """On the last day, if its end is known; else somewhere in the year is enough."""
    first = facts.last_day.replace(month=1, day=1)
    on_last_day = party.period.touches(facts.last_day, facts.last_day)
    return on_last_day and party.holds(first, facts.last_day)


def _end_unknown(party: PartyFact) -> str:
    attested = party.last_attested
    assert attested is not None  # it has a beginning
    return gettext("end not known, last attested in %(year)s") % {"year": attested.year}


def _of_scope(selection: Selection) -> list[PartyFact]:
    parties = _of_members(selection)
    if not _asks_where(selection):
        return parties
    return [one for one in parties if any(map(selection.admits, one.target_countries))]


def _anywhere(selection: Selection, day: dt.date) -> bool:
    """Whether one may hold in the country or area asked for: nobody tells where."""
    return _asks_where(selection) and any(
        not one.target_countries
        and not one.period.has_ended_by(day)
        and (one.period.begins is None or one.period.touches(day, day))
        for one in _of_members(selection)
    )


def _asks_where(selection: Selection) -> bool:
    return bool(selection.filters.country or selection.filters.area)


def _of_members(selection: Selection) -> list[PartyFact]:
    day = selection.facts.last_day
    members = {one.pk for one in selection.clusters if one.is_member(day, day)}
    return [
        one
        for one in selection.facts.parties
        if one.undertaking == "partnership" and one.cluster in members
    ]


def _once(parties: list[PartyFact]) -> list[PartyFact]:
    """One for each cluster and partnership."""
    best: dict[tuple[int, str], PartyFact] = {}
    for one in parties:
        pair = (one.cluster, one.uid)
        if pair not in best or ROLES.index(one.role) < ROLES.index(best[pair].role):
            best[pair] = one
    return list(best.values())


def _but(parties: list[PartyFact], others: list[PartyFact]) -> list[PartyFact]:
    """Those whose cluster and partnership are not among the others."""
    listed = {(one.cluster, one.uid) for one in others}
    return [one for one in parties if (one.cluster, one.uid) not in listed]


def _counted(facts: Facts, party: PartyFact, doubt: str = "") -> Counted:
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
        note="; ".join(filter(None, [str(PartyRole(party.role).label), doubt])),
    )


PARTNERSHIPS = Indicator(
    code="P17",
    unit="partnerships",
    label=_("partnerships"),
    rule=_(
        "Clusters in partnerships on 31 December: each cluster once in each "
        "partnership, by its role. It must surely have joined by then and not be known "
        "to have left. Where nobody says until when, it counts to the last year that "
        "its sources attest. After that, and where nobody says since when, it is "
        "listed apart, not counted; where there are only such ones there is no figure. "
        "In a country or area count those with a target country there; where there "
        "are none, but some whose target countries are not recorded, there is no "
        "figure."
    ),
    count=count_partnerships,
)
