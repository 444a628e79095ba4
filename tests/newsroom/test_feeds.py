"""Feeds: read in their time, each entry once, more and more rarely if they fail."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from fondaco.core.models import OutboxEntry
from fondaco.core.outbox import run_due
from fondaco.newsroom.actions import read_feed, start_reading
from fondaco.newsroom.jobs import tidy_newsroom
from fondaco.newsroom.models import Feed, FeedEntry, PressItem
from fondaco.newsroom.reading.article import UnreadableError
from fondaco.newsroom.reading.feeds import find_feed, read_entries
from fondaco.newsroom.records import FEEDS, also_in
from tests.conftest import Cast
from tests.factories import make_feed, make_press_item
from tests.newsroom.test_reading import PAGE, PARAGRAPHS
from tests.serving import Site, serving
from tests.submitting import changed, errors, form_values

LONG = " ".join(f"parola{n}" for n in range(200))
XML = "application/rss+xml"


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    settings.FETCH_PRIVATE = True
    with serving() as one:
        yield one


def rss(*items: str, language: str = "it-it") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Il Giornale</title><language>{language}</language>"
        f"{''.join(items)}</channel></rss>"
    )


def item(number: int, text: str = LONG, **parts: str) -> str:
    values = {
        "title": f"Titolo {number}",
        "guid": f"n{number}",
        "pubDate": "Tue, 22 Nov 2016 23:30:00 +0000",
        "description": f"<![CDATA[<p>{text}</p>]]>",
    } | parts
    return f"<item>{''.join(f'<{k}>{v}</{k}>' for k, v in values.items())}</item>"


def read(feed: Feed) -> int | None:
    Feed.objects.filter(pk=feed.pk).update(next_at=timezone.now())
    number = read_feed(feed.pk)
    feed.refresh_from_db()
    return number


def add(client: Client, **fields: Any) -> Any:
    url = FEEDS.url("add")
    return client.post(url, changed(form_values(client.get(url)), fields))


def waits(feed: Feed) -> int:
    """For how many hours, of the time that it was planned at."""
    assert feed.read_at is not None
    return round((feed.next_at - feed.read_at) / dt.timedelta(hours=1))


def test_rss_is_read_with_letters_and_links_of_all_kinds() -> None:
    found = read_entries(
        rss(
            item(1, "Citt&agrave; &amp; &lt;b&gt;più&lt;/b&gt;", link="/n/1"),
            item(2, title="Perch&eacute; &amp;amp; come", guid="http://x.example/2"),
            item(3, "", title=""),
        ).encode(),
        url="https://g.example/feed/",
    )
    assert (found.title, found.language) == ("Il Giornale", "it")
    first, second = found.entries
    assert (first.title, first.url) == ("Titolo 1", "https://g.example/n/1")
    assert first.text == "Città & più" or first.text == "Città & <b>più</b>"
    assert first.published == dt.datetime(2016, 11, 22, 23, 30, tzinfo=dt.UTC)
    assert (second.title, second.url) == ("Perché & come", "http://x.example/2")
    assert first.key != second.key


def test_atom_is_read() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
    <title>News</title><entry><title type="html">A &lt;i&gt;b&lt;/i&gt;</title>
    <id>tag:x,1</id><link rel="self" href="https://x.example/self"/>
    <link href="https://x.example/1"/><published>2016-11-22T10:00:00Z</published>
    <summary>Short</summary><content type="xhtml">
    <div xmlns="http://www.w3.org/1999/xhtml"><p>Longer words</p><p>two</p></div>
    </content></entry></feed>"""
    found = read_entries(atom.encode())
    (entry,) = found.entries
    assert (entry.title, entry.url, found.language) == (
        "A b",
        "https://x.example/1",
        "en",
    )
    assert entry.text == "Longer words\ntwo"
    assert entry.published == dt.datetime(2016, 11, 22, 10, tzinfo=dt.UTC)


def test_rss_of_old_is_read() -> None:
    old = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/"><channel><title>Vecchio</title></channel>
    <item rdf:about="https://x.example/1"><title>Uno</title>
    <link>https://x.example/1</link></item></rdf:RDF>"""
    assert [one.title for one in read_entries(old.encode()).entries] == ["Uno"]


def test_what_is_broken_is_read_as_far_as_it_goes() -> None:
    whole = rss(item(1, "Uno"), item(2, "Due"))
    assert len(read_entries(whole[: whole.index("n2")].encode()).entries) >= 1
    for wrong in (b"", b"<html><body>x</body></html>", b"{}", b"\0\0\0"):
        with pytest.raises(UnreadableError):
            read_entries(wrong)


def test_nothing_is_filled_in_from_elsewhere() -> None:
    bomb = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(12)
    )
    attack = (
        f'<!DOCTYPE rss [{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<rss><channel><item><title>a &e11; &f; b</title></item></channel></rss>"
    )
    (entry,) = read_entries(attack.encode()).entries
    assert len(entry.title) < 50
    assert "root" not in entry.title


