"""A year from January to December, with a lane for each cluster."""

import calendar
from dataclasses import dataclass, replace
from datetime import date

from babel.dates import get_month_names

from fondaco.web.charts.levels import LEVELS, Level, Shape, shape_within
from fondaco.web.charts.placement import text_width

WIDTH, ROW, TEXT_SIZE = 960.0, 30.0, 14.0
REACH, RING_GAP = 10.0, 3.0
ROWS_WITH_NAMES = 6
LONGEST_NAME = 34


@dataclass(frozen=True)
class Bar:
    """An activity; without any date it is told beneath the lanes."""

    start: date | None
    end: date | None
    label: str
    level: int
    url: str
    is_vague: bool = False

    @property
    def rank(self) -> Level:
        return LEVELS[self.level]


@dataclass(frozen=True)
class Lane:
    """`note` says what an empty lane is, where it is not that there was nothing."""

    label: str
    url: str
    bars: list[Bar]
    note: str = ""


@dataclass(frozen=True)
class Month:
    name: str
    x: float
    middle: float


@dataclass(frozen=True)
class PlacedBar:
    """A shape at `centre` on a track from `x`; its name reaches `begin` or `end`."""

    bar: Bar
    x: float
    width: float
    centre: float
    shape: Shape
    text: str
    text_x: float
    text_anchor: str
    begin: float
    end: float
    y: float = 0

    @property
    def track_y(self) -> float:
        return self.y - REACH

    @property
    def text_y(self) -> float:
        return self.y + TEXT_SIZE * 0.35


@dataclass(frozen=True)
class PlacedLane:
    lane: Lane
    height: float
    bars: list[PlacedBar]


@dataclass(frozen=True)
class Timeline:
    months: list[Month]
    lanes: list[PlacedLane]
    undated: list[tuple[Lane, Bar]]


def lay_out(year: int, lanes: list[Lane], *, language: str) -> Timeline:
    return Timeline(
        months=_months(year, language),
        lanes=[_place(year, lane) for lane in lanes],
        undated=[
            (lane, bar)
            for lane in lanes
            for bar in lane.bars
            if bar.start is None and bar.end is None
        ],
    )


def x_of(year: int, day: date) -> float:
    """Where a day of the year begins; days of other years lie on its edges."""
    days = 366 if calendar.isleap(year) else 365
    passed = min(max((day - date(year, 1, 1)).days, 0), days)
    return round(passed / days * WIDTH, 1)


def _months(year: int, language: str) -> list[Month]:
    names = get_month_names("abbreviated", locale=language)
    starts = [x_of(year, date(year, month, 1)) for month in range(1, 13)] + [WIDTH]
    return [
        Month(
            names[number], starts[number - 1], (starts[number - 1] + starts[number]) / 2
        )
        for number in range(1, 13)
    ]


def _span(year: int, bar: Bar) -> tuple[float, float] | None:
    """Left and right edge; None for a bar that no day of the year belongs to."""
    start = bar.start or (date(year, 1, 1) if bar.end else None)
    if start is None:
        return None
    end = bar.end or start
    if end.year < year or start.year > year:
        return None
    last = min(end, date(year, 12, 31))
    return x_of(year, start), x_of(year, date.fromordinal(last.toordinal() + 1))


def _place(year: int, lane: Lane) -> PlacedLane:
    spans = sorted(
        ((span, bar) for bar in lane.bars if (span := _span(year, bar))),
        key=lambda pair: pair[0],
    )
    rows = _pack([_draw(*span, bar, named=True) for span, bar in spans])
    if len(rows) > ROWS_WITH_NAMES:
        rows = _pack([_draw(*span, bar, named=False) for span, bar in spans])
    bars = [
        replace(bar, y=number * ROW + ROW / 2)
        for number, row in enumerate(rows)
        for bar in row
    ]
    # A person walks the lane by date, whatever row a bar was given.
    bars.sort(key=lambda bar: bar.x)
    return PlacedLane(lane, max(len(rows), 1) * ROW, bars)


def _pack(bars: list[PlacedBar]) -> list[list[PlacedBar]]:
    """Each bar into the first row where the one before has ended."""
    rows: list[list[PlacedBar]] = []
    for bar in bars:
        for row in rows:
            if row[-1].end <= bar.begin:
                row.append(bar)
                break
        else:
            rows.append([bar])
    return rows


def _draw(left: float, right: float, bar: Bar, *, named: bool) -> PlacedBar:
    """A vague bar has its shape in the middle: somewhere in this time."""
    middle = (left + right) / 2
    short = right - left < 2 * REACH
    centre = middle if bar.is_vague or short else left + REACH
    centre = round(min(max(centre, REACH), WIDTH - REACH), 1)
    begin, end = min(left, centre - REACH), max(right, centre + REACH)
    text = _shortened(bar.label) if named else ""
    wide = text_width(text, TEXT_SIZE) + 8 if text else 0
    if centre + REACH + wide <= right:
        # The name has room on the bar itself.
        text_x, anchor = centre + REACH + 4, "start"
    elif end + wide <= WIDTH:
        text_x, anchor, end = end + 4, "start", end + wide
    else:
        text_x, anchor, begin = begin - 4, "end", begin - wide
    return PlacedBar(
        bar=bar,
        x=left,
        width=round(right - left, 1),
        centre=centre,
        shape=shape_within(bar.level, REACH - 1, RING_GAP),
        text=text,
        text_x=round(text_x, 1),
        text_anchor=anchor,
        begin=begin,
        end=end + 4,
    )


def _shortened(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    return name[: LONGEST_NAME - 1].rstrip() + "…"
