"""What a text names: the things that sentences put together."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from fondaco.engines.press.dates.forms import Expression


@dataclass(frozen=True, slots=True)
class Item:
    """Something named.

    Parameters
    ----------
    start, end
        In the plain text, the end excluded.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named(Item):
    """An organisation.

    Parameters
    ----------
    name
        As the text has it.
    cluster
        The registry's acronym, if it is one of its clusters.
    key
        The same for all mentions of one organisation.
    is_known
        Whether the registry has it.
    is_cluster
        Whether it is a cluster, a district, a pole or an association: what “il cluster”
        and “l'associazione” may stand for.
    """

    name: str
    cluster: str | None
    key: str
    is_known: bool
    is_cluster: bool


@dataclass(frozen=True, slots=True)
class Person(Item):
    """Somebody, with the office that the text gives.

    Parameters
    ----------
    name
        Given name and family name, as far as the text has them.
    office
        Folded, or empty.
    organisation
        Of which they hold it, or for which they speak.
    name_start, name_end
        Where the name alone is.
    """

    name: str
    office: str
    organisation: Named | None
    name_start: int
    name_end: int


@dataclass(frozen=True, slots=True)
class Count(Item):
    """How many of something.

    Parameters
    ----------
    noun
        What is counted, as the text has it.
    number
        None where the text says that there are some.
    of
        Of how many.
    is_meetings
        Whether meetings are counted, and not those who take part.
    """

    noun: str
    number: int | None
    of: int | None
    is_meetings: bool


@dataclass(frozen=True, slots=True)
class When(Item):
    """A date.

    Parameters
    ----------
    expression
        What it says.
    """

    expression: Expression


@dataclass(frozen=True, slots=True)
class Where(Item):
    """A place.

    Parameters
    ----------
    city, country, venue
        As in `reading.Place`.
    """

    city: str | None
    country: str | None
    venue: str | None


Actor = Named | Person | Count
Thing = TypeVar("Thing", bound=Item)


def within(items: Sequence[Thing], start: int, end: int) -> list[Thing]:
    """List what stands in a stretch of text.

    Parameters
    ----------
    items
        In the order of the text.
    start, end
        The stretch.
    """
    first = bisect_left(items, start, key=lambda item: item.start)
    found = []
    for item in items[first:]:
        if item.start >= end:
            break
        found.append(item)
    return found
