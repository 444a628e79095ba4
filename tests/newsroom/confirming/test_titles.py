import pytest

from fondaco.newsroom.confirming.titles import as_title


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("missione in Israele", "Missione in Israele"),
        ("eHealth Week", "eHealth Week"),
        ("Pollutec", "Pollutec"),
        ("", ""),
    ],
)
def test_words_of_a_sentence_become_a_title(words: str, title: str) -> None:
    assert as_title(words) == title
