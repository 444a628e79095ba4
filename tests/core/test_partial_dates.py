import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given

from fondaco.core.partial_dates import (
    PartialDate,
    Precision,
    range_in_words,
    since_in_words,
    until_in_words,
)
from tests.core.date_strategies import DATES

PUBLISHED = PartialDate.between(dt.date(2016, 11, 25), dt.date(2016, 11, 30))
NOVEMBER = PartialDate.month(2016, 11)


def day(text: str) -> PartialDate:
    return PartialDate.day(dt.date.fromisoformat(text))


# 1. What a date is.


def test_a_date_known_to_the_day_has_exactly_one_day() -> None:
    with pytest.raises(ValueError, match=r"^A date known to the day has one day\.$"):
        PartialDate(dt.date(2016, 11, 1), dt.date(2016, 11, 2), Precision.DAY)
    with pytest.raises(ValueError, match=r"^A date known to the day has one day\.$"):
        PartialDate(None, None, Precision.DAY)


def test_the_ends_are_in_order() -> None:
    with pytest.raises(ValueError, match=r"^The earliest day must not be after"):
        PartialDate.between(dt.date(2016, 11, 2), dt.date(2016, 11, 1))


@pytest.mark.parametrize(
    ("earliest", "latest", "precision"),
    [
        ("2016-11-25", "2016-11-25", Precision.DAY),
        ("2016-11-25", "2016-11-30", Precision.MONTH),
        ("2016-10-25", "2016-11-30", Precision.YEAR),
        ("2015-12-31", "2016-01-01", Precision.UNKNOWN),
    ],
)
def test_a_span_is_as_precise_as_what_holds_it(
    earliest: str, latest: str, precision: Precision
) -> None:
    span = PartialDate.between(
        dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest)
    )
    assert span.precision == precision


def test_a_span_open_at_one_end_has_no_precision() -> None:
    assert PartialDate.between(dt.date(2016, 1, 1), None).precision == Precision.UNKNOWN


def test_a_winter_begins_in_the_year_that_names_it() -> None:
    winter = PartialDate.season(2015, "winter")
    assert (winter.earliest, winter.latest) == (
        dt.date(2015, 12, 1),
        dt.date(2016, 2, 29),
    )


@pytest.mark.parametrize(
    ("date", "year"),
    [
        (day("2016-11-23"), 2016),
        (NOVEMBER, 2016),
        (PartialDate.season(2016, "summer"), 2016),
        (PartialDate.season(2016, "winter"), None),
        (PartialDate.year(2016), 2016),
        (PUBLISHED, 2016),
        (PartialDate.between(dt.date(2016, 1, 1), None), None),
        (PartialDate.unknown(), None),
    ],
)
def test_only_year_is_the_year_that_is_certain(
    date: PartialDate, year: int | None
) -> None:
    assert date.only_year == year


def test_a_season_of_other_months_is_a_span_like_any() -> None:
    odd = PartialDate(dt.date(2016, 4, 1), dt.date(2016, 6, 30), Precision.SEASON)
    assert not odd.is_whole
    assert str(odd) == "2016-04-01/2016-06-30"


# 2. Words, in both languages.


@pytest.mark.parametrize(
    ("date", "italian", "english"),
    [
        (day("2016-11-23"), "23 novembre 2016", "23 November 2016"),
        (day("2016-12-01"), "1º dicembre 2016", "1 December 2016"),
        (NOVEMBER, "novembre 2016", "November 2016"),
        (PartialDate.season(2016, "autumn"), "autunno 2016", "autumn 2016"),
        (PartialDate.year(2016), "2016", "2016"),
        (
            PUBLISHED,
            "tra il 25 e il 30 novembre 2016",
            "between 25 and 30 November 2016",
        ),
        (
            PartialDate.between(dt.date(2016, 11, 8), dt.date(2016, 12, 11)),
            "tra l'8 novembre e l'11 dicembre 2016",
            "between 8 November and 11 December 2016",
        ),
        (
            PartialDate.between(dt.date(2015, 12, 31), dt.date(2016, 1, 1)),
            "tra il 31 dicembre 2015 e il 1º gennaio 2016",
            "between 31 December 2015 and 1 January 2016",
        ),
        (
            PartialDate.between(None, dt.date(2016, 12, 8)),
            "entro l'8 dicembre 2016",
            "by 8 December 2016",
        ),
        (
            PartialDate.between(dt.date(2016, 11, 25), None),
            "il 25 novembre 2016 o dopo",
            "from 25 November 2016 on",
        ),
        (PartialDate.unknown(), "data non nota", "date not known"),
    ],
)
def test_a_date_in_words(date: PartialDate, italian: str, english: str) -> None:
    assert (date.in_words("it"), date.in_words("en")) == (italian, english)


