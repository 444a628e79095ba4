import datetime as dt

import pytest

from fondaco.presence.facts import Period
from fondaco.presence.filters import Filters
from tests.presence.records import (
    activity,
    chosen,
    cluster,
    count,
    network,
    person,
    says,
    taking_part,
)


def uids(selection: object) -> list[str]:
    return [one.uid for one in selection.activities]  # type: ignore[attr-defined]


def test_an_activity_that_contains_others_is_left_out() -> None:
    fair = activity(pk=1)
    assert uids(chosen(fair, activity(pk=2, parent=1))) == ["a2"]


def test_a_container_counts_when_a_cluster_takes_part_in_it_itself() -> None:
    fair = activity(pk=1)
    selection = chosen(fair, activity(pk=2, parent=1), taking_part(fair, 1))
    assert uids(selection) == ["a1", "a2"]


def test_a_container_counts_when_clusters_are_counted_at_it() -> None:
    fair = activity(pk=1)
    assert uids(chosen(fair, activity(pk=2, parent=1), count(fair, 6))) == ["a1", "a2"]


def test_a_container_does_not_come_back_through_a_filter() -> None:
    fair = activity(pk=1, kind="fair")
    inside = activity(pk=2, parent=1, kind="matchmaking")
    assert uids(chosen(fair, inside, filters=Filters(kind="fair"))) == []


def test_an_activity_nobody_is_named_at_counts() -> None:
    assert uids(chosen(activity(pk=1))) == ["a1"]


@pytest.mark.parametrize(
    ("period", "counts"),
    [
        (Period(dt.date(2016, 11, 23), None), True),
        (Period(dt.date(2016, 11, 24), None), False),
        (Period(dt.date(2014, 1, 1), dt.date(2016, 11, 23)), True),
        (Period(dt.date(2014, 1, 1), dt.date(2016, 11, 22)), False),
        (Period(None, None), False),
    ],
)
def test_a_cluster_counts_while_it_is_in_the_network(
    period: Period, *, counts: bool
) -> None:
    where = activity(start="2016-11-23")
    net = network(cluster(1, period))
    selection = chosen(where, taking_part(where, 1), network=net)
    assert len(selection.pairs) == counts


def test_a_membership_within_the_time_of_a_vague_start_is_enough() -> None:
    where = activity(start="2016")
    joined = Period(dt.date(2016, 6, 1), dt.date(2016, 9, 30))
    net = network(cluster(1, joined))
    assert len(chosen(where, taking_part(where, 1), network=net).pairs) == 1


def test_a_cluster_that_left_and_came_back_is_one_cluster() -> None:
    where = activity()
    first = Period(dt.date(2014, 1, 1), dt.date(2015, 1, 1))
    again = Period(dt.date(2016, 1, 1), None)
    net = network(cluster(1, first, again))
    selection = chosen(where, taking_part(where, 1), network=net)
    assert [one.slug for one in selection.clusters] == ["c1"]
    assert len(selection.pairs) == 1


def test_the_highest_role_stands_for_a_cluster_at_an_activity() -> None:
    where = activity()
    selection = chosen(where, taking_part(where, 1), taking_part(where, 1, "organiser"))
    assert [one.role for one in selection.pairs.values()] == ["organiser"]


