"""The organisations in a list, with its filters, whatever is asked of it."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from fondaco.registry.models import (
    Management,
    OrganisationAlias,
)
from tests.factories import (
    make_membership,
    make_organisation,
)

pytestmark = pytest.mark.django_db


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


def test_organisations_are_found_by_any_name_whatever_the_accents(client):
    found = make_organisation(
        name="Università degli Studi", name_en="The University", city="Forlì"
    )
    OrganisationAlias.objects.create(organisation=found, name="La Statale")
    make_organisation(name="Altra")

    for text in ("UNIVERSITA", "the university", "statale", "forli'", "studi degli"):
        assert names(open_list(client, q=text)) == ["The University"]


def test_filters_narrow_together_and_say_what_each_would_leave(cast, client):
    bank = make_organisation(name="Banca", kind="bank")
    make_organisation(name="Belga", kind="bank", country="BE")
    make_organisation(name="Impresa")
    make_membership(cast.cluster, bank)
    Management.objects.create(cluster=cast.other_cluster, organisation=bank)

    both = open_list(client, kind="bank", country="IT")
    of_cluster = open_list(client, cluster=cast.cluster.acronym)
    of_manager = open_list(client, cluster=cast.other_cluster.acronym)

    assert names(both) == ["Banca"]
    assert both.context["found"].counts == {
        "kind": {"bank": 1, "company": 1},
        "country": {"IT": 1, "BE": 1},
        "cluster": {cast.cluster.acronym: 1, cast.other_cluster.acronym: 1},
    }
    assert names(of_cluster) == names(of_manager) == ["Banca"]
    assert "Bank (1)" in both.content.decode()


def test_names_are_in_order_as_they_are_shown(client):
    for name, name_en in (("Zeta", "Alpha"), ("Beta", ""), ("Élite", "")):
        make_organisation(name=name, name_en=name_en)

    assert names(open_list(client)) == ["Alpha", "Beta", "Élite"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"kind": "castle"}, "Kind: Select a valid choice."),
        ({"country": "ATLANTIS"}, "Country: Select a valid choice."),
        ({"cluster": "NONE"}, "Cluster: Select a valid choice."),
        ({"q": "a\0b"}, "Text: Null characters are not allowed."),
        ({"q": "x" * 300}, "Text: Ensure this value has at most 200 characters"),
        ({"colour": "red"}, "There is no filter “colour” here"),
        ({"colour" * 20: "red"}, "There is no filter “colourcolour"),
    ],
)
def test_a_filter_amiss_is_told_and_left_out(client, query, problem):
    make_organisation(name="Still here")

    page = open_list(client, **query)

    assert problem in page.content.decode()
    assert names(page) == ["Still here"]


def test_a_quotation_mark_alone_finds_nothing_and_breaks_nothing(client):
    make_organisation(name="Still here")

    page = open_list(client, q='"')

    assert names(page) == []
    assert "No organisation is like that" in page.content.decode()


def test_a_name_with_a_script_is_only_a_name(client):
    organisation = make_organisation(name="<script>alert(1)</script>")

    assert "<script>alert" not in open_list(client).content.decode()
    assert "<script>alert" not in open_page(client, organisation).content.decode()


@pytest.mark.parametrize("number", ["1000000000", "-5", "x", "9" * 5000])
def test_any_page_number_shows_a_page(client, number):
    make_organisation(name="The only one")

    assert "The only one" in open_list(client, page=number).content.decode()


@pytest.mark.parametrize("rows", [1, 40])
def test_the_list_takes_few_queries(cast, client, rows, django_assert_max_num_queries):
    for _row in range(rows):
        make_membership(cast.cluster, make_organisation())

    with django_assert_max_num_queries(9):
        page = open_list(client, q="organisation")

    assert len(names(page)) == rows


@given(
    q=st.text(),
    kind=st.text(),
    country=st.text(),
    cluster=st.text(),
    page=st.text(),
    other=st.text(min_size=1),
)
def test_whatever_is_asked_is_answered(client, q, kind, country, cluster, page, other):
    query = {other: q, "q": q, "kind": kind, "country": country}
    query |= {"cluster": cluster, "page": page}

    assert open_list(client, **query).status_code == 200
