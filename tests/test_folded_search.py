"""Databases fold as Python does."""

import pytest
from django.db.models import F

from fondaco.core.searching import Says, says
from fondaco.engines.language.folding import fold
from fondaco.registry.models import Organisation
from tests.factories import make_organisation

NAMES = [
    *("Forlì", "FORLI’", "Łódź – Øresund", "Straße «Æther»", "L’Aquila 100%"),
    *("Citta' Studi", "S.p.A. & C.", "Plain name"),
]
WORDS = [
    *("forli", "lodz", "oresund", "strasse", '"aether"', "l'aquila", "100%", "citta"),
    *("s.p.a.", "&", "name", "ain", "nobody", "plain name citta", "d'"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("word", WORDS)
def test_the_database_finds_a_word_as_python_does(word: str) -> None:
    for name in NAMES:
        make_organisation(name=name, acronym="", city="Città")
    found = Organisation.objects.filter(
        Says(word, F("name"), F("maintained_by__acronym"), F("city"))
    )
    expected = [name for name in NAMES if word in f"{fold(name)} citta"]
    assert sorted(found.values_list("name", flat=True)) == sorted(expected)
    assert [name for name in NAMES if says(f"{name} Città", word)] == expected