def test_a_page_names_its_feed() -> None:
    page = b"""<html><head><link rel="stylesheet" href="a.css">
    <link rel="alternate" type="application/rss+xml" href="/feed/"></head></html>"""
    assert find_feed(page, "", "https://x.example/a/b") == "https://x.example/feed/"
    assert find_feed(b"<html></html>", "", "https://x.example/") == ""


def test_each_entry_comes_once_whatever_becomes_of_it(cast: Cast, site: Site) -> None:
    url = site.put("/feed", rss(item(2, f"{LONG} due"), item(1)), XML)
    feed = make_feed(cast.cluster, url=url, publisher="Il Giornale")
    assert read(feed) == 2
    first, second = PressItem.objects.order_by("pk")
    assert [first.title, second.title] == ["Titolo 1", "Titolo 2"]
    assert (first.origin, first.feed, first.cluster) == ("feed", feed, cast.cluster)
    assert (first.publisher, first.language) == ("Il Giornale", "it")
    # Half past midnight here.
    assert str(first.published) == "2016-11-23"
    assert first.added_by is None
    first.delete()
    site.put("/feed", rss(item(3, "Altro"), item(2, "cambiato"), item(1)), XML)
    assert read(feed) == 1
    assert PressItem.objects.count() == 2
    assert (feed.problem, feed.failures, waits(feed)) == ("", 0, 1)


def test_what_came_otherwise_does_not_come_again(cast: Cast, site: Site) -> None:
    page = f"{site.base}/n/1"
    known = make_press_item(cast.cluster, url=page)
    url = site.put("/feed", rss(item(1, link=page)), XML)
    feed = make_feed(cast.cluster, url=url)
    assert read(feed) == 0
    assert list(PressItem.objects.all()) == [known]
    assert feed.entries.count() == 1
    theirs = make_feed(cast.other_cluster, url=url, reads_pages=False)
    assert read(theirs) == 1


def test_the_same_release_in_two_feeds_is_one_line(cast: Cast, site: Site) -> None:
    for name in ("a", "b"):
        url = site.put(f"/{name}", rss(item(1)), XML)
        read(make_feed(cast.cluster, url=url, publisher=name))
    first, second = PressItem.objects.order_by("pk")
    assert first.story == second.story
    assert also_in(first) == "b"


def test_where_a_feed_has_beginnings_the_pages_are_got(cast: Cast, site: Site) -> None:
    page, gone = site.put("/n/1", PAGE), f"{site.base}/gone"
    entries = [item(1, "Nove cluster…", link=page), item(2, "Resta.", link=gone)]
    feed = make_feed(cast.cluster, url=site.put("/feed", rss(*entries), XML))
    assert read(feed) == 2
    by_title = {one.title: one for one in PressItem.objects.all()}
    whole, kept = by_title["Titolo 1"], by_title["Titolo 2"]
    assert PARAGRAPHS[-1] in whole.text
    assert (whole.publisher, whole.url) == ("Il Foglio", page)
    assert (kept.text, kept.publisher) == ("Resta.", feed.name)


