"""What texts are about, in terms that both languages share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.engines.matching.texts.terms import (
    BROADER,
    CONCEPT,
    cousin,
    guess_language,
    terms_of,
    terms_of_competence,
)


def test_a_request_and_an_offer_in_two_languages_share_their_subject() -> None:
    """Storage of hydrogen is that in both."""
    asked = terms_of("Cerchiamo accumulo di energia e idrogeno", "it")
    offered = terms_of("We offer hydrogen and energy storage", "en")
    concepts = {term for term in asked if term.startswith("c:")}
    assert concepts == {term for term in offered if term.startswith("c:")}
    assert len(concepts) >= 2


def test_small_words_are_no_terms() -> None:
    """“Cerchiamo un partner” says nothing of a subject."""
    assert terms_of("Cerchiamo un partner per noi", "it") == {}


@pytest.mark.parametrize(
    ("italian", "english"),
    [
        ("ottimizzazione", "optimisation"),
        ("tecnologia", "technology"),
        ("fotonica", "photonics"),
        ("idrogeno", "hydrogen"),
    ],
)
def test_cousins_are_alike(italian: str, english: str) -> None:
    """Words of one root have one form."""
    assert cousin(italian, "it") == cousin(english, "en")


def test_a_named_competence_counts_as_if_written() -> None:
    """With what it is part of, for less and less."""
    terms = terms_of_competence("/25/73/453/459")
    assert terms == {
        "c:/25/73/453/459": CONCEPT,
        "c:/25/73/453": BROADER,
    }
    with pytest.raises(ValueError, match="no competence 'x'"):
        terms_of_competence("x")


def test_languages_are_told_by_small_words() -> None:
    """Where there is none, Italian."""
    assert guess_language("We seek a partner for the project") == "en"
    assert guess_language("Cerchiamo un partner per il progetto") == "it"
    assert guess_language("") == "it"


@given(st.text(), st.sampled_from(["it", "en"]))
def test_any_text_has_terms_of_positive_weight(text: str, language: str) -> None:
    """Whatever is written, and the same each time."""
    terms = terms_of(text, language)
    assert all(weight > 0 for weight in terms.values())
    assert terms_of(text, language) == terms
