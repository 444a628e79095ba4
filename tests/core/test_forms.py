"""Fields that every record has: partial dates, countries, addresses."""

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from fondaco.core.forms import PartialDateField, country_choices, plain_formfield
from fondaco.core.models import Source
from fondaco.core.partial_dates import PartialDate
from tests.core.date_strategies import DATES

FIELD = PartialDateField()


def _has_four_digits(date: PartialDate) -> bool:
    return all(day is None or day.year >= 1000 for day in (date.earliest, date.latest))


@given(DATES.filter(_has_four_digits), st.sampled_from(["it", "en"]))
def test_every_date_is_shown_in_a_form_that_is_read_back(
    date: PartialDate, language: str
) -> None:
    with override(language):
        shown = FIELD.prepare_value(date)
        assert FIELD.clean(shown) == date
        assert not FIELD.has_changed(date, shown)


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_a_mistake(text: str) -> None:
    try:
        date = FIELD.clean(text)
    except ValidationError:
        return
    assert _has_four_digits(date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("", PartialDate.unknown()),
        ("23/11/2016", PartialDate.day(dt.date(2016, 11, 23))),
        ("novembre 2016", PartialDate.month(2016, 11)),
        ("autunno 2016", PartialDate.season(2016, "autumn")),
        ("1000", PartialDate.year(1000)),
        ("9999", PartialDate.year(9999)),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, date: PartialDate) -> None:
    assert FIELD.clean(text) == date


@pytest.mark.parametrize(
    "text", ["0999", "10000", "9999-winter", "31/02/2016", "a\0b", "x" * 61, "/"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        FIELD.clean(text)
    assert FIELD.has_changed(PartialDate.unknown(), text)


def test_a_date_that_must_be_given_is_asked_for() -> None:
    field = PartialDateField(required=True)
    for text in ("", "?"):
        with pytest.raises(ValidationError):
            field.clean(text)


def test_a_disabled_date_never_changes() -> None:
    field = PartialDateField(disabled=True)
    assert not field.has_changed(PartialDate.year(2016), "2017")


def test_countries_are_named_in_the_readers_language() -> None:
    with override("it"):
        assert ("DE", "Germania") in country_choices()
    with override("en"):
        assert ("DE", "Germany") in country_choices()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "http://", "//", "a\0b"]
)
def test_addresses_are_those_of_the_web(address: str) -> None:
    field = plain_formfield(Source._meta.get_field("url"))
    assert isinstance(field, forms.URLField)
    with pytest.raises(ValidationError):
        field.clean(address)
    assert field.clean("example.org") == "https://example.org"
