"""Words as an index keeps them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.engines.language.folding import fold
from fondaco.engines.language.stemming import LONGEST_WORD, Chunk, chunks, stem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Forlì", [Chunk(("forli",))]),
        ("dell’Acqua", [Chunk(("dell", "acqua"), "dellacqua")]),
        (
            "C.N.R., e-mail",
            [Chunk(("c", "n", "r"), "cnr"), Chunk(("e", "mail"), "email")],
        ),
        ("a/b/c/d/e/f", [Chunk(("a", "b", "c", "d", "e", "f"))]),
        ("… — 🚀 \0", []),
        ("x" * 99, [Chunk(("x" * LONGEST_WORD,))]),
    ],
)
def test_a_text_is_cut_at_spaces_and_at_signs(text: str, expected: list[Chunk]) -> None:
    assert list(chunks(text)) == expected


@pytest.mark.parametrize(
    ("language", "forms", "expected"),
    [
        ("it", ("impresa", "imprese"), {"impres"}),
        ("it", ("biotecnologia", "biotecnologie"), {"biotecnolog"}),
        ("en", ("technology", "technologies"), {"technolog"}),
        ("it", ("delle", "il", "2016", "h2020", "研究所研究所"), {""}),
    ],
)
def test_forms_of_a_word_share_their_stem(
    language: str, forms: tuple[str, ...], expected: set[str]
) -> None:
    assert {stem(form, language) for form in forms} == expected


@given(st.text())
def test_words_are_folded_and_hold_no_sign(text: str) -> None:
    for chunk in chunks(text):
        for word in filter(None, (*chunk.parts, chunk.joined)):
            assert word.isalnum()
            assert fold(word) == word
