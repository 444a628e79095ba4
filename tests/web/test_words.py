import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from fondaco.core.partial_dates import PartialDate
from fondaco.web.templatetags import words


@dataclass
class Place:
    name_it: str = ""
    name_en: str = ""


def test_a_text_in_the_language_of_the_page_carries_no_mark() -> None:
    with override("it"):
        assert words.localised(Place("Milano", "Milan"), "name") == "Milano"


def test_a_text_found_only_in_the_other_language_is_marked_and_escaped() -> None:
    with override("en"):
        html = words.localised(Place("<b>Milano</b>"), "name")
    assert html == '<span lang="it">&lt;b&gt;Milano&lt;/b&gt;</span>'


def test_a_text_in_no_language_is_empty() -> None:
    with override("en"):
        assert words.localised(Place(), "name") == ""
        assert words.plain_text(Place(), "name") == ""


def test_a_plain_text_has_no_mark_up() -> None:
    with override("en"):
        assert words.plain_text(Place("R&D"), "name") == "R&D"


def test_marked_escapes_whatever_is_not_safe() -> None:
    assert words.marked("<i>") == "&lt;i&gt;"
    assert words.marked(7) == "7"


@pytest.mark.parametrize(
    ("language", "expected"), [("it", "23 novembre 2016"), ("en", "23 November 2016")]
)
def test_dates_are_words_of_the_page(language: str, expected: str) -> None:
    with override(language):
        assert words.in_words(date(2016, 11, 23)) == expected
        assert words.in_words(PartialDate.day(date(2016, 11, 23))) == expected
        assert words.in_words(None) == ""


def test_a_period_reads_as_a_sentence_would_say_it() -> None:
    start, end = (PartialDate.day(date(2016, 11, day)) for day in (23, 25))
    with override("it"):
        assert words.until(start, end) == "dal 23 al 25 novembre 2016"


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        ("it", 1207, "1.207"),
        ("en", 1207, "1,207"),
        ("it", 0.5, "0,5"),
        ("en", None, ""),
    ],
)
def test_numbers_are_written_as_the_language_does(
    language: str, value: float | None, expected: str
) -> None:
    with override(language):
        assert words.number(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(3, "+3"), (-2, "−2"), (0, "0")])
def test_a_change_has_its_sign(value: int, expected: str) -> None:
    assert words.signed(value) == expected


def test_a_country_has_its_name_and_an_unknown_code_stays() -> None:
    with override("it"):
        assert words.country_name("BR") == "Brasile"
        assert words.country_name("??") == "??"
    with override("en"):
        assert words.country_name("BR") == "Brazil"


def test_facts_for_machines_cannot_end_their_element() -> None:
    html = words.json_ld({"name": "</script>&<!--"})
    assert html.count("</script>") == 1
    inside = html.split(">", 1)[1].rsplit("</script>", 1)[0]
    assert json.loads(inside) == {"name": "</script>&<!--"}


@pytest.mark.parametrize(
    ("language", "said"), [("it", "38.000.000\xa0€"), ("en", "€38,000,000")]
)
def test_sums_are_written_as_the_language_does(language: str, said: str) -> None:
    with override(language):
        assert words.euros(Decimal("38000000.00")) == said


@pytest.mark.parametrize(
    ("city", "country", "italian", "english"),
    [
        ("Bruxelles", "BE", "Bruxelles", "Brussels"),
        ("Milan", "IT", "Milano", "Milan"),
        ("Atlantis", "BE", "Atlantis", "Atlantis"),
        ("Milano", "BE", "Milano", "Milano"),
        ("", "IT", "", ""),
    ],
)
def test_a_city_is_called_as_the_language_calls_it(
    city: str, country: str, italian: str, english: str
) -> None:
    with override("it"):
        assert words.city_name(city, country) == italian
    with override("en"):
        assert words.city_name(city, country) == english


@dataclass
class Fact:
    valid_from: PartialDate
    valid_until: PartialDate


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2015", "", "dal 2015"),
        ("2012", "2015-09", "dal 2012 a settembre 2015"),
        ("../2015-05-31", "2017", "almeno dal 31 maggio 2015, fino al 2017"),
        ("", "2017", "fino al 2017"),
        ("../2015-05-31", "2015-05-01/..", "risulta soltanto per maggio 2015"),
        ("../2015-11-16", "2015-11-16/..", "risulta soltanto per il 16 novembre 2015"),
        (
            "../2015-05-20",
            "2015-05-10/..",
            "risulta soltanto tra il 10 e il 20 maggio 2015",
        ),
        ("2014", "2014-01-01/..", "dal 2014, fino a quando non si sa"),
        (
            "../2015-05-31",
            "2017-04-04/..",
            "almeno dal 31 maggio 2015, almeno fino al 4 aprile 2017",
        ),
        ("", "", ""),
    ],
)
def test_since_when_a_fact_holds_is_said_in_words(
    since: str, until: str, said: str
) -> None:
    fact = Fact(PartialDate.parse(since), PartialDate.parse(until))

    with override("it"):
        assert words.held(fact) == said


@dataclass
class Cited:
    source_id: int
    source: str
    quote: str = ""


def test_each_source_is_named_once_with_all_of_its_words() -> None:
    citations = [
        Cited(1, "a", "x"),
        Cited(2, "b"),
        Cited(1, "a", "y"),
        Cited(1, "a", "x"),
    ]

    found = [(one.source, one.quotes) for one in words.by_source(citations)]

    assert found == [("a", ["x", "y"]), ("b", [])]


def test_a_moment_is_a_day_in_words_and_an_hour_of_the_wall() -> None:
    moment = datetime(2026, 11, 27, 22, 30, tzinfo=UTC)
    assert words.moment(moment) == "27 novembre 2026, 23:30"
