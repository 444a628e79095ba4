"""Each counting rule on cases small enough to be counted by hand."""

import datetime as dt
from typing import Any

import pytest

from fondaco.core.texts import Text
from fondaco.presence.counted import Result
from fondaco.presence.facts import Evidence, PartyFact, Period, PlaceFact
from fondaco.presence.filters import Filters
from fondaco.presence.indicators import INDICATORS
from tests.presence.records import (
    SINCE_2014,
    activity,
    chosen,
    cluster,
    count,
    member,
    network,
    party,
    person,
    says,
    taking_part,
    target,
)


def result(code: str, *records: Any, **options: Any) -> Result:
    return INDICATORS[code].count(chosen(*records, **options))


def value(code: str, *records: Any, **options: Any) -> object:
    return result(code, *records, **options).value


# P01 and P03.
def test_two_events_inside_a_fair_are_two_activities_on_one_occasion() -> None:
    fair = activity(pk=1, root=1)
    inside = [activity(pk=2, parent=1, root=1), activity(pk=3, parent=1, root=1)]
    found = result("P01", fair, *inside)
    assert (found.value, found.details) == (2, {"occasions": 1})
    assert [record.id for record in found.records] == ["a2", "a3"]


def test_kinds_add_up_to_the_activities() -> None:
    records = [activity(kind="fair"), activity(kind="visit"), activity(kind="fair")]
    assert value("P03", *records) == {"fair": 2, "visit": 1}
    assert value("P01", *records) == 3


# P02.
def test_a_country_counts_once_and_an_activity_may_be_in_several() -> None:
    records = [activity("BE"), activity("BE"), activity("BR", "MX"), activity("IT")]
    found = result("P02", *records)
    assert found.value == 4
    assert found.details == {"europe": 2, "beyond": 2, "abroad": 3, "virtual": 0}
    assert [record.id for record in found.records] == ["BE", "BR", "IT", "MX"]


def test_online_is_no_country() -> None:
    found = result("P02", activity("BE"), activity(is_virtual=True))
    assert (found.value, found.details["virtual"]) == (1, 1)


def test_in_one_country_an_activity_is_in_that_country_only() -> None:
    assert value("P02", activity("BR", "MX"), filters=Filters(country="BR")) == 1


def test_a_country_rests_on_who_tells_the_place_or_else_the_activity() -> None:
    told = PlaceFact("FR", "", None, None, (says("of-place"),))
    silent = PlaceFact("BE", "", None, None)
    where = activity(places=(told, silent), evidence=(says("of-activity"),))
    belgium, france = result("P02", where).records
    assert [one.source.slug for one in belgium.evidence] == ["of-activity"]
    assert [one.source.slug for one in france.evidence] == ["of-place"]


# P04 and P05.
def test_six_of_nine_clusters_one_of_them_named_are_six_participations() -> None:
    where = activity()
    records = (where, taking_part(where, 1, "speaker"), count(where, 6))
    found = result("P05", *records)
    assert found.value == 6
    assert (found.details["named"], found.details["unnamed"]) == (1, 5)
    assert [record.number for record in found.records] == [1, 5]
    qualified = result("P04", *records)
    assert (qualified.value, qualified.details["share"]) == (1, 0.1667)


def test_more_named_than_counted_leaves_nobody_unnamed() -> None:
    where = activity()
    records = (taking_part(where, 1), taking_part(where, 2), count(where, 1))
    found = result("P05", where, *records)
    assert (found.value, found.details["unnamed"]) == (2, 0)


def test_some_clusters_are_no_number() -> None:
    where = activity()
    some = count(where, is_some=True)
    found = result("P05", where, taking_part(where, 1), some)
    assert (found.value, found.details["some"]) == (1, 1)


def test_a_minimum_gives_a_figure_that_says_so() -> None:
    where = activity()
    found = result("P05", where, taking_part(where, 1), count(where, minimum=4))
    assert (found.value, found.details["at_least"]) == (4, True)
    assert found.records[-1].note == "at least"


def test_an_exact_number_goes_before_a_larger_minimum() -> None:
    where = activity()
    found = result("P05", where, count(where, minimum=8), count(where, 3))
    assert (found.value, found.details["at_least"]) == (3, False)


def test_of_two_exact_numbers_the_larger_counts() -> None:
    where = activity()
    assert value("P05", where, count(where, 2), count(where, 5)) == 5


def test_an_approximate_number_is_marked() -> None:
    where = activity()
    found = result("P05", where, count(where, 5, is_approximate=True))
    assert (found.value, found.details["approximate"]) == (5, True)


def test_a_cluster_counts_once_whatever_its_roles_and_members() -> None:
    where = activity()
    found = result(
        "P05",
        where,
        taking_part(where, 1),
        taking_part(where, 1, "exhibitor", organisation=member(1)),
        taking_part(where, 1, "speaker"),
    )
    assert (found.value, found.details["by_level"]) == (1, {"3": 1})


def test_without_participations_there_is_no_share() -> None:
    assert result("P04", activity()).details["share"] is None


