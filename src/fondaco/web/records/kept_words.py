"""Words that a form sent and that could not be saved, kept until they can be.

Whoever was signed out while writing finds them again in their form. They wait in the
session of the browser that sent them, for an hour, for the person who was given the
form: a signed visit says who that is. Whether its record exists is never looked at, so
the answer tells nothing of it.
"""

import re
import time
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError

from fondaco.web.records.visits import Visit, read_visit

SECONDS = 3600
# Forms at a time; each is as long as Django lets a request be.
MOST = 3
_KEY = "kept_words"
_CARRIED = {"csrfmiddlewaretoken", "press", "visit", "version"}
_COUNTS_ROWS = re.compile(r"-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|-id$")


def keep_words(request: HttpRequest) -> bool:
    """Keep what was posted; not what comes from no form of ours, nor for others."""
    visit = read_visit(data := _posted(request))
    if visit is None:
        return False
    if request.user.is_authenticated and not visit.is_of(request.user):
        return False
    _store(
        request,
        [
            *_without(request, visit.number),
            {
                "user": visit.user,
                "visit": visit.number,
                "path": request.path,
                "at": time.time(),
                "words": {
                    name: data.getlist(name)
                    for name in data
                    if name not in {"csrfmiddlewaretoken", "press"}
                },
            },
        ][-MOST:],
    )
    if not request.user.is_authenticated:
        # Signing in says anew how long the session lasts.
        request.session.set_expiry(SECONDS)
    return True


def words_to_give_back(request: HttpRequest) -> list[tuple[str, str]]:
    """What a signed-in person wrote into a form of theirs, to copy from the page."""
    if request.method != "POST" or not request.user.is_authenticated:
        return []
    visit = read_visit(data := _posted(request))
    if visit is None or not visit.is_of(request.user):
        return []
    return [
        (name.replace("_", " "), value)
        for name in data
        if name not in _CARRIED and not _COUNTS_ROWS.search(name)
        for value in data.getlist(name)
        if value
    ]


def find_words(request: HttpRequest) -> QueryDict | None:
    """What this person wrote at this address, as a form would send it."""
    for one in reversed(_kept(request)):
        visit = Visit(one["user"], one["visit"])
        if visit.is_of(request.user) and one["path"] == request.path:
            found = QueryDict(mutable=True)
            for name, values in one["words"].items():
                found.setlist(name, values)
            return found
    return None


def forget_words(request: HttpRequest, visit: Visit | None) -> None:
    if visit and _KEY in request.session:
        _store(request, _without(request, visit.number))


def forget_words_of_others(
    sender: object, request: HttpRequest, user: Any, **_kwargs: object
) -> None:
    """Somebody else signs in on the same browser: the words are not theirs."""
    if _KEY in request.session:
        own = [one for one in _kept(request) if one["user"] == str(user.pk)]
        _store(request, own)


def _posted(request: HttpRequest) -> Any:
    """Nothing, where the request cannot be read: that error is already another one."""
    try:
        return request.POST
    except (SuspiciousOperation, BadRequest, MultiPartParserError, OSError):
        return QueryDict()


def _kept(request: HttpRequest) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = request.session.get(_KEY, [])
    return [one for one in kept if one["at"] > time.time() - SECONDS]


def _without(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    return [one for one in _kept(request) if one["visit"] != number]


def _store(request: HttpRequest, kept: list[dict[str, Any]]) -> None:
    if kept:
        request.session[_KEY] = kept
    else:
        request.session.pop(_KEY, None)
