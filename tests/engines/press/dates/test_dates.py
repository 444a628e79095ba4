"""Italian dates: what each expression says, and of which year it is."""

import datetime as dt

import pytest

from fondaco.engines.press.dates.expressions import find_expressions
from fondaco.engines.press.dates.resolving import Date, resolve
from fondaco.engines.press.normalising import normalise

MONDAY = dt.date(2016, 11, 28)
DAY = "day"


def first_date(
    text: str,
    published: dt.date | None = MONDAY,
    *,
    tense: str = "",
    years: tuple[int, ...] = (),
) -> Date | None:
    """Read the first date of a text."""
    expressions = find_expressions(normalise(text).folded)
    return resolve(expressions[0], published, tense=tense, years=years)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("l'1 e il 2 dicembre", "2016-12-01", "2016-12-02", DAY),
        ("il 16 e 17 novembre", "2016-11-16", "2016-11-17", DAY),
        ("dal 23 al 25 novembre", "2016-11-23", "2016-11-25", DAY),
        ("dal 30 novembre al 2 dicembre", "2016-11-30", "2016-12-02", DAY),
        ("dal 28 dicembre al 3 gennaio", "2016-12-28", "2017-01-03", DAY),
        ("dal 30 dicembre al 2 gennaio 2017", "2016-12-30", "2017-01-02", DAY),
        ("23-25 novembre", "2016-11-23", "2016-11-25", DAY),
        ("23 – 25 novembre 2018", "2018-11-23", "2018-11-25", DAY),
        ("13-15 e 20-22 aprile 2012", "2012-04-13", "2012-04-22", DAY),
        ("dal 13 al 15 e dal 20 al 22 aprile 2012", "2012-04-13", "2012-04-22", DAY),
        ("il 10, 11 e 12 maggio", "2017-05-10", "2017-05-12", DAY),
        ("tra il 3 e il 5 marzo", "2017-03-03", "2017-03-05", DAY),
        ("i giorni 1 e 2 giugno", "2016-06-01", "2016-06-02", DAY),
        ("24/07/2013", "2013-07-24", "2013-07-24", DAY),
        ("08.06.2015", "2015-06-08", "2015-06-08", DAY),
        ("26-29/05/2026", "2026-05-26", "2026-05-29", DAY),
        ("2016-11-24", "2016-11-24", "2016-11-24", DAY),
        ("1° dicembre", "2016-12-01", "2016-12-01", DAY),
        ("il primo dicembre", "2016-12-01", "2016-12-01", DAY),
        ("6 nov.", "2016-11-06", "2016-11-06", DAY),
        ("11 NOVEMBRE", "2016-11-11", "2016-11-11", DAY),
        ("lunedi' 5 dicembre", "2016-12-05", "2016-12-05", DAY),
        ("il 18 c.m.", "2016-11-18", "2016-11-18", DAY),
        ("il 18 p.v.", "2016-12-18", "2016-12-18", DAY),
        ("il 18 u.s.", "2016-11-18", "2016-11-18", DAY),
        ("30 giugno p.v.", "2017-06-30", "2017-06-30", DAY),
        ("lo scorso 29 marzo", "2016-03-29", "2016-03-29", DAY),
        ("del 17 febbraio scorso", "2016-02-17", "2016-02-17", DAY),
        ("il prossimo 3 luglio", "2017-07-03", "2017-07-03", DAY),
        ("dal 26 al 27 novembre prossimi", "2016-11-26", "2016-11-27", DAY),
        ("oggi", "2016-11-28", "2016-11-28", DAY),
        ("ieri", "2016-11-27", "2016-11-27", DAY),
        ("dopodomani", "2016-11-30", "2016-11-30", DAY),
        ("da oggi al 29 marzo", "2016-11-28", "2017-03-29", DAY),
        ("giovedì prossimo", "2016-12-01", "2016-12-01", DAY),
        ("giovedì scorso", "2016-11-24", "2016-11-24", DAY),
        ("lunedì prossimo", "2016-12-05", "2016-12-05", DAY),
        ("venerdì", "2016-12-02", "2016-12-02", DAY),
        ("giovedì 1", "2016-12-01", "2016-12-01", DAY),
        ("a metà novembre", "2016-11", None, "month"),
        ("nel settembre 2012", "2012-09", None, "month"),
        ("tra marzo e maggio 2017", "2017-03", "2017-05", "month"),
        ("nel primo semestre 2017", "2017-01", "2017-06", "month"),
        ("a inizio 2017", "2017-01", "2017-03", "month"),
        ("alla fine del 2017", "2017-10", "2017-12", "month"),
        ("l'8 e il 9 del mese prossimo", "2016-12-08", "2016-12-09", DAY),
        ("Brescia, 26.11. Verbale", "2016-11-26", "2016-11-26", DAY),
        ("da lunedì a ieri", "2016-11-21", "2016-11-27", DAY),
        ("da oggi a venerdì", "2016-11-28", "2016-12-02", DAY),
        ("il 3 a Lodi e il 5 dicembre a Pavia", "2016-12-03", "2016-12-03", DAY),
        ("il mese scorso", "2016-10", None, "month"),
        ("la scorsa settimana", "2016-11-21", "2016-11-27", "week"),
        ("primavera 2027", "2027-03", "2027-05", "season"),
        ("la prossima primavera", "2017-03", "2017-05", "season"),
        ("lo scorso inverno", "2015-12", "2016-02", "season"),
        ("quest'anno", "2016", None, "year"),
        ("nel 2014", "2014", None, "year"),
        ("tre anni fa", "2013", None, "year"),
        ("nel biennio 2014-15", "2014", "2015", "year"),
        ("nel triennio 2019-2021", "2019", "2021", "year"),
    ],
)
def test_an_expression(text: str, start: str, end: str | None, precision: str) -> None:
    """Each is read whole, and means these days at the end of November 2016."""
    date = first_date(text)
    assert date is not None
    assert (date.start, date.end, date.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "text",
    [
        "stand 1538",
        "Maggio ha detto",
        "16mila addetti",
        "31/13/2016",
        "220 imprese",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Numbers and surnames are not taken for dates."""
    assert find_expressions(normalise(text).folded) == []


def test_days_that_do_not_exist() -> None:
    """30 February is no day; nor is a range that ends before it begins."""
    assert first_date("30 febbraio 2016") is None
    assert first_date("dal 25 aprile 2017 al 3 marzo 2017") is None


@pytest.mark.parametrize(
    ("tense", "start"), [("future", "2017-11-16"), ("past", "2016-11-16")]
)
def test_the_tense_gives_the_year(tense: str, start: str) -> None:
    """“Si terrà il 16 novembre” is of the year to come."""
    date = first_date("il 16 novembre", tense=tense)
    assert date is not None
    assert date.start == start


def test_the_weekday_gives_the_year() -> None:
    """Without a publication date, Saturday 7 October is of 2017, and not of 2018."""
    date = first_date("sabato 7 ottobre", None, years=(2018, 2017))
    assert date is not None
    assert date.start == "2017-10-07"


def test_a_weekday_that_does_not_fit_lowers_the_confidence() -> None:
    """Beside the publication date, a wrong weekday is a slip."""
    wrong, right = first_date("lunedì 30 novembre"), first_date("mercoledì 30 novembre")
    assert wrong is not None
    assert right is not None
    assert wrong.start == right.start == "2016-11-30"
    assert wrong.confidence < right.confidence


@pytest.mark.parametrize(
    "text",
    ["oggi", "il 18 c.m.", "giovedì", "quest'anno", "il 24 novembre", "in autunno"],
)
def test_without_a_publication_date(text: str) -> None:
    """What only the day of publication can tell stays untold."""
    assert first_date(text, None) is None
