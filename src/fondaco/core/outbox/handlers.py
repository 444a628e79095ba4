"""Who does which kind of job."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

Payload = dict[str, Any]


class GiveUpError(Exception):
    """To try again is of no use: the job failed, for the reason that it gives."""


@dataclass(frozen=True)
class Handler:
    """How one kind of job is done, and how often it is tried."""

    kind: str
    run: Callable[..., Any]
    label: str | Promise
    attempts: int
    first_delay: dt.timedelta
    is_atomic: bool
    # What it is about, in few words: whom a mail is for, which file is read.
    describe: Callable[[Payload], str]
    # The parts of the payload that are emptied as soon as the job is done.
    secrets: tuple[str, ...]
    # Whether something leaves, so that a restored copy must not do it by itself.
    leaves: bool

    def delay_after(self, attempts: int) -> dt.timedelta:
        longest = dt.timedelta(hours=6)
        factor: int = 2 ** min(attempts - 1, 20)
        return min(longest, self.first_delay * factor)


def _undescribed(payload: Payload) -> str:
    return ""


_handlers: dict[str, Handler] = {}


def handler(
    kind: str,
    *,
    label: str | Promise = "",
    attempts: int = 8,
    first_delay: dt.timedelta = dt.timedelta(minutes=1),
    atomic: bool = False,
    secrets: tuple[str, ...] = (),
    leaves: bool = False,
    describe: Callable[[Payload], str] = _undescribed,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register `run(payload, entry)`; what it raises is tried again, later and later.

    With `atomic`, all that it writes and that it was done are one transaction: that
    happens once, whatever dies. Without, it must bear being run again from the start.
    The words that it returns, if any, are shown beside the job. Of its payload, what
    `secrets` names is emptied when it is done; one that `leaves` is not done by itself
    after a backup was restored.
    """

    def register(run: Callable[..., Any]) -> Callable[..., Any]:
        _handlers[kind] = Handler(
            kind=kind,
            run=run,
            label=label or kind,
            attempts=attempts,
            first_delay=first_delay,
            is_atomic=atomic,
            describe=describe,
            secrets=secrets,
            leaves=leaves,
        )
        return run

    return register


@cache
def discover() -> None:
    autodiscover_modules("jobs")


def find_handler(kind: str) -> Handler | None:
    discover()
    return _handlers.get(kind)


def all_handlers() -> list[Handler]:
    discover()
    return list(_handlers.values())
