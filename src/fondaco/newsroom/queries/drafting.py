"""The draft of a bulletin, as Markdown, with the sentences that know their records."""

import datetime as dt
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from fondaco.activities.models import Activity
from fondaco.newsroom.markdown.parsing import escape
from fondaco.newsroom.models import Bulletin
from fondaco.newsroom.models.bulletins import LANGUAGES
from fondaco.newsroom.queries.story import Choice, read_story
from fondaco.newsroom.telling.draft import compose
from fondaco.newsroom.telling.facts import Key, Paragraph, Period, Sentence

EARLIEST = 1990
# Of what was told just before.
DETAILS = frozenset({"participation", "countstatement", "outcome"})


@dataclass(frozen=True)
class Draft:
    """In one language; `sentences` as they are kept: words, and keys of records."""

    body: str
    sentences: list[dict[str, Any]]

    def __bool__(self) -> bool:
        return bool(self.sentences)


def choice_of(bulletin: Bulletin) -> Choice:
    return Choice(
        network=bulletin.about,
        period=Period(bulletin.first_day, bulletin.last_day),
        clusters=[one.pk for one in bulletin.clusters.all()],
        kinds=tuple(bulletin.kinds),
    )


def draft_all(choice: Choice, today: dt.date | None = None) -> dict[str, Draft]:
    day = today or timezone.localdate()
    return {one: draft(choice, one, day) for one in LANGUAGES}


def draft(choice: Choice, language: str, today: dt.date) -> Draft:
    paragraphs = compose(read_story(choice, language, today), language)
    blocks: list[str] = []
    sentences: list[dict[str, Any]] = []
    for paragraph in paragraphs:
        blocks.append(f"## {escape(paragraph.heading)}")
        for together in _by_subject(paragraph):
            texts = [" ".join(one.text.split()) for one in together]
            blocks.append(escape(" ".join(texts)))
            sentences += [
                {"text": text, "keys": [list(key) for key in one.keys]}
                for text, one in zip(texts, together, strict=True)
            ]
    return Draft("\n\n".join(blocks) + "\n" if blocks else "", sentences)


def _by_subject(paragraph: Paragraph) -> Iterator[list[Sentence]]:
    """What is told of one activity stands together, its numbers and outcomes, too."""
    together: list[Sentence] = []
    subject: Key | None = None
    for one in paragraph.sentences:
        key = one.keys[0]
        if together and key != subject and key[0] not in DETAILS:
            yield together
            together = []
        if key[0] not in DETAILS:
            subject = key
        together.append(one)
    yield together


def what_was_written(bulletin: Bulletin, language: str) -> list[str]:
    """The lines that people wrote into the draft: composing again would lose them."""
    drafted = _lines(getattr(bulletin, f"drafted_{language}"))
    return _added(drafted, _lines(getattr(bulletin, f"body_{language}")))


def what_is_new(bulletin: Bulletin, language: str, fresh: Draft) -> list[str]:
    """What the record tells now and did not when the bulletin was drafted."""
    drafted = _lines(getattr(bulletin, f"drafted_{language}"))
    return _added(drafted, _lines(fresh.body))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _added(before: list[str], after: list[str]) -> list[str]:
    return [
        line.removeprefix("+ ")
        for line in difflib.ndiff(before, after)
        if line.startswith("+ ")
    ]


def years_to_choose(today: dt.date | None = None) -> list[int]:
    """From the first year of the record to this one, or as far as it is announced."""
    now = (today or timezone.localdate()).year
    known = Activity.objects.filter(is_published=True).aggregate(
        first=Min("start_earliest"), last=Max("start_latest")
    )
    first = max(EARLIEST, known["first"].year if known["first"] else now)
    last = min(now + 1, known["last"].year if known["last"] else now)
    return list(range(max(last, now), min(first, now) - 1, -1))
