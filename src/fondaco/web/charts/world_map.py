"""Places on a map of the world, with Europe enlarged beside it."""

from dataclasses import dataclass
from math import hypot, sqrt

from fondaco.web.charts.levels import LEVELS, Level, Shape, shape_within
from fondaco.web.charts.placement import (
    Box,
    Circle,
    Label,
    around,
    label_beside,
    spread,
)
from fondaco.web.charts.projection import EUROPE, WORLD, Paper

LARGEST, USUAL, SMALLEST = 30.0, 12.0, 10.0
# Rings lie within a mark: its whole area is its value, whatever its level.
RING_SHARE = 0.28
# Where there are more marks than this, all shrink, so that they find room.
FEW = 40
TEXT_SIZE = 20.0


@dataclass(frozen=True)
class MapMark:
    latitude: float
    longitude: float
    label: str
    value: int
    level: int
    url: str

    @property
    def rank(self) -> Level:
        return LEVELS[self.level]


@dataclass(frozen=True)
class PlacedMark:
    mark: MapMark
    x: float
    y: float
    shape: Shape
    label: Label | None
    # Where the place really is, when its mark had to give way to another.
    origin: tuple[float, float] | None


@dataclass(frozen=True)
class Panel:
    paper: Paper
    marks: list[PlacedMark]
    # Where on the world the enlarged part lies: x, y, width, height.
    frame: tuple[float, float, float, float] | None = None


def lay_out(marks: list[MapMark], *, compact: bool = False) -> list[Panel]:
    """Europe's places only in its own panel: on the world they are one heap."""
    european = [
        mark for mark in marks if EUROPE.contains(mark.latitude, mark.longitude)
    ]
    largest = max((mark.value for mark in marks), default=1)
    if compact:
        paper = EUROPE if marks and len(european) == len(marks) else WORLD
        return [Panel(paper, _place(marks, paper, largest))]
    if not european:
        return [Panel(WORLD, _place(marks, WORLD, largest))]
    beyond = [mark for mark in marks if mark not in european]
    return [
        Panel(WORLD, _place(beyond, WORLD, largest), _frame()),
        Panel(EUROPE, _place(european, EUROPE, largest)),
    ]


def radius_of(value: int, largest: int) -> float:
    """Areas, not radii, are in proportion; the largest mark has a limit."""
    unit = min(USUAL, LARGEST / sqrt(max(largest, 1)))
    return round(max(SMALLEST, unit * sqrt(max(value, 0))), 1)


def _place(marks: list[MapMark], paper: Paper, largest: int) -> list[PlacedMark]:
    marks = sorted(marks, key=lambda mark: (-mark.value, mark.label))
    crowding = min(1.0, sqrt(FEW / max(len(marks), 1)))
    shapes = [
        shape_within(mark.level, radius, radius * RING_SHARE)
        for mark in marks
        for radius in [radius_of(mark.value, largest) * crowding]
    ]
    origins = [paper.project(mark.latitude, mark.longitude) for mark in marks]
    circles = spread(
        [
            Circle(x, y, shape.reach + 1.5)
            for (x, y), shape in zip(origins, shapes, strict=True)
        ],
        width=paper.width,
        height=paper.height,
    )
    labels = _labels(marks, circles, paper)
    return [
        PlacedMark(
            mark=mark,
            x=round(circle.x, 1),
            y=round(circle.y, 1),
            shape=shape,
            label=label,
            origin=origin
            if hypot(circle.x - origin[0], circle.y - origin[1]) > shape.reach
            else None,
        )
        for mark, circle, shape, label, origin in zip(
            marks, circles, shapes, labels, origins, strict=True
        )
    ]


def _labels(
    marks: list[MapMark], circles: list[Circle], paper: Paper
) -> list[Label | None]:
    taken = [around(circle) for circle in circles]
    within = Box(0, 0, paper.width, paper.height)
    labels = []
    for mark, circle in zip(marks, circles, strict=True):
        text = f"{mark.label} {mark.value}" if mark.value > 1 else mark.label
        label = label_beside(circle, text, size=TEXT_SIZE, taken=taken, within=within)
        if label:
            taken.append(label.box)
        labels.append(label)
    return labels


def _frame() -> tuple[float, float, float, float]:
    left, top = WORLD.project(62.5, -11)
    right, bottom = WORLD.project(34, 39)
    return left, top, round(right - left, 1), round(bottom - top, 1)