# The filters.
BRUSSELS = activity("BE", pk=101, kind="conference")
LYON = activity("FR", pk=102, kind="matchmaking")
AMERICA = activity("BR", "MX", pk=103, kind="programme")
ONLINE = activity(pk=104, kind="seminar", is_virtual=True)
RECORDS = (
    BRUSSELS,
    LYON,
    AMERICA,
    ONLINE,
    taking_part(BRUSSELS, 1, "speaker"),
    taking_part(LYON, 1, "b2b_participant"),
    taking_part(AMERICA, 2),
    taking_part(ONLINE, 2, "mentioned"),
    count(BRUSSELS, 3),
)


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), ["a101", "a102", "a103", "a104"]),
        (Filters(cluster="c1"), ["a101", "a102"]),
        (Filters(cluster="c3"), []),
        (Filters(country="MX"), ["a103"]),
        (Filters(area="europe"), ["a101", "a102"]),
        (Filters(area="beyond"), ["a103"]),
        (Filters(area="abroad"), ["a101", "a102", "a103"]),
        (Filters(area="online"), ["a104"]),
        (Filters(area="online", country="BE"), []),
        (Filters(area="europe", country="BR"), []),
        (Filters(kind="programme"), ["a103"]),
        (Filters(level=1), ["a101", "a102", "a103"]),
        (Filters(level=2), ["a101", "a102"]),
        (Filters(level=3), ["a101"]),
        (Filters(step="1"), ["a103"]),
        (Filters(step="0"), ["a104"]),
        (Filters(step="unknown"), ["a101"]),
        (Filters(cluster="c1", country="FR"), ["a102"]),
        (Filters(cluster="c1", level=3), ["a101"]),
    ],
)
def test_each_filter_leaves_what_it_names(filters: Filters, kept: list[str]) -> None:
    assert uids(chosen(*RECORDS, filters=filters)) == kept


@pytest.mark.parametrize(
    ("filters", "unnamed"),
    [
        (Filters(), 2),
        (Filters(cluster="c1"), 0),
        (Filters(level=1), 2),
        (Filters(level=2), 0),
        (Filters(country="BE"), 2),
        (Filters(country="FR"), 0),
        (Filters(step="unknown"), 2),
        (Filters(step="3"), 0),
    ],
)
def test_the_unnamed_are_participants_of_no_cluster(
    filters: Filters, unnamed: int
) -> None:
    selection = chosen(*RECORDS, filters=filters)
    assert sum(one.number for one in selection.unnamed) == unnamed


def test_a_step_asks_for_the_highest_role_of_a_pair() -> None:
    where = activity()
    records = (where, taking_part(where, 1), taking_part(where, 1, "speaker"))
    assert uids(chosen(*records, filters=Filters(step="1"))) == []


# One source.
def test_a_source_supports_an_activity_that_it_cites() -> None:
    cited, other = activity(evidence=(says("a"),)), activity(evidence=(says("b"),))
    assert chosen(cited, other, filters=Filters(source="a")).activities == (cited,)


def test_a_source_supports_the_activity_of_a_participation_that_it_cites() -> None:
    where = activity(evidence=(says("b"),))
    selection = chosen(
        where,
        taking_part(where, 1, evidence=(says("a"),)),
        taking_part(where, 2, evidence=(says("b"),)),
        filters=Filters(source="a"),
    )
    assert uids(selection) == [where.uid]
    assert [one.cluster for one in selection.participations] == [1]


def test_the_places_of_an_activity_count_whoever_tells_them() -> None:
    where = activity("FR", evidence=(says("a"),))
    selection = chosen(where, filters=Filters(source="a"))
    assert selection.activities[0].countries == {"FR"}


def test_of_the_evidence_only_that_of_the_source_is_left() -> None:
    where = activity(evidence=(says("a", "x"), says("b", "y")))
    (kept,) = chosen(where, filters=Filters(source="a")).activities
    assert kept.evidence == (says("a", "x"),)


def test_the_named_of_one_source_are_taken_from_the_number_of_that_source() -> None:
    where = activity()
    selection = chosen(
        where,
        count(where, 3, evidence=(says("a"),)),
        taking_part(where, 1, evidence=(says("a"),)),
        taking_part(where, 2, evidence=(says("b"),)),
        filters=Filters(source="a"),
    )
    assert [one.number for one in selection.unnamed] == [2]


def test_a_container_counts_for_a_source_that_knows_nothing_of_its_parts() -> None:
    fair = activity(pk=1, evidence=(says("a"),))
    inside = activity(pk=2, parent=1, evidence=(says("b"),))
    assert uids(chosen(fair, inside, filters=Filters(source="a"))) == ["a1"]


def test_people_cited_by_another_source_are_not_of_this_one() -> None:
    where = activity()
    there = (person(1), person(2, says("a")), person(3, says("b")))
    one = taking_part(where, 1, evidence=(says("a"),), attendances=there)
    (kept,) = chosen(where, one, filters=Filters(source="a")).participations
    assert [attendance.person for attendance in kept.attendances] == [1, 2]
