"""What is read of the database: what counts, what does not, and in how many queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils.translation import override

from fondaco.activities.models import Attendance, Claim, TargetCountry
from fondaco.presence.filters import Filters
from fondaco.presence.presence import Presence
from fondaco.presence.queries import (
    presence_of_year,
    read_network,
    read_networks,
    read_outline,
    recorded_years,
)
from fondaco.registry.models import Network, NetworkMembership
from tests.factories import (
    cite,
    make_activity,
    make_cluster,
    make_count,
    make_network,
    make_organisation,
    make_participation,
    make_partnership,
    make_party,
    make_person,
    make_place,
    make_project,
    make_source,
)

pytestmark = pytest.mark.django_db


def read(network: Network, year: int = 2016, **filters: Any) -> Presence:
    fact = read_network(network.slug)
    assert fact is not None
    return presence_of_year(fact, year, Filters(**filters), with_claims=True)


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, True),
        ({"status": "announced"}, True),
        ({"status": "under_way"}, True),
        ({"status": "planned"}, False),
        ({"status": "cancelled"}, False),
        ({"status": "postponed"}, False),
        ({"is_published": False}, False),
        ({"is_international": False}, False),
        ({"start": "2016", "end": ""}, True),
        ({"start": "2016-11", "end": ""}, True),
        ({"start": "2015-12-31", "end": "2016-01-02"}, False),
        ({"start": "2016-12-31", "end": "2017-01-02"}, True),
        ({"start": "2016-winter", "end": ""}, False),
        ({"start": "2015-12-31/2016-01-02", "end": ""}, False),
        ({"start": "../2016-06-01", "end": ""}, False),
        ({"start": "", "end": ""}, False),
    ],
)
def test_which_activities_count(fields: dict[str, Any], *, counts: bool) -> None:
    network = make_network()
    make_activity(network, **fields)
    assert read(network).value("P01") == (1 if counts else None)


def test_activities_of_another_network_are_not_ours() -> None:
    network = make_network()
    make_activity(make_network())
    assert read(network).value("P01") is None


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, True),
        ({"status": "planned"}, True),
        ({"status": "applied"}, True),
        ({"status": "selected"}, True),
        ({"status": "declined"}, False),
        ({"status": "cancelled"}, False),
        ({"is_published": False}, False),
    ],
)
def test_which_participations_count(fields: dict[str, Any], *, counts: bool) -> None:
    network = make_network()
    activity, cluster = make_activity(network), make_cluster(network=network)
    make_participation(activity, cluster, **fields)
    assert read(network).value("P05") == int(counts)


def test_what_is_counted_of_a_draft_participation_is_not_told() -> None:
    network = make_network()
    activity, cluster = make_activity(network), make_cluster(network=network)
    draft = make_participation(activity, cluster, is_published=False)
    make_count(activity, "companies", number=7, participation=draft)
    assert read(network).value("P06") is None


def test_an_account_that_another_was_preferred_to_does_not_count() -> None:
    network = make_network()
    activity, cluster = make_activity(network), make_cluster()
    make_participation(activity, cluster)
    preferred = NetworkMembership.objects.create(network=network, cluster=cluster)
    other = NetworkMembership(
        network=network, cluster=cluster, alternative_to=preferred
    )
    other.valid_from = activity.start
    other.save()
    assert read(network).value("P05") == 0


def test_links_of_parent_and_occasion_are_one_occasion_whatever_their_order() -> None:
    network = make_network()
    fair = make_activity(network, status="planned")
    evening = make_activity(network, occasion=fair)
    make_activity(network, parent=fair)
    make_activity(network, occasion=evening)
    evening.occasion = make_activity(network, start="2014", end="", occasion=fair)
    evening.save()
    presence = read(network)
    assert (presence.value("P01"), presence.details("P01")["occasions"]) == (3, 1)


def test_a_draft_does_not_hold_its_parts_together() -> None:
    network = make_network()
    draft = make_activity(network, is_published=False)
    make_activity(network, parent=draft)
    make_activity(network, parent=draft)
    assert read(network).details("P01") == {"occasions": 2}


def test_the_recorded_years_are_those_with_an_activity_that_may_count() -> None:
    network = make_network()
    for fields in (
        {"start": "2018-03", "end": ""},
        {"start": "2016", "end": ""},
        {"start": "2017", "end": "", "is_published": False},
        {"start": "2015", "end": "", "status": "planned"},
        {"start": "2014", "end": "", "is_international": False},
        {"start": "2012-winter", "end": ""},
    ):
        make_activity(network, **fields)
    fact = read_network()
    assert fact is not None
    assert recorded_years(fact) == (2016, 2018)


def test_partnerships_are_published_and_told_by_the_preferred_account() -> None:
    network = make_network()
    cluster = make_cluster(network=network)
    kept = make_party(
        partnership=make_partnership(network), cluster=cluster, valid_from="2016-05"
    )
    make_party(
        partnership=make_partnership(network, is_published=False), cluster=cluster
    )
    make_party(
        partnership=make_partnership(network), cluster=cluster, alternative_to=kept
    )
    make_party(partnership=make_partnership(network), organisation=make_organisation())
    presence = read(network)
    assert presence.value("P17") == 1
    assert [one.id for one in presence.figures["P17"].result.records] == [
        kept.partnership.uid
    ]


@pytest.mark.parametrize(
    ("published", "last_counted"),
    [("2016-11-25/2016-11-30", 2016), ("2019", 2019), ("", 2015), ("../2019", 2015)],
)
def test_a_source_attests_a_partnership_in_the_year_of_its_publication(
    published: str, last_counted: int
) -> None:
    network = make_network()
    party = make_party(
        partnership=make_partnership(network),
        cluster=make_cluster(network=network),
        valid_from="2015",
    )
    cite(party, make_source(published=published, retrieved_on="2026-01-01"))
    make_activity(network, start="2020", end="")
    figures = [read(network, year).figures["P17"].result for year in range(2015, 2021)]
    expected = {year: 1 if year <= last_counted else None for year in range(2015, 2021)}
    assert dict(
        zip(range(2015, 2021), (one.value for one in figures), strict=True)
    ) == (expected)
    assert [one.details["end_unknown"] for one in figures] == [
        int(year > last_counted) for year in range(2015, 2021)
    ]


@pytest.mark.parametrize(
    ("project", "party", "planned"),
    [
        ({"start": "2016", "end": ""}, {"valid_from": ""}, True),
        ({"start": "2015", "end": ""}, {"valid_from": ""}, False),
        ({"start": "2015", "end": "2016-06/.."}, {"valid_from": ""}, True),
        ({"start": "2017", "end": ""}, {"valid_from": ""}, False),
        ({"start": "2014", "end": "2015"}, {"valid_from": ""}, False),
        ({"start": "2014", "end": "2016"}, {"valid_from": ""}, True),
        ({"start": "", "end": ""}, {"valid_from": ""}, False),
        ({"start": "", "end": ""}, {"valid_from": "2016"}, True),
        ({"start": "", "end": ""}, {"valid_from": "2015"}, False),
        (
            {"start": "", "end": ""},
            {"valid_from": "2015", "valid_until": "2016/.."},
            True,
        ),
        ({"start": "2014", "end": ""}, {"valid_from": "2017"}, False),
        (
            {"start": "2014", "end": "2018"},
            {"valid_from": "2014", "valid_until": "2015"},
            False,
        ),
    ],
)
def test_a_project_plans_its_countries_while_it_runs_with_the_cluster(
    project: dict[str, str], party: dict[str, str], *, planned: bool
) -> None:
    network = make_network()
    cluster = make_cluster(network=network)
    made = make_project(network, target_countries="US", **project)
    make_party(project=made, cluster=cluster, **party)
    make_activity(network)
    assert read(network).details("P18")["of"] == int(planned)


def test_targets_are_those_of_the_year() -> None:
    network = make_network()
    cluster = make_cluster(network=network)
    TargetCountry.objects.create(network=network, year=2016, country="BR")
    TargetCountry.objects.create(network=network, year=2015, country="US")
    TargetCountry.objects.create(cluster=cluster, year=2016, country="MX")
    make_place(make_activity(network), "BR")
    presence = read(network)
    assert (presence.value("P18"), presence.details("P18")["of"]) == (1, 2)


def test_words_come_with_their_records_in_the_order_of_the_text() -> None:
    network = make_network()
    activity, source = make_activity(network), make_source(slug="article")
    cite(activity, source, quote="second", span_start=9, span_end=12)
    cite(activity, source, quote="first", field="start", span_start=1, span_end=3)
    (fact,) = read(network).selection.activities
    assert [(one.quote, one.field) for one in fact.evidence] == [
        ("first", "start"),
        ("second", ""),
    ]
    assert fact.evidence[0].source.slug == "article"


def test_the_words_of_a_partnership_stand_for_a_party_without_its_own() -> None:
    network = make_network()
    cluster = make_cluster(network=network)
    told = make_partnership(network)
    cite(told, make_source(slug="of-partnership"))
    make_party(partnership=told, cluster=cluster)
    own = make_party(partnership=make_partnership(network), cluster=cluster)
    cite(own, make_source(slug="of-party"))
    slugs = [
        [words.source.slug for words in one.evidence]
        for one in read(network).figures["P17"].result.records
    ]
    assert slugs == [["of-partnership"], ["of-party"]]
    assert read(network, source="of-party").value("P17") == 1


def test_claims_are_those_of_the_year() -> None:
    network = make_network()
    for year in (2015, 2016):
        Claim.objects.create(network=network, year=year, statement_it=f"Anno {year}")
    (claim,) = read(network).claims
    assert claim.statement.text == "Anno 2016"
    assert claim.statement.language == "it"


def test_texts_are_in_the_language_of_the_moment() -> None:
    network = make_network(name_it="Rete", name_en="Network")
    make_activity(network, title_it="Fiera", title_en="Fair")
    with override("it"):
        assert [one.title.text for one in read(network).selection.activities] == [
            "Fiera"
        ]
    assert read(network).network.name.text == "Network"


def test_the_first_network_is_meant_where_none_is_named() -> None:
    assert read_network() is None
    first, second = make_network(), make_network()
    make_cluster(network=second)
    assert read_network() == read_networks()[0]
    assert [one.slug for one in read_networks()] == [first.slug, second.slug]
    assert read_network("other") is None


def test_a_cluster_in_two_networks_counts_in_each_at_its_own_activities() -> None:
    one, other = make_network(), make_network()
    cluster = make_cluster(network=one)
    NetworkMembership.objects.create(
        network=other, cluster=cluster, valid_from_latest="2010-01-01"
    )
    make_participation(make_activity(one), cluster)
    make_participation(make_activity(other), cluster)
    make_participation(make_activity(other), cluster)
    assert (read(one).value("P05"), read(other).value("P05")) == (1, 2)


def fill(network: Network, times: int) -> None:
    source = make_source()
    for year in (2015, 2016):
        for _ in range(times):
            activity = make_activity(network, start=f"{year}-05-01", end="")
            cluster = make_cluster(network=network)
            make_place(activity, "BE")
            one = make_participation(
                activity, cluster, organisation=make_organisation()
            )
            there = Attendance.objects.create(participation=one, person=make_person())
            counted = make_count(activity, number=3)
            partnership = make_partnership(network, target_countries="US")
            make_party(partnership=partnership, cluster=cluster)
            planned = TargetCountry.objects.create(
                cluster=cluster, year=year, country="BR"
            )
            claim = Claim.objects.create(network=network, year=year, statement_it="x")
            for record in (activity, one, there, counted, planned, claim, partnership):
                cite(record, source)


@pytest.mark.parametrize("times", [1, 4])
def test_a_year_takes_as_many_queries_with_many_rows_as_with_few(
    times: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    network = make_network()
    fill(network, times)
    with django_assert_num_queries(1):
        fact = read_network()
    assert fact is not None
    with django_assert_num_queries(1):
        outline = read_outline(fact.pk)
    with django_assert_num_queries(2):
        presence_of_year(fact, 2016, codes=("P01", "P05"))
    with django_assert_num_queries(1):
        presence = presence_of_year(fact, 2016, with_claims=True, outline=outline)
    with django_assert_num_queries(0):
        assert presence.by_cluster.keys() - presence.by_country.keys()
        assert presence.value("P01") == times
