import re
from datetime import date
from itertools import pairwise

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from fondaco.web.charts import Bar, Lane
from fondaco.web.charts.timeline import ROW, WIDTH, PlacedLane, lay_out, x_of
from tests.web.rendering import flat, render

CHART = "{% year_timeline title='2016' description='' year=2016 lanes=lanes %}"


def bar(start: date | None, end: date | None = None, **overrides: object) -> Bar:
    fields = {"label": "Fair", "level": 1, "url": "/fair/"} | overrides
    return Bar(start, end, **fields)  # type: ignore[arg-type]


def lane_of(*bars: Bar, year: int = 2016) -> PlacedLane:
    return lay_out(year, [Lane("LE2C", "", list(bars))], language="en").lanes[0]


def test_the_year_begins_at_the_left_and_ends_at_the_right() -> None:
    assert x_of(2015, date(2015, 1, 1)) == 0
    assert x_of(2015, date(2016, 1, 1)) == WIDTH
    assert x_of(2015, date(2014, 6, 1)) == 0


def test_a_leap_year_has_its_day_more() -> None:
    assert x_of(2016, date(2016, 7, 2)) == pytest.approx(WIDTH / 2, abs=0.1)


def test_months_have_the_names_of_the_page() -> None:
    with override("it"):
        months = lay_out(2016, [], language="it").months
    assert [month.name for month in months][:2] == ["gen", "feb"]
    assert months[1].x == x_of(2016, date(2016, 2, 1))


def test_a_single_day_is_a_shape_in_its_middle() -> None:
    (placed,) = lane_of(bar(date(2016, 7, 2))).bars
    assert placed.centre == pytest.approx(placed.x + placed.width / 2, abs=0.1)


def test_a_long_one_has_its_shape_at_its_start_and_its_name_on_it() -> None:
    (placed,) = lane_of(bar(date(2016, 3, 1), date(2016, 6, 30))).bars
    assert placed.centre == placed.x + 10
    assert placed.text_x > placed.centre
    assert placed.text_x < placed.x + placed.width


def test_a_vague_one_has_its_shape_in_the_middle_of_what_is_possible() -> None:
    (placed,) = lane_of(bar(date(2016, 3, 1), date(2016, 5, 31), is_vague=True)).bars
    assert placed.centre == pytest.approx(placed.x + placed.width / 2, abs=0.1)


def test_a_name_at_the_end_of_the_year_stands_before_its_shape() -> None:
    (placed,) = lane_of(bar(date(2016, 12, 30))).bars
    assert placed.text_anchor == "end"


def test_its_days_are_written_as_the_language_writes_them() -> None:
    lanes = [Lane("LE2C", "", [bar(date(2016, 12, 1), date(2016, 12, 2))])]
    with override("it"):
        assert "Fair – 1º dicembre 2016 – 2 dicembre 2016 – " in flat(
            render(CHART, lanes=lanes)
        )


def test_what_begins_before_the_year_or_ends_after_it_is_cut() -> None:
    (placed,) = lane_of(bar(date(2015, 6, 1), date(2018, 1, 1))).bars
    assert (placed.x, placed.width) == (0, WIDTH)


def test_what_is_of_another_year_is_not_drawn() -> None:
    assert lane_of(bar(date(2015, 6, 1), date(2015, 6, 2))).bars == []
    assert lane_of(bar(date(2017, 1, 1))).bars == []


def test_an_end_alone_reaches_from_the_start_of_the_year() -> None:
    (placed,) = lane_of(bar(None, date(2016, 1, 31), is_vague=True)).bars
    assert placed.x == 0


def test_what_overlaps_goes_into_a_row_of_its_own() -> None:
    first, second, later = (
        bar(date(2016, 3, 1)),
        bar(date(2016, 3, 2)),
        bar(date(2016, 9, 1)),
    )
    lane = lane_of(first, second, later)
    assert [placed.y for placed in lane.bars] == [ROW / 2, ROW * 1.5, ROW / 2]
    assert lane.height == 2 * ROW


def test_a_crowded_lane_gives_up_its_names_before_its_height() -> None:
    crowd = [bar(date(2016, 3, day), label="A rather long name") for day in range(1, 8)]
    assert {placed.text for placed in lane_of(*crowd).bars} == {""}
    assert lane_of(*crowd[:3]).bars[0].text == "A rather long name"


def test_a_long_name_is_shortened() -> None:
    (placed,) = lane_of(bar(date(2016, 3, 1), label="x" * 50)).bars
    assert placed.text == "x" * 33 + "…"


days = st.dates(date(2015, 11, 1), date(2017, 2, 1))
bars = st.lists(
    st.tuples(days, days).map(lambda pair: bar(min(pair), max(pair))), max_size=15
)


@given(bars)
def test_shapes_of_one_row_never_overlap(drawn: list[Bar]) -> None:
    rows: dict[float, list[tuple[float, float]]] = {}
    for placed in lane_of(*drawn).bars:
        assert 0 <= placed.x <= placed.x + placed.width <= WIDTH + 0.2
        left = min(placed.x, placed.centre - 10)
        right = max(placed.x + placed.width, placed.centre + 10)
        rows.setdefault(placed.y, []).append((left, right))
    for row in rows.values():
        row.sort()
        for (_, end), (begin, _) in pairwise(row):
            assert begin >= end - 0.2


def test_what_has_no_date_is_told_beneath() -> None:
    lanes = [Lane("Life Science", "", [bar(None, label="Israel", url="/israel/")])]
    with override("en"):
        html = flat(render(CHART, lanes=lanes))
    assert 'Date not known: <a href="/israel/">Israel</a> (Life Science)' in html
    assert "<td>not known</td>" in html


def test_an_empty_lane_says_what_it_is_where_that_is_not_nothing() -> None:
    lanes = [Lane("SCC", "", [], note="not named"), Lane("AFIL", "", [])]
    html = flat(
        render(
            "{% year_timeline title='t' description='' year=2016 lanes=lanes %}",
            lanes=lanes,
        )
    )
    assert html.count("</desc>") == 2
    assert html.count("not named</desc>") == 1
    assert '<th scope="row">SCC</th><td colspan="4">not named</td>' in html


def test_every_bar_is_a_link_in_the_chart_and_in_the_table() -> None:
    lanes = [
        Lane(
            "AFIL",
            "/afil/",
            [
                bar(date(2016, 11, 16), date(2016, 11, 17), level=4, url="/esm/"),
                bar(date(2016, 1, 1), date(2016, 3, 31), url="/v/", is_vague=True),
            ],
        )
    ]
    with override("it"):
        html = flat(render(CHART, lanes=lanes))
    chart, table = html.split("<tbody>")
    assert re.findall(r'class="bar-mark level-\d" href="([^"]+)"', chart) == [
        "/v/",
        "/esm/",
    ]
    assert re.findall(r'<td><a href="([^"]+)"', table) == ["/esm/", "/v/"]
    assert "Coordinatore o capo delegazione" in table
    assert "In un momento di questo periodo" in chart
    assert '<a href="/afil/">AFIL</a>' in chart
