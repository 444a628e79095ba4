"""Programmes, about, privacy, robots: the quiet pages, and what they promise."""

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
QUIET = ["portal:about", "portal:privacy"]


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


def test_robots_may_read(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain"
    assert response.content.decode() == "User-agent: *\nAllow: /\n"


@pytest.mark.parametrize("name", [*QUIET, "portal:home", "portal:source_list"])
def test_pages_that_are_only_read_refuse_to_be_written(client, name):
    assert client.post(reverse(name)).status_code == 405
