import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from fondaco.core.partial_dates import PartialDate
from fondaco.core.spreadsheets import Cell, values

DAY = PartialDate.day(dt.date(2016, 11, 3))
MOMENT = dt.datetime(2016, 11, 3, 9, 30)  # noqa: DTZ001
LABELS = (("micro", gettext_lazy("day")), ("very_large", "Grande"))


def test_a_text_has_single_spaces_and_nothing_invisible() -> None:
    assert (
        values.text(Cell(" Forli\u0300\xa0\u200b e\n Cesena\xad ")) == "Forlì e Cesena"
    )
    assert values.long_text("a \r\nb") == "a \nb"
    assert values.text(None) == ""


@pytest.mark.parametrize(
    "written",
    [
        *("3/11/2016", "03.11.16", "3-11-2016", "2016-11-03", "2016/11/03", "42677"),
        *("3 novembre 2016", "giovedì 3 novembre 2016", "November 3rd, 2016"),
        *(
            "3 nov 2016",
            "2016-11-03 09:30:00",
            "3/11/2016 9:30",
            "2016-11-03T09:30:00Z",
        ),
        *(42677, 42677.4, MOMENT, dt.date(2016, 11, 3), Cell(MOMENT)),
    ],
)
def test_a_day_is_read_as_it_is_written(written: Any) -> None:
    assert values.partial_date(written) == DAY


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2016", PartialDate.year(2016)),
        (2016, PartialDate.year(2016)),
        ("11/2016", PartialDate.month(2016, 11)),
        ("11.2016", PartialDate.month(2016, 11)),
        ("novembre 2016", PartialDate.month(2016, 11)),
        ("1/2/99", PartialDate.day(dt.date(1999, 2, 1))),
    ],
)
def test_less_than_a_day_is_read_too(written: Any, date: PartialDate) -> None:
    assert values.partial_date(written) == date


@pytest.mark.parametrize(
    "written", ["31/2/2016", "12/25/2016", "ieri", 7, True, "1/1/0202"]
)
def test_a_day_that_never_was_is_refused(written: Any) -> None:
    with pytest.raises(values.UnreadableValueError, match=f"“{written}” is not a date"):
        values.partial_date(written)


@pytest.mark.parametrize(
    "written", ["9:30", "9.30", "ore 9.30", "09:30:00", "9:30 AM", MOMENT]
)
def test_a_time_is_read(written: Any) -> None:
    assert values.time_of_day(written) == dt.time(9, 30)


def test_a_time_that_is_none_is_refused() -> None:
    assert values.time_of_day("2 pm") == dt.time(14)
    with pytest.raises(values.UnreadableValueError, match="Write it as 14:30"):
        values.time_of_day("25:00")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        *(("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("€ 1.000", "1000")),
        *(("-3,5", "-3.5"), ("1'000", "1000"), ("12 %", "0.12"), ("+7", "7")),
        *(
            ("0,125", "0.125"),
            ("1.5", "1.5"),
            (0.1, "0.1"),
            (3, "3"),
            ("1,234,567", "1234567"),
        ),
    ],
)
def test_a_number_is_read_as_both_languages_write_it(written: Any, number: str) -> None:
    assert values.decimal(written) == Decimal(number)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_money_is_read_back(number: Decimal) -> None:
    english = f"{number:,.2f}"
    italian = english.translate(str.maketrans(",.", ".,"))
    assert values.decimal(english) == values.decimal(f"€ {italian}") == number


@pytest.mark.parametrize(
    "written", ["tre", "", "1.2.3", True, float("nan"), "٣", "1,2,3"]
)
def test_what_is_no_number_is_refused(written: Any) -> None:
    with pytest.raises(values.UnreadableValueError, match="is not a number"):
        values.decimal(written)


def test_a_number_in_doubt_is_refused_and_so_are_decimals_of_a_count() -> None:
    with pytest.raises(values.UnreadableValueError, match="read in two ways"):
        values.decimal("1,234")
    with pytest.raises(values.UnreadableValueError, match="not a whole number"):
        values.integer("1,5")
    assert values.integer("1.500") == 1500


def test_yes_and_no_are_read_in_both_languages() -> None:
    assert [values.yes_or_no(word) for word in ("Sì", "yes", "X", True)] == [True] * 4
    assert [values.yes_or_no(word) for word in ("NO", "falso", 0, False)] == [False] * 4
    with pytest.raises(values.UnreadableValueError, match="“forse” is neither"):
        values.yes_or_no("forse")


def test_a_country_is_read_by_name_or_code() -> None:
    names = ["Italia", "italy", "EL", "UK", "Paesi Bassi"]
    assert [values.country(name) for name in names] == ["IT", "IT", "GR", "GB", "NL"]
    with pytest.raises(values.UnreadableValueError, match="“Atlantide”"):
        values.country("Atlantide")


@pytest.mark.parametrize(
    "written",
    [
        *("IT 007 431 10157", "P.IVA 00743110157", "00743110157", "it.00743110157"),
        Cell(743110157),
        Cell(743110157, "00743110157"),
    ],
)
def test_a_vat_number_is_read_with_what_stands_around_it(written: Any) -> None:
    assert values.vat(written) == "IT00743110157"


def test_a_vat_number_of_another_country_has_its_prefix() -> None:
    assert values.vat("136695976", "DE") == values.vat("DE136695976") == "DE136695976"
    assert values.vat("GR 094259216") == "EL094259216"
    with pytest.raises(
        values.UnreadableValueError, match="“12345678901” is not a valid"
    ):
        values.vat("12345678901")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("www.rossi.it", "https://www.rossi.it"),
        ("HTTP://rossi.it/x?y=1", "http://rossi.it/x?y=1"),
        ("rossi.it:8080", "https://rossi.it:8080"),
        (Cell("Sito", link="https://rossi.it"), "https://rossi.it"),
    ],
)
def test_an_address_of_the_web_is_read(written: Any, address: str) -> None:
    assert values.url(written) == address


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", "non c'è", "ftp://a.it", "https://u:p@a.it", ""]
)
def test_another_address_is_refused(written: str) -> None:
    with pytest.raises(values.UnreadableValueError, match="is not a web address"):
        values.url(written)


def test_an_e_mail_address_is_read() -> None:
    assert values.email("Mario Rossi <M.Rossi@Example.ORG>;") == "M.Rossi@example.org"
    with pytest.raises(
        values.UnreadableValueError, match="“info at x” is not an e-mail"
    ):
        values.email("info at x")


def test_a_choice_is_read_by_code_or_label_in_either_language() -> None:
    words = ["Giorno", "day", "MICRO", "very large", "grande"]
    codes = ["micro", "micro", "micro", "very_large", "very_large"]
    assert [values.choice(word, LABELS) for word in words] == codes
    with pytest.raises(values.UnreadableValueError, match="expected: day, Grande"):
        values.choice("x" * 100, LABELS)
