"""From latitude and longitude to the paper of the two maps: the world and Europe."""

from dataclasses import dataclass
from math import cos, pi, radians, sin


def natural_earth(latitude: float, longitude: float) -> tuple[float, float]:
    """Natural Earth I (Šavrič et al. 2011), for the whole world: x east, y north."""
    phi, square = radians(latitude), radians(latitude) ** 2
    fourth = square * square
    length = 0.8707 - 0.131979 * square
    length += fourth * (-0.013791 + fourth * (0.003971 * square - 0.001529 * fourth))
    distance = 1.007226 + 0.015085 * square
    distance += square * fourth * (-0.044475 + 0.028874 * square - 0.005916 * fourth)
    return radians(longitude) * length, phi * distance


def equidistant_conic(latitude: float, longitude: float) -> tuple[float, float]:
    """Equidistant conic on 43° and 62° north about 13° east, for Europe."""
    south, north, middle = radians(43), radians(62), radians(13)
    cone = (cos(south) - cos(north)) / (north - south)
    radius = cos(south) / cone + south - radians(latitude)
    angle = cone * (radians(longitude) - middle)
    return radius * sin(angle), -radius * cos(angle)


@dataclass(frozen=True)
class Paper:
    """A projection, and the window of it that is drawn, in the drawing’s units."""

    name: str
    width: float
    height: float
    left: float
    top: float
    scale: float
    conic: bool

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a place falls, from the upper left corner."""
        formula = equidistant_conic if self.conic else natural_earth
        x, y = formula(latitude, longitude)
        return (
            round((x - self.left) * self.scale, 1),
            round((self.top - y) * self.scale, 1),
        )

    def contains(self, latitude: float, longitude: float) -> bool:
        # Israel falls into a corner of Europe's window, and is not in Europe.
        if self.conic and latitude < 34:
            return False
        x, y = self.project(latitude, longitude)
        return 0 <= x <= self.width and 0 <= y <= self.height


# The window of the world leaves out the empty Pacific and Antarctica.
_WORLD_LEFT = -0.8707 * pi * 0.93
_WORLD_SCALE = 1000 / (0.8707 * pi - _WORLD_LEFT)
_WORLD_TOP = natural_earth(83.7, 0)[1]
_WORLD_BOTTOM = natural_earth(-56.5, 0)[1]
WORLD = Paper(
    name="world",
    width=1000,
    height=round((_WORLD_TOP - _WORLD_BOTTOM) * _WORLD_SCALE),
    left=_WORLD_LEFT,
    top=_WORLD_TOP,
    scale=_WORLD_SCALE,
    conic=False,
)
# From Lisbon to the Black Sea and from Crete to Bergen and Helsinki.
EUROPE = Paper(
    name="europe",
    width=600,
    height=490,
    left=-0.335,
    top=-0.54,
    scale=900,
    conic=True,
)
