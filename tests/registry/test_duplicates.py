"""Which records are likely the same one, why, and what people say of it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from fondaco.core.models import LikelyPair
from fondaco.registry.duplicates import KINDS, find_duplicates, in_words
from fondaco.registry.jobs import look_for_duplicates
from fondaco.registry.likeness import (
    Described,
    Likely,
    Reason,
    compare,
    core_name,
    domain_of,
    likely_pairs,
)
from fondaco.registry.models import Identifier, Organisation, OrganisationAlias
from fondaco.registry.records import ORGANISATIONS
from tests.conftest import Cast
from tests.factories import make_organisation, make_person
from tests.submitting import submit

URL = "registry:duplicate_list"


def organisation(key: int, *names: str, **more: object) -> Described:
    return Described(key, names, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Brembo S.p.A.", "brembo"),
        ("BREMBO SPA", "brembo"),
        ("Società Agricola Più S.r.l.", "societa agricola piu"),
        ("Consorzio Città Studi s.c.a r.l.", "consorzio citta studi"),
        ("A.B.C. Engineering GmbH", "a b c engineering"),
        ("S.p.A.", "s p a"),
        ("", ""),
    ],
)
def test_a_name_is_compared_without_its_legal_form(name: str, core: str) -> None:
    assert core_name(name) == core


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.Acme.example/en/?a=1", "acme.example"),
        ("acme.example:8080", "acme.example"),
        ("https://www.linkedin.com/company/acme", ""),
        ("", ""),
    ],
)
def test_a_website_is_compared_by_its_domain(website: str, domain: str) -> None:
    assert domain_of(website) == domain


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ({"identifiers": (("vat", "1"),)}, {"identifiers": (("vat", "1"),)}, ["vat"]),
        ({"identifiers": (("pic", "1"),)}, {"identifiers": (("vat", "1"),)}, None),
        ({"website": "acme.example"}, {"website": "www.acme.example"}, ["domain"]),
        ({"email": "A@b.example"}, {"email": "a@b.example"}, ["email"]),
        ({"acronym": "CNR"}, {"acronym": "C.N.R."}, ["acronym"]),
        ({"acronym": "AB"}, {"acronym": "ab"}, None),
        ({"names": ("Brembo S.p.A.",)}, {"names": ("BREMBO",)}, ["same_name"]),
        (
            {"names": ("Officine Meccaniche Rossi",)},
            {"names": ("Officine Mecaniche Rossi",)},
            ["like_name"],
        ),
        ({"names": ("Lotto 1 Energia",)}, {"names": ("Lotto 2 Energia",)}, None),
        # What speaks against it weighs more than a name.
        (
            {"names": ("Rossi",), "identifiers": (("vat", "1"),)},
            {"names": ("Rossi",), "identifiers": (("vat", "2"),)},
            None,
        ),
        (
            {"names": ("Rossi",), "country": "IT"},
            {"names": ("Rossi",), "country": "FR"},
            ["same_name"],
        ),
        (
            {"names": ("Rossi", "Bianchi"), "website": "a.example", "city": "Milano"},
            {"names": ("Neri", "Bianchi"), "website": "a.example", "city": "Roma"},
            ["same_name", "domain"],
        ),
    ],
)
def test_two_are_likely_one_for_a_reason(
    one: dict[str, object], other: dict[str, object], codes: list[str] | None
) -> None:
    first = Described(**({"key": 1, "names": ("Uno Alfa",)} | one))  # type: ignore[arg-type]
    second = Described(**({"key": 2, "names": ("Zeta Due",)} | other))  # type: ignore[arg-type]
    found = compare(first, second)
    assert (found and [reason.code for reason in found.reasons]) == codes
    # The same whichever comes first, and found among others.
    among = [first, *(organisation(key, f"Wholly {key}0") for key in (7, 8)), second]
    codes_found = [
        [reason.code for reason in pair.reasons] for pair in likely_pairs(among)
    ]
    assert codes_found == ([codes] if codes else [])


def test_the_most_certain_come_first() -> None:
    records = [
        organisation(1, "Brembo", identifiers=(("vat", "1"),)),
        organisation(2, "Brembo S.p.A.", identifiers=(("vat", "1"),)),
        organisation(3, "Politecnico di Milano"),
        organisation(4, "Politecnico di Milan"),
    ]
    assert likely_pairs(records) == [
        Likely(1, 2, 100, (Reason("vat", "1"), Reason("same_name", "brembo"))),
        Likely(3, 4, 92, (Reason("like_name"),)),
    ]


def test_a_website_or_name_that_many_share_brings_nobody_together() -> None:
    records = [
        organisation(key, f"{chr(97 + key) * 9}", website="region.example")
        for key in range(9)
    ]
    assert likely_pairs(records) == []


def test_why_is_said_in_words() -> None:
    assert len(in_words([["vat", "IT1"], ["like_name", ""], ["isni", "0"]])) == 3


def twins(cast: Cast) -> tuple[Organisation, Organisation]:
    one = make_organisation(name="Acme S.p.A.", maintained_by=cast.cluster)
    other = make_organisation(name="Ditta", maintained_by=cast.cluster)
    OrganisationAlias.objects.create(organisation=other, name="ACME")
    for each in (one, other):
        Identifier.objects.create(
            organisation=each, scheme="vat", value="IT00743110157"
        )
    return one, other


def test_pairs_are_kept_and_what_people_said_of_them_stays(cast: Cast) -> None:
    one, other = twins(cast)
    make_person(given_name="Ada", family_name="Bo", email="ada@example.org")
    make_person(given_name="A.", family_name="Bo", email="ada@example.org")
    out = StringIO()
    call_command("duplicates", stdout=out)
    assert out.getvalue().split("\n")[:2] == [
        "organisations: 1 new likely duplicates",
        "people: 1 new likely duplicates",
    ]
    pair = LikelyPair.objects.get(first_id=one.pk, second_id=other.pk)
    assert (pair.certainty, json.dumps(pair.reasons)) == (
        100,
        '[["vat", "IT00743110157"], ["same_name", "acme"]]',
    )
    other.identifiers.all().delete()
    assert look_for_duplicates() == "0"
    pair.refresh_from_db()
    assert pair.reasons == [["same_name", "acme"]]
    other.aliases.all().delete()
    find_duplicates(KINDS["organisations"])
    assert not LikelyPair.objects.filter(pk=pair.pk).exists()


def test_the_list_is_answered_and_remembered(cast: Cast, client: Client) -> None:
    one, other = twins(cast)
    client.force_login(cast.manager)
    url = reverse(URL)
    assert client.get(url).context["pairs"] == []
    client.post(url, {"press": "look"})
    ((pair, _names, compare_url),) = client.get(url).context["pairs"]
    assert {pair.first, pair.second} == {one, other}
    assert client.get(compare_url).status_code == 200
    sent = {"press": "not_same", "pair": pair.pair.pk}
    client.post(url, sent)
    assert client.get(url).context["pairs"] == []
    find_duplicates(KINDS["organisations"])
    assert client.get(url).context["pairs"] == []
    assert LikelyPair.objects.get().rejected_by == cast.manager
    assert len(client.get(url, {"rejected": "on"}).context["pairs"]) == 1
    client.post(url, sent | {"press": "reopen"})
    assert len(client.get(url).context["pairs"]) == 1
    other_cluster = {"cluster": cast.other_cluster.pk}
    assert client.get(url, other_cluster).context["pairs"] == []
    assert client.get(url, {"kind": "people"}).context["pairs"] == []
    client.force_login(cast.coordinator)
    assert len(client.get(url, {"cluster": cast.cluster.pk}).context["pairs"]) == 1
    client.force_login(cast.other_manager)
    assert client.get(url).context["pairs"] == []
    for wrong in (sent, sent | {"pair": "x"}):
        assert client.post(url, wrong).status_code == 404
    client.force_login(cast.member_contact)
    assert client.get(url).status_code == 404


def test_pairs_of_drafts_of_others_are_not_shown(cast: Cast, client: Client) -> None:
    _one, other = twins(cast)
    other.maintained_by, other.is_published = cast.other_cluster, False
    other.save()
    find_duplicates(KINDS["organisations"])
    client.force_login(cast.manager)
    assert client.get(reverse(URL)).context["pairs"] == []
    client.force_login(cast.other_manager)
    assert len(client.get(reverse(URL)).context["pairs"]) == 1


def test_what_may_be_the_same_stands_beside_a_name_being_written(
    cast: Cast, client: Client
) -> None:
    make_organisation(name="Acme S.p.A.", city="Milano")
    make_organisation(
        name="Acme Works", is_published=False, maintained_by=cast.other_cluster
    )
    client.force_login(cast.manager)
    url = reverse("registry:organisation_likenesses")
    page = client.get(url, {"name": "ACME"}).content.decode()
    assert "Acme S.p.A." in page
    assert "Acme Works" not in page
    assert client.get(url, {"name": "Altro"}).content.decode().strip() == ""
    client.force_login(cast.member_contact)
    assert client.get(url, {"name": "ACME"}).status_code == 404


def test_without_scripts_the_form_asks_before_it_saves_a_second_record(
    cast: Cast, client: Client
) -> None:
    known = make_organisation(name="Acme S.p.A.", maintained_by=cast.cluster)
    client.force_login(cast.manager)
    add = ORGANISATIONS.url("add")
    response = submit(client, add, name="Acme", kind="company")
    editing = response.context["editing"]  # type: ignore[attr-defined]
    assert [one.record for one in editing.likenesses] == [known]
    assert 'value="Acme"' in response.content.decode()
    assert not Organisation.objects.filter(name="Acme").exists()
    submit(client, add, name="Acme", kind="company", is_another="1")
    assert Organisation.objects.filter(name="Acme").exists()