# P06 and P07.
def test_a_member_counts_once_in_the_year() -> None:
    first, second = activity(), activity()
    found = result(
        "P06",
        first,
        second,
        taking_part(first, 1, organisation=member(7)),
        taking_part(second, 2, organisation=member(7)),
        taking_part(second, 2, organisation=member(8)),
    )
    assert (found.value, found.details["named"]) == (2, 2)


def test_some_companies_give_no_figure_and_stay_beside() -> None:
    where = activity()
    one = taking_part(where, 1)
    some = count(where, subject="companies", is_some=True, participation=one.pk)
    found = result("P06", where, one, some)
    assert (found.value, found.details["some"]) == (None, 1)
    assert [record.id for record in found.apart] == [some.uid]


def test_members_counted_without_names_are_added_less_the_named() -> None:
    where = activity()
    one = taking_part(where, 1)
    found = result(
        "P06",
        where,
        one,
        taking_part(where, 1, organisation=member(7)),
        count(where, 10, "companies", participation=one.pk),
    )
    assert (found.value, found.details["unnamed"]) == (10, 9)


def test_what_is_counted_of_an_activity_includes_what_is_counted_of_a_cluster() -> None:
    where = activity()
    one, other = taking_part(where, 1), taking_part(where, 2, organisation=member(1))
    found = result(
        "P06",
        where,
        one,
        other,
        count(where, 5, "companies", participation=one.pk),
        count(where, 20, "members"),
    )
    # Five of the first cluster, the named of the second, fourteen of nobody knows whom.
    assert (found.value, found.details["of_no_cluster"]) == (20, 14)


def test_zero_counted_is_a_number() -> None:
    where = activity()
    assert value("P07", where, count(where, 0, "people")) == 0


def test_of_people_each_counts_once_at_each_activity() -> None:
    first, second = activity(), activity()
    found = result(
        "P07",
        first,
        second,
        taking_part(first, 1, attendances=(person(1), person(2))),
        taking_part(first, 2, attendances=(person(1),)),
        taking_part(second, 1, attendances=(person(1),)),
    )
    assert found.value == 3
    assert len({record.id for record in found.records}) == 3


def test_people_counted_at_least_are_marked() -> None:
    where = activity()
    found = result("P07", where, count(where, None, "people", minimum=15))
    assert (found.value, found.details["at_least"]) == (15, True)


def test_nobody_is_named_who_may_not_be() -> None:
    where = activity()
    one = taking_part(
        where,
        1,
        organisation=member(1, is_public=False),
        attendances=(person(1, is_public=False), person(2)),
    )
    people, members = result("P07", where, one), result("P06", where, one)
    assert people.value == 2
    assert members.value == 1
    assert [record.title.text for record in people.records] == [
        "a person who is not named publicly",
        "Person 2",
    ]
    assert "Member" not in members.records[0].title.text
    assert [record.id for record in people.records] == [
        f"{where.uid}-1",
        f"{where.uid}-2",
    ]
    assert members.records[0].id == f"{where.uid}-1"


# P17.
IN_2014 = says(published=dt.date(2014, 5, 1))
IN_2016 = says(published=dt.date(2016, 11, 25))
IN_2019 = says(published=dt.date(2019, 2, 1))


@pytest.mark.parametrize(
    ("period", "evidence", "counted", "apart"),
    [
        # Both ends known: it holds on the last day or it does not.
        (Period(dt.date(2014, 1, 1), dt.date(2016, 12, 30)), [], 0, []),
        (Period(dt.date(2014, 1, 1), dt.date(2016, 12, 31)), [], 1, []),
        (Period(dt.date(2014, 1, 1), dt.date(2030, 1, 1)), [], 1, []),
        (Period(dt.date(2017, 1, 1), dt.date(2018, 1, 1)), [IN_2016], 0, []),
        # No end known: as far as it is attested.
        (Period(dt.date(2016, 12, 31), None), [], 1, []),
        (Period(dt.date(2017, 1, 1), None), [IN_2019], 0, []),
        (Period(dt.date(2014, 1, 1), None), [], None, ["end_unknown"]),
        (Period(dt.date(2014, 1, 1), None), [says()], None, ["end_unknown"]),
        (Period(dt.date(2014, 1, 1), None), [IN_2014], None, ["end_unknown"]),
        (Period(dt.date(2014, 1, 1), None), [IN_2014, IN_2016], 1, []),
        (Period(dt.date(2014, 1, 1), None), [IN_2019], 1, []),
        (
            Period(dt.date(2014, 1, 1), None, dt.date(2015, 6, 1)),
            [],
            None,
            ["end_unknown"],
        ),
        (Period(dt.date(2014, 1, 1), None, dt.date(2016, 6, 1)), [], 1, []),
        # No beginning known.
        (Period(None, None), [IN_2016], None, ["undated"]),
        (Period(None, dt.date(2015, 1, 1)), [], 0, []),
    ],
)
def test_partnerships_are_those_attested_on_the_last_day_of_the_year(
    period: Period, evidence: list[Evidence], counted: int | None, apart: list[str]
) -> None:
    found = result("P17", party(1, period=period, evidence=tuple(evidence)))
    doubts = [name for name in ("end_unknown", "undated") if found.details[name]]
    assert (found.value, doubts, len(found.apart)) == (counted, apart, len(apart))


