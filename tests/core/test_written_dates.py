import datetime as dt
import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from fondaco.core.partial_dates import PartialDate, Precision
from tests.core.date_strategies import DATES, ENDS

PUBLISHED = PartialDate.between(dt.date(2016, 11, 25), dt.date(2016, 11, 30))
NOVEMBER = PartialDate.month(2016, 11)


def day(text: str) -> PartialDate:
    return PartialDate.day(dt.date.fromisoformat(text))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("", PartialDate.unknown()),
        ("?", PartialDate.unknown()),
        ("2016-11-23", day("2016-11-23")),
        ("23/11/2016", day("2016-11-23")),
        ("23.11.2016", day("2016-11-23")),
        ("23 novembre 2016", day("2016-11-23")),
        ("23 November 2016", day("2016-11-23")),
        ("23 nov. 2016", day("2016-11-23")),
        ("1º dicembre 2016", day("2016-12-01")),
        (" 1°  dicembre 2016 ", day("2016-12-01")),
        ("2016-11", NOVEMBER),
        ("11/2016", NOVEMBER),
        ("Novembre 2016", NOVEMBER),
        ("nov 2016", NOVEMBER),
        ("autunno 2016", PartialDate.season(2016, "autumn")),
        ("Fall 2016", PartialDate.season(2016, "autumn")),
        ("2016-winter", PartialDate.season(2016, "winter")),
        ("2016", PartialDate.year(2016)),
        ("2016-11-25/2016-11-30", PUBLISHED),
        ("2016-11-25 / 2016-11-30", PUBLISHED),
        ("2016-11/2016-11", NOVEMBER),
        ("2016-01-01/2016", PartialDate.year(2016)),
        ("2016-12-31/2016", day("2016-12-31")),
        ("../2016", PartialDate.between(None, dt.date(2016, 12, 31))),
        ("/2016", PartialDate.between(None, dt.date(2016, 12, 31))),
        ("2016-11/..", PartialDate.between(dt.date(2016, 11, 1), None)),
    ],
)
def test_people_and_files_write_dates_in_many_ways(
    text: str, date: PartialDate
) -> None:
    assert PartialDate.parse(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "2016-13",
        "2016-11-31",
        "31/02/2016",
        "0000",
        "brumaio 2016",
        "12 brumaio 2016",
        "2016-11-30/2016-11-25",
        "../..",
        "/",
        "2016/2017/2018",
        "2016-monsoon",
        "winter 9999",
        "23-25 novembre",
        "2016\x00",
    ],
)
def test_what_cannot_be_read_is_refused_with_the_forms_that_can(text: str) -> None:
    sentence = (
        f"“{text}” is not a date we can read. Write a day (23/11/2016), a month "
        "(11/2016), a season (autumn 2016), a year (2016) or two days with a slash "
        "between (2016-11-25/2016-11-30)."
    )
    with (
        translation.override("en"),
        pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"),
    ):
        PartialDate.parse(text)


@given(DATES)
def test_what_is_written_is_read_back(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date


@given(ENDS, st.sampled_from([Precision.MONTH, Precision.SEASON, Precision.YEAR]))
def test_the_two_days_survive_whatever_the_precision(
    ends: list[dt.date], precision: Precision
) -> None:
    date = PartialDate(ends[0], ends[1], precision)
    again = PartialDate.parse(str(date))
    assert (again.earliest, again.latest) == (date.earliest, date.latest)


@given(st.text(max_size=30) | st.text("0123456789-/. vernoumbi", max_size=20))
def test_any_text_is_read_and_kept_or_refused(text: str) -> None:
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert PartialDate.parse(str(date)) == date


@given(st.builds(PartialDate.day, st.dates(dt.date(1000, 1, 1), dt.date(9990, 1, 1))))
def test_a_day_in_words_is_read_back(date: PartialDate) -> None:
    assert PartialDate.parse(date.in_words("it")) == date
    assert PartialDate.parse(date.in_words("en")) == date
