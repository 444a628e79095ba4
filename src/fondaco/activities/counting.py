"""How many activities each value of each filter would leave, in one query."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from fondaco.activities.choosing import Choosing
from fondaco.activities.dating import year_of
from fondaco.activities.filters import CHOICES, ONLINE, UNKNOWN, Selection
from fondaco.activities.models import Place
from fondaco.activities.models.activities import ActivityQuerySet
from fondaco.core.reading import Read, read_together

ROWS = Count("pk")
ACTIVITIES = Count("activity", distinct=True)


def count_values(
    activities: ActivityQuerySet, selection: Selection, choosing: Choosing
) -> dict[str, Counter[str]]:
    """Of each filter, what each value would leave with the others as they are.

    Cities are too many to count: only where some are chosen.
    """
    names = [name for name in CHOICES if name != "city" or name in selection.values]
    reads = [list(_reads(name, activities, selection, choosing)) for name in names]
    rows = iter(read_together(*(read for own in reads for read in own)))
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    for name, own in zip(names, reads, strict=True):
        for _ in own:
            for counted in next(rows):
                counts[name].update(counted)
    return counts


def _reads(
    name: str, activities: ActivityQuerySet, selection: Selection, choosing: Choosing
) -> Iterator[Read]:
    others = selection.relaxing(name)
    among = choosing.choose(activities, others).order_by()
    there = Place.objects.filter(activity__in=among.values("pk")).order_by()
    present = choosing.taking_part(others).filter(activity__in=among.values("pk"))
    match name:
        case "year":
            first, last = year_of("first_day"), year_of("until_day")
            among = among.annotate(first_year=first, last_year=last)
            yield _groups(among, ROWS, _years, "first_year", "last_year")
        case "country":
            is_placed = Exists(Place.objects.filter(activity=OuterRef("pk")))
            among = among.annotate(is_placed=is_placed)
            yield _groups(there, ACTIVITIES, _itself, "country")
            yield _groups(among, ROWS, _nowhere, "is_virtual", "is_placed")
        case "city":
            for code in sorted(selection.values["city"]):
                places = choosing.in_city(code).filter(activity__in=among.values("pk"))
                yield _groups(places, ACTIVITIES, partial(_always, code), "country")
        case "cluster":
            yield _groups(present, ACTIVITIES, _itself, "cluster__slug")
        case "role":
            yield _groups(present, ACTIVITIES, _itself, "role")
        case _:
            yield _groups(among, ROWS, _itself, name)


def _groups(
    rows: "QuerySet[Any]",
    number: Count,
    values: Callable[..., Iterable[str]],
    *columns: str,
) -> Read:
    """Rows that become how many activities have each of their `values`."""

    def build(row: tuple[Any, ...]) -> dict[str, int]:
        return dict.fromkeys(values(*row[:-1]), row[-1])

    grouped = rows.values(*columns).annotate(number=number)
    return Read(grouped, (*columns, "number"), build)


def _itself(value: str) -> Iterable[str]:
    return (value,)


def _always(code: str, country: str) -> Iterable[str]:
    return (code,)


def _years(first: str | None, last: str | None) -> Iterable[str]:
    return map(str, range(int(first), int(last) + 1)) if first and last else ()


def _nowhere(is_virtual: bool, is_placed: bool) -> Iterable[str]:
    return (ONLINE,) if is_virtual else () if is_placed else (UNKNOWN,)
