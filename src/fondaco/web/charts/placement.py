"""Marks that do not hide each other, and their names where there is room."""

from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin

# Rounds times circles: a few marks are placed perfectly, hundreds well enough.
EFFORT = 6000


@dataclass(frozen=True)
class Circle:
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    anchor: str
    box: Box


def spread(circles: list[Circle], *, width: float, height: float) -> list[Circle]:
    """Push overlapping circles apart, each by half, until none overlap.

    A crowd too dense for that keeps some overlap: a page may not take seconds.
    """
    # Plain lists: this is the innermost loop of a page.
    places = [[circle.x, circle.y] for circle in circles]
    radii = [circle.radius for circle in circles]
    for _ in range(min(300, EFFORT // max(len(circles), 1))):
        if not _part_all(places, radii, width, height):
            break
    return [
        replace(circle, x=x, y=y)
        for circle, (x, y) in zip(circles, places, strict=True)
    ]


def _part_all(
    places: list[list[float]], radii: list[float], width: float, height: float
) -> bool:
    """One round, from left to right: only neighbours can overlap."""
    moved = False
    widest = max(radii, default=0)
    order = sorted(range(len(places)), key=lambda index: places[index][0])
    for position, first in enumerate(order):
        one, reach = places[first], radii[first]
        for second in order[position + 1 :]:
            other = places[second]
            if other[0] - one[0] > reach + widest:
                break
            push = _push(one, other, reach + radii[second], turn=second)
            if push:
                moved = True
                for place, sign, radius in (
                    (one, -1, reach),
                    (other, 1, radii[second]),
                ):
                    x, y = place[0] + sign * push[0], place[1] + sign * push[1]
                    place[0] = min(max(x, radius), width - radius)
                    place[1] = min(max(y, radius), height - radius)
    return moved


def _push(
    one: list[float], other: list[float], apart: float, *, turn: int
) -> tuple[float, float] | None:
    """Half of the way that one of two circles lacks to stand clear of the other."""
    across, down = other[0] - one[0], other[1] - one[1]
    distance = hypot(across, down)
    lacking = apart - distance
    if lacking <= 0.05:
        return None
    if distance < 0.01:
        # In the very same place: each next one leaves in a direction of its own.
        angle = turn * pi * (3 - 5**0.5)
        across, down, distance = cos(angle), sin(angle), 1
    return across / distance * lacking / 2, down / distance * lacking / 2


def label_beside(
    circle: Circle, text: str, *, size: float, taken: list[Box], within: Box
) -> Label | None:
    """The first free place for a name: right, left, below, above, or else None."""
    wide = text_width(text, size)
    reach = circle.radius + size / 4
    candidates = (
        (circle.x + reach, circle.y + size * 0.35, "start", 0.0),
        (circle.x - reach, circle.y + size * 0.35, "end", wide),
        (circle.x, circle.y + reach + size * 0.75, "middle", wide / 2),
        (circle.x, circle.y - reach, "middle", wide / 2),
    )
    for x, y, anchor, before in candidates:
        box = Box(x - before, y - size * 0.8, x - before + wide, y + size * 0.25)
        inside = (
            box.left >= within.left
            and box.right <= within.right
            and box.top >= within.top
            and box.bottom <= within.bottom
        )
        if inside and not any(box.meets(other) for other in taken):
            return Label(round(x, 1), round(y, 1), anchor, box)
    return None


def text_width(text: str, size: float) -> float:
    """About what a text takes: Titillium's letters are half as wide as high."""
    return len(text) * size * 0.54


def around(circle: Circle) -> Box:
    return Box(
        circle.x - circle.radius,
        circle.y - circle.radius,
        circle.x + circle.radius,
        circle.y + circle.radius,
    )
