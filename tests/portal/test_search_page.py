"""The page of the search: kinds with their numbers, marks, and a second guess."""

import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from fondaco.core.models import SearchEntry, SearchMark
from fondaco.core.search_index import triggers
from fondaco.core.search_index.keeping import catch_up, keep_in_step
from fondaco.core.search_index.question import read_question
from fondaco.portal.searching.marking import Marker
from fondaco.registry.models import Organisation
from tests.conftest import Cast
from tests.factories import make_activity, make_bulletin, make_organisation


def page(client: Client, **asked: str) -> str:
    return client.get(reverse("portal:search"), asked).content.decode()


def test_kinds_are_counted_and_one_of_them_shows_more(
    cast: Cast, client: Client
) -> None:
    for number in range(25):
        make_organisation(name=f"Acme {number}")
    make_activity(cast.network, title_it="Acme in fiera")
    found = page(client, q="acme")
    assert "26 risultati" in found
    assert "?q=acme&amp;kind=organisation" in found
    assert found.count("<mark>Acme</mark>") == 21
    found = page(client, q="acme", kind="organisation")
    assert found.count("<mark>Acme</mark>") == 25
    assert "Attività (1)" in found
    assert page(client, q="acme", kind="nonsense").count("<mark>Acme</mark>") == 21


def test_a_text_is_shown_around_its_word_in_the_language_of_the_page(
    db: None, client: Client
) -> None:
    make_organisation(
        name="Acme",
        description_it="Parole " * 40 + "e l’ impresa <b>giovane</b>. " + "Altre " * 40,
        description_en="Many young companies.",
    )
    assert "l’ <mark>impresa</mark> &lt;b&gt;giovane" in page(client, q="imprese")
    assert "young <mark>companies</mark>" in page(client, q="company young").replace(
        "<mark>young</mark>", "young"
    )


def test_a_bulletin_is_shown_as_words_and_not_as_it_is_written(
    cast: Cast, client: Client
) -> None:
    body = "## Attività\n\nACME **ha** esposto a Smau\\_2016.\n\n## Poi\n\nLEC a Lima."
    make_bulletin(cast.cluster, cast.network, state="published", body_it=body)
    response = client.get(reverse("portal:search"), {"q": "smau"})
    (group,) = response.context["found"].groups
    (hit,) = group.hits
    assert "".join(piece.text for piece in hit.snippet) == (
        "ACME ha esposto a Smau_2016. LEC a Lima."
    )


def test_who_finds_nothing_is_asked_what_was_meant(db: None, client: Client) -> None:
    make_organisation(name="Politecnico di Milano")
    found = page(client, q="poliztecnico milnao")
    assert "?q=politecnico+milano" in found or "?q=politecnico%20milano" in found
    assert "Forse cercavi" not in page(client, q="qwertyuiop")


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("imprese", "Un’impresa, Impresario", ["impresa"]),
        ("impr", "Un’impresa, Impresario", ["impresa", "Impresario"]),
        (
            "citta",
            "Città, citta\u0300 e cittadini",
            ["Città", "citta\u0300", "cittadini"],
        ),
        ("technology", "clean technologies", ["technologies"]),
    ],
)
def test_words_are_marked_as_they_are_written(
    asked: str, text: str, expected: list[str]
) -> None:
    pieces = Marker(read_question(asked)).pieces(text)
    assert [one.text for one in pieces if one.is_marked] == expected
    assert "".join(one.text for one in pieces) == text


def test_the_latest_of_equal_activities_stands_first(
    cast: Cast, client: Client
) -> None:
    for year in ("2015", "2017", "2016"):
        make_activity(cast.network, title_it=f"Acme {year}", start=year)
    make_activity(cast.network, title_it="Dopo", description_it="Acme", start="2018")
    response = client.get(reverse("portal:search"), {"q": "acme"})
    (group,) = response.context["found"].groups
    names = [hit.name for hit in group.hits]
    assert names == ["Acme 2017", "Acme 2016", "Acme 2015", "Dopo"]


def test_writing_on_a_page_leaves_nothing_for_a_search_to_do(
    cast: Cast, client: Client
) -> None:
    make_organisation(name="Acme")
    assert SearchMark.objects.exists()
    client.post(reverse("account_login"), {})
    assert not SearchMark.objects.exists()
    assert SearchEntry.objects.filter(title="acme").exists()


def test_what_is_saved_unchanged_is_not_noted(db: None) -> None:
    one = make_organisation(name="Acme")
    catch_up()
    one.save()
    assert not SearchMark.objects.exists()
    Organisation.objects.update(name="Altro")
    assert catch_up() == 1
    assert [one.title for one in SearchEntry.objects.all()] == ["altro"]


def test_triggers_that_went_come_back_with_what_they_missed(db: None) -> None:
    triggers.drop()
    make_organisation(name="Acme", acronym="")
    assert (catch_up(), triggers.missing()) == (0, True)
    keep_in_step()
    assert not triggers.missing()
    assert [one.title for one in SearchEntry.objects.all()] == ["acme"]


def test_the_index_is_made_anew_by_a_command(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    make_organisation(name="Acme")
    call_command("search", "index", "--json")
    counts = json.loads(capsys.readouterr().out)
    assert counts["registry.organisation"] == 1
    assert SearchEntry.objects.count() == sum(counts.values())
