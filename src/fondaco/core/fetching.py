"""Getting what stands at an address that somebody typed: public ones, within limits.

The other side may be anybody: it may lead elsewhere, answer for ever, or send a
gigabyte packed into a kilobyte. Each redirect is checked like the first address.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fondaco.core.calling import (
    RefusedAddressError,
    check_address,
    connection_to,
    numbers_of,
)

SCHEMES = frozenset({"https", "http"})
PORTS = frozenset({80, 443})
MOST_REDIRECTS = 5
# Of a name that has several numbers, so many are tried.
MOST_NUMBERS = 3
REDIRECTS = {301, 302, 303, 307, 308}
_PART = 64 * 1024
# Ways to write an old address within a new one: what they lead to decides.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class Problem(TextChoices):
    """Why nothing was got; a code can be kept, and said in the reader's language."""

    ADDRESS = "address", _("The address is not one of a web page: check it.")
    PRIVATE = "private", _("The address leads into a network that is not public.")
    UNKNOWN = "unknown", _("No such site was found: check the address.")
    UNREACHABLE = "unreachable", _("The site does not answer. Try again later.")
    INSECURE = "insecure", _("The site does not prove who it is (its certificate).")
    SLOW = "slow", _("The site took too long to answer. Try again later.")
    LARGE = "large", _("What stands there is too large to be read.")
    CIRCLES = "circles", _("The address leads on and on to others.")
    FORBIDDEN = "forbidden", _("The site does not let programs read this page.")
    MISSING = "missing", _("There is nothing at this address any more.")
    BROKEN = "broken", _("The site answers with an error. Try again later.")
    KIND = "kind", _("What stands there is of a kind that is not read here.")
    UNREADABLE = "unreadable", _("What stands there could not be read.")


class FetchError(Exception):
    """Nothing was got."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return str(self.problem.label)


@dataclass(frozen=True)
class Limits:
    size: int = 5 * 2**20
    # All in all, redirects included.
    seconds: float = 15


@dataclass(frozen=True)
class Fetched:
    """What came; `url` is where it stood in the end."""

    url: str
    content: bytes
    media_type: str
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    # It is as it was when it was read last: nothing came.
    is_unchanged: bool = False


@dataclass(frozen=True)
class Known:
    """What the site said of its last answer, to be told whether that still holds."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


NOTHING_KNOWN = Known()


def fetch(
    url: str,
    *,
    media_types: frozenset[str],
    limits: Limits | None = None,
    known: Known = NOTHING_KNOWN,
) -> Fetched:
    """Get what stands at an address, or raise a `FetchError` that says why not."""
    visit = _Visit(media_types, limits or Limits(), known)
    for _redirect in range(MOST_REDIRECTS + 1):
        answer = visit.ask(url)
        if isinstance(answer, Fetched):
            return answer
        url = answer
    raise FetchError(Problem.CIRCLES)


def is_public(number: str) -> bool:
    address = ipaddress.ip_address(number)
    if isinstance(address, ipaddress.IPv6Address):
        if address in _TRANSLATED:
            return is_public(str(ipaddress.IPv4Address(address.packed[-4:])))
        within = address.ipv4_mapped or address.sixtofour
        if within is not None:
            return is_public(str(within))
        if address.teredo is not None:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


