"""With whom a person may share what they keep: a lower floor knows of no clusters.

The app that knows them registers who stands in which circle, when it is ready.
"""

from collections.abc import Callable, Mapping

from fondaco.core.permissions import Actor

Circles = Callable[[Actor], Mapping[str, str]]
_known: list[tuple[Callable[[Actor], set[str]], Circles]] = []


def register(keys: Callable[[Actor], set[str]], names: Circles) -> None:
    """`keys` are the circles that a person is in, `names` what they are called."""
    _known.append((keys, names))


def circles_of(actor: Actor) -> set[str]:
    return {key for keys, _names in _known for key in keys(actor)}


def names_of(actor: Actor) -> dict[str, str]:
    return {key: name for _keys, names in _known for key, name in names(actor).items()}
