"""Counts in a grid and counts in a list: every number opens its records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fondaco.web.charts.levels import LEVELS, Level, Shape, shape_within


@dataclass(frozen=True)
class Heading:
    """Of a row or a column of the matrix."""

    key: str
    label: str
    url: str = ""


# Not frozen, though nobody changes one: a page has hundreds.
@dataclass(unsafe_hash=True)
class Count:
    """Without a value, `unknown` says why: it is not the same as nothing."""

    value: int | None
    url: str = ""
    level: int | None = None
    unknown: str = ""

    @property
    def shape(self) -> Shape | None:
        return None if self.level is None else shape_within(self.level, 9, 3)

    @property
    def rank(self) -> Level | None:
        return None if self.level is None else LEVELS[self.level]


@dataclass(frozen=True)
class Row:
    heading: Heading
    counts: list[Count | None]
    total: Count | None


def rows_of(
    rows: Sequence[Heading],
    columns: Sequence[Heading],
    counts: Mapping[tuple[str, str], Count],
    totals: Mapping[str, Count],
) -> list[Row]:
    return [
        Row(
            row,
            [counts.get((row.key, column.key)) for column in columns],
            totals.get(row.key),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class BarItem:
    label: str
    value: int
    url: str = ""
    level: int | None = None

    @property
    def shape(self) -> Shape | None:
        return None if self.level is None else shape_within(self.level, 9, 3)


def bar_lengths(items: Sequence[BarItem]) -> list[tuple[BarItem, float]]:
    """Each item with the share of the longest bar that its own takes, in per cent."""
    longest = max((item.value for item in items), default=0) or 1
    return [(item, round(item.value / longest * 100, 1)) for item in items]
