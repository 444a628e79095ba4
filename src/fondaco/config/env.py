"""Typed readers of environment variables that refuse what they do not understand.

Every variable may also be given as NAME_FILE, the path of a file that holds it.
"""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import ParseResult, parse_qsl, unquote, urlparse

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name)
    file = os.environ.get(f"{name}_FILE")
    if value is None and file:
        try:
            value = Path(file).read_text().strip()
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name}_FILE names {file}, which cannot be read: {error.strerror}."
            ) from error
    if value is None:
        if default is None:
            raise ImproperlyConfigured(f"Set {name} (or {name}_FILE).")
        return default
    return value


def choice(name: str, options: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in options:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must be one of {', '.join(options)}."
        )
    return value


def boolean(name: str, default: bool) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False}
    value = text(name, "true" if default else "false").lower()
    if value not in {*words, "no"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be true or false.")
    return words.get(value, False)


def integer(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must be a whole number."
        ) from error


def clock_time(name: str, default: str) -> str:
    value = text(name, default)
    if not re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", value):
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must be a time of the day, such as 02:30."
        )
    return value


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def url(name: str, default: str, schemes: tuple[str, ...]) -> ParseResult:
    try:
        parsed = urlparse(text(name, default))
        _ = parsed.port  # urlparse reads it only when asked
    except ValueError as error:
        # The address may hold a password: it is not repeated.
        raise ImproperlyConfigured(
            f"{name} is not an address that can be read."
        ) from error
    if parsed.scheme not in schemes:
        raise ImproperlyConfigured(
            f"{name} must start with one of "
            f"{', '.join(f'{scheme}:' for scheme in schemes)}."
        )
    return parsed


def database(name: str, default: str) -> dict[str, object]:
    """SQLite by path or PostgreSQL by address, as Django's DATABASES wants it."""
    parsed = url(name, default, ("sqlite", "postgres", "postgresql"))
    if parsed.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parsed.path.removeprefix("/")) or ":memory:",
            # To open it takes longer than to answer with a page that is kept.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                # A megabyte of pages for each thread: the system keeps the file, too.
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
                    "PRAGMA cache_size=-1000;"
                ),
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parsed.path.removeprefix("/")),
        "USER": unquote(parsed.username or ""),
        "PASSWORD": unquote(parsed.password or ""),
        "HOST": parsed.hostname or "",
        "PORT": str(parsed.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": dict(parse_qsl(parsed.query)),
    }


def search_server(name: str) -> dict[str, Any] | None:
    """`opensearch:` in the clear or `https:`, with the index as the path."""
    if not text(name, ""):
        return None
    parsed = url(name, "", ("opensearch", "https"))
    index = parsed.path.strip("/") or "fondaco"
    if not parsed.hostname or not re.fullmatch("[a-z0-9][a-z0-9_-]{0,60}", index):
        raise ImproperlyConfigured(
            f"{name} wants a host, and an index in small letters, digits, - and _, "
            "such as https://user:password@search.example.org:9200/fondaco."
        )
    return {
        "is_secure": parsed.scheme == "https",
        "host": parsed.hostname,
        "port": parsed.port or 9200,
        "user": unquote(parsed.username or ""),
        "password": unquote(parsed.password or ""),
        "index": index,
    }


def periods(name: str) -> dict[str, int]:
    """Days by rule, such as `contacts=1095,drafts=7`."""
    found = {}
    for word in words(name, ""):
        rule, _sign, days = word.partition("=")
        if not (rule and days.isascii() and days.isdigit() and 0 < int(days) < 36500):
            raise ImproperlyConfigured(
                f"{name} wants days by rule, such as contacts=1095; not {word!r}."
            )
        found[rule] = int(days)
    return found


_SMTP_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def mail(name: str, default: str) -> dict[str, object]:
    """`console:` or `smtp://user:password@host:port`, as Django's EMAIL_* want.

    `smtp+starttls:` begins in the clear and goes on over TLS, or sends nothing;
    `smtps:` is TLS from the first byte.
    """
    parsed = url(name, default, ("console", *_SMTP_PORTS))
    if parsed.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parsed.hostname or "localhost",
        "EMAIL_PORT": parsed.port or _SMTP_PORTS[parsed.scheme],
        "EMAIL_HOST_USER": unquote(parsed.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parsed.password or ""),
        "EMAIL_USE_TLS": parsed.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parsed.scheme == "smtps",
    }


def provider(issuer: ParseResult, client: str, secret: str) -> dict[str, Any]:
    """An OpenID Connect provider as allauth wants it."""
    return {
        "provider_id": "oidc",
        "name": "OpenID Connect",
        "client_id": client,
        "secret": secret,
        "settings": {
            "server_url": issuer.geturl().rstrip("/"),
            "origin": f"{issuer.scheme}://{issuer.netloc}",
        },
    }
