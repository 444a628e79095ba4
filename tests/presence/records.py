"""Facts for tests, made without a database: each function takes what matters."""

import datetime as dt
import itertools
from typing import Any

from fondaco.activities.vocabularies import LEVELS
from fondaco.core.partial_dates import PartialDate
from fondaco.core.texts import Text
from fondaco.presence.facts import (
    ActivityFact,
    AttendanceFact,
    ClusterFact,
    CountFact,
    Evidence,
    Facts,
    NetworkFact,
    OrganisationFact,
    ParticipationFact,
    PartyFact,
    Period,
    PlaceFact,
    SourceFact,
    TargetFact,
)
from fondaco.presence.filters import Filters
from fondaco.presence.selection import Selection, select

YEAR = 2016
SINCE_2014 = Period(dt.date(2014, 12, 31), None)
SINCE_2016 = Period(dt.date(2016, 1, 1), None)
_numbers = itertools.count(1)


def says(
    source: str = "article",
    quote: str = "",
    field: str = "",
    published: dt.date | None = None,
) -> Evidence:
    fact = SourceFact(source, source.capitalize(), "Publisher", "", "it", published)
    return Evidence(fact, quote, field)


def cluster(number: int, *periods: Period) -> ClusterFact:
    name = f"c{number}"
    memberships = periods or (SINCE_2014,)
    return ClusterFact(number, name, name.upper(), Text(name, "en"), memberships)


def network(*clusters: ClusterFact, **overrides: Any) -> NetworkFact:
    """Three clusters, unless others are given."""
    fields = {
        "pk": 1,
        "slug": "net",
        "acronym": "NET",
        "name": Text("Network", "en"),
        "country": "IT",
        "clusters": clusters or tuple(map(cluster, (1, 2, 3))),
    } | overrides
    return NetworkFact(**fields)


def activity(*countries: str, **overrides: Any) -> ActivityFact:
    number = overrides.pop("pk", next(_numbers))
    fields = {
        "pk": number,
        "uid": f"a{number}",
        "title": Text(f"Activity {number}", "en"),
        "kind": "conference",
        "status": "held",
        "start": PartialDate.parse(str(overrides.pop("start", "2016-11-23"))),
        "end": PartialDate.unknown(),
        "is_virtual": False,
        "parent": None,
        "root": number,
        "places": tuple(PlaceFact(code, "", None, None) for code in countries),
    } | overrides
    return ActivityFact(**fields)


def taking_part(
    where: ActivityFact, who: int, role: str = "participant", **overrides: Any
) -> ParticipationFact:
    number = next(_numbers)
    fields = {
        "pk": number,
        "uid": f"p{number}",
        "activity": where.pk,
        "cluster": who,
        "organisation": None,
        "role": role,
        "level": LEVELS[role],
    } | overrides
    return ParticipationFact(**fields)


def member(number: int, *, is_public: bool = True) -> OrganisationFact:
    name = f"Member {number}"
    return OrganisationFact(number, f"member-{number}", Text(name, ""), is_public)


def person(number: int, *evidence: Evidence, is_public: bool = True) -> AttendanceFact:
    return AttendanceFact(number, f"Person {number}", is_public, evidence)


def count(
    where: ActivityFact,
    number: int | None = None,
    subject: str = "clusters",
    **overrides: Any,
) -> CountFact:
    key = next(_numbers)
    fields = {
        "pk": key,
        "uid": f"n{key}",
        "activity": where.pk,
        "participation": None,
        "subject": subject,
        "number": number,
        "minimum": None,
        "is_some": False,
    } | overrides
    return CountFact(**fields)


def party(who: int, uid: str = "escp", **overrides: Any) -> PartyFact:
    fields = {
        "pk": next(_numbers),
        "cluster": who,
        "undertaking": "partnership",
        "uid": uid,
        "title": Text(uid, "en"),
        "role": "member",
        "period": SINCE_2016,
        "target_countries": (),
    } | overrides
    return PartyFact(**fields)


def target(country: str, who: int | None = None, *evidence: Evidence) -> TargetFact:
    return TargetFact(YEAR, country, who, evidence)


def facts(*records: Any, year: int = YEAR, **overrides: Any) -> Facts:
    """Records of any kind, each put where it belongs."""
    kinds = {
        "activities": ActivityFact,
        "participations": ParticipationFact,
        "counts": CountFact,
        "parties": PartyFact,
        "targets": TargetFact,
    }
    sorted_out = {
        name: tuple(one for one in records if isinstance(one, kind))
        for name, kind in kinds.items()
    }
    fields = {"network": network()} | sorted_out | overrides
    return Facts(year=year, **fields)


def chosen(
    *records: Any, filters: Filters | None = None, **overrides: Any
) -> Selection:
    return select(facts(*records, **overrides), filters or Filters())
