import re

from hypothesis import given
from hypothesis import strategies as st

from fondaco.web.charts import BarItem, Count, Heading
from fondaco.web.charts.levels import shape_around, shape_within
from fondaco.web.charts.tables import bar_lengths
from tests.web.rendering import flat, render

ROWS = [Heading("LE2C", "LE2C", "/le2c/"), Heading("SCC", "SCC")]
COLUMNS = [Heading("BE", "Belgium", "/be/"), Heading("FR", "France")]
COUNTS = {("LE2C", "BE"): Count(1, "/1/", 3), ("SCC", "FR"): Count(2)}


def test_every_count_is_in_its_cell_and_opens_its_records() -> None:
    html = flat(
        render(
            "{% matrix caption='c' rows=rows columns=columns counts=counts %}",
            rows=ROWS,
            columns=COLUMNS,
            counts=COUNTS,
        )
    )
    cells = [
        re.sub(r"<[^>]+>", "", cell).strip()
        for cell in re.findall(r"<td>(.*?)</td>", html)
    ]
    assert [cell.split(": ")[-1] for cell in cells] == ["1", "–", "–", "2"]
    assert '<a href="/1/">1</a>' in html
    assert '<th scope="col" class="number"><a href="/be/">Belgium</a></th>' in html
    assert '<th scope="row"><a href="/le2c/">LE2C</a></th>' in html


def test_what_is_not_known_is_a_question_mark_with_its_reason() -> None:
    html = flat(
        render(
            "{% matrix caption='c' rows=rows columns=columns counts=counts %}",
            rows=ROWS,
            columns=COLUMNS,
            counts={
                ("LE2C", "BE"): Count(None, "/1/", unknown="not named"),
                ("SCC", "FR"): Count(None, unknown="not known"),
            },
        )
    )
    linked = '<a class="matrix-unknown" href="/1/">?<span class="visually-hidden"> not'
    assert linked in html
    assert '">?<span class="visually-hidden"> not known</span></span>' in html
    assert html.count("–") == 2


def test_totals_are_those_given_and_not_sums() -> None:
    html = flat(
        render(
            "{% matrix caption='c' rows=rows columns=columns counts=counts"
            " row_totals=rt column_totals=ct %}",
            rows=ROWS,
            columns=COLUMNS,
            counts=COUNTS,
            rt={"LE2C": Count(70, "/t/")},
            ct={"BE": Count(80)},
        )
    )
    totals = re.findall(r'<td class="matrix-total">(.*?)</td>', html)
    words = [re.sub(r"<[^>]+>", "", total).strip() for total in totals]
    assert words == ["70", "–", "80", "–"]


def test_the_longest_bar_fills_its_line() -> None:
    items = [BarItem("a", 4), BarItem("b", 1), BarItem("c", 0)]
    assert [length for _, length in bar_lengths(items)] == [100, 25, 0]


def test_no_bars_and_empty_bars_have_no_length() -> None:
    assert bar_lengths([]) == []
    assert bar_lengths([BarItem("a", 0)])[0][1] == 0


def test_a_bar_says_its_value_in_words() -> None:
    html = flat(
        render(
            "{% bar_list title='t' items=items "
            "unit='participations' one_unit='participation' %}",
            items=[BarItem("Speaker", 3, "/s/", 3), BarItem("Other", 1)],
        )
    )
    assert '<a href="/s/">3</a>' in html
    assert html.count("participations") == html.count("participation<") == 1
    assert html.count("level-shape") == 1


def test_the_steps_of_the_ladder_have_different_shapes() -> None:
    shapes = [shape_around(level, 10, 5) for level in range(6)]
    assert [shape.rings for shape in shapes[3:]] == [(), (15,), (15, 20)]
    assert [bool(shape.dot) for shape in shapes] == [False, False, True] + [False] * 3
    assert [shape.reach for shape in shapes] == [10, 10, 10, 10, 15, 20]


@given(st.integers(0, 5))
def test_a_shape_fits_into_the_room_it_is_given(level: int) -> None:
    assert shape_within(level, 9, 3).reach == 9
