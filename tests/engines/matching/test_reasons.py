"""The sentences of both languages."""

import re

import pytest

from fondaco.engines.matching.reasons import LANGUAGES, Reason, sentences


def test_both_languages_say_the_same_things() -> None:
    """The same codes, each with the same facts in braces."""
    english, italian = (sentences(language) for language in LANGUAGES)
    assert list(english) == list(italian)
    for code, sentence in english.items():
        facts = set(re.findall(r"{(\w+)}", sentence))
        assert set(re.findall(r"{(\w+)}", italian[code])) == facts, code


def test_one_is_said_otherwise_than_many() -> None:
    """The number chooses the sentence."""
    one = Reason("common-partners", {"count": 1, "names": ["Alfa"]})
    assert one.sentence() == "One partner in common: Alfa."
    many = Reason("common-partners", {"count": 5, "names": ["Alfa", "Beta", "Gamma"]})
    assert many.sentence("it") == (
        "Avete 5 partner in comune, tra cui Alfa, Beta e Gamma."
    )


def test_there_is_no_third_language() -> None:
    """A slip in the language is no silence."""
    with pytest.raises(KeyError):
        Reason("no-history", {"day": "2017"}).sentence("de")
