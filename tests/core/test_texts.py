"""Texts in two languages, and names that are official in one."""

from dataclasses import dataclass

import pytest

from fondaco.core.texts import Text, localised, named, official


@dataclass
class Named:
    name: str
    name_it: str = ""
    name_en: str = ""


@pytest.mark.parametrize(
    ("record", "language", "text"),
    [
        (Named("x", "Missione", "Mission"), "it", Text("Missione", "it")),
        (Named("x", "Missione", "Mission"), "en", Text("Mission", "en")),
        (Named("x", "Missione"), "en", Text("Missione", "it")),
        (Named("x", "", "Mission"), "it", Text("Mission", "en")),
        (Named("x", "Missione", "Mission"), "de", Text("Missione", "it")),
        (Named("x"), "it", Text("", "it")),
    ],
)
def test_a_text_that_lacks_a_language_is_given_in_the_other(
    record: Named, language: str, text: Text
) -> None:
    assert localised(record, "name", language) == text


@pytest.mark.parametrize(
    ("record", "language", "text"),
    [
        (Named("ABI", "", "Italian Banking Association"), "it", Text("ABI", "")),
        (Named("ABI", "", "Banking"), "en", Text("Banking", "en")),
        (Named("ABI"), "en", Text("ABI", "")),
        (Named("ABI", "Associazione"), "it", Text("Associazione", "it")),
        # Better the official name than a translation into a third language.
        (Named("ABI", "Associazione"), "en", Text("ABI", "")),
    ],
)
def test_an_official_name_is_better_than_a_translation_into_another_language(
    record: Named, language: str, text: Text
) -> None:
    assert named(record, language=language) == text


@pytest.mark.parametrize(
    ("country", "language"), [("IT", "it"), ("GB", "en"), ("BE", ""), ("", "")]
)
def test_acts_and_addresses_are_in_the_language_of_their_country(
    country: str, language: str
) -> None:
    assert official("Decreto n. 308", country) == Text("Decreto n. 308", language)
