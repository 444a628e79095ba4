import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.web.charts.projection import EUROPE, WORLD, Paper, natural_earth

latitudes, longitudes = st.floats(-56, 83), st.floats(-150, 179)


def test_the_meridian_of_greenwich_and_the_equator_are_straight() -> None:
    assert natural_earth(0, 0) == (0, 0)
    assert natural_earth(50, 0)[0] == 0
    assert natural_earth(0, 90)[1] == 0


def test_the_equator_is_as_long_as_published() -> None:
    assert natural_earth(0, 180)[0] == pytest.approx(0.8707 * 3.14159265, abs=1e-6)


def test_the_poles_are_as_far_as_published() -> None:
    """Natural Earth I is 0.52 times as high as it is wide (Šavrič et al. 2011)."""
    height, width = natural_earth(90, 0)[1], natural_earth(0, 180)[0]
    assert height / width == pytest.approx(0.52, abs=0.001)


@given(latitudes, longitudes)
def test_east_is_right_north_is_up_and_the_whole_world_is_on_the_paper(
    latitude: float, longitude: float
) -> None:
    x, y = WORLD.project(latitude, longitude)
    assert WORLD.contains(latitude, longitude)
    assert WORLD.project(latitude, longitude + 1)[0] > x
    assert WORLD.project(latitude + 1, longitude)[1] < y


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(38.72, -9.14), (60.17, 24.94), (35.34, 25.13), (41.01, 28.98), (51.51, -0.13)],
    ids=["Lisbon", "Helsinki", "Heraklion", "Istanbul", "London"],
)
def test_the_enlarged_part_reaches_the_corners_of_europe(
    latitude: float, longitude: float
) -> None:
    assert EUROPE.contains(latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(32.08, 34.78), (-23.55, -46.63), (19.43, -99.13), (64.15, -21.94)],
    ids=["Tel Aviv", "São Paulo", "Mexico City", "Reykjavík"],
)
def test_and_leaves_out_what_is_beyond(latitude: float, longitude: float) -> None:
    assert not EUROPE.contains(latitude, longitude)


def test_paper_is_measured_from_its_upper_left_corner() -> None:
    paper = Paper("p", width=10, height=10, left=0, top=0, scale=10, conic=False)
    assert paper.project(0, 0) == (0, 0)
    assert paper.contains(0, 0)
    assert not paper.contains(10, 0)
