"""What holds of every text: spans, quotes, no crash, and time that grows evenly."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fondaco.engines.press import Reading, read
from fondaco.engines.press.as_json import reading_values
from tests.engines.press.readings import DATA, PUBLISHED

TEXTS = [
    json.loads(p.read_text("utf-8"))["text"]
    for p in sorted((DATA / "development").glob("*.json"))
]
WORDS = sorted({word for text in TEXTS for word in text.split()})
SIGNS = [
    "“",
    "”",
    "«",
    "»",
    "(",
    ")",
    ",",
    ".",
    ";",
    ":",
    "\n",
    "- ",
    "'",
    "’",
    "è",
    "E'",
    "e\u0300",
    "\u00ad",
    "\ufeff",
    "dal 23 al 25 novembre",
    "24/07/2013",
    "2014-15",
]
JUMBLES = st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=60).map(" ".join)


def check(text: str, reading: Reading) -> None:
    """All spans lie in the text, and the quotes are its words."""
    spans = [(p.span, p.quote) for a in reading.activities for p in a.participations]
    spans += [(e.span, e.quote) for a in reading.activities for e in a.evidence]
    spans += [(fact.span, fact.quote) for fact in reading.facts]
    for (start, end), quote in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == quote
    for activity in reading.activities:
        if activity.start and activity.end:
            assert activity.start <= activity.end
        assert 0 < activity.confidence < 1
    json.dumps(reading_values(reading))


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text(text: str) -> None:
    """Nothing makes it fail."""
    check(text, read(text))


@given(JUMBLES, st.none() | st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)))
@settings(max_examples=150, deadline=None)
def test_words_in_disorder(text: str, published: dt.date | None) -> None:
    """Nor do the words of real texts in any order, on any day."""
    check(text, read(text, published))


@given(st.sampled_from(TEXTS), st.data())
@settings(max_examples=40, deadline=None)
def test_cut_texts(text: str, data: st.DataObject) -> None:
    """A text may be cut anywhere."""
    start = data.draw(st.integers(0, len(text)))
    cut = text[start : data.draw(st.integers(start, len(text)))]
    check(cut, read(cut, PUBLISHED))


def test_decomposed_letters_keep_their_place() -> None:
    """Spans count in what was given, where accents are marks of their own."""
    text = "Si e\u0300 tenuta il 24 no\u00advembre a Bergamo l'assemblea di LE2C."
    reading = read(text, PUBLISHED)
    check(text, reading)
    assert [activity.start for activity in reading.activities] == ["2016-11-24"]


def test_the_same_text_gives_the_same_reading() -> None:
    """Nothing is left to chance."""
    assert all(read(text, PUBLISHED) == read(text, PUBLISHED) for text in TEXTS[:5])


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        "“",
        "a",
        "A ",
        "1 ",
        "e ",
        ", ",
        "'",
        "il 1 e ",
        "Rossi di ",
        "cluster di ",
        "AFIL, ",
        "presidente ",
        "dal 1 al 2 ",
        "organizzato da ",
        "\n",
        "-",
        "|",
        "fiera “",
    ],
)
def test_hostile_texts(unit: str) -> None:
    """A pattern that ran away would not come back from these."""
    text = unit * (20_000 // len(unit))
    check(text, read(text, PUBLISHED))
