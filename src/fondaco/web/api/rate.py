"""How many requests a minute a key, or an address without one, may make of the API.

The cache is a table where nothing else is set up: so a process takes requests from what
is left in parts, and most requests are counted in its own memory.
"""

import math
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from fondaco.web.api.problems import ProblemError

WINDOW = 60
# Into how many parts a minute's requests are shared out to the processes.
PARTS = 20
# Held in a process: whom it counts in this minute.
_held: dict[str, "_Held"] = {}
_minute = [0]


@dataclass
class _Held:
    """Requests that this process took and has not spent, and what all took so far."""

    left: int = 0
    taken: int = 0


@dataclass(frozen=True)
class Rate:
    limit: int
    remaining: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers-10 names them."""
        return {
            "RateLimit-Policy": f'"minute";q={self.limit};w={WINDOW}',
            "RateLimit": f'"minute";r={self.remaining};t={self.seconds}',
        }


def count_request(request: HttpRequest, who: str) -> None:
    """Refuse whoever has had its requests of this minute."""
    limit: int = settings.API_RATE
    if not limit:
        return
    now = time.time()
    minute = int(now // WINDOW)
    seconds = math.ceil((minute + 1) * WINDOW - now)
    held = _held_by(who, minute)
    allowed = held.left > 0 or _take(held, f"api:{who}:{minute}", limit)
    if allowed:
        held.left -= 1
    remaining = max(limit - held.taken, 0) + held.left
    rate = Rate(limit, remaining, seconds)
    request.api_rate = rate  # type: ignore[attr-defined]
    if not allowed:
        detail = _("Too many requests: ask again in %s seconds.") % seconds
        raise ProblemError(429, detail, headers={"Retry-After": str(seconds)})


def headers_of(request: HttpRequest) -> dict[str, str]:
    rate: Rate | None = getattr(request, "api_rate", None)
    return rate.headers if rate else {}


def _held_by(who: str, minute: int) -> _Held:
    if _minute[0] != minute:
        _held.clear()
        _minute[0] = minute
    return _held.setdefault(who, _Held())


def _take(held: _Held, name: str, limit: int) -> bool:
    """Two processes at once may take the same part: a minute then has a few more."""
    if held.taken >= limit:
        return False
    taken = cache.get(name, 0)
    part = min(max(limit // PARTS, 1), limit - taken)
    held.taken = taken + max(part, 0)
    if part <= 0:
        return False
    held.left += part
    cache.set(name, held.taken, 2 * WINDOW)
    return True
