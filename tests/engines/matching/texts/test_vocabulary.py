"""The vocabulary's files, and the phrases that are found in texts."""

import csv
import json
from importlib import resources
from pathlib import Path

import pytest

from fondaco.engines.matching.texts import vocabulary
from fondaco.engines.matching.texts.vocabulary import (
    Competence,
    Found,
    competences,
    find,
    small_words,
    words_of,
)

HALVES = Path(__file__).parents[1] / "data"


def concepts(text: str, language: str) -> list[str]:
    """List what is found in a text."""
    return [one.concept for one in find(words_of(text), language) if one]


def test_each_row_has_a_name_and_each_code_once() -> None:
    """Of every competence an English name; of every word both."""
    folder = resources.files(vocabulary.__package__) / "data"
    rows = list(csv.DictReader((folder / "competences.csv").read_text().splitlines()))
    assert len(competences()) == len(rows) >= 970
    assert all(row["en"] for row in rows)
    assert sum(bool(row["it"]) for row in rows) > 300
    words = list(csv.DictReader((folder / "glossary.csv").read_text().splitlines()))
    assert all(row["en"] and row["it"] for row in words)
    english = [row["en"].split("|")[0] for row in words]
    assert len(set(english)) == len(english)


def test_both_languages_lead_to_one_concept() -> None:
    """“Celle a combustibile” are fuel cells."""
    assert concepts("le celle a combustibile", "it") == concepts("a fuel cell", "en")


def test_the_longest_phrase_is_taken() -> None:
    """Fuel cells are no fuel and no cells; what no phrase takes is none."""
    (cells,) = concepts("fuel cells", "en")
    assert competences()[cells].en == "fuel cells"
    assert list(find(["zzz", "fuel", "cells"], "en")) == [None, Found(cells, 2)]


def test_english_terms_in_italian_texts_are_found() -> None:
    """Where Italian has no phrase of its own at that place."""
    assert concepts("esperti di additive manufacturing", "it") == concepts(
        "manifattura additiva", "it"
    )


def test_what_a_competence_is_part_of() -> None:
    """The nearest first; the two highest levels say too little."""
    (code,) = concepts("graphene", "en")
    broader = competences()[code].broader
    assert all(code.startswith(f"{one}/") for one in broader)
    assert [one.count("/") for one in broader] == sorted(
        (one.count("/") for one in broader), reverse=True
    )
    assert Competence("/25/73", "high", "alto").broader == ()


def test_small_words_are_folded() -> None:
    """“perché” is met as “perche”."""
    assert "perche" in small_words("it")
    assert "with" in small_words("en")


@pytest.mark.parametrize("path", sorted(HALVES.glob("*.jsonl")), ids=lambda p: p.stem)
def test_the_graded_pairs_are_whole(path: Path) -> None:
    """75 pairs at least, of several fields, in both languages, graded from 0 to 3."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    offers = [offer for row in rows for offer in row["offers"]]
    assert len(offers) >= 75
    assert len({row["field"] for row in rows}) >= 9
    assert {offer["grade"] for offer in offers} == {0, 1, 2, 3}
    languages = {row["request"]["lang"] for row in rows}
    assert languages | {offer["lang"] for offer in offers} == {"it", "en"}
    assert len({row["id"] for row in rows}) == len(rows)
