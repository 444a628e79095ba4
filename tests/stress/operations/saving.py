"""A record with its rows, its history and a job, in one action."""

import secrets
from collections import Counter

from django.db import transaction

from fondaco.core.actions import save_record
from fondaco.core.models import Citation, OutboxEntry, Source
from fondaco.core.outbox import enqueue
from tests.stress.operations import operation

ROWS = 3


@operation
def save(number: int) -> None:
    for _each in range(number):
        # A letter first: of digits alone, JSON in SQLite comes back as a number.
        word = f"w{secrets.token_hex(8)}"
        save_one(word)
        save_one(word)


@transaction.atomic
def save_one(word: str) -> None:
    """Anew the first time, changed the second."""
    source = Source.objects.filter(slug=word).first() or Source(slug=word)
    source.title = f"{word}."

    def write_rows() -> None:
        Citation.objects.filter(object_id=source.pk).delete()
        for _each in range(ROWS):
            save_record(Citation(source=source, record=source, quote=word), actor=None)
        enqueue("daily:outbox", {"source": source.pk, "word": word})

    save_record(source, actor=None, write_rows=write_rows)


@operation
def half_saved() -> list[str]:
    """Sources that lack a row, a line of their history or their job, or have more."""
    rows = Counter(Citation.objects.values_list("source__slug", flat=True))
    jobs = Counter(
        word
        for word in OutboxEntry.objects.filter(kind="daily:outbox").values_list(
            "payload__word", flat=True
        )
        if word
    )
    lines = Counter(Source.history.values_list("slug", flat=True))
    return [
        slug
        for slug in Source.objects.values_list("slug", flat=True)
        if rows[slug] != ROWS or not 1 <= jobs[slug] == lines[slug] <= 2
    ]


@operation
def forget_saved() -> None:
    OutboxEntry.objects.all().delete()
    Citation.objects.all().delete()
    Source.objects.all().delete()
    Source.history.all().delete()


@operation
def number_saved() -> int:
    return Source.objects.count()
