"""What a text tells inside something else is part of it in the record, too."""

import pytest

from fondaco.activities.models import Activity
from fondaco.engines.press import Activity as ReadActivity
from fondaco.engines.press import Evidence
from fondaco.newsroom.actions.confirming import (
    confirm_finding,
    correct_finding,
    reopen_finding,
)
from fondaco.newsroom.confirming.within import containers
from fondaco.newsroom.models import Finding
from tests.conftest import Cast
from tests.newsroom.confirming.findings import known_fair, make_finding

KINDS = {"Green Days": "matchmaking", "Pollutec": "fair", "Horizon": "programme"}


def read_in(text: str, *titles: str) -> list[ReadActivity]:
    found = []
    for title in titles:
        span = (text.index(title), text.index(title) + len(title))
        evidence = (Evidence("title", span, title, 0.9),)
        words = {"status": "held", "start": "2016", "end": "2016"}
        found.append(
            ReadActivity(
                title=title,
                kind=KINDS.get(title, "conference"),
                precision="year",
                edition=None,
                programme=None,
                places=(),
                participations=(),
                time=None,
                confidence=0.9,
                evidence=evidence,
                **words,
            )
        )
    return found


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("presente a Green Days all'interno alla fiera Pollutec.", "Pollutec"),
        ("presente a Green Days, nell’ambito del salone “Pollutec”.", "Pollutec"),
        ("presente a Green Days e, all'interno. La fiera Pollutec", ""),
        ("presente a Green Days. Nell'ambito di Pollutec si parla", ""),
        ("presente a Green Days e a Pollutec", ""),
        ("presente a Pollutec e a Green Days", ""),
    ],
)
def test_where_the_text_says_so(text: str, inside: str) -> None:
    green, fair = read_in(text, "Green Days", "Pollutec")
    assert containers([green, fair], text) == [inside, ""]


def test_the_nearest_is_meant_and_a_programme_contains_nothing() -> None:
    text = "a Green Days, alla Conferenza nell'ambito di Pollutec"
    told = read_in(text, "Green Days", "Conferenza", "Pollutec")
    assert containers(told, text) == ["", "Pollutec", ""]
    text = "a Green Days nell'ambito di Horizon"
    assert containers(read_in(text, "Green Days", "Horizon"), text) == ["", ""]


@pytest.fixture
def green(cast: Cast, told: Finding) -> Finding:
    """Told of inside the fair, which has a card of its own."""
    return make_finding(told.reading, title="Green Days", within="Pollutec")


def parent_of(finding: Finding) -> Activity | None:
    activity = finding.record
    activity.refresh_from_db()
    found: Activity | None = activity.parent
    return found


def test_whichever_is_confirmed_first(
    cast: Cast, told: Finding, green: Finding
) -> None:
    inner = confirm_finding(green, actor=cast.manager)
    assert parent_of(inner) is None
    outer = confirm_finding(told, actor=cast.manager)
    assert parent_of(inner) == outer.record
    reopen_finding(inner, actor=cast.manager)
    assert Activity.objects.get() == outer.record
    again = confirm_finding(green, actor=cast.manager)
    assert parent_of(again) == outer.record


def test_each_is_taken_back_by_itself(
    cast: Cast, told: Finding, green: Finding
) -> None:
    inner = confirm_finding(green, actor=cast.manager)
    outer = confirm_finding(told, actor=cast.manager)
    reopen_finding(outer, actor=cast.manager)
    assert parent_of(inner) is None
    reopen_finding(inner, actor=cast.manager)
    assert not Activity.objects.exists()


def test_a_fair_that_was_there_lets_go_what_was_put_inside(
    cast: Cast, told: Finding, green: Finding
) -> None:
    fair = known_fair(cast)
    inner = confirm_finding(green, actor=cast.manager)
    outer = confirm_finding(told, actor=cast.manager, known=fair)
    assert parent_of(inner) == fair
    reopen_finding(outer, actor=cast.manager)
    assert parent_of(inner) is None


def test_the_record_keeps_what_it_knows(
    cast: Cast, told: Finding, green: Finding
) -> None:
    whole = known_fair(cast, title_it="Environment week")
    known = known_fair(cast, title_it="Green Days", parent=whole)
    inner = confirm_finding(green, actor=cast.manager, known=known)
    confirm_finding(told, actor=cast.manager)
    assert parent_of(inner) == whole


def test_a_fair_that_is_inside_it_does_not_contain_it(
    cast: Cast, told: Finding, green: Finding
) -> None:
    inner = confirm_finding(green, actor=cast.manager)
    fair = known_fair(cast, parent=inner.record)
    confirm_finding(told, actor=cast.manager, known=fair)
    assert parent_of(inner) is None


def test_who_corrects_it_says_that_it_is_part_of_nothing(
    cast: Cast, told: Finding, green: Finding
) -> None:
    confirm_finding(told, actor=cast.manager)
    correct_finding(green, {"within": ""})
    assert parent_of(confirm_finding(green, actor=cast.manager)) is None
