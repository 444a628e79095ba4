"""Programmes, about, privacy, robots: the quiet pages, and what they promise."""

import datetime as dt
import re
from urllib.parse import urlparse

import pytest
from django.urls import reverse
from django.utils.translation import override

from fondaco.portal.views.pages import COOKIES
from tests.factories import (
    PASSWORD,
    cite,
    make_activity,
    make_organisation,
    make_participation,
    make_partnership,
    make_place,
    make_programme,
    make_project,
    make_proposal,
    make_user,
)

pytestmark = pytest.mark.django_db
QUIET = ["portal:about", "portal:accessibility", "portal:privacy"]


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def open_programme(client, programme):
    return client.get(reverse("portal:programme_detail", args=[programme.slug]))


def fill(cast, programme, rows):
    for number in range(rows):
        activity = make_activity(
            cast.network, programme=programme, title_en=f"Activity {number}"
        )
        make_place(activity)
        make_participation(activity, cast.cluster)
        make_programme(parent=programme)
        for make in (make_partnership, make_project, make_proposal):
            make(cast.network, programme=programme)


# 1. Programmes.
def test_a_programme_leads_to_what_the_clusters_do_in_it(cast, client):
    parent = make_programme(name_en="Vanguard Initiative")
    funder = make_organisation(name="European Commission")
    programme = make_programme(parent=parent, funder=funder, name_en="ESM pilot")
    cite(programme)
    make_activity(cast.network, programme=programme, title_en="Kick-off")
    make_activity(
        cast.network, programme=programme, title_en="Secret", is_published=False
    )
    make_project(cast.network, programme=programme, title_en="R-ACES")

    text = open_programme(client, programme).content.decode()

    assert "The clusters are in 1 activity of it." in text
    for said in ("ESM pilot", "Vanguard Initiative", "European Commission", "R-ACES"):
        assert said in text
    assert "Kick-off" in text
    assert "Secret" not in text


def test_a_funder_that_is_a_draft_is_not_named(client):
    funder = make_organisation(name="Secret funder", is_published=False)

    text = open_programme(client, make_programme(funder=funder)).content.decode()

    assert "Secret funder" not in text


@pytest.mark.parametrize("rows", [1, 3])
def test_a_programme_takes_few_queries(
    cast, client, rows, django_assert_max_num_queries
):
    programme = make_programme()
    fill(cast, programme, rows)

    with django_assert_max_num_queries(9):
        open_programme(client, programme)


# 2. About, privacy, robots.
@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("name", QUIET)
def test_quiet_pages_read_in_both_languages_without_a_query(
    client, name, language, django_assert_num_queries
):
    with override(language), django_assert_num_queries(0):
        page = client.get(reverse(name)).content.decode()

    assert f'<html lang="{language}">' in page


def test_about_names_whose_data_it_stands_on(client):
    page = client.get(reverse("portal:about")).content.decode()

    for said in ("Natural Earth", "GeoNames", "European Union Public Licence"):
        assert said in page
    assert reverse("portal:source_list") in page
    assert reverse("presence:latest") in page


def test_privacy_tells_every_cookie_that_is_ever_set(cast, client):
    user = make_user()
    sign_in = reverse("account_login")
    told = {cookie.name for cookie in COOKIES}

    for page in ("portal:home", "portal:cluster_list", "activities:calendar"):
        client.get(reverse(page))
    assert dict(client.cookies) == {}
    client.post(sign_in, {"login": user.email, "password": PASSWORD, "next": "/en/"})
    client.get("/en/")

    assert set(client.cookies) <= told
    assert "sessionid" in client.cookies


def test_privacy_says_who_answers(client, settings):
    settings.OWNER_NAME, settings.CONTACT_EMAIL = "Confindustria", "a@example.org"

    page = client.get(reverse("portal:privacy")).content.decode()

    assert "Confindustria keeps this site" in page
    assert "mailto:a@example.org" in page


def test_the_statement_on_accessibility_has_the_parts_of_the_model(client, settings):
    settings.OWNER_NAME, settings.CONTACT_EMAIL = "Confindustria", "a@example.org"
    with override("it"):
        page = client.get("/accessibilita/").content.decode()

    headings = re.findall("<h2[^>]*>(.*?)</h2>", page)
    assert [heading.strip() for heading in headings] == [
        "Stato di conformità",
        "Contenuti non accessibili",
        "Redazione della dichiarazione",
        "Feedback e recapiti",
        "Procedura di attuazione",
    ]
    assert "Confindustria si impegna a rendere accessibile" in page
    assert "<strong>parzialmente conforme</strong>" in page
    assert "È stata redatta il 27 novembre 2026" in page
    assert page.count("mailto:a@example.org") == 2
    assert 'href="https://www.agid.gov.it/it/agenzia/difensore-civico-il-digitale"' in (
        page
    )


def test_the_statement_says_whom_to_write_to_where_no_contact_is_set(client):
    page = client.get(reverse("portal:accessibility")).content.decode()

    assert "mailto:" not in page
    assert "This site names no address of its own." in page
    assert reverse("portal:cluster_list") in page


def test_every_page_leads_to_the_statement(client):
    page = client.get(reverse("portal:about")).content.decode()

    footer = page.partition("<footer")[2]
    assert f'<a href="{reverse("portal:accessibility")}">Accessibility</a>' in footer


def test_whoever_finds_a_weakness_learns_whom_to_tell(client, settings):
    settings.CONTACT_EMAIL = "a@example.org"
    settings.BASE_URL = urlparse("https://fondaco.example.org")

    response = client.get("/.well-known/security.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(
        line.split(": ", 1) for line in response.content.decode().splitlines()
    )
    expires = dt.datetime.fromisoformat(fields.pop("Expires"))
    assert fields == {
        "Contact": "mailto:a@example.org",
        "Preferred-Languages": "it, en",
        "Canonical": "https://fondaco.example.org/.well-known/security.txt",
    }
    left = expires - dt.datetime.now(dt.UTC)
    assert dt.timedelta(days=178) < left < dt.timedelta(days=366)


def test_nobody_is_named_for_weaknesses_where_no_contact_is_set(client):
    assert client.get("/.well-known/security.txt").status_code == 404


def test_robots_may_read(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain"
    assert response.content.decode() == (
        "User-agent: *\nAllow: /\nSitemap: http://localhost:8000/sitemap.xml\n"
    )


@pytest.mark.parametrize("name", [*QUIET, "portal:home", "portal:source_list"])
def test_pages_that_are_only_read_refuse_to_be_written(client, name):
    assert client.post(reverse(name)).status_code == 405