@dataclass
class _Visit:
    media_types: frozenset[str]
    limits: Limits
    known: Known
    deadline: float = field(init=False)

    def __post_init__(self) -> None:
        self.deadline = time.monotonic() + self.limits.seconds

    def ask(self, url: str) -> Fetched | str:
        """What stands there, or where it leads."""
        url = _as_ascii(url)
        try:
            scheme, host, port, path = check_address(url, SCHEMES)
        except RefusedAddressError as error:
            raise FetchError(Problem.ADDRESS) from error
        with _in_words(), self._answer(scheme, host, port, path) as answer:
            leads_to = answer.headers.get("Location", "")
            if answer.status in REDIRECTS and leads_to:
                return urljoin(url, leads_to)
            return self._read(url, answer)

    @contextmanager
    def _answer(
        self, scheme: str, host: str, port: int, path: str
    ) -> Iterator[http.client.HTTPResponse]:
        mistake: Exception = FetchError(Problem.UNREACHABLE)
        for number in self._numbers(host, port)[:MOST_NUMBERS]:
            connection = connection_to(scheme, host, port, number)
            with self._watched(connection) as held:
                try:
                    connection.connect()
                except OSError as error:
                    mistake = error
                    continue
                held.append(connection.sock)
                connection.request("GET", path, headers=self._headers())
                with closing(connection.getresponse()) as answer:
                    yield answer
                return
        raise mistake

    @contextmanager
    def _watched(
        self, connection: http.client.HTTPConnection
    ) -> Iterator[list[socket.socket]]:
        """Cut when the time is over: a limit for each read would let drops come.

        Once an answer has begun the connection lets go of its socket, so it is held
        apart.
        """
        left = self._left()
        if left <= 0:
            raise FetchError(Problem.SLOW)
        connection.timeout = left
        held: list[socket.socket] = []
        watch = threading.Timer(left, _cut, [connection, held])
        watch.daemon = True
        watch.start()
        try:
            yield held
        except (OSError, http.client.HTTPException) as error:
            if self._left() <= 0:
                raise FetchError(Problem.SLOW) from error
            raise
        finally:
            watch.cancel()
            connection.close()

    def _numbers(self, host: str, port: int) -> list[str]:
        try:
            numbers = numbers_of(host, port)
        except OSError as error:
            raise FetchError(Problem.UNKNOWN) from error
        is_open = port in PORTS and all(map(is_public, numbers))
        if not (is_open or settings.FETCH_PRIVATE):
            raise FetchError(Problem.PRIVATE)
        return numbers

    def _headers(self) -> dict[str, str]:
        return {
            "User-Agent": f"Fondaco (+{settings.BASE_URL.geturl()})",
            "Accept": ", ".join([*sorted(self.media_types), "*/*;q=0.1"]),
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **self.known.headers,
        }

    def _left(self) -> float:
        return self.deadline - time.monotonic()

    def _read(self, url: str, answer: http.client.HTTPResponse) -> Fetched:
        headers = answer.headers
        etag = headers.get("ETag", "")[:200]
        modified = headers.get("Last-Modified", "")[:60]
        if answer.status == http.HTTPStatus.NOT_MODIFIED:
            return Fetched(
                url, b"", "", etag=etag, last_modified=modified, is_unchanged=True
            )
        _refuse_status(answer.status)
        media_type = headers.get_content_type()
        if media_type not in self.media_types:
            raise FetchError(Problem.KIND)
        return Fetched(
            url=url,
            content=b"".join(self._parts(answer)),
            media_type=media_type,
            charset=_charset(headers),
            etag=etag,
            last_modified=modified,
        )

    def _parts(self, answer: http.client.HTTPResponse) -> Iterator[bytes]:
        """The parts of the content, unpacked, as long as they are not too many."""
        packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
        if packed not in {"identity", "", "gzip", "x-gzip"}:
            raise FetchError(Problem.KIND)
        unpack = zlib.decompressobj(wbits=31) if "gzip" in packed else None
        size = 0
        while part := answer.read1(_PART):
            if self._left() <= 0:
                raise FetchError(Problem.SLOW)
            if unpack is not None:
                # Never more at a time than is still allowed, whatever is within.
                part = unpack.decompress(part, self.limits.size - size + 1)
                if unpack.unconsumed_tail:
                    raise FetchError(Problem.LARGE)
            size += len(part)
            if size > self.limits.size:
                raise FetchError(Problem.LARGE)
            yield part
        if self._left() <= 0:
            raise FetchError(Problem.SLOW)
        if answer.length or (unpack is not None and not unpack.eof):
            raise FetchError(Problem.UNREADABLE)


def _refuse_status(status: int) -> None:
    if status in {401, 402, 403, 407, 429, 451}:
        raise FetchError(Problem.FORBIDDEN)
    if status in {404, 410}:
        raise FetchError(Problem.MISSING)
    if status != http.HTTPStatus.OK:
        raise FetchError(Problem.BROKEN)


def _charset(headers: Message) -> str:
    return str(headers.get_content_charset() or "")[:40]


def _as_ascii(url: str) -> str:
    """As it is sent: names and paths in other letters have a way to be written."""
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.encode("idna").decode() if parts.netloc else ""
    except (ValueError, UnicodeError) as error:
        raise FetchError(Problem.ADDRESS) from error
    safe = "/?=&;:@!$'()*+,%~#[]"
    return urlunsplit(
        (
            parts.scheme.lower(),
            host,
            quote(parts.path, safe=safe, errors="replace"),
            quote(parts.query, safe=safe, errors="replace"),
            "",
        )
    )


def _cut(connection: http.client.HTTPConnection, held: list[socket.socket]) -> None:
    for one in held or filter(None, [connection.sock]):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except ssl.SSLError as error:
        raise FetchError(Problem.INSECURE) from error
    except TimeoutError as error:
        raise FetchError(Problem.SLOW) from error
    except zlib.error as error:
        raise FetchError(Problem.UNREADABLE) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchError(Problem.UNREACHABLE) from error