@pytest.mark.parametrize(
    ("start", "end", "italian", "english"),
    [
        (
            "2016-11-23",
            "2016-11-25",
            "dal 23 al 25 novembre 2016",
            "from 23 to 25 November 2016",
        ),
        (
            "2016-12-08",
            "2016-12-11",
            "dall'8 all'11 dicembre 2016",
            "from 8 to 11 December 2016",
        ),
        (
            "2016-12-01",
            "2016-12-02",
            "dal 1º al 2 dicembre 2016",
            "from 1 to 2 December 2016",
        ),
        (
            "2016-11-30",
            "2016-12-02",
            "dal 30 novembre al 2 dicembre 2016",
            "from 30 November to 2 December 2016",
        ),
        (
            "2016-12-30",
            "2017-01-01",
            "dal 30 dicembre 2016 al 1º gennaio 2017",
            "from 30 December 2016 to 1 January 2017",
        ),
        (
            "2016-11-08",
            "2017-11-08",
            "dall'8 novembre 2016 all'8 novembre 2017",
            "from 8 November 2016 to 8 November 2017",
        ),
        ("2016-11-23", "2016-11-23", "23 novembre 2016", "23 November 2016"),
        ("2016-11-23", "", "23 novembre 2016", "23 November 2016"),
        (
            "2016-03",
            "2016-04",
            "da marzo ad aprile 2016",
            "from March to April 2016",
        ),
        (
            "2016-11",
            "2017-02",
            "da novembre 2016 a febbraio 2017",
            "from November 2016 to February 2017",
        ),
        (
            "2016-spring",
            "2016-autumn",
            "dalla primavera all'autunno 2016",
            "from spring to autumn 2016",
        ),
        ("2016", "2018", "dal 2016 al 2018", "from 2016 to 2018"),
        (
            "2017-04-04",
            "2023-04",
            "dal 4 aprile 2017 ad aprile 2023",
            "from 4 April 2017 to April 2023",
        ),
        ("", "2016-04", "fino ad aprile 2016", "until April 2016"),
        ("", "2016-11-08", "fino all'8 novembre 2016", "until 8 November 2016"),
        ("", "", "data non nota", "date not known"),
        (
            "2016-11-25/2016-11-30",
            "2016-12",
            "inizio: tra il 25 e il 30 novembre 2016; fine: dicembre 2016",
            "start: between 25 and 30 November 2016; end: December 2016",
        ),
    ],
)
def test_a_period_in_words(start: str, end: str, italian: str, english: str) -> None:
    dates = PartialDate.parse(start), PartialDate.parse(end)
    assert range_in_words(*dates, "it") == italian
    assert range_in_words(*dates, "en") == english


def test_a_period_without_an_end_is_its_start() -> None:
    assert range_in_words(NOVEMBER, None, "it") == "novembre 2016"


@pytest.mark.parametrize(
    ("date", "italian", "english"),
    [
        ("2014-05-30", "dal 30 maggio 2014", "since 30 May 2014"),
        ("2015-09", "da settembre 2015", "since September 2015"),
        ("2016-summer", "dall'estate 2016", "since summer 2016"),
        ("2010", "dal 2010", "since 2010"),
        (
            "2016-11-25/2016-11-30",
            "da un momento tra il 25 e il 30 novembre 2016",
            "since some time between 25 and 30 November 2016",
        ),
        (
            "../2015-09-08",
            "almeno dall'8 settembre 2015",
            "at least since 8 September 2015",
        ),
        (
            "2015-09-11/..",
            "dall'11 settembre 2015 o dopo",
            "since 11 September 2015 or later",
        ),
        ("", "", ""),
    ],
)
def test_since_when_in_words(date: str, italian: str, english: str) -> None:
    assert since_in_words(PartialDate.parse(date), "it") == italian
    assert since_in_words(PartialDate.parse(date), "en") == english


@pytest.mark.parametrize(
    ("date", "italian", "english"),
    [
        ("2023-04-04", "fino al 4 aprile 2023", "until 4 April 2023"),
        (
            "2018-12-18/..",
            "almeno fino al 18 dicembre 2018",
            "at least until 18 December 2018",
        ),
        (
            "../2018-12-08",
            "fino all'8 dicembre 2018 o prima",
            "until 8 December 2018 or earlier",
        ),
        (
            "2016-05-01/2019-05-31",
            "fino a un momento tra il 1º maggio 2016 e il 31 maggio 2019",
            "until some time between 1 May 2016 and 31 May 2019",
        ),
        ("", "", ""),
    ],
)
def test_until_when_something_held(date: str, italian: str, english: str) -> None:
    assert until_in_words(PartialDate.parse(date), "it") == italian
    assert until_in_words(PartialDate.parse(date), "en") == english


def test_words_are_in_the_language_asked_for_whatever_the_page_is_in() -> None:
    with translation.override("it"):
        assert PartialDate.unknown().in_words("en") == "date not known"
        assert PartialDate.unknown().in_words() == "data non nota"
    with translation.override("en"):
        assert range_in_words(day("2016-11-23"), day("2016-11-25")) == (
            "from 23 to 25 November 2016"
        )


def test_words_are_italian_where_no_language_is_active() -> None:
    with translation.override(None):
        assert PUBLISHED.in_words() == "tra il 25 e il 30 novembre 2016"


@given(DATES, DATES)
def test_every_date_and_period_has_words(first: PartialDate, last: PartialDate) -> None:
    for language in ("it", "en"):
        assert first.in_words(language) != ""
        assert range_in_words(first, last, language) != ""
