"""Two dates in one cell."""

import pytest

from fondaco.core.spreadsheets.date_ranges import date_range


def dates(written: str) -> tuple[str, ...]:
    return tuple(map(str, date_range(written) or ()))


@pytest.mark.parametrize(
    "written",
    [
        *("10-14 novembre 2025", "dal 10 al 14 novembre 2025", "10–14 nov 2025"),
        *("10/11/2025 - 14/11/2025", "10-14/11/2025", "10/11-14/11/2025"),
        *("dal 10/11 al 14/11/2025", "10.-14.11.2025", "10.11.2025–14.11.2025"),
        *("10-14 November 2025", "November 10-14, 2025", "10th to 14th November 2025"),
        *("da lunedì 10 a venerdì 14 novembre 2025", "2025-11-10 to 2025-11-14"),
        "from 10 November to 14 November 2025",
    ],
)
def test_the_first_and_the_last_day_are_read(written: str) -> None:
    assert dates(written) == ("2025-11-10", "2025-11-14")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("30 novembre – 2 dicembre 2025", "2025-11-30", "2025-12-02"),
        ("November 30 – December 2, 2025", "2025-11-30", "2025-12-02"),
        ("30 dicembre - 2 gennaio 2026", "2025-12-30", "2026-01-02"),
        ("dall'8 all'11 maggio 2025", "2025-05-08", "2025-05-11"),
        ("1°-3 marzo 2026", "2026-03-01", "2026-03-03"),
        ("ottobre-novembre 2025", "2025-10", "2025-11"),
        ("2025-2026", "2025", "2026"),
    ],
)
def test_what_the_first_date_lacks_the_second_says(
    written: str, first: str, last: str
) -> None:
    assert dates(written) == (first, last)


@pytest.mark.parametrize(
    "written",
    [
        *("10/11/2025", "10-11-2025", "2025-11", "11-2025", "2025", "maggio 2027"),
        # As the export writes a day that is not known more closely.
        "2025-11-10/2025-11-14",
        *("14-10 novembre 2025", "10-14 novembre", "31-32 maggio 2025", "a e b"),
    ],
)
def test_one_date_and_none_are_no_two(written: str) -> None:
    assert dates(written) == ()
