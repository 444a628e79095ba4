"""Readers of the site: one that is timed, one with a browser's cache, many at once."""

import gzip
import http.client
import re
import statistics
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

HEADERS = {
    "Host": "localhost",
    "X-Forwarded-Proto": "https",
    "Accept-Encoding": "gzip",
    "Accept": "text/html,*/*",
}
# What a page makes a browser fetch.
_PARTS = re.compile(
    r'<(?:link|script|img|use)[^>]*?(?:href|src)="([^"#]+\.(?:css|js|svg|png|ico|woff2?)'
    r'(?:\?[^"]*)?)[^"]*"'
)
_PARTS_OF_CSS = re.compile(r"url\([\"']?([^)\"'#]+\.woff2)")


def percentile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


@dataclass
class Timed:
    """The milliseconds that requests took, and what the last of them brought."""

    times: list[float] = field(default_factory=list)
    size: int = 0
    wire: int = 0
    text: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return percentile(self.times, 0.95)


class Reader:
    """One connection: the same worker answers all that is asked on it."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def close(self) -> None:
        """A connection that stays open keeps the server from ending."""
        self._connection.close()

    def get(
        self, path: str, more: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        self._connection.request("GET", path, headers=HEADERS | (more or {}))
        answer = self._connection.getresponse()
        body = answer.read()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, headers, body

    def time(self, path: str, into: Timed) -> None:
        began = time.perf_counter()
        status, headers, body = self.get(path)
        into.times.append((time.perf_counter() - began) * 1000)
        if status != 200:
            raise SystemExit(f"{path} answered {status}.")
        into.wire = len(body)
        plain = gzip.decompress(body) if headers.get("content-encoding") else body
        into.size, into.text = len(plain), plain.decode("utf-8", "replace")


class Browser:
    """Keeps what it may, for as long as it may, and asks whether the rest is new."""

    def __init__(self, port: int) -> None:
        self._reader = Reader(port)
        self._kept: dict[str, tuple[float, dict[str, str], bytes]] = {}
        self.moved = 0

    def close(self) -> None:
        self._reader.close()

    def visit(self, path: str) -> int:
        """The bytes that a visit moves, headers not counted."""
        before = self.moved
        page = self._fetch(path, is_page=True).decode("utf-8", "replace")
        for found in dict.fromkeys(_PARTS.findall(page)):
            body = self._fetch(_path(urljoin(path, found)))
            if found.partition("?")[0].endswith(".css"):
                text = body.decode("utf-8", "replace")
                # Browsers fetch a font where its letters are used: two weights here.
                for font in list(dict.fromkeys(_PARTS_OF_CSS.findall(text)))[:2]:
                    self._fetch(_path(urljoin(_path(urljoin(path, found)), font)))
        return self.moved - before

    def _fetch(self, path: str, *, is_page: bool = False) -> bytes:
        kept = self._kept.get(path)
        if kept and not is_page and time.monotonic() < kept[0]:
            return kept[2]
        asked: dict[str, str] = {}
        if kept and "etag" in kept[1]:
            asked["If-None-Match"] = kept[1]["etag"]
        if kept and "last-modified" in kept[1]:
            asked["If-Modified-Since"] = kept[1]["last-modified"]
        status, headers, body = self._reader.get(path, asked)
        self.moved += len(body)
        if status == 304 and kept:
            return kept[2]
        plain = gzip.decompress(body) if headers.get("content-encoding") else body
        age = re.search(r"max-age=(\d+)", headers.get("cache-control", ""))
        until = time.monotonic() + (int(age[1]) if age else 0)
        self._kept[path] = (until, headers, plain)
        return plain


def _path(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@dataclass
class Crowd:
    """Many readers at once, each asking for the next page as soon as it has one."""

    port: int
    paths: list[str]
    readers: int
    seconds: float
    times: list[float] = field(default_factory=list)
    errors: int = 0

    def read(self) -> None:
        threads = [
            threading.Thread(target=self._one, args=(number,))
            for number in range(self.readers)
        ]
        self._end = time.monotonic() + self.seconds
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _one(self, number: int) -> None:
        turn = number
        # A person reads what came: otherwise 200 readers would be thousands.
        time.sleep(number / self.readers * PAUSE)
        while time.monotonic() < self._end:
            # After so long a pause the server has closed the connection.
            reader, began = Reader(self.port), time.perf_counter()
            try:
                status, _, _ = reader.get(self.paths[turn % len(self.paths)])
            except (OSError, http.client.HTTPException):
                status = 0
            taken = time.perf_counter() - began
            reader.close()
            self.times.append(taken * 1000)
            self.errors += status != 200
            turn += 1
            time.sleep(PAUSE)


# Seconds that a reader looks at a page before asking for the next.
PAUSE = 10.0
