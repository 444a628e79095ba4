"""The calendar's address, understood."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from fondaco.activities.filters import Choice, Selection

CLUSTERS = [("le2c", "LE2C"), ("catal", "CAT.AL")]


def read(query: str) -> Selection:
    return Selection.read(QueryDict(query), CLUSTERS)


@pytest.mark.parametrize(
    ("query", "choice"),
    [
        ("year=2016", Choice("year", "2016")),
        ("cluster=le2c", Choice("cluster", "le2c")),
        ("cluster=cat.al", Choice("cluster", "catal")),
        ("country=br", Choice("country", "BR")),
        ("country=Brasile", Choice("country", "BR")),
        ("country=Brazil", Choice("country", "BR")),
        ("country=online", Choice("country", "online")),
        ("country=unknown", Choice("country", "unknown")),
        ("city=Bruxelles", Choice("city", "Brussels, BE")),
        ("city=Bruxelles,+Belgio", Choice("city", "Brussels, BE")),
        ("city=Borgo+Ignoto,+IT", Choice("city", "Borgo Ignoto, IT")),
        ("city=FR", Choice("city", "FR")),
        ("kind=fair", Choice("kind", "fair")),
        ("role=speaker", Choice("role", "speaker")),
        ("status=held", Choice("status", "held")),
        ("q=+low+carbon+", Choice("q", "low carbon")),
        ('q="low carbon', Choice("q", '"low carbon')),
    ],
)
def test_each_filter_takes_codes_and_what_people_write(
    query: str, choice: Choice
) -> None:
    assert read(query).choices == (choice,)


@pytest.mark.parametrize(
    "query",
    [
        "year=216",
        "year=2016.5",
        "year=%D9%A2%D9%A0%D9%A1%D9%A6",  # Arabic digits
        "year=9999",
        "cluster=nobody",
        "country=XX",
        "country=%3Cscript%3E",
        "kind=party",
        "role=9",
        "status=maybe",
        "q=%00",
        "q=a%00b",
        "q=%22",
        "q=" + "a" * 201,
    ],
)
def test_what_a_filter_does_not_take_is_said_with_what_it_takes(query: str) -> None:
    selection = read(query)

    assert selection.problems == list(selection.choices)
    assert len(selection.problems) == 1
    assert selection.values == {}


def test_a_problem_names_its_filter_its_value_and_what_it_takes() -> None:
    with override("en"):
        (problem,) = read("country=XX").problems
        assert problem.problem == (
            "Country: “XX” is not known. "
            "Give a country by its name or ISO code, such as BE."
        )


def test_a_long_value_is_shortened_in_the_message() -> None:
    with override("en"):
        (problem,) = read("kind=" + "x" * 5000).problems
        assert "“" + "x" * 60 + "…”" in problem.problem
        assert len(problem.problem) < 200


def test_empty_filters_are_no_filters() -> None:
    assert not read("q=&year=&cluster=&country=+&page=2")


def test_a_parameter_that_is_no_filter_is_named() -> None:
    assert read("colour=red&year=2016&page=3").ignored == ("colour",)


def test_the_same_selection_has_one_address() -> None:
    first = read("year=2016&country=brasile&country=BE&q=a")
    second = read("q=a&country=BE&country=br&country=BR&year=2016&page=2")
    assert first.query == "country=BE&country=BR&q=a&year=2016"
    assert second.query == first.query


def test_a_choice_is_taken_back_alone() -> None:
    selection = read("country=BE&country=BR&kind=party")
    assert selection.without(Choice("country", "BE")).query == "country=BR&kind=party"
    assert selection.relaxing("country").query == "kind=party"


def test_what_no_page_may_hold_is_not_repeated() -> None:
    (problem,) = Selection.read(QueryDict("q=a%00b%07")).problems

    assert problem.value == "a\ufffdb\ufffd"
