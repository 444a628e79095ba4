import datetime as dt

import pytest

from fondaco.presence.facts import Period, passages_of
from tests.presence.records import cluster, network, says


def test_the_words_of_a_source_are_one_passage() -> None:
    evidence = [
        says("b"),
        says("a", "In 2016"),
        says("a", "Green Days"),
        says("a", "LE2C was at Green Days"),
        says("a", "In 2016", "start"),
    ]
    passages = [(source.slug, words) for source, words in passages_of(evidence)]
    assert passages == [("a", "In 2016 […] LE2C was at Green Days"), ("b", "")]


@pytest.mark.parametrize(
    ("begins", "ends", "touches"),
    [
        (None, None, False),
        ("2016-01-01", None, True),
        ("2017-01-01", None, False),
        ("2010-01-01", "2015-12-31", False),
        ("2010-01-01", "2016-01-01", True),
        ("2016-12-31", "2020-01-01", True),
    ],
)
def test_a_period_touches_a_year(
    begins: str | None, ends: str | None, *, touches: bool
) -> None:
    days = [day and dt.date.fromisoformat(day) for day in (begins, ends)]
    period = Period(*days)  # type: ignore[arg-type]
    assert period.touches(dt.date(2016, 1, 1), dt.date(2016, 12, 31)) is touches


def test_the_members_of_a_year_are_those_of_any_day_in_it() -> None:
    left = Period(dt.date(2010, 1, 1), dt.date(2016, 2, 1))
    joined = Period(dt.date(2016, 11, 1), None)
    later = Period(dt.date(2017, 1, 1), None)
    net = network(cluster(1, left), cluster(2, joined), cluster(3, later))
    assert [one.slug for one in net.members_in(2016)] == ["c1", "c2"]
