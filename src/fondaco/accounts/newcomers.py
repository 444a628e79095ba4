"""Who may get an account by signing in with the provider: floors above decide."""

from collections.abc import Callable

from django.http import HttpRequest

from fondaco.accounts.models import User

# Given the request, the e-mail and the name that the provider tells: an account, or
# none where nobody invited this visitor.
Welcome = Callable[[HttpRequest, str, str], User | None]
# Where the session keeps what a newcomer has in hand, on the way to the provider and
# back; set by the form that leads there and by nothing else, or a link would plant it.
IN_HAND = "invitation"
_welcomes: list[Welcome] = []


def register(welcome: Welcome) -> None:
    _welcomes.append(welcome)


def welcome_newcomer(request: HttpRequest, email: str, name: str) -> User | None:
    return next(filter(None, (w(request, email, name) for w in _welcomes)), None)
