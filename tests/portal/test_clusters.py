"""The clusters: what the record says of each, with who says it."""

import json
import re

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from fondaco.core.partial_dates import PartialDate
from fondaco.portal.queries.cluster_page import read_cluster
from fondaco.registry.models import (
    ClusterAlias,
    LegalForm,
    Management,
    MemberCount,
    Recognition,
)
from tests.factories import (
    cite,
    make_activity,
    make_body,
    make_cluster,
    make_label,
    make_mandate,
    make_organisation,
    make_outcome,
    make_participation,
    make_partnership,
    make_party,
    make_person,
    make_place,
    make_project,
    make_proposal_count,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def open_page(client, cluster, **query):
    return client.get(reverse("portal:cluster_detail", args=[cluster.slug]), query)


def count_members(cluster, **fields):
    values = {"population": "members", "unit": "bodies", "number": 100} | fields
    as_of = PartialDate.parse(values.pop("as_of", "2015-09"))
    return MemberCount.objects.create(cluster=cluster, as_of=as_of, **values)


def take_part(cast, cluster=None, start="2016-11-23", role="speaker"):
    activity = make_activity(cast.network, start=start, end=start)
    make_place(activity, "BR")
    return activity, make_participation(activity, cluster or cast.cluster, role=role)


# 1. Facts that hold for a time.
def test_what_holds_is_told_from_what_held_before(cast):
    make_label(cast.cluster, "bronze", valid_from="2012", valid_until="2015-09")
    make_label(cast.cluster, "gold", valid_from="2015-09")

    labels = read_cluster(cast.cluster, cast.administrator).labels

    assert [fact.label for fact in labels.now] == ["Gold"]
    assert [fact.label for fact in labels.before] == ["Bronze"]


def test_of_two_accounts_the_preferred_one_comes_first_with_the_reason(cast, client):
    preferred = make_label(cast.cluster, "bronze", valid_from="2014-10")
    make_label(
        cast.cluster,
        "bronze",
        valid_from="2015-06",
        alternative_to=preferred,
        preference_reason_en="The award, not the news of it.",
    )

    page = open_page(client, cast.cluster)
    text = page.content.decode()

    [fact] = page.context["page"].labels.now
    assert fact.pk == preferred.pk
    assert [str(other.valid_from) for other in fact.alternatives] == ["2015-06"]
    assert text.index("October 2014") < text.index("June 2015")
    assert "The award, not the news of it." in text


def test_each_fact_carries_its_source_and_its_words(cast, client):
    source = make_source(publisher="The Gazette", language="it")
    cite(make_label(cast.cluster, "gold"), source, quote="il primo cluster Gold")
    cite(cast.cluster, source, field="theme")

    text = open_page(client, cast.cluster).content.decode()

    assert "The Gazette, between 25 and 30 November 2016" in text
    assert '<blockquote cite="/en/sources/' in text
    assert "il primo cluster Gold" in text


def test_only_public_offices_of_people_who_may_be_named_are_shown(cast, client):
    shown = make_person(family_name="Vallerani", is_public=True)
    private = make_person(family_name="Riservata", is_public=False)
    make_mandate(shown, "president", cluster=cast.cluster, is_public=True)
    make_mandate(shown, "other", cluster=cast.cluster, title_en="Secret office")
    make_mandate(private, "president", cluster=cast.cluster, is_public=True)
    client.force_login(cast.manager)

    text = open_page(client, cast.cluster).content.decode()

    assert "Vallerani" in text
    assert "Secret office" not in text
    assert "Riservata" not in text


def test_an_organisation_that_is_a_draft_is_not_named(cast, client):
    draft = make_organisation(name="Secret body", is_published=False)
    for model, field in ((Management, "organisation"), (Recognition, "recognised_by")):
        model.objects.create(cluster=cast.cluster, **{field: draft})

    assert "Secret body" not in open_page(client, cast.cluster).content.decode()


# 2. Their year, and whom they meet.
def test_a_year_of_domestic_activities_alone_has_no_figures_to_open(cast):
    activity, _there = take_part(cast, start="2015-01-28")
    take_part(cast, start="2016-11-23")
    activity.is_international = False
    activity.save()

    page = read_cluster(cast.cluster, cast.administrator)

    assert page.years == [2016]
    assert len(page.entries) == 2


def test_the_year_is_that_of_the_network_or_else_their_newest(cast, client):
    for day in (21, 22, 23):
        take_part(cast, start=f"2016-11-{day}")
    take_part(cast, start="2018-11-23")
    take_part(cast, cast.other_cluster, start="2014-11-23")

    own = open_page(client, cast.cluster).context
    asked = open_page(client, cast.cluster, year="2018").context
    other = open_page(client, cast.other_cluster).context

    assert [own["presence"].year, asked["presence"].year] == [2016, 2018]
    assert other["presence"].year == 2014


def test_figures_lanes_and_countries_are_the_clusters_own(cast, client):
    take_part(cast)
    take_part(cast, cast.other_cluster, start="2016-11-24")

    page = open_page(client, cast.cluster).context

    assert page["cards"][0].value == 1
    assert [lane.label for lane in page["lanes"]] == [cast.cluster.acronym]
    assert page["page"].countries == [("BR", 1)]


def test_partners_are_those_met_at_two_activities_or_more(cast):
    often, once = make_organisation(name="Often"), make_organisation(name="Once")
    counterpart = make_organisation(name="Counterpart")
    hidden = make_organisation(name="Hidden", is_published=False)
    for day in (22, 23):
        activity, own = take_part(cast, start=f"2016-11-{day}")
        make_participation(activity, cast.other_cluster)
        make_body(activity, often)
        make_body(activity, often, "sponsor")
        make_body(activity, hidden)
        make_outcome(own, counterpart=counterpart)
    make_body(activity, once)

    partners = read_cluster(cast.cluster, cast.participant).partners

    assert [(str(partner.name), partner.times) for partner in partners] == [
        (cast.other_cluster.acronym, 2),
        ("Counterpart", 2),
        ("Often", 2),
    ]


def test_drafts_and_private_outcomes_make_no_partner(cast):
    counterpart = make_organisation()
    for day in (22, 23):
        _activity, own = take_part(cast, start=f"2016-11-{day}")
        make_outcome(own, counterpart=counterpart, is_published=False)
        draft = make_activity(cast.network, is_published=False)
        make_participation(draft, cast.cluster)
        make_participation(draft, cast.other_cluster)

    assert read_cluster(cast.cluster, cast.participant).partners == []


def test_partnerships_projects_and_counted_proposals_are_listed(cast, client):
    partnership = make_partnership(cast.network, title_en="Vanguard pilot")
    project = make_project(cast.network, title_en="R-ACES")
    secret = make_project(cast.network, title_en="Secret bid", is_published=False)
    for where in (
        {"partnership": partnership},
        {"project": project},
        {"project": secret},
    ):
        make_party(cluster=cast.cluster, **where)
    count = make_proposal_count(cast.network, period="2016-01-01/2018-12-31")
    count.clusters.add(cast.cluster)

    text = open_page(client, cast.cluster).content.decode()

    assert "Vanguard pilot" in text
    assert "R-ACES" in text
    assert "Secret bid" not in text
    assert "2016–2018, submitted: 47" in " ".join(text.split())


def test_a_cluster_in_no_network_has_a_page(client):
    text = open_page(client, make_cluster()).content.decode()

    assert "It is in no network yet" in text


# 3. The page as a whole.
def test_machines_read_who_the_cluster_is(cast, client):
    ClusterAlias.objects.create(cluster=cast.cluster, name="</script><b>Alias")

    text = open_page(client, cast.cluster).content.decode()

    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    read = json.loads(data)
    assert read["@type"] == "Organization"
    assert read["name"] == cast.cluster.name_en
    assert read["alternateName"] == [cast.cluster.acronym, "</script><b>Alias"]


@pytest.mark.parametrize(("who", "links"), [("manager", 1), ("other_manager", 0)])
def test_only_those_who_keep_the_record_are_led_to_change_it(cast, client, who, links):
    client.force_login(getattr(cast, who))
    address = reverse("registry:cluster_change", args=[cast.cluster.uid])

    assert open_page(client, cast.cluster).content.decode().count(address) == links


def fill(cast, rows):
    for number in range(rows):
        for record in (
            make_label(cast.cluster),
            LegalForm.objects.create(cluster=cast.cluster, form="association"),
            count_members(cast.cluster),
            make_mandate(
                make_person(is_public=True),
                "president",
                cluster=cast.cluster,
                is_public=True,
            ),
            make_party(
                partnership=make_partnership(cast.network), cluster=cast.cluster
            ),
        ):
            cite(record)
        activity, _own = take_part(cast, start=f"2016-11-{number + 1:02}")
        make_body(activity, make_organisation())


@pytest.mark.parametrize("rows", [1, 4])
def test_it_takes_a_fixed_number_of_queries(
    cast, client, rows, django_assert_max_num_queries
):
    """More than a list's ten: its year is counted with its whole network's."""
    fill(cast, rows)

    with django_assert_max_num_queries(6):
        open_page(client, cast.cluster)


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("name", ["portal:cluster_list", "portal:cluster_detail"])
def test_pages_read_in_both_languages(cast, client, language, name):
    fill(cast, 1)
    with override(language):
        page = client.get(
            reverse(name, args=[cast.cluster.slug] if "detail" in name else [])
        )

    assert f'<html lang="{language}">' in page.content.decode()


# A page of many charts: a few odd years show what all would.
@settings(max_examples=15)
@given(year=st.text())
def test_whatever_year_is_asked_for_is_answered(cast, client, year):
    assert open_page(client, cast.cluster, year=year).status_code == 200


def test_a_cluster_whose_seat_nobody_states_has_no_row_for_it(client, cast):
    cast.cluster.website, cast.cluster.city, cast.cluster.site = (
        "https://a.example",
        "",
        "",
    )
    cast.cluster.save()

    page = open_page(client, cast.cluster).content.decode()

    assert "https://a.example" in page
    assert ">Address</dt>" not in page
