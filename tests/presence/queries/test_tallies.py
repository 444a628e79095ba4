"""A year in little has the same figures as the year in full, whatever is asked."""

from typing import Any

import pytest

from fondaco.activities.models import Attendance
from fondaco.presence import charts, grids
from fondaco.presence.filters import Filters
from fondaco.presence.pages.facets import facets_of
from fondaco.presence.presence import Presence
from fondaco.presence.queries import presence_of_year, read_network
from tests.factories import (
    cite,
    make_activity,
    make_cluster,
    make_count,
    make_network,
    make_organisation,
    make_participation,
    make_person,
    make_place,
    make_source,
)

pytestmark = pytest.mark.django_db

ASKED: list[dict[str, Any]] = [
    {},
    {"country": "BE"},
    {"area": "beyond"},
    {"area": "online"},
    {"kind": "conference"},
    {"level": 3},
    {"level": 1},
    {"step": "1"},
    {"step": "5"},
    {"step": "unknown"},
    {"source": "first"},
    {"cluster": "one"},
    {"cluster": "two", "country": "BE"},
    {"cluster": "three", "level": 2},
]


def shown(presence: Presence) -> list[Any]:
    """All that the page of a year shows, but for the records and their words."""
    return [
        [
            (one.result.value, dict(one.result.details), one.result.reason, one.change)
            for one in presence.figures.values()
        ],
        [one.result.has_records for one in presence.figures.values()],
        [
            [record.id for record in one.result.apart]
            for one in presence.figures.values()
        ],
        presence.coverage,
        presence.previous_coverage,
        charts.map_marks(presence),
        charts.lanes(presence),
        grids.grid(presence),
        charts.levels_of(presence),
        charts.kinds_of(presence),
        facets_of(presence, lambda filters: filters.query),
    ]


def both(**filters: Any) -> list[list[Any]]:
    network = read_network()
    assert network is not None
    return [
        shown(
            presence_of_year(
                network, 2016, Filters(**filters), with_records=with_records
            )
        )
        for with_records in (True, False)
    ]


@pytest.fixture
def year(db: None) -> None:
    """Two roles of one cluster at one activity, members twice, numbers of each kind."""
    network = make_network()
    clusters = [
        make_cluster(network=network, slug=slug) for slug in ("one", "two", "three")
    ]
    sources = [make_source(slug=slug) for slug in ("first", "second", "third")]
    members = [make_organisation() for _ in range(4)]
    fair = make_activity(network, start="2016-03-01", end="")
    part = make_activity(network, start="2016-03-02", end="", kind="fair", parent=fair)
    online = make_activity(network, start="2016-05-01", end="", is_virtual=True)
    before = make_activity(network, start="2015-04-01", end="", occasion=part)
    make_place(fair, "BE")
    cite(make_place(part, "BR"), sources[2])
    person = make_person(is_public=True)
    for activity, cluster, role, member in (
        (fair, 0, "participant", 0),
        (fair, 0, "participant", 1),
        (fair, 0, "promoter", 1),
        (fair, 1, "exhibitor", None),
        (part, 0, "speaker", 2),
        (part, 1, "participant", 3),
        (online, 1, "participant", 3),
        (before, 0, "speaker", 0),
    ):
        one = make_participation(
            activity,
            clusters[cluster],
            role=role,
            organisation=None if member is None else members[member],
        )
        if member == 1:
            cite(
                Attendance.objects.create(participation=one, person=person), sources[1]
            )
        if member == 3:
            cite(one, sources[0])
            make_count(activity, "companies", participation=one, number=4)
    cite(fair, sources[1])
    cite(make_count(fair, number=3), sources[0])
    make_count(part, "people", minimum=20)
    make_count(online, "companies", is_some=True)


@pytest.mark.parametrize("filters", ASKED, ids=str)
def test_a_year_in_little_shows_what_the_year_in_full_does(
    filters: dict[str, Any], year: None
) -> None:
    full, little = both(**filters)
    assert little == full


def test_the_year_is_one_in_which_everything_counts(year: None) -> None:
    """Else the comparison would compare nothing."""
    (figures, *_), _ = both()
    values = [value for value, *_ in figures]
    assert values == [3, 2, {"conference": 2, "fair": 1}, 2, 6, 10, 21, 0, None]
