"""A year beside the one before it; what holds of any record whatever."""

import datetime as dt
import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fondaco.presence.facts import Facts, Period, PlaceFact
from fondaco.presence.filters import Filters
from fondaco.presence.indicators import INDICATORS
from fondaco.presence.presence import UNNAMED, Presence, compose
from tests.presence.records import (
    activity,
    cluster,
    count,
    facts,
    member,
    network,
    party,
    person,
    says,
    taking_part,
    target,
)

IN_2015 = Period(dt.date(2015, 1, 1), None)
DECEMBER = Period(dt.date(2016, 12, 1), None)
# Two of its clusters joined after the activities of these tests.
LATE = network(cluster(1, DECEMBER), cluster(2), cluster(3, DECEMBER))


def composed(now: Facts, before: Facts | None = None, **filters: Any) -> Presence:
    return compose(
        now,
        before or facts(year=2015),
        Filters(**filters),
        years=(2016,),
        codes=INDICATORS,
    )


def test_a_change_is_the_difference_of_two_recorded_years() -> None:
    before = facts(activity("BE", start="2015"), year=2015)
    presence = composed(facts(activity("BE"), activity("FR")), before)
    figure = presence.figures["P01"]
    assert (figure.value, figure.previous, figure.change) == (2, 1, 1)
    assert presence.coverage.is_recorded
    assert presence.previous_coverage.is_recorded


def test_nothing_is_compared_with_a_year_that_is_not_recorded() -> None:
    presence = composed(
        facts(activity(), party(1)), facts(party(1, period=IN_2015), year=2015)
    )
    assert presence.figures["P01"].previous is None
    assert presence.figures["P01"].change is None
    assert presence.figures["P17"].previous == 1
    assert presence.figures["P17"].change is None


def test_what_is_no_longer_attested_has_not_become_less() -> None:
    old = party(1, "old", period=IN_2015)
    before = facts(activity(start="2015"), old, party(2, period=IN_2015), year=2015)
    figure = composed(facts(activity(), old, party(2)), before).figures["P17"]
    assert (figure.value, figure.previous, figure.change) == (1, 2, None)


def test_a_year_without_activities_is_not_recorded_and_never_zero() -> None:
    presence = composed(facts(target("US")))
    assert {code: figure.value for code, figure in presence.figures.items()} == (
        dict.fromkeys(INDICATORS)
    )
    assert not presence.is_recorded


def test_a_year_of_which_a_source_is_silent_is_not_recorded_by_it() -> None:
    presence = composed(facts(activity(evidence=(says("a"),))), source="b")
    assert presence.value("P01") is None


def test_a_year_of_a_cluster_that_nobody_tells_of_is_not_recorded() -> None:
    where = activity()
    presence = composed(facts(where, taking_part(where, 1)), cluster="c2")
    assert not presence.is_recorded
    for code in ("P01", "P02", "P03", "P04", "P05", "P06", "P07", "P17"):
        assert presence.value(code) is None
        assert presence.figures[code].result.reason == "not_recorded"


def test_nothing_is_compared_with_a_cluster_s_year_that_is_not_recorded() -> None:
    then, now = activity(start="2015"), activity()
    before = facts(then, taking_part(then, 2), year=2015)
    presence = composed(facts(now, taking_part(now, 1)), before, cluster="c1")
    assert not presence.previous_coverage.is_recorded
    figure = presence.figures["P01"]
    assert (figure.value, figure.previous, figure.change) == (1, None, None)
    assert composed(facts(now), before).previous_coverage.is_recorded


def test_filters_find_nothing_of_a_recorded_year_of_a_cluster() -> None:
    where = activity("BE")
    now = facts(where, taking_part(where, 1))
    assert composed(now, cluster="c1", country="FR").value("P05") == 0


def test_kinds_have_no_change() -> None:
    now, before = facts(activity()), facts(activity(start="2015"), year=2015)
    assert composed(now, before).figures["P03"].change is None


def test_every_member_of_the_network_is_listed_and_the_unnamed_last() -> None:
    where = activity("BE")
    speaker = taking_part(where, 2, "speaker")
    presence = composed(facts(where, speaker, count(where, 2), network=LATE))
    assert list(presence.by_cluster) == ["C1", "C2", "C3", UNNAMED]
    assert [values["P01"] for values in presence.by_cluster.values()] == [0, 1, 0, 1]
    assert [values["P05"] for values in presence.by_cluster.values()] == [0, 1, 0, 1]
    assert [values["P04"] for values in presence.by_cluster.values()] == [0, 1, 0, None]


