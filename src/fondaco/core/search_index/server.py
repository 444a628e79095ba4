"""Talking to an OpenSearch server, which the operator names: never for long."""

import base64
import http.client
import json
import time
from typing import Any

from django.conf import settings

# Of a search somebody waits for the answer; of what a worker sends, nobody.
PATIENT = 30.0
MOST_SAID = 300


class ServerError(OSError):
    """The server did not do what it was asked to; says what it said."""

    def __init__(self, text: str, status: int = 0) -> None:
        super().__init__(text)
        self.status = status


def is_configured() -> bool:
    return settings.SEARCH_SERVER is not None


def named() -> dict[str, Any]:
    """The server of the settings; ask first whether there is one."""
    assert settings.SEARCH_SERVER is not None
    return settings.SEARCH_SERVER


def call(
    method: str, path: str, body: str = "", *, seconds: float = PATIENT
) -> dict[str, Any]:
    """What the server answers; `ServerError` for whatever is no success."""
    end = time.monotonic() + seconds
    connection = _connection(seconds)
    try:
        connection.request(method, f"/{path}", body.encode(), _headers(path))
        answer = connection.getresponse()
        told = _read(answer, end)
    except (OSError, http.client.HTTPException) as error:
        raise ServerError(str(error) or type(error).__name__) from error
    finally:
        connection.close()
    if answer.status >= 400:
        said = told.decode(errors="replace")[:MOST_SAID]
        raise ServerError(f"{answer.status} {answer.reason} {said}", answer.status)
    return _read_json(told) if told else {}


def _connection(seconds: float) -> http.client.HTTPConnection:
    host, port = named()["host"], named()["port"]
    if named()["is_secure"]:
        return http.client.HTTPSConnection(host, port, timeout=seconds)
    return http.client.HTTPConnection(host, port, timeout=seconds)


def _headers(path: str) -> dict[str, str]:
    server = named()
    is_many = path.endswith("/_bulk")
    headers = {
        "Content-Type": "application/x-ndjson" if is_many else "application/json"
    }
    if server["user"]:
        words = f"{server['user']}:{server['password']}".encode()
        headers["Authorization"] = f"Basic {base64.b64encode(words).decode()}"
    return headers


def _read(answer: http.client.HTTPResponse, end: float) -> bytes:
    """All of it; a server that lets it drip does not hold us longer than another."""
    parts = []
    while part := answer.read1(2**16):
        parts.append(part)
        if time.monotonic() > end:
            raise TimeoutError("The answer takes too long.")
    return b"".join(parts)


def _read_json(told: bytes) -> dict[str, Any]:
    try:
        found = json.loads(told)
    except ValueError as error:
        raise ServerError("The answer is no JSON.") from error
    if not isinstance(found, dict):
        raise ServerError("The answer is no JSON object.")
    return found
