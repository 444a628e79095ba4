"""Feeds: read in their time, each entry once, and more rarely the more they fail."""

import datetime as dt
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from fondaco.core.actions import Actor, WriteRows, no_rows, save_record
from fondaco.core.fetching import Fetched, FetchError, Known, Problem, fetch
from fondaco.core.outbox import enqueue
from fondaco.core.partial_dates import PartialDate
from fondaco.newsroom.actions.items import save_item
from fondaco.newsroom.actions.taking_in import PAGES, fill_in, read_page, title_of
from fondaco.newsroom.models import Feed, FeedEntry, PressItem
from fondaco.newsroom.reading.article import UnreadableError
from fondaco.newsroom.reading.entries import Entry, Read
from fondaco.newsroom.vocabularies import Origin

JOB = "feed"
FEEDS = frozenset(
    {
        "application/atom+xml",
        "application/rdf+xml",
        "application/rss+xml",
        "application/xml",
        "text/xml",
        "text/plain",
        "text/html",
    }
)
EVERY = dt.timedelta(hours=1)
# However often it failed.
RAREST = dt.timedelta(days=7)
# While one worker reads, no other does.
AT_WORK = dt.timedelta(minutes=30)
# Pages that are got in one reading: the rest comes with the next.
MOST_PAGES = 20
# What is as long is taken for the whole article.
WHOLE = 1200


@transaction.atomic
def save_feed(
    feed: Feed, *, actor: Actor, reason: str = "", write_rows: WriteRows = no_rows
) -> Feed:
    """A feed that is new, woken up or moved is read at once."""
    before = Feed.objects.filter(pk=feed.pk).first()
    is_other = before is None or before.url != feed.url
    if is_other:
        feed.etag = feed.last_modified = ""
    save_record(feed, actor=actor, reason=reason, write_rows=write_rows)
    if feed.is_active and (is_other or not (before and before.is_active)):
        start_reading(feed)
    return feed


@transaction.atomic
def start_reading(feed: Feed) -> None:
    Feed.objects.filter(pk=feed.pk).update(
        next_at=timezone.now(), failures=0, problem=""
    )
    enqueue(JOB, {"feed": feed.pk, "name": feed.name})


def read_feed(key: int) -> int | None:
    """Read a feed whose time has come; how many texts came. None: it is not its time.

    The network is asked outside of any transaction.
    """
    now = timezone.now()
    due = Feed.objects.filter(pk=key, is_active=True, next_at__lte=now)
    # Of two jobs of one feed the second finds that the first is at it.
    if not due.update(next_at=now + AT_WORK):
        return None
    feed = Feed.objects.select_related("cluster", "network").get(pk=key)
    try:
        return _read(feed)
    except Exception:
        # The job is tried again, and finds the feed as it was.
        due_again = Feed.objects.filter(pk=key, is_active=True)
        due_again.update(next_at=now)
        raise


def _read(feed: Feed) -> int:
    try:
        answer, read = _get(feed)
    except FetchError as error:
        _plan(feed, problem=error.problem, failures=feed.failures + 1)
        return 0
    if read is None:
        _plan(feed)
        return 0
    number, is_all = _take_in(feed, read)
    _plan(
        feed,
        # What is left over comes soon, and must be sent again for that.
        soon=not is_all,
        etag=answer.etag if is_all else "",
        last_modified=answer.last_modified if is_all else "",
    )
    return number


def _get(feed: Feed) -> tuple[Fetched, Read | None]:
    """What the site sends, and what that says; nothing where it is as it was."""
    # Workers alone read feeds: processes that answer visitors do without lxml.
    from fondaco.newsroom.reading.feeds import (  # noqa: PLC0415 — heavy, as said
        find_feed,
        read_entries,
    )

    known = Known(feed.etag, feed.last_modified)
    answer = fetch(feed.url, media_types=FEEDS, known=known)
    if answer.is_unchanged:
        return answer, None
    if answer.media_type == "text/html" and (
        named := find_feed(answer.content, answer.charset, answer.url)
    ):
        # What the feed says of its age is nothing to ask the page with.
        found = fetch(named, media_types=FEEDS)
        answer = replace(found, etag="", last_modified="")
    try:
        return answer, read_entries(answer.content, answer.charset, answer.url)
    except UnreadableError as error:
        raise FetchError(Problem.UNREADABLE) from error


@transaction.atomic
def _plan(
    feed: Feed,
    *,
    problem: str = "",
    failures: int = 0,
    soon: bool = False,
    etag: str | None = None,
    last_modified: str | None = None,
) -> None:
    """Write down how it went, and when it is read again."""
    wait = min(RAREST, EVERY * 2 ** min(failures, 20))
    if soon:
        wait = dt.timedelta(minutes=1)
    now = timezone.now()
    Feed.objects.filter(pk=feed.pk).update(
        read_at=now,
        next_at=now + wait,
        problem=problem,
        failures=min(failures, 1000),
        etag=feed.etag if etag is None else etag,
        last_modified=feed.last_modified if last_modified is None else last_modified,
    )
    enqueue(JOB, {"feed": feed.pk, "name": feed.name}, due_at=now + wait)


def _take_in(feed: Feed, read: Read) -> tuple[int, bool]:
    """How many came, and whether those were all."""
    keys = [entry.key for entry in read.entries]
    seen = set(feed.entries.filter(key__in=keys).values_list("key", flat=True))
    fresh = [entry for entry in read.entries if entry.key not in seen]
    number = pages = 0
    # The oldest first, as they would have come.
    for entry in reversed(fresh):
        if pages == MOST_PAGES:
            return number, False
        item = item_of(feed, entry, read)
        if feed.reads_pages and entry.url and len(entry.text) < WHOLE:
            pages += 1
            _get_article(item, entry)
        number += _keep(feed, entry, item)
    return number, True


def item_of(feed: Feed, entry: Entry, read: Read) -> PressItem:
    item = PressItem(
        cluster=feed.cluster,
        network=feed.network,
        feed=feed,
        origin=Origin.FEED,
        title=title_of(entry.title, entry.text),
        publisher=feed.publisher,
        url=entry.url if len(entry.url) <= 500 else "",
        language=read.language,
        text=entry.text or entry.title,
    )
    if entry.published is not None:
        moment = entry.published
        day = timezone.localdate(moment) if moment.tzinfo else moment.date()
        item.published = PartialDate.day(day)
    return item


def _get_article(item: PressItem, entry: Entry) -> None:
    """Where the page cannot be had, the words of the feed are what there is."""
    try:
        found = read_page(fetch(entry.url, media_types=PAGES))
    except (FetchError, ValidationError):
        return
    if len(found.text) > len(entry.text):
        fill_in(item, found)


def _keep(feed: Feed, entry: Entry, item: PressItem) -> bool:
    """Once, and never again, whatever becomes of the text; False: it was here."""
    item.publisher = item.publisher or feed.name
    try:
        with transaction.atomic():
            FeedEntry.objects.create(feed=feed, key=entry.key)
            save_item(item, actor=None, reason="feed")
    except (ValidationError, IntegrityError):
        FeedEntry.objects.get_or_create(feed=feed, key=entry.key)
        return False
    return True