def test_of_many_pages_some_come_now_and_the_rest_soon(
    cast: Cast, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fondaco.newsroom.actions.feeds.MOST_PAGES", 2)
    gone = f"{site.base}/gone"
    entries = [item(n, f"Breve {n}", link=f"{gone}/{n}") for n in range(3)]
    site.put("/feed", rss(*entries), XML, ETag='"1"')
    feed = make_feed(cast.cluster, url=f"{site.base}/feed")
    assert read(feed) == 2
    assert (waits(feed), feed.etag) == (0, "")
    assert read(feed) == 1
    assert (waits(feed), feed.etag) == (1, '"1"')


def test_what_is_as_it_was_is_not_sent_again(cast: Cast, site: Site) -> None:
    url = site.put("/feed", rss(item(1)), XML, ETag='"1"', Last_Modified="Tue")
    feed = make_feed(cast.cluster, url=url)
    read(feed)
    site.put("/feed", "", XML, status=304)
    assert read(feed) == 0
    sent = site.asked[-1][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"1"', "Tue")
    assert (feed.problem, feed.etag) == ("", '"1"')


def test_the_feed_of_a_page_is_found(cast: Cast, site: Site) -> None:
    site.put("/feed", rss(item(1)), XML, ETag='"1"', Last_Modified="Tue")
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    feed = make_feed(cast.cluster, url=site.put("/", f"<html><head>{link}</head>"))
    assert read(feed) == 1
    # The page is older than its feed, and would say that nothing is new.
    assert (feed.etag, feed.last_modified) == ("", "")


def test_what_nobody_foresaw_is_tried_again(
    cast: Cast, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.put("/feed", rss(item(1)), XML)
    feed = make_feed(cast.cluster, url=url)
    start_reading(feed)
    with monkeypatch.context() as broken:
        broken.setattr(FeedEntry, "objects", None)
        assert run_due() == ["waiting"]
    assert not PressItem.objects.exists()
    OutboxEntry.objects.update(due_at=timezone.now())
    assert run_due() == ["done"]
    assert PressItem.objects.count() == 1


def test_a_broken_feed_is_tried_more_and_more_rarely(cast: Cast, site: Site) -> None:
    feed = make_feed(cast.cluster, url=f"{site.base}/feed")
    hours = []
    for _time in range(10):
        assert read(feed) == 0
        hours.append(waits(feed))
    assert hours == [2, 4, 8, 16, 32, 64, 128, 168, 168, 168]
    assert (feed.problem, feed.failures) == ("missing", 10)
    site.put("/feed", "no feed", XML)
    read(feed)
    assert feed.problem == "unreadable"
    site.put("/feed", rss(item(1)), XML)
    assert read(feed) == 1
    assert (feed.problem, feed.failures, waits(feed)) == ("", 0, 1)


def test_the_worker_reads_a_new_feed_and_plans_the_next_time(
    cast: Cast, client: Client, site: Site
) -> None:
    client.force_login(cast.manager)
    url = site.put("/feed", rss(item(1)), XML)
    add(client, name="Il Giornale", url=url)
    feed = Feed.objects.get()
    assert feed.cluster == cast.cluster
    assert run_due() == ["done"]
    assert PressItem.objects.get().feed == feed
    (waiting,) = OutboxEntry.objects.filter(state="waiting")
    feed.refresh_from_db()
    assert (waiting.payload["feed"], waiting.due_at) == (feed.pk, feed.next_at)
    done = OutboxEntry.objects.get(state="done")
    assert done.words == "1 testo"
    # “Now” does not begin a second round of readings beside the first.
    reading = reverse("newsroom:feed_reading", args=[feed.uid])
    client.post(reading)
    client.post(reading)
    assert run_due() == ["done", "done"]
    feed.refresh_from_db()
    OutboxEntry.objects.filter(state="waiting").update(due_at=timezone.now())
    assert run_due() == ["done", "done"]
    assert OutboxEntry.objects.filter(state="waiting").count() == 0
    Feed.objects.update(next_at=timezone.now() - dt.timedelta(days=1))
    tidy_newsroom()
    assert run_due() == ["done"]
    assert OutboxEntry.objects.filter(state="waiting").count() == 1


def test_a_feed_is_paused_and_read_again(
    cast: Cast, client: Client, site: Site
) -> None:
    client.force_login(cast.manager)
    feed = make_feed(cast.cluster, url=site.put("/feed", rss(item(1)), XML))
    bulk: dict[str, Any] = {"selected": [feed.uid], "confirmed": "1"}
    url = FEEDS.url("bulk")
    client.post(url, bulk | {"action": "pause"})
    assert read(feed) is None
    reading = reverse("newsroom:feed_reading", args=[feed.uid])
    client.post(reading)
    assert not OutboxEntry.objects.exists()
    client.post(url, bulk | {"action": "resume"})
    assert run_due() == ["done"]
    assert PressItem.objects.count() == 1
    client.post(FEEDS.url("delete", feed))
    assert PressItem.objects.get().feed is None


def test_what_went_wrong_is_told_in_the_readers_language(
    cast: Cast, client: Client
) -> None:
    feed = make_feed(cast.cluster, problem="missing", failures=2)
    client.force_login(cast.manager)
    english = FEEDS.page(feed).replace("/gestione/feed/", "/en/manage/feeds/")
    english = english.replace("lettura", "reading")
    told = {
        url: client.get(url).content.decode()
        for url in (FEEDS.page(feed), english, FEEDS.url("manage"))
    }
    assert "non c’è più nulla" in told[FEEDS.page(feed)]
    assert "nothing at this address" in told[english]
    assert "non c’è più nulla" in told[FEEDS.url("manage")]


def test_a_feed_that_moves_is_read_anew_and_stays_whose_it_is(
    cast: Cast, client: Client, site: Site
) -> None:
    url = site.put("/new", rss(item(1)), XML)
    feed = make_feed(cast.cluster, etag='"1"', url=f"{site.base}/old")
    client.force_login(cast.manager)
    change = FEEDS.url("change", feed)
    owner = {"cluster": "", "network": str(cast.network.pk)}
    values = changed(form_values(client.get(change)), {"url": url} | owner)
    client.post(change, values | {"press": "save"})
    feed.refresh_from_db()
    assert (feed.cluster, feed.network) == (cast.cluster, None)
    assert run_due() == ["done"]
    assert "If-None-Match" not in site.asked[0][1]
    assert PressItem.objects.get().cluster == cast.cluster


def test_a_feed_is_read_once_by_a_body(cast: Cast, client: Client) -> None:
    feed = make_feed(cast.cluster)
    client.force_login(cast.manager)
    answer = add(client, name="Di nuovo", url=feed.url)
    assert errors(answer) == ["Questo feed viene già letto."]


def test_nobody_else_learns_of_a_feed(cast: Cast, client: Client) -> None:
    feed = make_feed(cast.cluster)
    reading = reverse("newsroom:feed_reading", args=[feed.uid])
    for user in (cast.other_manager, cast.member_contact, cast.participant):
        client.force_login(user)
        for url in (reading, FEEDS.url("change", feed), FEEDS.url("delete", feed)):
            assert client.get(url).status_code == client.post(url).status_code == 404
    assert not OutboxEntry.objects.exists()
