"""Errors as RFC 9457 has them: what is wrong, and where in what was sent."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel

from fondaco.web.api.wording import mistake_in_words

MEDIA_TYPE = "application/problem+json"
# What pydantic calls the two shapes that a date may have, and puts into the path.
DATE, TEXT = "When", "constrained-str"


@dataclass(frozen=True)
class Mistake:
    """`pointer` is a JSON pointer into the body, or the name of a parameter."""

    pointer: str
    detail: str


class MistakeOut(BaseModel):
    pointer: str
    detail: str


class ProblemOut(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[MistakeOut] = []


class ProblemError(Exception):
    """Raised anywhere below an address of the API, answered as it says."""

    def __init__(
        self,
        status: int,
        detail: str,
        mistakes: Iterable[Mistake] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail
        self.mistakes = list(mistakes)
        self.headers = headers or {}

    def answer(self) -> HttpResponse:
        return answer(self.status, self.detail, self.mistakes, self.headers)


def answer(
    status: int,
    detail: str,
    mistakes: Iterable[Mistake] = (),
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": [asdict(one) for one in mistakes],
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=status,
        content_type=MEDIA_TYPE,
        headers=headers or {},
    )


def not_found() -> HttpResponse:
    return answer(404, _("There is nothing at this address, or nothing for you."))


def no_token() -> ProblemError:
    detail = _("Send a key for programs: Authorization: Bearer …")
    return ProblemError(401, detail, headers={"WWW-Authenticate": "Bearer"})


def wrong(mistakes: Iterable[Mistake]) -> ProblemError:
    return ProblemError(422, _("What was sent is not as it should be."), mistakes)


def invalid(errors: Iterable[dict[str, Any]]) -> HttpResponse:
    """What the shapes of bodies and parameters refuse, as pydantic tells it."""
    found = [
        Mistake(_pointer(one["loc"]), mistake_in_words(one))
        for one in _of_one_shape(list(errors))
    ]
    return wrong(found).answer()


def _of_one_shape(errors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A date is a text or an object, and not wrong for not being the other, too."""
    inside = {
        one["loc"][: one["loc"].index(DATE)]
        for one in errors
        if DATE in one["loc"] and one["loc"][-1] != DATE
    }
    found = []
    for one in errors:
        *place, last = one["loc"]
        if last == DATE or (last == TEXT and tuple(place) in inside):
            continue
        found.append({**one, "type": "date_type"} if last == TEXT else one)
    return found


def no_json(status: int) -> HttpResponse:
    return answer(status, _("The body could not be read as JSON."))


def refused(messages: Iterable[str]) -> HttpResponse:
    """What no form foresaw, and an action would not do."""
    found = [Mistake("", text) for text in messages]
    return answer(409, _("The record was refused."), found)


def failed() -> HttpResponse:
    return answer(500, _("This is our fault, and it is in our log."))


def _pointer(place: tuple[str | int, ...]) -> str:
    """“body, body, places, 0, city” is “/places/0/city” to whoever sent it."""
    where, *rest = (str(part) for part in place if part not in {DATE, TEXT})
    if where == "body":
        return "/" + "/".join(rest[1:])
    return rest[-1] if rest else where
