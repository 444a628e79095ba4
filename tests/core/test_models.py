import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fondaco.activities.models import CountStatement
from fondaco.core.models import Citation, Source
from fondaco.core.partial_dates import PartialDate
from fondaco.registry.models import Label
from tests.core.date_strategies import DATES
from tests.factories import cite, make_activity, make_cluster, make_label, make_source

DAY = dt.date(2016, 6, 15)


@given(DATES)
def test_a_partial_date_is_one_attribute_over_three_columns(date: PartialDate) -> None:
    label = Label(valid_from=date)
    assert label.valid_from == date
    columns = (
        label.valid_from_earliest,
        label.valid_from_latest,
        label.valid_from_precision,
    )
    assert columns == (date.earliest, date.latest, date.precision)


def test_no_date_is_a_date_not_known() -> None:
    label = Label(valid_from=PartialDate.year(2016))
    label.valid_from = None
    assert label.valid_from == PartialDate.unknown()


def test_a_source_is_named_with_its_publisher() -> None:
    assert str(Source(title="The year", publisher="Press")) == "Press: The year"
    assert str(Source(title="The year")) == "The year"


@pytest.mark.django_db
def test_a_citation_is_called_by_its_words_or_else_by_its_source() -> None:
    source, label = make_source(title="The year"), make_label(make_cluster())
    assert str(cite(label, source, quote="Gold")) == "Gold"
    assert str(cite(label, source)) == "Publisher: The year"


@pytest.mark.django_db
@pytest.mark.parametrize("span", [(5, 5), (9, 5)])
def test_a_citation_has_a_span_in_order_or_none(
    span: tuple[int, int],
) -> None:
    with pytest.raises(IntegrityError):
        cite(make_label(make_cluster()), span_start=span[0], span_end=span[1])


@pytest.mark.django_db
def test_a_citation_goes_with_its_record_and_a_source_stays_with_its_citations() -> (
    None
):
    label, source = make_label(make_cluster()), make_source()
    cite(label, source)
    label.delete()
    assert list(Citation.objects.all()) == []
    assert list(Source.objects.all()) == [source]


@pytest.mark.parametrize(
    ("begins", "ends", "fits"),
    [
        ("2015", "2016", True),
        ("2016", "2016", True),
        ("2016-06", "2016-05-31", False),
        ("2016", "2015-12-31", False),
        # It may have begun in January and ended in December.
        ("2016", "2016-01", True),
        ("", "2016", True),
        ("2016", "", True),
    ],
)
def test_a_fact_does_not_surely_end_before_it_begins(
    begins: str, ends: str, fits: bool
) -> None:
    label = Label(
        valid_from=PartialDate.parse(begins), valid_until=PartialDate.parse(ends)
    )
    if fits:
        label.clean()
        return
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        label.clean()
    assert refusal.value.message_dict == {
        "valid_until": ["The end is before the beginning."]
    }


@pytest.mark.django_db
def test_a_fact_is_not_another_account_of_itself() -> None:
    label = make_label(make_cluster())
    label.alternative_to = label
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        label.clean()
    assert refusal.value.message_dict == {
        "alternative_to": ["A fact is not another account of itself."]
    }


@pytest.mark.parametrize(
    ("begins", "ends", "holds"),
    [
        ("2015", "", True),
        ("2016-06-15", "", True),
        ("2016-06-16", "", False),
        # It may have begun later in the year.
        ("2016", "", False),
        ("", "", False),
        ("2015", "2016-06-15", True),
        ("2015", "2016-06-14", False),
        # It is not known to have ended.
        ("2015", "2016", True),
    ],
)
def test_a_fact_holds_when_it_has_surely_begun_and_is_not_known_to_have_ended(
    begins: str, ends: str, holds: bool
) -> None:
    label = Label(
        valid_from=PartialDate.parse(begins), valid_until=PartialDate.parse(ends)
    )
    assert label.holds_on(DAY) is holds


class TheDatabaseAgrees(TestCase):
    @given(DATES, DATES, st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
    def test_with_the_record_on_what_holds_on_a_day(
        self, begins: PartialDate, ends: PartialDate, day: dt.date
    ) -> None:
        label = make_label(make_cluster(), valid_from=begins, valid_until=ends)
        assert list(Label.objects.holding_on(day)) == [label] * label.holds_on(day)


@pytest.mark.django_db
def test_only_the_preferred_account_holds() -> None:
    cluster = make_cluster()
    preferred = make_label(cluster)
    make_label(cluster, alternative_to=preferred)
    assert list(Label.objects.holding_on(DAY)) == [preferred]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said", [{}, {"number": 6, "minimum": 5}, {"number": 6, "is_some": True}]
)
def test_a_count_is_a_number_or_a_minimum_or_some(said: dict[str, int]) -> None:
    count = CountStatement(activity=make_activity(), subject="clusters", **said)
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        count.clean()
    assert refusal.value.messages == [
        "Give an exact number, or a minimum, or “some”: one of three."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("said", [{"number": 10}, {"minimum": 10}])
def test_a_part_is_not_larger_than_its_whole(said: dict[str, int]) -> None:
    count = CountStatement(
        activity=make_activity(), subject="clusters", of_total=9, **said
    )
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        count.clean()
    assert refusal.value.message_dict == {
        "of_total": ["The part is larger than the whole."]
    }


@pytest.mark.django_db
@pytest.mark.parametrize("said", [{"number": 0}, {"minimum": 6}, {"is_some": True}])
def test_some_of_nine_and_none_of_nine_can_be_said(said: dict[str, int]) -> None:
    CountStatement(
        activity=make_activity(), subject="clusters", of_total=9, **said
    ).clean()


@pytest.mark.parametrize(("start", "end"), [(3, None), (None, 3), (5, 5), (6, 5)])
def test_a_span_has_both_its_ends_in_order(
    db: None, start: int | None, end: int | None
) -> None:
    with pytest.raises(IntegrityError):
        cite(make_source(), span_start=start, span_end=end)
