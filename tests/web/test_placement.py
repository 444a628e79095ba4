from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from fondaco.web.charts.placement import Box, Circle, around, label_beside, spread

PAPER = Box(0, 0, 1000, 500)
circles = st.lists(
    st.builds(
        Circle, st.floats(20, 980), st.floats(20, 480), st.floats(8, 20, width=16)
    ),
    max_size=8,
)


def test_two_circles_that_touch_stay_where_they_are() -> None:
    apart = [Circle(100, 100, 10), Circle(120, 100, 10)]
    assert spread(apart, width=1000, height=500) == apart


def test_two_that_overlap_give_way_by_half_each() -> None:
    one, other = spread(
        [Circle(100, 100, 10), Circle(110, 100, 10)], width=1000, height=500
    )
    assert (one, other) == (Circle(95, 100, 10), Circle(115, 100, 10))


@given(circles)
def test_no_mark_hides_another_nor_leaves_the_paper(marks: list[Circle]) -> None:
    placed = spread(marks, width=1000, height=500)
    for one, other in combinations(placed, 2):
        distance = hypot(one.x - other.x, one.y - other.y)
        assert distance >= one.radius + other.radius - 0.5
    for circle in placed:
        box = around(circle)
        assert min(box.left, box.top) >= -0.01
        assert box.right <= 1000.01
        assert box.bottom <= 500.01


def test_marks_of_one_and_the_same_place_are_all_to_be_seen() -> None:
    placed = spread([Circle(500, 250, 10)] * 5, width=1000, height=500)
    for one, other in combinations(placed, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= 19.5


def test_a_name_stands_at_the_right_where_it_can() -> None:
    label = label_beside(Circle(100, 100, 10), "Lyon", size=20, taken=[], within=PAPER)
    assert label is not None
    assert (label.x, label.y, label.anchor) == (115, 107, "start")


def test_a_name_at_the_edge_stands_at_the_left() -> None:
    label = label_beside(Circle(985, 100, 10), "Lyon", size=20, taken=[], within=PAPER)
    assert label is not None
    assert label.anchor == "end"


def test_a_name_without_room_is_left_out() -> None:
    everywhere = [PAPER]
    assert (
        label_beside(
            Circle(100, 100, 10), "Lyon", size=20, taken=everywhere, within=PAPER
        )
        is None
    )
