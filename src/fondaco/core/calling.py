"""Calls to addresses that people typed: never into our own house, and not for long."""

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

TIMEOUT = 10
MOST_READ = 64 * 1024


class RefusedAddressError(ValueError):
    """The address is not one that may be called; says why, for the person."""


def check_address(
    url: str, schemes: frozenset[str] | None = None
) -> tuple[str, str, int, str]:
    """Scheme, host, port and path of an address that may be called."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise RefusedAddressError(_("The address is not well formed.")) from error
    allowed = schemes or ({"https"} if settings.PRODUCTION else {"https", "http"})
    if parts.scheme not in allowed or not parts.hostname or parts.username:
        raise RefusedAddressError(_("Write an address that begins with https://."))
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise RefusedAddressError(_("The port of the address is no number.")) from error
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, parts.hostname, port, path


def numbers_of(host: str, port: int) -> list[str]:
    """The numbers behind a name; one is called, so that it cannot become another."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OSError(f"{host} is not found.") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def find_address(host: str, port: int) -> str:
    numbers = numbers_of(host, port)
    for number in numbers:
        if settings.PRODUCTION and not ipaddress.ip_address(number).is_global:
            text = _("The address leads into a network that is not public.")
            raise RefusedAddressError(text)
    return numbers[0]


def post(url: str, body: str, headers: dict[str, str]) -> tuple[int, str]:
    """The status and the reason of the answer; a redirect is not followed."""
    scheme, host, port, path = check_address(url)
    number = find_address(host, port)
    connection = connection_to(scheme, host, port, number)
    try:
        connection.request("POST", path, body.encode(), headers)
        answer = connection.getresponse()
        answer.read(MOST_READ)
        return answer.status, answer.reason
    finally:
        connection.close()


def connection_to(
    scheme: str, host: str, port: int, number: str
) -> http.client.HTTPConnection:
    """Not opened yet; whatever the name means by then, it goes to the number."""
    kind = _Secure if scheme == "https" else _Plain
    return kind(host, port, number)


class _Plain(http.client.HTTPConnection):
    def __init__(self, host: str, port: int, number: str) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self.number = number

    def connect(self) -> None:
        self.sock = socket.create_connection((self.number, self.port), self.timeout)


class _Secure(http.client.HTTPSConnection):
    def __init__(self, host: str, port: int, number: str) -> None:
        self.secured = ssl.create_default_context()
        super().__init__(host, port, timeout=TIMEOUT, context=self.secured)
        self.number = number

    def connect(self) -> None:
        plain = socket.create_connection((self.number, self.port), self.timeout)
        # Held before the other side has said a word, so that it can be cut.
        secured = self.secured.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock = secured
        secured.do_handshake()
