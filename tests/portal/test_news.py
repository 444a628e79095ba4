"""Feeds of what is new: what RFC 4287 asks for, and only what anybody may see."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_network,
    make_participation,
    make_party,
    make_project,
)

ATOM = "{http://www.w3.org/2005/Atom}"


def faults(feed: Any) -> list[str]:
    """What RFC 4287 requires of a feed and its entries (4.1.1, 4.1.2)."""
    found = []
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            if len(one.findall(f"{ATOM}{name}")) != 1:
                found.append(f"{one.tag}: one {name}")
        links = [
            (link.get("rel"), link.get("type")) for link in one.iter(f"{ATOM}link")
        ]
        if one is not feed and links != [("alternate", "text/html")]:
            found.append(f"{one.tag}: alternate without content")
        identifier = one.findtext(f"{ATOM}id") or ""
        if not re.fullmatch(r"tag:[\w.-]+,\d{4}(-\d\d){0,2}:\S+", identifier):
            found.append(f"not a tag: {identifier}")
        for name in ("updated", "published"):
            for moment in one.findall(f"{ATOM}{name}"):
                assert dt.datetime.fromisoformat(str(moment.text)).tzinfo
    identifiers = [one.text for one in feed.iter(f"{ATOM}id")]
    if len(set(identifiers)) != len(identifiers):
        found.append("the same id twice")
    # The feed's author stands for its entries.
    if not feed.findtext(f"{ATOM}author/{ATOM}name"):
        found.append("no author")
    if [one.get("rel") for one in feed.findall(f"{ATOM}link")] != ["self", "alternate"]:
        found.append("no self link")
    return found


def read(address: str) -> Any:
    answer = Client().get(address)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert faults(feed) == []
    (own,) = (one for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self")
    assert own.get("href") == f"http://localhost:8000{address}"
    return feed


def titles(address: str) -> list[str]:
    return [
        one.findtext(f"{ATOM}title") for one in read(address).findall(f"{ATOM}entry")
    ]


def test_activities_are_told_in_the_order_in_which_they_were_published(
    cast: Cast,
) -> None:
    late = make_activity(cast.network, title_en="Late", is_published=False)
    make_activity(cast.network, title_en="Early")
    make_activity(cast.network, title_en="Draft", is_published=False)
    late.is_published = True
    late.save()
    assert titles("/en/calendar.atom") == ["Late", "Early"]


def test_what_is_changed_is_updated_and_not_published_again(cast: Cast) -> None:
    first = make_activity(cast.network, title_en="First")
    make_activity(cast.network, title_en="Second")
    before = read("/en/calendar.atom")
    first.title_en = "First, moved"
    first.save()
    after = read("/en/calendar.atom")
    for name in ("id", "published"):
        path = f"{ATOM}entry/{ATOM}{name}"
        told = [[one.text for one in feed.findall(path)] for feed in (before, after)]
        assert told[0] == told[1]
    assert titles("/en/calendar.atom") == ["Second", "First, moved"]


def test_texts_are_escaped_and_say_their_language(cast: Cast) -> None:
    make_activity(
        cast.network,
        title_it="R&S <script>alert(1)</script>",
        title_en="",
        description_it="Prima riga\x0b & <b>seconda</b>",
    )
    (entry,) = read("/en/calendar.atom").findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "R&S <script>alert(1)</script>"
    assert entry.findtext(f"{ATOM}summary") == "Prima riga & <b>seconda</b>"
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "it"


def test_news_are_of_one_network_or_one_cluster(cast: Cast) -> None:
    elsewhere = make_network()
    make_activity(elsewhere, title_en="Elsewhere")
    ours = make_activity(cast.network, title_en="Ours")
    make_participation(ours, cast.cluster, is_published=True)
    make_activity(cast.network, title_en="Of others")
    project = make_project(cast.network, title_en="Our project", is_published=True)
    make_party(project=project, cluster=cast.cluster)
    make_project(cast.network, title_en="Draft", is_published=False)
    network = f"/en/networks/{cast.network.slug}/news.atom"
    cluster = f"/en/clusters/{cast.cluster.slug}/news.atom"
    assert titles(network) == ["Our project", "Of others", "Ours"]
    assert titles(cluster) == ["Our project", "Ours"]
    assert Client().get("/en/clusters/nobody/news.atom").status_code == 404


def test_an_empty_feed_is_a_feed(cast: Cast) -> None:
    assert titles(f"/cluster/{cast.cluster.slug}/novita.atom") == []


def test_pages_lead_to_their_feeds(cast: Cast, client: Client) -> None:
    for page, feed in {
        "/en/calendar/": "/en/calendar.atom",
        "/en/": f"/en/networks/{cast.network.slug}/news.atom",
        f"/en/clusters/{cast.cluster.slug}/": (
            f"/en/clusters/{cast.cluster.slug}/news.atom"
        ),
    }.items():
        head = client.get(page).content.decode().partition("</head>")[0]
        assert 'type="application/atom+xml"' in head
        assert f'href="{feed}"' in head


@pytest.mark.parametrize("rows", [1, 5])
def test_feeds_take_few_queries(
    cast: Cast, rows: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(rows):
        make_activity(cast.network)
        make_project(cast.network)
    with django_assert_max_num_queries(6):
        read(f"/en/networks/{cast.network.slug}/news.atom")


def test_nothing_new_is_said_without_a_body(cast: Cast, client: Client) -> None:
    mark = client.get("/calendario.atom")["ETag"]
    again = client.get("/calendario.atom", headers={"if-none-match": mark})
    assert again.status_code == 304
