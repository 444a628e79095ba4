"""Dates as the sentences of a bulletin take them up."""

import pytest

from fondaco.core.partial_dates import PartialDate
from fondaco.newsroom.telling.when import when


@pytest.mark.parametrize(
    ("start", "end", "italian", "english"),
    [
        ("2016-11-24", "2016-11-24", "il 24 novembre", "on 24 November"),
        ("2016-11-24", "", "il 24 novembre", "on 24 November"),
        ("2016-11-08", "", "l’8 novembre", "on 8 November"),
        ("2016-12-01", "", "il 1º dicembre", "on 1 December"),
        ("2017-01-11", "", "l’11 gennaio 2017", "on 11 January 2017"),
        ("2016-11-16", "2016-11-17", "il 16 e 17 novembre", "on 16 and 17 November"),
        ("2016-12-01", "2016-12-02", "il 1º e il 2 dicembre", "on 1 and 2 December"),
        ("2016-11-07", "2016-11-08", "il 7 e l’8 novembre", "on 7 and 8 November"),
        (
            *("2016-11-23", "2016-11-25"),
            *("dal 23 al 25 novembre", "from 23 to 25 November"),
        ),
        (
            *("2016-11-08", "2016-11-11"),
            *("dall’8 all’11 novembre", "from 8 to 11 November"),
        ),
        (
            *("2016-11-30", "2016-12-02"),
            *("dal 30 novembre al 2 dicembre", "from 30 November to 2 December"),
        ),
        (
            *("2016-12-01", "2016-12-03"),
            *("dal 1º al 3 dicembre", "from 1 to 3 December"),
        ),
        (
            *("2016-12-30", "2017-01-02"),
            "dal 30 dicembre 2016 al 2 gennaio 2017",
            "from 30 December 2016 to 2 January 2017",
        ),
        ("2016-04", "", "ad aprile", "in April"),
        ("2017-11", "", "a novembre 2017", "in November 2017"),
        ("2016-spring", "", "in primavera", "in spring"),
        ("2016", "", "nel corso dell’anno", "during the year"),
        ("2017", "", "nel 2017", "in 2017"),
        ("", "", "", ""),
    ],
)
def test_dates(start: str, end: str, italian: str, english: str) -> None:
    begins, ends = PartialDate.parse(start), PartialDate.parse(end)
    assert when(begins, ends, "it", 2016) == italian
    assert when(begins, ends, "en", 2016) == english


def test_a_date_of_which_only_the_ends_are_known_is_told_as_it_is() -> None:
    span = PartialDate.parse("2016-11-10/2016-11-20")
    assert "10" in when(span, PartialDate.unknown(), "it", 2016)
    assert "20" in when(span, PartialDate.unknown(), "en", 2016)
