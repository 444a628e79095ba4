"""Where a country's own mark stands: far inside its largest land."""

import csv
from functools import cache
from importlib import resources


def country_point(code: str) -> tuple[float, float] | None:
    """Latitude and longitude; None for what is too small to be on the map."""
    return _points().get(code)


@cache
def _points() -> dict[str, tuple[float, float]]:
    """Written by `tools/make_country_points.py` from the outlines of the map."""
    table = resources.files(__package__).joinpath("country_points.csv")
    return {
        row["code"]: (float(row["latitude"]), float(row["longitude"]))
        for row in csv.DictReader(table.read_text("utf-8").splitlines())
    }
