"""The rows of a network's year as plain values: what the indicators count."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import cached_property
from django.utils.translation import get_language

from fondaco.core.partial_dates import PartialDate
from fondaco.core.texts import Text

# Of those that are not frozen a year has hundreds or thousands. Nobody changes them,
# either; to have Python see to it would take thrice the time that they take to make.


@dataclass(frozen=True)
class SourceFact:
    slug: str
    title: str
    publisher: str
    url: str
    language: str
    # The first day on which it may have been published; None where nobody says.
    published: dt.date | None = None

    def __hash__(self) -> int:
        return hash(self.slug)

    @property
    def heading(self) -> Text:
        return Text(self.title, self.language or get_language() or "")


@dataclass(unsafe_hash=True)
class Evidence:
    """A citation: the source, its words where they were kept, and what they support."""

    source: SourceFact
    quote: str
    field: str


def passages_of(evidence: Iterable[Evidence]) -> list[tuple[SourceFact, str]]:
    """Each source with its words as one passage; those that only attest come last.

    Words that stand within longer ones are left out.
    """
    quotes: dict[SourceFact, dict[str, None]] = {}
    for one in evidence:
        quotes.setdefault(one.source, {})[one.quote] = None
    passages = [(source, _whole(said)) for source, said in quotes.items()]
    return sorted(passages, key=lambda passage: not passage[1])


def _whole(said: Iterable[str]) -> str:
    said = list(filter(None, said))
    return " […] ".join(
        quote
        for quote in said
        if not any(quote in other for other in said if other != quote)
    )


@dataclass(unsafe_hash=True)
class Period:
    """When a dated fact surely holds: from its latest beginning to its latest end.

    Where no end is known, `lasts` may still say before which day it did not end.
    """

    begins: dt.date | None
    ends: dt.date | None
    lasts: dt.date | None = None

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether some day from `first` to `last` is in it; never where undated."""
        if self.begins is None or self.begins > last:
            return False
        return self.ends is None or self.ends >= first

    def covers(self, first: dt.date, last: dt.date) -> bool:
        """Whether all days from `first` to `last` are in it."""
        if self.begins is None or self.begins > first:
            return False
        return self.ends is None or self.ends >= last

    def has_ended_by(self, day: dt.date) -> bool:
        return self.ends is not None and self.ends < day


@dataclass(frozen=True)
class ClusterFact:
    pk: int
    slug: str
    acronym: str
    name: Text
    memberships: tuple[Period, ...] = ()

    def is_member(self, first: dt.date, last: dt.date) -> bool:
        return any(period.touches(first, last) for period in self.memberships)

    def is_member_throughout(self, first: dt.date, last: dt.date) -> bool:
        return any(period.covers(first, last) for period in self.memberships)


@dataclass(frozen=True)
class NetworkFact:
    pk: int
    slug: str
    acronym: str
    name: Text
    country: str
    clusters: tuple[ClusterFact, ...]

    def members_in(self, year: int) -> tuple[ClusterFact, ...]:
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        return tuple(
            cluster for cluster in self.clusters if cluster.is_member(first, last)
        )


@dataclass(unsafe_hash=True)
class PlaceFact:
    country: str
    city: str
    latitude: float | None
    longitude: float | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(unsafe_hash=True)
class ActivityFact:
    """`root` is the activity that its links of parent and occasion lead up to."""

    pk: int
    uid: str
    title: Text
    kind: str
    status: str
    start: PartialDate
    end: PartialDate
    is_virtual: bool
    parent: int | None
    root: int
    places: tuple[PlaceFact, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @cached_property
    def countries(self) -> frozenset[str]:
        return frozenset(place.country for place in self.places)


@dataclass(unsafe_hash=True)
class OrganisationFact:
    pk: int
    slug: str
    name: Text
    is_public: bool


@dataclass(unsafe_hash=True)
class AttendanceFact:
    person: int
    name: str
    is_public: bool
    evidence: tuple[Evidence, ...] = ()


@dataclass(unsafe_hash=True)
class ParticipationFact:
    """One, or in little all of a cluster in one role at one activity: `members`."""

    pk: int
    uid: str
    activity: int
    cluster: int
    organisation: OrganisationFact | None
    role: str
    level: int
    attendances: tuple[AttendanceFact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    members: frozenset[int] = frozenset()

    @property
    def organisations(self) -> frozenset[int]:
        """The keys of the members that took part."""
        return frozenset({self.organisation.pk}) if self.organisation else self.members


@dataclass(unsafe_hash=True)
class CountFact:
    """What a source says of how many: exactly one of number, minimum and “some”."""

    pk: int
    uid: str
    activity: int
    participation: int | None
    subject: str
    number: int | None
    minimum: int | None
    is_some: bool
    is_approximate: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(unsafe_hash=True)
class PartyFact:
    """A cluster in a partnership or a project; `period` is that of its being there."""

    pk: int
    cluster: int
    undertaking: str
    uid: str
    title: Text
    role: str
    period: Period
    target_countries: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()

    @cached_property
    def last_attested(self) -> dt.date | None:
        """The last day of which anybody says that the cluster was in it.

        A source attests the membership on the day of its publication; an undated one
        attests no day, whenever it was consulted.
        """
        days = [one.source.published for one in self.evidence]
        days += [self.period.begins, self.period.lasts]
        return max(filter(None, days), default=None)

    def holds(self, first: dt.date, last: dt.date) -> bool:
        """Whether it surely holds on some day from `first` to `last`.

        Where no end is known, only as far as it is attested: to the end of that year.
        """
        if not self.period.touches(first, last):
            return False
        attested = self.last_attested
        known = self.period.ends is not None
        return known or (attested is not None and attested.year >= first.year)


@dataclass(frozen=True)
class TargetFact:
    """A country planned for the year, by the network (no cluster) or by a cluster."""

    year: int
    country: str
    cluster: int | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class ClaimFact:
    uid: str
    year: int
    statement: Text
    evidence: tuple[Evidence, ...] = ()

    @property
    def passages(self) -> list[tuple[SourceFact, str]]:
        return passages_of(self.evidence)


@dataclass(frozen=True)
class Facts:
    """What the record holds of a network, drafts left out; `of` gives one year."""

    year: int
    network: NetworkFact
    activities: tuple[ActivityFact, ...] = ()
    participations: tuple[ParticipationFact, ...] = ()
    counts: tuple[CountFact, ...] = ()
    parties: tuple[PartyFact, ...] = ()
    targets: tuple[TargetFact, ...] = ()
    claims: tuple[ClaimFact, ...] = ()

    def of(self, year: int) -> "Facts":
        """The part of one year; partnerships and projects hold over many."""
        activities = tuple(
            one for one in self.activities if one.start.only_year == year
        )
        keys = {activity.pk for activity in activities}
        return replace(
            self,
            year=year,
            activities=activities,
            participations=tuple(
                one for one in self.participations if one.activity in keys
            ),
            counts=tuple(one for one in self.counts if one.activity in keys),
            targets=tuple(one for one in self.targets if one.year == year),
            claims=tuple(one for one in self.claims if one.year == year),
        )

    @property
    def clusters(self) -> tuple[ClusterFact, ...]:
        return self.network.members_in(self.year)

    @property
    def last_day(self) -> dt.date:
        return dt.date(self.year, 12, 31)

    @cached_property
    def cluster_by_key(self) -> dict[int, ClusterFact]:
        return {cluster.pk: cluster for cluster in self.network.clusters}
