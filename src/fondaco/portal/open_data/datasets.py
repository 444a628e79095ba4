"""Which sets of data there are, how large they are and when they last changed."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from django.db.models import Count, F, Max, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from fondaco.activities.queries import visible_activities
from fondaco.core.revisions import present_revision
from fondaco.portal.open_data.descriptions import DESCRIPTIONS, Description
from fondaco.portal.open_data.files import WRITERS
from fondaco.portal.open_data.rows import VISITOR
from fondaco.presence.queries.calendar import COUNTED_STATUSES, ENOUGH
from fondaco.web.api import Resource, all_resources


@dataclass(frozen=True)
class File:
    """`format` is the end of its name."""

    format: str
    url: str


@dataclass(frozen=True)
class Dataset:
    resource: Resource
    number: int
    changed_at: dt.datetime | None

    @property
    def name(self) -> str:
        return self.resource.path

    @property
    def title(self) -> str:
        return self.resource.record_type.plural

    @property
    def description(self) -> Description:
        return DESCRIPTIONS[self.name]

    @property
    def files(self) -> list[File]:
        return [
            File(kind, reverse("open_data_file", args=[self.name, kind]))
            for kind in WRITERS
        ]


@dataclass(frozen=True)
class PresenceYear:
    """A year of a network with enough on record to be counted."""

    network: str
    acronym: str
    year: int

    @property
    def label(self) -> str:
        return f"{self.acronym} {self.year}"

    @property
    def files(self) -> list[File]:
        return [
            File(kind, f"{self._export(kind)}?network={self.network}")
            for kind in ("csv", "json")
        ]

    def _export(self, kind: str) -> str:
        return reverse("presence:export", args=[self.year, kind])


def read_presence_years() -> list[PresenceYear]:
    """The newest first, in one query."""
    rows = (
        visible_activities()
        .filter(
            is_international=True,
            status__in=COUNTED_STATUSES,
            start_earliest__year=F("start_latest__year"),
        )
        .order_by()
        .values_list("network__slug", "network__acronym", "start_earliest__year")
        .annotate(number=Count("pk"))
        .filter(number__gte=ENOUGH)
    )
    years = [PresenceYear(*row) for *row, _number in rows]
    return sorted(years, key=lambda one: (one.network, -one.year))


def public_resources() -> list[Resource]:
    """Those of which a visitor may ever see a record."""
    return [
        one for one in all_resources().values() if not _visible(one).query.is_empty()
    ]


def find_resource(name: str) -> Resource | None:
    return next((one for one in public_resources() if one.path == name), None)


def read_datasets() -> list[Dataset]:
    """All of them, in one query."""
    resources = public_resources()
    counted = _count([_visible(one) for one in resources])
    return [Dataset(one, *found) for one, found in zip(resources, counted, strict=True)]


def read_version() -> str:
    """A mark that is another as soon as anything in the record is.

    References say the names of other records, and what is visible hangs on others
    still: any change may change any file. The day is part of it, because some of
    what is visible ends on one.
    """
    state = (version("fondaco"), timezone.localdate(), present_revision())
    return hashlib.sha256(repr(state).encode()).hexdigest()[:20]


def _visible(resource: Resource) -> "QuerySet[Any]":
    return resource.record_type.visible_to(VISITOR)


def _count(rows: "list[QuerySet[Any]]") -> list[tuple[int, Any]]:
    """How many there are of each, and when the last of them changed."""
    first, *others = (
        one.order_by()
        .annotate(whose=Value(place))
        .values("whose")
        .annotate(number=Count("pk"), last=Max("modified_at"))
        .values_list("whose", "number", "last")
        for place, one in enumerate(rows)
    )
    found = {whose: (number, last) for whose, number, last in first.union(*others)}
    return [found.get(place, (0, None)) for place in range(len(rows))]
