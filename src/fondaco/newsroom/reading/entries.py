"""What a feed says, as whoever keeps it needs it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """An entry; `key` is what tells it from the others of its feed."""

    key: str
    title: str
    url: str
    text: str
    published: dt.datetime | None = None


@dataclass(frozen=True)
class Read:
    title: str
    language: str
    entries: list[Entry]
