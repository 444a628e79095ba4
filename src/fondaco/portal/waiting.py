"""What waits for a person, from whichever part of the house: the desk's left side.

A part registers a provider when its app is ready, or stands among those of the desk.
The desk gives each one query at most; what is already at hand is better.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from fondaco.core.permissions import Actor


@dataclass(frozen=True)
class Waiting:
    """Something with the one action that clears it; the earliest date is most urgent.

    `action_url` is opened or, with `posts`, posted to at once; nothing is asked then.
    """

    date: dt.date
    kind: str | Promise
    name: str
    url: str
    action: str | Promise
    action_url: str = ""
    posts: bool = False
    # What the date means, as a sentence's end: “until …”, “by …”.
    when: str = ""
    is_late: bool = False


Provider = Callable[[Actor, dt.date], list[Waiting]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    if provider not in _providers:
        _providers.append(provider)
    return provider


def ask_providers(actor: Actor, today: dt.date) -> list[Waiting]:
    return [one for provider in _providers for one in provider(actor, today)]


def most_urgent_first(waiting: list[Waiting]) -> list[Waiting]:
    return sorted(waiting, key=lambda one: (one.date, str(one.kind), one.name))
