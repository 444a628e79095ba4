"""Charts drawn by the server: every mark is a link, and a table says the same."""

from fondaco.web.charts.levels import LEVELS
from fondaco.web.charts.tables import BarItem, Count, Heading
from fondaco.web.charts.timeline import Bar, Lane
from fondaco.web.charts.world_map import MapMark

__all__ = ["LEVELS", "Bar", "BarItem", "Count", "Heading", "Lane", "MapMark"]
