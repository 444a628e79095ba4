"""What the shipped records rest on: each is cited, and the quotations are true."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    Attendance,
    Body,
    CountStatement,
    Participation,
    Place,
)
from fondaco.core.models import Citation, Source
from fondaco.core.partial_dates import Precision
from fondaco.portal.loading.shapes import COLLECTIONS, Shape
from fondaco.registry.models import (
    Organisation,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_9ctl")]

ARTICLE = "confindustria-lombardia-2016-11"
ARTICLE_FILE = Path(__file__).parents[3] / "shared" / "data" / "article-2016.txt"


def in_2016() -> Any:
    return Activity.objects.filter(start_earliest__year=2016)


def test_every_record_is_cited() -> None:
    def uncited(shape: Shape) -> list[str]:
        manager: Any = shape.model._default_manager
        here = (
            [str(record) for record in manager.filter(citations=None)]
            if hasattr(shape.model, "citations")
            else []
        )
        return here + [
            name for inner in shape.nested.values() for name in uncited(inner)
        ]

    missing = {name: uncited(s) for name, s in COLLECTIONS.items() if name != "sources"}
    # Only another way to write the conference's name, which is no fact.
    assert {name: names for name, names in missing.items() if names} == {
        "activities": ["Conferenza europea dei cluster 2016"]
    }


def test_every_source_supports_something() -> None:
    assert [*Source.objects.filter(citations=None)] == []


def test_only_the_article_is_quoted() -> None:
    quoted = Citation.objects.exclude(quote="")
    assert {citation.source.slug for citation in quoted} == {ARTICLE}
    assert not Citation.objects.filter(source__slug=ARTICLE, quote="").exists()
    assert not quoted.filter(span_start=None).exists()


def test_each_participation_and_activity_of_2016_has_words_of_the_article() -> None:
    own = in_2016().exclude(title_it="Pollutec 2016")
    supported: list[Any] = [
        *own,
        *Participation.objects.filter(activity__in=own),
        *CountStatement.objects.filter(activity__in=own),
        *Attendance.objects.all(),
        *Body.objects.filter(activity__in=own),
        *ActivityAlias.objects.filter(kind="as_written"),
    ]
    for record in supported:
        assert record.citations.filter(source__slug=ARTICLE).exclude(quote="").exists()


@pytest.mark.skipif(
    not ARTICLE_FILE.exists(), reason="the article's text is not in ../shared/data"
)
def test_the_quotations_are_the_articles_words() -> None:
    text = ARTICLE_FILE.read_text(encoding="utf-8")
    article = Source.objects.get(slug=ARTICLE)
    assert article.text_hash == hashlib.sha256(text.encode()).hexdigest()
    for citation in article.citations.all():
        assert text[citation.span_start : citation.span_end] == citation.quote


@pytest.mark.skipif(
    not ARTICLE_FILE.exists(), reason="the article's text is not in ../shared/data"
)
def test_every_sentence_of_the_article_is_a_record() -> None:
    """All that is quoted, put together, leaves nothing that tells of the year."""
    text = ARTICLE_FILE.read_text(encoding="utf-8")
    told = bytearray(len(text))
    for start, end in Citation.objects.filter(source__slug=ARTICLE).values_list(
        "span_start", "span_end"
    ):
        told[start:end] = b"\x01" * (end - start)
    rest = "".join(
        letter for letter, known in zip(text, told, strict=True) if not known
    )
    words = [word for word in rest.split() if len(word) > 3]
    assert words == ["Quest'anno,", "infatti,", "tale", "ottica,", "Mentre"]


def test_sources_are_as_dated_as_they_say() -> None:
    article = Source.objects.get(slug=ARTICLE)
    assert str(article.published) == "2016-11-25/2016-11-30"
    assert article.published.precision == Precision.MONTH
    for source in Source.objects.all():
        assert source.url.startswith(("http://", "https://"))
        assert source.title
        assert source.publisher


def test_places_with_a_city_are_on_the_map() -> None:
    cities = Place.objects.exclude(city="")
    assert [str(place) for place in cities.filter(latitude=None)] == []


def test_published_organisations_are_those_of_the_record() -> None:
    assert not Organisation.objects.filter(is_published=False).exists()
    managing = Organisation.objects.filter(managements__isnull=False).distinct()
    assert managing.count() == 11
