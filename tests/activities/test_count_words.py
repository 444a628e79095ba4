"""Counts in words, in both languages."""

import pytest
from django.utils.translation import override

from fondaco.activities.count_words import (
    NUMBERED,
    SOME,
    count_in_words,
    unnamed_in_words,
)
from fondaco.activities.models import CountStatement
from fondaco.activities.vocabularies import CountSubject


def statement(subject: str = "clusters", **fields: object) -> CountStatement:
    return CountStatement(subject=subject, **fields)


@pytest.mark.parametrize(
    ("said", "italian", "english"),
    [
        (
            statement(number=6, of_total=9),
            "6 cluster su 9",
            "6 clusters of 9",
        ),
        (
            statement("companies", is_some=True),
            "alcune aziende (numero non detto)",
            "some companies (number not said)",
        ),
        (
            statement("companies", minimum=20),
            "almeno 20 aziende",
            "at least 20 companies",
        ),
        (statement("people", number=1), "1 persona", "1 person"),
        (
            statement("visitors", number=60646),
            "60.646 visitatori della manifestazione",
            "60,646 visitors of the event",
        ),
        (
            statement("meetings_c2c", number=170, is_approximate=True),
            "circa 170 incontri intercluster",
            "about 170 cluster-to-cluster meetings",
        ),
        (statement("members", number=0), "0 associati", "0 members"),
    ],
)
def test_a_count_is_said_as_the_source_says_it(
    said: CountStatement, italian: str, english: str
) -> None:
    with override("it"):
        assert count_in_words(said) == italian
    with override("en"):
        assert count_in_words(said) == english


def test_every_subject_has_its_words() -> None:
    assert set(NUMBERED) == set(SOME) == set(CountSubject)


@pytest.mark.parametrize(
    ("said", "named", "english"),
    [
        (statement(number=6), 1, "And 5 other clusters, not named by the source."),
        (statement(number=2), 1, "And 1 other cluster, not named by the source."),
        (statement(number=6), 0, "6 clusters, not named by the source."),
        (statement(number=6), 6, ""),
        (statement(number=6), 7, ""),
        (
            statement(minimum=3),
            1,
            "And at least 2 other clusters, not named by the source.",
        ),
        (statement(minimum=3), 0, "At least 3 clusters, not named by the source."),
        (
            statement(is_some=True),
            2,
            "And some other clusters, not named by the source.",
        ),
        (statement(is_some=True), 0, "Some clusters, not named by the source."),
    ],
)
def test_the_unnamed_are_the_number_less_the_named(
    said: CountStatement, named: int, english: str
) -> None:
    with override("en"):
        assert unnamed_in_words(said, named) == english