def test_a_partnership_of_unknown_end_says_when_it_was_last_attested() -> None:
    since_2014 = Period(dt.date(2014, 1, 1), None)
    found = result(
        "P17",
        party(1, period=since_2014, evidence=(IN_2014,)),
        party(2, "other", period=Period(None, None)),
        party(3, "third"),
    )
    assert [record.note for record in found.apart] == [
        "member; end not known, last attested in 2014",
        "member; since when not known",
    ]
    assert found.value == 1
    assert found.details == {
        "by_role": {"member": 1},
        "end_unknown": 1,
        "undated": 1,
    }


def test_one_source_attests_no_further_than_its_own_publication() -> None:
    known = party(
        1, period=Period(dt.date(2014, 1, 1), None), evidence=(IN_2016, says("old"))
    )
    assert value("P17", known) == 1
    assert value("P17", known, filters=Filters(source="old")) is None


def test_a_cluster_counts_once_in_a_partnership_by_its_highest_role() -> None:
    found = result("P17", party(1), party(1, role="coordinator"), party(2))
    assert (found.value, found.details["by_role"]) == (
        2,
        {"coordinator": 1, "member": 1},
    )


def test_a_partnership_dated_by_one_account_is_not_listed_as_undated() -> None:
    found = result("P17", party(1), party(1, period=Period(None, None)))
    assert (found.value, found.details["undated"]) == (1, 0)


def test_a_cluster_that_left_the_network_takes_its_partnerships_along() -> None:
    left = network(cluster(1, Period(dt.date(2014, 1, 1), dt.date(2016, 6, 1))))
    assert value("P17", party(1), network=left) == 0


def test_projects_are_no_partnerships() -> None:
    assert value("P17", party(1, undertaking="project")) == 0


@pytest.mark.parametrize(
    ("filters", "counted"),
    [
        (Filters(cluster="c1"), 1),
        (Filters(cluster="c2"), 0),
        (Filters(country="US"), 1),
        (Filters(country="FR"), 0),
        (Filters(area="beyond"), 1),
        (Filters(kind="fair"), None),
        (Filters(level=3), None),
        (Filters(area="online"), None),
    ],
)
def test_partnerships_under_filters(filters: Filters, counted: int | None) -> None:
    assert value("P17", party(1, target_countries=("US",)), filters=filters) == counted


@pytest.mark.parametrize(
    ("one", "counted"),
    [
        (party(1), None),
        (party(1, period=Period(None, None)), None),
        (party(1, period=Period(dt.date(2014, 1, 1), None)), None),
        (party(1, period=Period(dt.date(2014, 1, 1), dt.date(2015, 1, 1))), 0),
        (party(1, period=Period(dt.date(2017, 1, 1), None)), 0),
        (party(1, undertaking="project"), 0),
        (party(4), 0),
    ],
)
def test_partnerships_without_target_countries_are_no_zero_anywhere(
    one: PartyFact, counted: int | None
) -> None:
    elsewhere = party(2, "other", target_countries=("US",))
    for filters in (Filters(country="BR"), Filters(area="europe")):
        found = result("P17", one, elsewhere, filters=filters)
        assert found.value == counted
        assert found.reason == (None if counted == 0 else "not_known")
    assert value("P17", one, elsewhere, filters=Filters(country="US")) == 1


# P18.
def test_planned_countries_with_an_activity_are_reached() -> None:
    found = result("P18", activity("BR"), target("BR"), target("US"), target("BR", 1))
    assert found.value == 1
    assert found.details == {"of": 2, "planned": ["BR", "US"]}
    assert [record.id for record in found.records] == ["BR"]
    assert [record.id for record in found.apart] == ["US"]


def test_without_a_plan_there_is_no_figure() -> None:
    assert value("P18", activity("BR")) is None


def test_target_countries_of_partnerships_and_projects_are_planned() -> None:
    found = result(
        "P18",
        party(1, target_countries=("US",)),
        party(2, undertaking="project", target_countries=("MX",)),
        party(3, target_countries=("CO",), period=Period(dt.date(2017, 1, 1), None)),
        party(1, "old", target_countries=("CL",), period=SINCE_2014),
    )
    assert (found.value, found.details["planned"]) == (0, ["MX", "US"])


def test_a_cluster_answers_for_its_own_plans_only() -> None:
    where = activity("BR")
    records = (where, taking_part(where, 1), target("US"), target("BR", 1))
    found = result("P18", *records, filters=Filters(cluster="c1"))
    assert (found.value, found.details["planned"]) == (1, ["BR"])
    assert value("P18", *records, filters=Filters(cluster="c2")) is None


def test_records_are_titled_by_what_they_are() -> None:
    where = activity(title=Text("Green Days", "en"))
    found = result("P05", where, taking_part(where, 2, "speaker"), count(where, 2))
    assert [record.title.text for record in found.records] == [
        "C2, speaker – Green Days",
        "clusters not named – Green Days",
    ]
