"""What was newly published, for feeds."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from fondaco.core.texts import localised
from fondaco.web.atom import MEDIA_TYPE, Entry, Feed, write_atom

MOST = 50


def newest(records: "QuerySet[Any]", address: Callable[[Any], str]) -> list[Entry]:
    """The last ones that were published; coming back from a draft is not new."""
    model: Any = records.model
    history = model.history.model._default_manager
    known = history.filter(**{model._meta.pk.name: OuterRef("pk")}, is_published=True)
    first = known.order_by("history_date").values("history_date")[:1]
    found = records.annotate(
        first_seen=Coalesce(Subquery(first), "created_at")
    ).order_by("-first_seen", "-pk")
    return [_entry(one, address(one)) for one in found[:MOST]]


def _entry(record: Any, url: str) -> Entry:
    kind = str(record._meta.verbose_name)
    return Entry(
        key=f"{record._meta.model_name}/{record.uid}",
        title=record.title.text,
        language=record.title.language,
        url=url,
        published_at=record.first_seen,
        # Dated before it was seen, it would look as if it had never changed.
        updated_at=max(record.modified_at, record.first_seen),
        text=localised(record, "description").text,
        category=kind,
    )


def answer(
    request: HttpRequest, key: str, title: str, page: str, entries: Iterable[Entry]
) -> HttpResponse:
    """`key` names the feed for ever; in each language it is another."""
    language = get_language() or settings.LANGUAGE_CODE
    base = settings.BASE_URL.geturl().rstrip("/")
    feed = Feed(
        key=f"{key}/{language}",
        title=title,
        language=language,
        author=settings.OWNER_NAME or "Fondaco",
        url=base + request.get_full_path(),
        page_url=base + page,
        entries=sorted(entries, key=attrgetter("published_at"), reverse=True)[:MOST],
        changed_at=timezone.now().replace(hour=0, minute=0, second=0),
    )
    return HttpResponse(write_atom(feed), content_type=MEDIA_TYPE)