def test_a_cluster_asked_for_is_listed_alone() -> None:
    where = activity("BE")
    now = facts(where, taking_part(where, 1), taking_part(where, 2), count(where, 3))
    assert list(composed(now, cluster="c2").by_cluster) == ["C2"]
    assert composed(now, cluster="c2").by_cluster["C2"]["P05"] == 1
    for asked in (
        {"level": 1},
        {"step": "unknown"},
        {"country": "BE"},
        {"source": "a"},
    ):
        assert list(composed(now, **asked).by_cluster) == ["C1", "C2", "C3", UNNAMED]
        assert list(composed(now, cluster="c2", **asked).by_cluster) == ["C2"]


def test_who_may_be_among_the_unnamed_has_no_zero() -> None:
    late = network(cluster(1), cluster(2), cluster(3, DECEMBER))
    where, other = activity("BE"), activity("FR")
    records = (
        where,
        other,
        taking_part(where, 2, "speaker"),
        taking_part(other, 1),
        count(where, 3),
        count(activity("IT"), None, is_some=True),
    )
    presence = composed(facts(*records, network=late))
    results = presence.cluster_results
    assert [results["C1"][code].value for code in ("P01", "P05", "P04")] == [1, 1, None]
    assert results["C1"]["P01"].details["perhaps"] == 1
    assert results["C1"]["P04"].reason == "not_named"
    # It is named there, or was not in the network then.
    assert [results["C2"][code].value for code in ("P01", "P05", "P04")] == [1, 1, 1]
    assert [results["C3"][code].value for code in ("P01", "P05", "P04")] == [0, 0, 0]
    assert list(presence.perhaps) == ["C1"]


def test_a_filter_on_roles_does_not_make_a_zero_of_the_unnamed() -> None:
    where = activity("BE")
    now = facts(where, taking_part(where, 2, "speaker"), count(where, 3))
    for asked in ({"level": 3}, {"step": "3"}, {"step": "unknown"}):
        figures = composed(now, cluster="c1", **asked).figures
        assert figures["P05"].result.reason == "not_named", asked
    # Nor elsewhere: of its year nothing is recorded.
    for asked in ({"country": "FR"}, {"kind": "fair"}):
        figures = composed(now, cluster="c1", **asked).figures
        assert figures["P05"].result.reason == "not_recorded", asked


def test_planned_countries_are_perhaps_reached_by_the_unnamed() -> None:
    where = activity("BR")
    now = facts(where, count(where, 2), target("BR", 1), target("US", 2))
    results = composed(now).cluster_results
    assert results["C1"]["P18"].reason == "not_named"
    assert results["C2"]["P18"].value == 0


def test_members_and_people_that_nobody_brought_are_the_unnamed_s() -> None:
    where = activity()
    one = taking_part(where, 1, organisation=member(1), attendances=(person(1),))
    counts = (count(where, 5, "members"), count(where, 8, "people"))
    by_cluster = composed(facts(where, one, *counts)).by_cluster
    assert [values["P06"] for values in by_cluster.values()] == [1, None, None, 4]
    assert [values["P07"] for values in by_cluster.values()] == [1, None, None, 7]


def test_each_country_has_its_own_figures() -> None:
    america, brazil = activity("BR", "MX"), activity("BR")
    presence = composed(facts(america, brazil, taking_part(america, 1)))
    assert {code: values["P01"] for code, values in presence.by_country.items()} == {
        "BR": 2,
        "MX": 1,
    }
    assert presence.by_country["MX"]["P05"] == 1


def test_coverage_counts_sources_activities_and_clusters() -> None:
    told, untold = activity(evidence=(says("a"), says("b"))), activity()
    one = taking_part(untold, 1, evidence=(says("c"),))
    silent = activity()
    coverage = composed(facts(told, untold, silent, one)).coverage
    assert [source.slug for source in coverage.sources] == ["a", "b", "c"]
    assert (coverage.activities, coverage.activities_with_source) == (3, 2)
    assert (coverage.clusters, coverage.clusters_named) == (3, 1)


def test_a_source_that_says_only_where_is_covered_apart() -> None:
    lyon = PlaceFact("FR", "Lyon", None, None, (says("p"),))
    milan = PlaceFact("IT", "Milano", None, None, (says("q"), says("a")))
    where = activity(evidence=(says("a"), says("b")), places=(lyon, milan))
    for source, telling in (("", ["a", "b"]), ("a", ["a"])):
        coverage = composed(facts(where), source=source).coverage
        assert [one.slug for one in coverage.sources] == telling
        assert [one.slug for one in coverage.place_sources] == ["p"]


def test_coverage_counts_the_sources_of_the_people_who_were_there() -> None:
    where = activity(evidence=(says("a"),))
    one = taking_part(where, 1, attendances=(person(1, says("b")),))
    coverage = composed(facts(where, one)).coverage
    assert [source.slug for source in coverage.sources] == ["a", "b"]


def test_coverage_is_of_the_whole_year_whatever_is_filtered() -> None:
    where = activity("BE", evidence=(says("a"),))
    other = activity("FR", evidence=(says("b"),))
    presence = composed(facts(where, other, taking_part(where, 1)), country="BE")
    assert (presence.value("P01"), presence.coverage.activities) == (1, 2)


