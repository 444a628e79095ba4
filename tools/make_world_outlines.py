"""Draw the outlines beneath the maps, once, from Natural Earth's TopoJSON files.

    python tools/make_world_outlines.py DIRECTORY

DIRECTORY holds countries-110m.json and countries-50m.json of the world-atlas
package. The two drawings are written beside the style sheet, where they are kept.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from fondaco.web.charts.projection import EUROPE, WORLD, Paper

Point = tuple[float, float]
Ring = list[Point]
STATIC = Path(__file__).parent.parent / "src/fondaco/web/static/fondaco"
ANTARCTICA = "010"
# The file, the paper, what may be straightened and the least area that is drawn.
DRAWINGS = (
    ("countries-110m.json", WORLD, 0.25, 0.6),
    ("countries-50m.json", EUROPE, 0.35, 1.2),
)


def decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    """TopoJSON arcs are differences of whole numbers on a grid."""
    (scale_x, scale_y), (left, bottom) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(arc)
    return arcs


def join(indices: list[int], arcs: list[Ring]) -> Ring:
    """A ring is its arcs end to end; ~i is arc i walked backwards."""
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc if not ring else arc[1:]
    return ring


def rings(topology: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    arcs = decode_arcs(topology)
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = {
            "Polygon": lambda shape: [shape["arcs"]],
            "MultiPolygon": lambda shape: shape["arcs"],
        }.get(shape["type"], lambda shape: [])(shape)
        yield (
            str(shape.get("id", "")),
            [unwrap(join(arc, arcs)) for polygon in polygons for arc in polygon],
        )


def unwrap(ring: Ring) -> Ring:
    """Let Chukotka go on beyond 180° east, instead of returning around the world."""
    whole = [ring[0]]
    for longitude, latitude in ring[1:]:
        turns = round((whole[-1][0] - longitude) / 360)
        whole.append((longitude + 360 * turns, latitude))
    return whole


def clip(ring: Ring, paper: Paper, margin: float = 4) -> Ring:
    """Sutherland and Hodgman: cut a ring by each side of the window in turn."""
    sides: list[tuple[int, float, Callable[[float, float], bool]]] = [
        (0, -margin, float.__ge__),
        (0, paper.width + margin, float.__le__),
        (1, -margin, float.__ge__),
        (1, paper.height + margin, float.__le__),
    ]
    for axis, limit, inside in sides:
        cut: Ring = []
        for start, end in zip(ring[-1:] + ring[:-1], ring, strict=True):
            if inside(start[axis], limit) != inside(end[axis], limit):
                share = (limit - start[axis]) / (end[axis] - start[axis])
                cut.append(
                    (
                        start[0] + share * (end[0] - start[0]),
                        start[1] + share * (end[1] - start[1]),
                    )
                )
            if inside(end[axis], limit):
                cut.append(end)
        ring = cut
    return ring


def simplify(line: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker: keep the points that lie off the straight line."""
    if len(line) < 3:
        return line
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5

    def distance(point: Point) -> float:
        x, y = point
        if not length:
            return float(((x - x1) ** 2 + (y - y1) ** 2) ** 0.5)
        return abs((y2 - y1) * x - (x2 - x1) * y + x2 * y1 - y2 * x1) / length

    furthest = max(range(1, len(line) - 1), key=lambda index: distance(line[index]))
    if distance(line[furthest]) <= tolerance:
        return [line[0], line[-1]]
    return simplify(line[: furthest + 1], tolerance)[:-1] + simplify(
        line[furthest:], tolerance
    )


def area(ring: Ring) -> float:
    following = ring[1:] + ring[:1]
    return (
        abs(
            sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, following, strict=True))
        )
        / 2
    )


def path(ring: Ring) -> str:
    """Relative steps of one decimal: half the characters of absolute ones."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [
        (bx - ax, by - ay)
        for (ax, ay), (bx, by) in pairwise(tenths)
        if (ax, ay) != (bx, by)
    ]
    if len(steps) < 2:
        return ""
    start = f"M{tenths[0][0]} {tenths[0][1]}l"
    return start + " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-") + "z"


def draw(topology: dict[str, Any], paper: Paper, tolerance: float, least: float) -> str:
    paths = []
    for code, country in rings(topology):
        if code == ANTARCTICA:
            continue
        pieces = []
        for ring in country:
            drawn = [paper.project(latitude, longitude) for longitude, latitude in ring]
            drawn = clip([(float(x), float(y)) for x, y in drawn], paper)
            if len(drawn) > 3 and area(drawn) >= least:
                pieces.append(path(simplify_ring(drawn, tolerance)))
        if outline := "".join(pieces):
            paths.append(f'<path d="{outline}"/>')
    # Ten units to the drawing's one: whole numbers compress best.
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {paper.width * 10:g} {paper.height * 10:g}" '
        'fill="#e3e9ee" stroke="#fff" stroke-width="6" stroke-linejoin="round">'
        + "\n".join(paths)
        + "</svg>\n"
    )


def simplify_ring(ring: Ring, tolerance: float) -> Ring:
    """A ring has no ends: it is cut at the point furthest from its first."""
    x, y = ring[0]
    far = max(
        range(len(ring)), key=lambda i: (ring[i][0] - x) ** 2 + (ring[i][1] - y) ** 2
    )
    first = simplify(ring[: far + 1], tolerance)
    return first[:-1] + simplify([*ring[far:], ring[0]], tolerance)[:-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    directory = parser.parse_args().directory
    for file, paper, tolerance, least in DRAWINGS:
        drawing = draw(
            json.loads((directory / file).read_text()), paper, tolerance, least
        )
        target = STATIC / f"{paper.name}.svg"
        target.write_text(drawing)
        print(f"{target.name}: {len(drawing)} characters.")


if __name__ == "__main__":
    main()
