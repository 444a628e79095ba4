"""Pages as visitors see them, kept as they are sent until the record changes.

A page is kept under the state that the record was in before it was made, so it is never
older than that state: whatever is written afterwards makes another state.
"""

import gc
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from fondaco.core.revisions import present_revision

Respond = Callable[[HttpRequest], HttpResponseBase]
Key = tuple[str, ...]
# Longer addresses and larger pages are made anew each time.
LONGEST = 500
LARGEST = 512 * 1024
# Whoever sends one of these may see what others do not, or has a form to send.
PERSONAL = (
    settings.SESSION_COOKIE_NAME,
    settings.CSRF_COOKIE_NAME,
    "messages",
)
NEVER = ("/api/", f"/{settings.STATIC_URL}")


class _Kept:
    """The latest pages asked for, as many as there is room for."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, HttpResponse] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Key) -> HttpResponse | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: Key, page: HttpResponse) -> None:
        with self._lock:
            self._take_out(key)
            self._pages[key] = page
            self._size += len(page.content)
            while self._size > settings.KEPT_PAGES and self._pages:
                self._take_out(next(iter(self._pages)))

    def _take_out(self, key: Key) -> None:
        if (old := self._pages.pop(key, None)) is not None:
            self._size -= len(old.content)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._size = 0


kept = _Kept()
# Of all who ask for a page at once, one has it made. One page is in the making at a
# time: two would be no sooner ready, and take the memory of both.
_TURNS = [Lock() for _ in range(64)]
_AT_ONCE = Lock()


def _turn_of(key: Key) -> Lock:
    return _TURNS[hash(key) % len(_TURNS)]


class KeptPagesMiddleware:
    """Stands outside of what compresses and of what adds headers: both are kept."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.KEPT_PAGES or (asked := _asked(request)) is None:
            return self.get_response(request)
        key = (*asked, present_revision())
        if (page := kept.get(key)) is not None:
            return _answer(request, page)
        with _turn_of(key), _AT_ONCE:
            # Somebody else may just have asked for it.
            if (page := kept.get(key)) is not None:
                return _answer(request, page)
            return self._make(request, key)

    def _make(self, request: HttpRequest, key: Key) -> HttpResponseBase:
        with _without_looking_for_garbage():
            response = self.get_response(request)
        if not _is_keepable(response):
            return response
        assert isinstance(response, HttpResponse)
        mark = hashlib.sha256(response.content).hexdigest()[:32]
        response.headers.setdefault("ETag", f'"{mark}"')
        kept.put(key, _copy(response))
        return _answer(request, response)


@contextmanager
def _without_looking_for_garbage() -> Iterator[None]:
    """A large page is tens of thousands of objects, which all go when it is made.

    To look through them again and again meanwhile finds nothing.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _asked(request: HttpRequest) -> Key | None:
    """What the page depends on, beside the record; None where it may be personal."""
    path = request.get_full_path()
    if request.method not in {"GET", "HEAD"} or len(path) > LONGEST:
        return None
    if path.startswith(NEVER) or any(name in request.COOKIES for name in PERSONAL):
        return None
    if "Authorization" in request.headers or "HX-Request" in request.headers:
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    return (
        str(request.scheme),
        host,
        path,
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        request.headers.get("Accept-Language", "")[:LONGEST],
        "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else "",
        timezone.localdate().isoformat(),
    )


def _is_keepable(response: HttpResponseBase) -> bool:
    rules = response.get("Cache-Control", "")
    return (
        response.status_code == 200
        and isinstance(response, HttpResponse)
        and not response.streaming
        and not response.cookies
        and not any(word in rules for word in ("no-store", "private"))
        and len(response.content) <= LARGEST
    )


def _copy(response: HttpResponse) -> HttpResponse:
    copy = HttpResponse(response.content)
    copy.headers = type(response.headers)(dict(response.headers))
    return copy


def _answer(request: HttpRequest, page: HttpResponse) -> HttpResponseBase:
    made: Any = _copy(page)
    return get_conditional_response(request, page["ETag"], response=made) or made
