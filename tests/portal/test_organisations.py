"""The organisations: what is known of each, and for whom."""

import json
import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from fondaco.core.partial_dates import PartialDate
from fondaco.registry.models import (
    ActivityCode,
    Competence,
    Identifier,
    Management,
    OrganisationAlias,
)
from tests.factories import (
    cite,
    make_activity,
    make_body,
    make_membership,
    make_organisation,
    make_participation,
    make_partnership,
    make_party,
    make_project,
    make_proposal,
)

pytestmark = pytest.mark.django_db
ROLES = ["administrator", "coordinator", "manager", "member_contact"]


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def open_list(client, **query):
    return client.get(reverse("portal:organisation_list"), query)


def names(response):
    return [str(line.title) for line in response.context["found"].lines]


def open_page(client, organisation):
    return client.get(reverse("portal:organisation_detail", args=[organisation.slug]))


# 1. Who sees what.
@pytest.mark.parametrize("who", [None, "participant", "other_manager"])
def test_a_draft_is_not_there_for_who_does_not_keep_it(cast, client, who):
    if who:
        client.force_login(getattr(cast, who))

    assert open_page(client, cast.member).status_code == 404
    assert names(open_list(client)) == []


@pytest.mark.parametrize("who", ROLES)
def test_a_draft_is_there_for_those_who_keep_it(cast, client, who):
    client.force_login(getattr(cast, who))

    page = open_page(client, cast.member).content.decode()

    assert "This is a draft: visitors do not see it." in page
    assert names(open_list(client)) == [str(cast.member)]


def test_a_draft_is_not_found_by_its_other_names(cast, client):
    OrganisationAlias.objects.create(organisation=cast.member, name="Segreta")

    page = open_list(client, q="segreta")

    assert names(page) == []
    assert str(cast.member) not in page.content.decode()


# 2. One organisation.
def fill(cast, organisation, rows):
    Competence.objects.create(name_it="Fusione", name_en="Casting")
    organisation.competences.set(Competence.objects.all())
    Identifier.objects.create(
        organisation=organisation, scheme="vat", value="IT00743110157"
    )
    ActivityCode.objects.create(
        organisation=organisation, vintage="nace_2.0", code="28.29"
    )
    OrganisationAlias.objects.create(organisation=organisation, name="Also so called")
    for number in range(rows):
        for record in (
            make_membership(cast.cluster, organisation, valid_from="2015"),
            Management.objects.create(
                cluster=cast.cluster,
                organisation=organisation,
                valid_from=PartialDate.year(2016),
            ),
            make_party(
                partnership=make_partnership(cast.network), organisation=organisation
            ),
            make_party(project=make_project(cast.network), organisation=organisation),
            make_party(proposal=make_proposal(cast.network), organisation=organisation),
        ):
            cite(record)
        activity = make_activity(
            cast.network,
            title_en=f"Activity {number}",
            start=f"2016-11-{number + 1:02}",
        )
        make_body(activity, organisation, "promoter")
        make_participation(activity, cast.cluster, organisation=organisation)


def test_all_that_is_known_is_told(cast, client):
    organisation = make_organisation(
        name="Nome ufficiale",
        name_en="Known name",
        city="Milano",
        public_email="a@b.it",
    )
    fill(cast, organisation, 1)

    text = " ".join(open_page(client, organisation).content.decode().split())

    for said in (
        "<h1>Known name</h1>",
        "Company in Milan (Italy).",
        "Nome ufficiale",
        "Also so called",
        "Casting",
        "NACE Rev. 2 28.29",
        "VAT number: IT00743110157",
        "since 2015",
        "since 2016",
        "Activity 0",
        "participant, promoter",
        "mailto:a@b.it",
    ):
        assert said in text


def test_what_it_does_is_read_in_both_languages_side_by_side(client):
    organisation = make_organisation(
        description_it="Fonde il bronzo.",
        description_en="It casts bronze.",
        seeks_it="Cerca stagno.",
    )

    text = open_page(client, organisation).content.decode()

    assert re.search(r'<div lang="it"><p class="language">Italiano</p><p>Fonde', text)
    assert re.search(r'<div lang="en"><p class="language">English</p><p>It casts', text)
    assert '<div lang="it"><p>Cerca stagno.</p></div>' in text


def test_drafts_around_it_are_not_told(cast, client):
    organisation = make_organisation()
    draft = make_activity(cast.network, title_en="Secret", is_published=False)
    make_body(draft, organisation)
    make_party(
        project=make_project(cast.network, title_en="Secret", is_published=False),
        organisation=organisation,
    )

    assert "Secret" not in open_page(client, organisation).content.decode()


@pytest.mark.parametrize(
    ("url", "links"), [("https://example.org", 1), ("javascript:alert(1)", 0)]
)
def test_only_web_addresses_become_links(client, url, links):
    page = open_page(client, make_organisation(website=url)).content.decode()

    assert page.count('rel="noopener external"') == links


def test_machines_read_what_it_is(cast, client):
    organisation = make_organisation(name="ICE Agenzia", country="IT", city="Roma")

    text = open_page(client, organisation).content.decode()

    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    read = json.loads(data)
    assert (read["@type"], read["name"]) == ("Organization", "ICE Agenzia")
    assert read["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Rome",
        "addressCountry": "IT",
    }


@pytest.mark.parametrize(("who", "links"), [("member_contact", 1), ("participant", 0)])
def test_only_those_who_keep_the_record_are_led_to_change_it(cast, client, who, links):
    cast.member.is_published = True
    cast.member.save()
    client.force_login(getattr(cast, who))
    address = reverse("registry:organisation_profile", args=[cast.member.uid])

    assert open_page(client, cast.member).content.decode().count(address) == links


@pytest.mark.parametrize("rows", [1, 3])
def test_one_takes_few_queries(cast, client, rows, django_assert_max_num_queries):
    organisation = make_organisation()
    fill(cast, organisation, rows)

    with django_assert_max_num_queries(9):
        page = open_page(client, organisation)

    assert len(page.context["page"].involvements) == rows


@pytest.mark.parametrize("language", ["it", "en"])
def test_pages_read_in_both_languages(cast, client, language):
    organisation = make_organisation()
    fill(cast, organisation, 1)
    with override(language):
        pages = [open_list(client), open_page(client, organisation)]

    for page in pages:
        assert f'<html lang="{language}">' in page.content.decode()
