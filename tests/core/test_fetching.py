"""Getting pages from addresses that anybody typed, from servers that anybody runs."""

import gzip
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from fondaco.core.fetching import Fetched, FetchError, Known, Limits, fetch, is_public
from tests.serving import Site, serving

PAGES = frozenset({"text/html"})


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    settings.FETCH_PRIVATE = True
    with serving() as one:
        yield one


def problem(url: str, **options: Any) -> str:
    with pytest.raises(FetchError) as refused:
        fetch(url, media_types=PAGES, **options)
    assert str(refused.value)
    return str(refused.value.problem.value)


def test_a_page_comes_with_what_the_site_says_of_it(site: Site) -> None:
    url = site.put("/a", "Caffè", "Text/HTML; charset=UTF-8", ETag='"1"')
    assert fetch(f"{url}#part", media_types=PAGES) == Fetched(
        url=url,
        content="Caffè".encode(),
        media_type="text/html",
        charset="utf-8",
        etag='"1"',
    )
    assert site.asked[0][1]["User-Agent"].startswith("Fondaco (+http")


def test_letters_of_any_script_are_written_as_addresses_have_them(site: Site) -> None:
    site.put("/citt%C3%A0?q=%C3%A8%20b", "x")
    assert fetch(f"{site.base}/città?q=è b", media_types=PAGES).content == b"x"


def test_what_is_as_it_was_does_not_come_again(site: Site) -> None:
    site.put("/a", "", status=304, ETag='"1"')
    known = Known(etag='"1"', last_modified="Tue, 22 Nov 2016 10:00:00 GMT")
    answer = fetch(f"{site.base}/a", media_types=PAGES, known=known)
    assert (answer.is_unchanged, answer.content, answer.etag) == (True, b"", '"1"')
    sent = site.asked[0][1]
    assert sent["If-None-Match"] == '"1"'
    assert sent["If-Modified-Since"].startswith("Tue, 22 Nov")


def test_redirects_are_followed_as_far_as_they_lead_somewhere(site: Site) -> None:
    last = site.put("/end", "x")
    site.lead("/1", "/2")
    first = site.lead("/2", last) and f"{site.base}/1"
    assert fetch(first, media_types=PAGES).url == last
    assert problem(site.lead("/round", "round")) == "circles"
    assert problem(site.lead("/file", "file:///etc/passwd")) == "address"


@pytest.mark.parametrize(
    ("status", "expected"),
    [(403, "forbidden"), (404, "missing"), (410, "missing"), (500, "broken")],
)
def test_what_is_no_page_is_told_apart(site: Site, status: int, expected: str) -> None:
    assert problem(site.put("/a", "x", status=status)) == expected


def test_only_what_can_be_read_is_taken(site: Site) -> None:
    assert problem(site.put("/film", b"x", "video/mp4")) == "kind"
    assert problem(site.put("/br", b"x", Content_Encoding="br")) == "kind"


def test_nothing_larger_than_the_limit_is_held_packed_or_not(site: Site) -> None:
    small = Limits(size=10_000)
    fits = gzip.compress(b"a" * 10_000)
    url = site.put("/fits", fits, Content_Encoding="gzip")
    assert len(fetch(url, media_types=PAGES, limits=small).content) == 10_000
    bomb = gzip.compress(b"\0" * 20_000_000)
    assert len(bomb) < 20_000
    url = site.put("/bomb", bomb, Content_Encoding="gzip")
    assert problem(url, limits=small) == "large"
    assert problem(site.put("/b", b"a" * 10_001), limits=small) == "large"


def test_what_comes_broken_is_not_taken_for_whole(site: Site) -> None:
    packed = gzip.compress(b"a" * 5000)
    assert problem(site.put("/a", packed[:-9], Content_Encoding="gzip")) == "unreadable"
    assert problem(site.put("/b", b"no", Content_Encoding="gzip")) == "unreadable"

    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")

    site.pages["/c"] = cut
    assert problem(f"{site.base}/c") == "unreadable"


@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"]
)
def test_a_site_that_sends_drop_by_drop_is_cut_off(site: Site, said: bytes) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(said)
        for _drop in range(40):
            try:
                handler.wfile.write(b"X-A: b\r\n" if said else b"H")
            except OSError:
                return
            time.sleep(0.05)

    site.pages["/a"] = drip
    began = time.monotonic()
    assert problem(f"{site.base}/a", limits=Limits(seconds=0.3)) == "slow"
    assert time.monotonic() - began < 1.5


def test_whoever_is_not_there_or_speaks_no_http_is_told(site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert problem(f"http://127.0.0.1:{port}/") == "unreachable"
    assert problem("http://nowhere.invalid/") == "unknown"
    secure = site.base.replace("http:", "https:")
    assert problem(f"{secure}/") == "insecure"

    def babble(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"ciao\r\n\r\n")

    site.pages["/b"] = babble
    assert problem(f"{site.base}/b") == "unreachable"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https://me:secret@example.org/",
        "https://example.org:x/",
        "http://[::1/",
        "javascript:alert(1)",
        "",
    ],
)
def test_only_addresses_of_pages_are_asked(url: str) -> None:
    assert problem(url) == "address"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://8.8.8.8:22/",
    ],
)
def test_nothing_of_our_own_network_is_asked(url: str) -> None:
    assert problem(url) == "private"


def test_a_public_page_leads_into_no_private_network(
    site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is looked up once for each call, and what it meant then is called."""
    settings.FETCH_PRIVATE = False
    asked: list[str] = []
    port = int(site.base.rpartition(":")[2])
    site.lead("/", "http://intranet.example/")

    def look_up(host: str, *_rest: Any, **_more: Any) -> list[Any]:
        asked.append(host)
        number = "93.184.215.14" if host == "paper.example" else "192.168.0.7"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80))]

    def connect(address: tuple[str, int], *rest: Any) -> socket.socket:
        assert address == ("93.184.215.14", 80)
        connected = socket.socket()
        connected.connect(("127.0.0.1", port))
        return connected

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert problem("http://paper.example/") == "private"
    assert asked == ["paper.example", "intranet.example"]
    assert [headers["Host"] for _path, headers in site.asked] == ["paper.example"]


def test_public_numbers_are_told_from_others() -> None:
    numbers = {
        "8.8.8.8": True,
        "224.0.0.1": False,
        "100.64.0.1": False,
        "0.0.0.0": False,
        "2606:4700::1111": True,
        "64:ff9b::808:808": True,
        "2001:0:4136:e378:8000:63bf:3fff:fdd2": False,
        "ff02::1": False,
    }
    assert {number: is_public(number) for number in numbers} == numbers
