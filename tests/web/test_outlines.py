"""The script that drew the maps, and what it drew."""

import gzip
import json
from pathlib import Path

import pytest
from tools import make_world_outlines as outlines

from fondaco.web.charts.projection import EUROPE, WORLD, Paper

GEOGRAPHY = Path(__file__).parents[2].parent / "shared/data/geo"
SQUARE = Paper("square", width=10, height=10, left=0, top=0, scale=1, conic=False)


def test_arcs_are_differences_on_a_grid() -> None:
    topology = {
        "transform": {"scale": [2, 3], "translate": [10, 20]},
        "arcs": [[[0, 0], [1, 0], [0, 2]]],
    }
    assert outlines.decode_arcs(topology) == [[(10, 20), (12, 20), (12, 26)]]


def test_a_ring_joins_its_arcs_and_walks_some_backwards() -> None:
    arcs = [[(0.0, 0.0), (1.0, 0.0)], [(0.0, 0.0), (1.0, 1.0), (1.0, 0.0)]]
    assert outlines.join([0, ~1], arcs) == [(0, 0), (1, 0), (1, 1), (0, 0)]


def test_what_crosses_the_date_line_goes_on() -> None:
    ring = [(179.0, 65.0), (-179.0, 65.0), (-178.0, 66.0), (179.0, 66.0)]
    assert [x for x, _ in outlines.unwrap(ring)] == [179, 181, 182, 179]


def test_a_ring_is_cut_at_the_window() -> None:
    ring = [(-10.0, 2.0), (20.0, 2.0), (20.0, 4.0), (-10.0, 4.0)]
    assert set(outlines.clip(ring, SQUARE, margin=0)) == {
        (0, 2),
        (10, 2),
        (10, 4),
        (0, 4),
    }


def test_a_ring_outside_the_window_is_gone() -> None:
    assert outlines.clip([(20.0, 2.0), (30.0, 2.0), (30.0, 4.0)], SQUARE) == []


def test_points_on_a_straight_line_are_dropped() -> None:
    line = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (2.0, 5.0)]
    assert outlines.simplify(line, 0.1) == [(0, 0), (2, 0), (2, 5)]


def test_a_path_is_relative_and_in_tenths() -> None:
    ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 2.0)]
    assert outlines.path(ring) == "M0 0l10 0 0 10-5 10z"
    assert outlines.path([(0.0, 0.0), (0.01, 0.0)]) == ""


@pytest.mark.parametrize("paper", [WORLD, EUROPE], ids=["world", "Europe"])
def test_a_drawing_is_small_enough_for_a_phone(paper: Paper) -> None:
    drawing = (outlines.STATIC / f"{paper.name}.svg").read_bytes()
    assert len(drawing) < 60_000
    assert len(gzip.compress(drawing)) < 25_000


@pytest.mark.skipif(not GEOGRAPHY.exists(), reason="needs ../shared/data/geo")
@pytest.mark.parametrize(("file", "paper", "tolerance", "least"), outlines.DRAWINGS)
def test_the_drawings_are_what_the_script_draws(
    file: str, paper: Paper, tolerance: float, least: float
) -> None:
    topology = json.loads((GEOGRAPHY / file).read_text())
    drawn = outlines.draw(topology, paper, tolerance, least)
    assert (outlines.STATIC / f"{paper.name}.svg").read_text() == drawn
