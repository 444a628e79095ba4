"""Partnerships, projects and proposals as visitors see them."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from fondaco.funding.vocabularies import PartyRole
from tests.factories import (
    cite,
    make_organisation,
    make_partnership,
    make_party,
    make_programme,
    make_project,
    make_proposal,
    make_proposal_count,
    make_source,
)

pytestmark = pytest.mark.django_db
LISTS = ["funding:partnership_list", "funding:project_list", "funding:proposal_list"]
KINDS = {
    "partnership": make_partnership,
    "project": make_project,
    "proposal": make_proposal,
}


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def open_page(client, kind, undertaking):
    return client.get(reverse(f"funding:{kind}_detail", args=[undertaking.uid]))


def text_of(response):
    return " ".join(response.content.decode().split())


# 1. One of them.
@pytest.mark.parametrize("kind", KINDS)
def test_who_is_in_it_is_told_by_role_with_the_words_of_the_source(cast, client, kind):
    undertaking = KINDS[kind](cast.network, title_en="ESM", target_countries="US MX")
    make_party(**{kind: undertaking}, cluster=cast.other_cluster, role="partner")
    lead = make_party(
        **{kind: undertaking},
        cluster=cast.cluster,
        role="coordinator",
        valid_from="2014",
    )
    cite(lead, make_source(publisher="The Gazette"), quote="AFIL coordina")

    text = text_of(open_page(client, kind, undertaking))

    assert "2 parties of the record are in it." in text
    assert text.index(cast.cluster.acronym) < text.index(cast.other_cluster.acronym)
    assert 'coordinator <span class="since">since 2014</span>' in text
    assert "AFIL coordina" in text
    assert "United States, Mexico" in text


def test_another_account_of_a_party_stands_under_the_preferred_one(cast, client):
    partnership = make_partnership(cast.network)
    preferred = make_party(partnership=partnership, cluster=cast.cluster)
    make_party(
        partnership=partnership,
        cluster=cast.cluster,
        valid_from="2012",
        alternative_to=preferred,
        preference_reason_en="The register is nearer.",
    )

    page = open_page(client, "partnership", partnership)

    [line] = page.context["parties"]
    assert line.party == preferred
    assert [str(other.valid_from) for other in line.others] == ["2012"]
    assert "The register is nearer." in page.content.decode()


def test_a_partnership_that_the_source_does_not_name_says_so(cast, client):
    partnership = make_partnership(cast.network, is_unnamed=True)

    text = text_of(open_page(client, "partnership", partnership))

    assert "The source says that there is such a partnership, and not which" in text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("who", "status"),
    [(None, 404), ("participant", 404), ("other_manager", 404), ("manager", 200)],
)
def test_a_draft_is_there_only_for_those_who_keep_it(cast, client, kind, who, status):
    draft = KINDS[kind](cast.network, is_published=False, maintained_by=cast.cluster)
    if who:
        client.force_login(getattr(cast, who))

    assert open_page(client, kind, draft).status_code == status


@pytest.mark.parametrize("kind", KINDS)
def test_an_organisation_that_is_a_draft_is_not_named(cast, client, kind):
    undertaking = KINDS[kind](cast.network)
    secret = make_organisation(name="Secret body", is_published=False)
    make_party(**{kind: undertaking}, organisation=secret)

    assert "Secret body" not in text_of(open_page(client, kind, undertaking))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("uid", ["nosuchuid1", "new", "%00", "x" * 300])
def test_an_unknown_one_is_not_found(client, kind, uid):
    address = reverse(f"funding:{kind}_detail", args=["uid"])

    assert client.get(address.replace("uid", uid)).status_code == 404


# 2. The lists.
def test_partnerships_are_chosen_by_kind_and_an_unknown_kind_is_told(cast, client):
    make_partnership(cast.network, title_en="EACP", kind="network")
    make_partnership(cast.network, title_en="ESM", kind="vanguard")
    address = reverse("funding:partnership_list")

    chosen = text_of(client.get(address, {"kind": "vanguard"}))
    unknown = text_of(client.get(address, {"kind": "club"}))

    assert "ESM" in chosen
    assert "EACP" not in chosen
    assert "There is no kind of partnership “club”: all kinds are shown." in unknown
    assert "EACP" in unknown


def test_counts_keep_their_period_and_the_three_sums_stay_apart(cast, client):
    make_proposal_count(
        cast.network,
        status="funded",
        number=17,
        of_total=47,
        period="2016-01-01/2018-12-31",
        total_budget=38_000_000,
        contribution_to_territory=3_000_000,
    )
    make_proposal_count(cast.network, number=None, is_some=True, period="2016")

    text = text_of(client.get(reverse("funding:proposal_list")))

    rows = re.findall(r"<tr>(.*?)</tr>", text)[1:]
    cells = [re.sub(r"<[^>]+>", " ", row).split() for row in rows]
    assert " ".join(cells[0]) == (
        f"2016–2018 {cast.network.acronym} funded 17 of 47 "
        "€38,000,000 not said €3,000,000"
    )
    assert "several (number not said)" in " ".join(cells[1])


@pytest.mark.parametrize("name", LISTS)
def test_drafts_are_not_listed_to_strangers(cast, client, name):
    for make in KINDS.values():
        make(cast.network, title_en="Shown")
        make(cast.network, title_en="Hidden", is_published=False)

    text = text_of(client.get(reverse(name)))

    assert "Shown" in text
    assert "Hidden" not in text


@pytest.mark.parametrize("rows", [1, 26])
@pytest.mark.parametrize("name", LISTS)
def test_lists_take_few_queries(
    cast, client, name, rows, django_assert_max_num_queries
):
    for _row in range(rows):
        for kind, make in KINDS.items():
            undertaking = make(cast.network, programme=make_programme())
            cite(make_party(**{kind: undertaking}, cluster=cast.cluster))
            cite(undertaking)
        count = make_proposal_count(cast.network)
        count.clusters.add(cast.cluster)
        cite(count)

    with django_assert_max_num_queries(9):
        client.get(reverse(name))


@pytest.mark.parametrize("rows", [1, 5])
@pytest.mark.parametrize("kind", KINDS)
def test_single_pages_take_few_queries(
    cast, client, kind, rows, django_assert_max_num_queries
):
    undertaking = KINDS[kind](cast.network, programme=make_programme())
    cite(undertaking)
    for _row in range(rows):
        cite(make_party(**{kind: undertaking}, cluster=cast.cluster))

    with django_assert_max_num_queries(9):
        open_page(client, kind, undertaking)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", ["it", "en"])
def test_lists_read_in_both_languages_even_when_empty(client, name, language):
    with override(language):
        page = client.get(reverse(name)).content.decode()

    assert f'<html lang="{language}">' in page


@pytest.mark.parametrize("name", LISTS)
def test_those_who_may_are_led_to_add_one(cast, client, name):
    kind = name.partition(":")[2].removesuffix("_list")
    address = reverse(f"funding:{kind}_add")
    stranger = client.get(reverse(name)).content.decode()
    client.force_login(cast.manager)

    assert address not in stranger
    assert address in client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", LISTS)
@given(page=st.text(), kind=st.text())
def test_whatever_is_asked_is_answered(client, name, page, kind):
    query = {"page": page, "kind": kind}

    assert client.get(reverse(name), query).status_code == 200


def test_a_member_of_a_partnership_is_no_associated_partner_in_italian() -> None:
    with override("it"):
        assert str(PartyRole.MEMBER.label) == "membro"