def test_coverage_of_a_cluster_is_of_its_own_year() -> None:
    where, other = activity(evidence=(says("a"),)), activity(evidence=(says("b"),))
    one = taking_part(where, 1)
    coverage = composed(facts(where, other, one), cluster="c1").coverage
    assert [source.slug for source in coverage.sources] == ["a"]
    assert (coverage.activities, coverage.clusters) == (1, 1)


# Anything at all.
COUNTRIES = ["BE", "IT", "BR", "MX", "IL"]
ROLES = ["mentioned", "participant", "exhibitor", "speaker", "organiser"]
SUBJECTS = ["clusters", "members", "people"]


@st.composite
def years(draw: st.DrawFn) -> Facts:
    keys = itertools.count(1)
    activities = [
        activity(
            *draw(st.lists(st.sampled_from(COUNTRIES), unique=True, max_size=2)),
            pk=next(keys),
            kind=draw(st.sampled_from(["fair", "visit"])),
            is_virtual=draw(st.booleans()),
            parent=draw(st.sampled_from([None, 1, 2])),
            evidence=(says(draw(st.sampled_from(["a", "b"]))),),
        )
        for _ in range(draw(st.integers(1, 5)))
    ]
    somewhere = st.sampled_from(activities)
    participations = [
        taking_part(
            draw(somewhere),
            draw(st.integers(1, 4)),  # the fourth is not in the network
            draw(st.sampled_from(ROLES)),
            organisation=draw(st.none() | st.builds(member, st.integers(1, 3))),
            attendances=tuple(
                map(person, draw(st.sets(st.integers(1, 3), max_size=2)))
            ),
            evidence=(says(draw(st.sampled_from(["a", "b"]))),),
        )
        for _ in range(draw(st.integers(0, 6)))
    ]
    counts = [
        count(
            draw(somewhere),
            subject=draw(st.sampled_from(SUBJECTS)),
            evidence=(says(draw(st.sampled_from(["a", "b"]))),),
            **draw(
                st.sampled_from(
                    [{"number": 4}, {"minimum": 2}, {"is_some": True}, {"number": 0}]
                )
            ),
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    return facts(*activities, *participations, *counts, party(1), target("BR"))


FILTERS = st.builds(
    dict,
    cluster=st.sampled_from(["", "c1", "c2"]),
    country=st.sampled_from(["", *COUNTRIES]),
    area=st.sampled_from(["", "europe", "beyond", "abroad", "online"]),
    kind=st.sampled_from(["", "fair"]),
    level=st.integers(0, 5),
    source=st.sampled_from(["", "a"]),
)


def number(value: object) -> int:
    return value if isinstance(value, int) else 0


@given(now=years(), filters=FILTERS)
def test_whatever_the_record_and_the_filters_the_figures_agree(
    now: Facts, filters: dict[str, Any]
) -> None:
    presence = composed(now, **filters)
    if not presence.is_recorded:
        assert presence.value("P01") is None
        return
    values = {code: presence.value(code) for code in INDICATORS}
    for acronym, results in presence.cluster_results.items():
        shown = [results[code].value for code in ("P01", "P02", "P03", "P04", "P05")]
        assert acronym not in presence.perhaps or not (0 in shown or {} in shown)
    if values["P01"] is None:
        assert presence.selection.perhaps
        return
    p02, p05 = presence.details("P02"), presence.details("P05")
    assert number(values["P04"]) <= number(values["P05"])
    assert sum(values["P03"].values()) == values["P01"]  # type: ignore[union-attr]
    assert p02["europe"] + p02["beyond"] == values["P02"]  # type: ignore[operator]
    assert p05["named"] + p05["unnamed"] == values["P05"]  # type: ignore[operator]
    assert number(presence.details("P01")["occasions"]) <= number(values["P01"])
    by_cluster = presence.by_cluster.values()
    assert sum(number(one["P05"]) for one in by_cluster) == values["P05"]
    assert sum(number(one["P04"]) for one in by_cluster) == number(values["P04"])
    by_country = presence.by_country.values()
    located = sum(bool(one.places) for one in presence.selection.activities)
    assert len(presence.by_country) == values["P02"]
    assert sum(number(one["P01"]) for one in by_country) >= located
    for code, figure in presence.figures.items():
        if figure.value is not None:
            counted = sum(record.number for record in figure.result.records)
            whole = figure.value
            total = sum(whole.values()) if isinstance(whole, dict) else whole
            assert counted == total, code


@given(now=years(), filters=FILTERS)
def test_a_filter_never_adds_an_activity(now: Facts, filters: dict[str, Any]) -> None:
    every = set(composed(now, source=filters["source"]).selection.activities)
    assert set(composed(now, **filters).selection.activities) <= every
