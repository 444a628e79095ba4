"""Marks that do not hide each other, and their names where there is room."""

from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin

ROUNDS = 300


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
    """Push overlapping circles apart, each by half, until none overlap."""
    placed = list(circles)
    for _ in range(ROUNDS):
        moved = False
        for first in range(len(placed)):
            for second in range(first + 1, len(placed)):
                pair = _parted(placed[first], placed[second], turn=second)
                if pair:
                    placed[first], placed[second] = (
                        _inside(circle, width, height) for circle in pair
                    )
                    moved = True
        if not moved:
            break
    return placed


def _parted(one: Circle, other: Circle, *, turn: int) -> tuple[Circle, Circle] | None:
    across, down = other.x - one.x, other.y - one.y
    distance = hypot(across, down)
    lacking = one.radius + other.radius - distance
    if lacking <= 0.05:
        return None
    if distance < 0.01:
        # In the very same place: each next one leaves in a direction of its own.
        angle = turn * pi * (3 - 5**0.5)
        across, down, distance = cos(angle), sin(angle), 1
    push_x, push_y = across / distance * lacking / 2, down / distance * lacking / 2
    return (
        replace(one, x=one.x - push_x, y=one.y - push_y),
        replace(other, x=other.x + push_x, y=other.y + push_y),
    )


def _inside(circle: Circle, width: float, height: float) -> Circle:
    return replace(
        circle,
        x=min(max(circle.x, circle.radius), width - circle.radius),
        y=min(max(circle.y, circle.radius), height - circle.radius),
    )


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
