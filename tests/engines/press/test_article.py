"""The article of 2016, against the answer that a careful reader wrote down first."""

import datetime as dt
import json
from pathlib import Path

import pytest

from fondaco.engines.press import read
from tests.engines.press.readings import DATA, PUBLISHED, bare

ARTICLE = Path(__file__).parents[3] / "../shared/data/article-2016.txt"
pytestmark = pytest.mark.skipif(
    not ARTICLE.exists(), reason="the article is not beside the repository"
)


@pytest.mark.parametrize("published", [None, PUBLISHED])
def test_the_article_comes_out_whole(published: dt.date | None) -> None:
    """With a day of publication and without one, nothing misses and nothing is more."""
    answer = json.loads((DATA / "article-2016.json").read_text("utf-8"))
    assert bare(read(ARTICLE.read_text("utf-8"), published)) == answer


def test_its_words_are_quoted() -> None:
    """Each participation carries the words of the text at its span."""
    text = ARTICLE.read_text("utf-8")
    for activity in read(text, PUBLISHED).activities:
        for part in activity.participations:
            assert text[slice(*part.span)] == part.quote
        for evidence in activity.evidence:
            assert text[slice(*evidence.span)] == evidence.quote
