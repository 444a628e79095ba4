"""The first page: a year in one sentence, what comes next, who the clusters are."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from fondaco.activities.models import Claim
from fondaco.presence.queries import default_year
from tests.factories import (
    make_activity,
    make_cluster,
    make_count,
    make_network,
    make_participation,
    make_place,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def home(client, **query):
    return client.get(reverse("portal:home"), query)


def active(network, cluster, start, **overrides):
    activity = make_activity(network, start=start, end=start, **overrides)
    make_place(activity, "FR", city="Lyon")
    make_participation(activity, cluster, role="speaker")
    return activity


# 1. Which year.
@pytest.mark.parametrize(
    ("starts", "claims", "year"),
    [
        ([], [], None),
        (["2018-06-04"], [], 2018),
        (["2016-11-01", "2016-11-02", "2016-11-03", "2018-06-04"], [], 2016),
        (["2016-11-01", "2018-06-04"], [2016], 2016),
        (["2016-11-01", "2018-06-04"], [], 2018),
        (["2016", "2017/2018"], [], 2016),
    ],
)
def test_the_year_is_the_newest_that_is_more_than_a_few_examples(starts, claims, year):
    network = make_network()
    for start in starts:
        make_activity(network, start=start, end="")
    for claimed in claims:
        Claim.objects.create(network=network, year=claimed, statement_it="Più forti")

    assert default_year(network.pk) == year


def test_drafts_and_other_networks_do_not_choose_the_year():
    network = make_network()
    make_activity(network, start="2016")
    make_activity(network, start="2017", is_published=False)
    make_activity(network, start="2018", is_international=False)
    make_activity(make_network(), start="2019")

    assert default_year(network.pk) == 2016


def test_the_headline_and_the_figures_are_of_the_year_asked_for(cast, client):
    active(cast.network, cast.cluster, "2016-11-23")
    active(cast.network, cast.cluster, "2018-11-23")

    page = home(client, year="2016")

    assert page.context["presence"].year == 2016
    assert "<h1>In 2016 the two clusters took part in one activity" in (
        page.content.decode()
    )
    assert [card.value for card in page.context["cards"]] == [1, 1, 1, 1]


def test_a_year_before_that_nobody_recorded_is_said_and_never_zero(cast, client):
    active(cast.network, cast.cluster, "2016-11-23")

    page = home(client)

    assert [card.change for card in page.context["cards"]] == [None] * 4
    assert "not recorded: nothing is compared with it" in page.content.decode()


def test_figures_are_compared_with_a_year_that_was_recorded(cast, client):
    active(cast.network, cast.cluster, "2015-11-23")
    active(cast.network, cast.cluster, "2016-11-23")
    active(cast.network, cast.other_cluster, "2016-11-24")

    page = home(client, year="2016")

    assert [card.change for card in page.context["cards"]] == [1, 0, 1, 1]


@pytest.mark.parametrize("year", ["16", "0000", "1000000000", "x", "²0¹6", "2016 "])
def test_a_year_that_cannot_be_is_told(cast, client, year):
    page = home(client, year=year)

    assert "is not a year that can be shown here." in page.content.decode()


# 2. Networks.
def test_where_there_is_no_network_the_first_step_is_told(client):
    page = home(client).content.decode()

    assert "<h1>No network here yet</h1>" in page
    assert "fondaco load 9ctl" in page


def test_one_of_several_networks_is_chosen_by_its_name(cast, client):
    other = make_network(acronym="OTHER")
    make_cluster(network=other, acronym="ZZ9")

    first, second = home(client), home(client, network=other.slug)
    wrong = home(client, network="nowhere").content.decode()

    assert "ZZ9" not in first.content.decode()
    assert "ZZ9" in second.content.decode()
    assert "There is no network “nowhere” here" in wrong


def test_a_network_without_activities_has_a_page(cast, client):
    page = home(client).content.decode()

    assert "No activity yet" in page
    assert "not recorded" in page


# 3. Dates.
def test_activities_to_come_are_shown_before_past_ones(cast, client):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    active(cast.network, cast.cluster, "2016-11-23", title_en="Past")
    active(cast.network, cast.cluster, str(tomorrow), title_en="Tomorrow")
    active(
        cast.network, cast.cluster, str(tomorrow), title_en="Off", status="cancelled"
    )

    dates = home(client).context["page"].dates

    assert dates.are_to_come
    assert [str(entry.title) for entry in dates.entries] == ["Tomorrow"]


def test_where_nothing_is_to_come_the_latest_are_shown_and_said_so(cast, client):
    active(cast.network, cast.cluster, "2015-11-23", title_en="Older")
    active(cast.network, cast.cluster, "2016-11-23", title_en="Newer")

    page = home(client)

    assert [str(one.title) for one in page.context["page"].dates.entries] == [
        "Newer",
        "Older",
    ]
    assert "Nothing is announced for the days to come" in page.content.decode()


def test_drafts_are_shown_to_nobody_here(cast, client):
    active(cast.network, cast.cluster, "2016-11-23", title_en="Shown")
    make_activity(
        cast.network, title_en="Hidden", is_published=False, maintained_by=cast.cluster
    )
    client.force_login(cast.manager)

    page = home(client).content.decode()

    assert "Shown" in page
    assert "Hidden" not in page


# 4. Clusters.
def test_each_cluster_has_its_theme_and_its_activities_of_the_year(cast, client):
    active(cast.network, cast.cluster, "2016-11-23")

    cards = home(client).context["page"].cards

    assert [(card.cluster, card.activities, card.may_be_unnamed) for card in cards] == [
        (cast.cluster, 1, False),
        (cast.other_cluster, 0, False),
    ]


def test_a_cluster_that_a_source_may_count_without_naming_is_not_given_zero(
    cast, client
):
    make_count(active(cast.network, cast.cluster, "2016-11-23"), number=2)

    page = home(client)

    assert page.context["page"].cards[1].may_be_unnamed
    assert "not named in 2016" in page.content.decode()


# 5. Whatever is asked, however much there is.
@pytest.mark.parametrize("rows", [1, 7])
def test_it_takes_a_fixed_number_of_queries(
    cast, client, rows, django_assert_max_num_queries
):
    for day in range(1, rows + 1):
        active(cast.network, cast.cluster, f"2016-11-{day:02}")

    with django_assert_max_num_queries(6):
        home(client)


@pytest.mark.parametrize("language", ["it", "en"])
def test_it_reads_in_both_languages(cast, client, language):
    active(cast.network, cast.cluster, "2016-11-23")

    with override(language):
        page = home(client).content.decode()

    assert f'<html lang="{language}">' in page


@given(year=st.text(), network=st.text())
def test_whatever_is_asked_is_answered(cast, client, year, network):
    assert home(client, year=year, network=network).status_code == 200
