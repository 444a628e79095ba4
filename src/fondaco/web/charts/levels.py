"""The ladder of roles as charts and badges show it: a shape for each step.

Hollow below speaker, solid from there on, and a ring more for each step above.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Level:
    number: int
    label: Promise


LEVELS = (
    Level(0, pgettext_lazy("level", "Mentioned")),
    Level(1, pgettext_lazy("level", "Participant")),
    Level(2, pgettext_lazy("level", "Exhibitor, delegate or in bilateral meetings")),
    Level(3, pgettext_lazy("level", "Speaker")),
    Level(4, pgettext_lazy("level", "Coordinator or head of delegation")),
    Level(5, pgettext_lazy("level", "Organiser or promoter")),
)
SOLID_FROM = 3


@dataclass(frozen=True)
class Shape:
    """What to draw around a centre; `reach` is the radius of all of it."""

    level: int
    radius: float
    rings: tuple[float, ...]
    dot: float

    @property
    def reach(self) -> float:
        return max(self.radius, *self.rings, 0) if self.rings else self.radius

    @property
    def drawn(self) -> SafeString:
        """Its circles, around the origin of an SVG."""
        circles = [("core", self.radius), ("dot", self.dot)]
        circles += [("ring", ring) for ring in self.rings]
        drawn = [f'<circle class="shape-{name}" r="{r}"/>' for name, r in circles if r]
        return mark_safe("".join(drawn))  # noqa: S308 — words of ours and numbers

    @property
    def icon(self) -> SafeString:
        """A picture of it beside words that say the same."""
        return format_html(
            '<svg class="level-shape level-{}" viewBox="-10.5 -10.5 21 21" '
            'aria-hidden="true">{}</svg>\n',
            self.level,
            self.drawn,
        )


def shape_around(level: int, radius: float, gap: float) -> Shape:
    """The shape of a level whose core has this radius, its rings outside."""
    steps = range(1, level - SOLID_FROM + 1)
    rings = tuple(round(radius + gap * step, 1) for step in steps)
    dot = round(radius * 0.4, 1) if level == 2 else 0
    return Shape(level, round(radius, 1), rings, dot)


def shape_within(level: int, reach: float, gap: float) -> Shape:
    """The shape of a level that fits into this radius, rings included."""
    return shape_around(level, reach - gap * max(0, level - SOLID_FROM), gap)
