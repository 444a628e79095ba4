"""The search of everything: what is found, by whom, and how little it costs."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fondaco.core.search_index.keeping import catch_up
from fondaco.core.tasks import add_task
from fondaco.registry.models import OrganisationAlias
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_organisation,
    make_participation,
    make_person,
    make_programme,
    make_project,
    make_source,
)


def search(client: Client, text: str, **headers: str) -> Any:
    return client.get(reverse("portal:search"), {"q": text}, headers=headers)


def names(client: Client, text: str) -> dict[str, list[str]]:
    found = search(client, text).context["found"]
    return {group.label: [hit.name for hit in group.hits] for group in found.groups}


@pytest.fixture
def records(cast: Cast) -> Cast:
    own = {"maintained_by": cast.cluster}
    other = {"maintained_by": cast.other_cluster}
    make_organisation(name="Zibaldone pubblico", **own)
    make_organisation(name="Zibaldone nostro", is_published=False, **own)
    make_organisation(name="Zibaldone loro", is_published=False, **other)
    activity = make_activity(cast.network, title_it="Zibaldone in fiera")
    make_activity(
        cast.network, title_it="Zibaldone segreto", is_published=False, **other
    )
    make_participation(activity, cast.cluster)
    make_person(given_name="Zoe", family_name="Zibaldoni", **own)
    make_person(given_name="Zac", family_name="Zibaldoni", **other)
    make_programme(name_it="Programma Zibaldone")
    make_project(cast.network, title_it="Progetto Zibaldone")
    make_source(title="Zibaldone in stampa", publisher="")
    asked = {"due_on": dt.date(2026, 3, 1), "actor": None}
    add_task("Rileggere lo Zibaldone", owner=cast.manager, **asked)
    add_task("Vendere lo Zibaldone", owner=cast.other_manager, **asked)
    return cast


def test_each_finds_what_they_may_see(records: Cast, client: Client) -> None:
    public = {
        "Organizzazioni": ["Zibaldone pubblico"],
        "Attività": ["Zibaldone in fiera"],
        "Programmi": ["Programma Zibaldone"],
        "Progetti": ["Progetto Zibaldone"],
        "Fonti": ["Zibaldone in stampa"],
    }
    assert names(client, "zibaldon") == public
    client.force_login(records.participant)
    assert names(client, "zibaldon") == public
    client.force_login(records.manager)
    found = names(client, "zibaldon")
    who = f"{records.cluster.acronym}, partecipante – Zibaldone in fiera"
    assert found == public | {
        "Organizzazioni": ["Zibaldone nostro", "Zibaldone pubblico"],
        "Persone": ["Zoe Zibaldoni"],
        "Partecipazioni": [who],
        "Compiti": ["Rileggere lo Zibaldone"],
    }
    client.force_login(records.administrator)
    assert len(names(client, "zibaldone")["Organizzazioni"]) == 3


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("SOCIETA PERCHE", True),
        ("perché società", True),
        ("soc perch", True),
        ("impresa", True),
        ("d’impresa", True),
        ("cietà", False),
        ("società altro", False),
        ("Vecchio nome", True),
        ("vecchio società", True),
        ('"società"', True),
        ("soc%", True),
        ("societ\0a perche", True),
        ("'; DROP TABLE", False),
        ("\ufffd", False),
        ("x" * 10_000, False),
        ("società " * 2000, True),
        ("...", False),
        ("", False),
    ],
)
def test_words_are_found_by_how_they_begin_whatever_their_accents(
    text: str, is_found: bool, db: None, client: Client
) -> None:
    one = make_organisation(name="Società Perché d'Impresa")
    OrganisationAlias.objects.create(organisation=one, name="Vecchio nome")
    response = search(client, text)
    assert bool(response.context["found"].groups) == is_found


def test_the_best_stands_first_and_the_rest_is_a_list_away(
    cast: Cast, client: Client
) -> None:
    for name in ("La nuova Acme", "Acme di Como e Lecco", "Acme"):
        make_organisation(name=name)
    for number in range(30):
        make_organisation(name=f"Grande Acme {number}")
    client.force_login(cast.administrator)
    (group,) = search(client, "acme").context["found"].groups
    assert [hit.name for hit in group.hits[:2]] == ["Acme", "Acme di Como e Lecco"]
    assert (group.total, len(group.hits)) == (33, 20)
    assert group.list_url == reverse("registry:organisation_manage") + "?search=acme"
    part = search(client, "acme", **{"X-Part": "1"})
    assert (part.content.count(b'role="option"'), b"<html" in part.content) == (
        3,
        False,
    )
    assert "X-Part" in part.headers["Vary"]


def test_a_search_takes_few_queries_for_everybody(
    records: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    catch_up()
    for who in ("administrator", "coordinator", "manager", "participant"):
        client.force_login(getattr(records, who))
        with django_assert_max_num_queries(9):
            assert search(client, "z").context["found"].groups


def test_the_keys_have_a_page(db: None, client: Client) -> None:
    page = client.get(reverse("portal:keys")).content.decode()
    for keys in ("g c", "g o", "?"):
        assert f'data-key="{keys}"' in page


def test_a_private_address_is_found_by_its_keepers_alone(
    cast: Cast, client: Client
) -> None:
    """The number of what is found would tell whose address it is."""
    asked = {"family_name": "Riservato", "email": "riservata@example.org"}
    make_person(**asked, is_public=True, maintained_by=cast.other_cluster)
    make_person(**asked, maintained_by=cast.cluster)
    client.force_login(cast.manager)
    assert search(client, "riservata@example.org").context["found"].total == 1
