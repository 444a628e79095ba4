"""Find where each country's own mark stands, once, from Natural Earth's outlines.

    python tools/make_country_points.py DIRECTORY > country_points.csv

DIRECTORY holds countries-50m.json of the world-atlas package. The point is the one
farthest from the border, within the country's largest land.
"""

import argparse
import csv
import json
import sys
from itertools import pairwise
from math import cos, hypot, inf, radians
from pathlib import Path
from typing import Any

from babel.core import get_global
from make_world_outlines import Point, Ring, decode_arcs

from fondaco.engines.language.countries import country_code, is_country

STEPS, ROUNDS, CORNERS = 24, 3, 400


def ring_of(arcs: list[Ring], numbers: list[int]) -> Ring:
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def area(ring: Ring) -> float:
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(doubled) / 2 * cos(radians(sum(y for _, y in ring) / len(ring)))


def contains(ring: Ring, point: Point) -> bool:
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def to_border(ring: Ring, point: Point, narrowing: float) -> float:
    nearest, (x, y) = inf, point
    for (x1, y1), (x2, y2) in pairwise(ring):
        side_x, side_y = (x2 - x1) * narrowing, y2 - y1
        gap_x, gap_y = (x - x1) * narrowing, y - y1
        length = side_x**2 + side_y**2
        share = (gap_x * side_x + gap_y * side_y) / length if length else 0
        share = min(max(share, 0), 1)
        nearest = min(nearest, hypot(gap_x - share * side_x, gap_y - share * side_y))
    return nearest


def innermost(ring: Ring) -> Point:
    """Search a grid, then a finer one around the best of its points."""
    ring = ring[:: max(1, len(ring) // CORNERS)]
    ring = [*ring, ring[0]]
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    narrowing = cos(radians((bottom + top) / 2))
    best: Point = (sum(xs) / len(xs), sum(ys) / len(ys))
    for _ in range(ROUNDS):
        width, height = (right - left) / STEPS, (top - bottom) / STEPS
        grid = [
            (left + width * column, bottom + height * row)
            for column in range(STEPS + 1)
            for row in range(STEPS + 1)
        ]
        grid = [point for point in grid if contains(ring, point)]
        if not grid:
            break
        best = max(grid, key=lambda point: to_border(ring, point, narrowing))
        left, right = best[0] - 2 * width, best[0] + 2 * width
        bottom, top = best[1] - 2 * height, best[1] + 2 * height
    return best


def code_of(shape: dict[str, Any]) -> str | None:
    numeric = get_global("territory_aliases").get(shape.get("id", ""), [""])
    code = numeric[0]
    return code if is_country(code) else country_code(shape["properties"]["name"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    topology = json.loads(
        (parser.parse_args().directory / "countries-50m.json").read_text()
    )
    arcs = decode_arcs(topology)
    largest: dict[str, Ring] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = code_of(shape)
        if code is None:
            continue
        polygons = shape["arcs"] if shape["type"] != "Polygon" else [shape["arcs"]]
        rings = [ring_of(arcs, polygon[0]) for polygon in polygons]
        largest[code] = max([*rings, *filter(None, [largest.get(code)])], key=area)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["code", "latitude", "longitude"])
    for code, ring in sorted(largest.items()):
        longitude, latitude = innermost(ring)
        writer.writerow([code, round(latitude, 1), round(longitude, 1)])


if __name__ == "__main__":
    main()
