"""Suggested partners: known answers, properties, reasons."""

import random
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from fondaco.engines.matching.collaborations.evidence import NAMES, Gatherer
from fondaco.engines.matching.collaborations.history import History
from fondaco.engines.matching.collaborations.learning import (
    SENSIBLE,
    Blend,
    learn,
    new_partners,
    sensible,
)
from fondaco.engines.matching.collaborations.participations import Participations
from fondaco.engines.matching.collaborations.suggesting import (
    Suggestion,
    suggest_partners,
    weights_shown,
)
from tests.engines.matching.collaborations.worlds import DAY, circles, read_world

END = date(2017, 1, 1)


def ask(
    world: Participations, *pics: str, day: date = DAY, new_only: bool = True
) -> dict[str, list[Suggestion]]:
    """Ask for all suggestions."""
    return dict(suggest_partners(world, pics, before=day, new_only=new_only))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Participations:
    """Make a world with enough history to learn from."""
    return read_world(tmp_path_factory.mktemp("large"), circles(7))


def test_the_partner_of_partners_comes_first(tmp_path: Path) -> None:
    """A never worked with D, with whom both of A's partners did."""
    first = ask(read_world(tmp_path), "A")["A"][0]
    assert first.organisation == "D"
    assert [reason.sentence() for reason in first.reasons] == [
        "2 partners in common: Gamma and Beta."
        if first.reasons[0].facts["names"][0] == "Gamma"  # type: ignore[index]
        else "2 partners in common: Beta and Gamma.",
        "Its project p2 of 2016 (LEIT) had 2 organisations that you have worked with.",
        "You both work in LEIT.",
        "You are both in IT.",
    ]


def test_new_only_leaves_out_partners_and_without_it_they_count(tmp_path: Path) -> None:
    """B and C are no news to A; nobody is suggested to themselves."""
    world = read_world(tmp_path)
    new = {one.organisation for one in ask(world, "A")["A"]}
    everybody = ask(world, "A", new_only=False)["A"]
    assert new == {"D", "E", "F", "G"}
    assert {one.organisation for one in everybody} == {"B", "C", "D", "E", "F", "G"}
    told = next(one for one in everybody if one.organisation == "B")
    assert told.reasons[0].sentence() == "You worked together in one project, in 2015."


def test_without_projects_with_partners_the_reasons_say_so(tmp_path: Path) -> None:
    """G worked alone, in a programme part; H is not there yet."""
    answers = ask(read_world(tmp_path), "G", "H")
    said = {one.organisation: one.reasons[0].sentence("it") for one in answers["G"]}
    for name, words in said.items():
        # Only E and F have worked in SC5.
        end = "lavora in SC5, dove sei anche tu." if name in "EF" else "ne ha di più."
        assert words.startswith("Non hai progetti con partner prima del 2017-01-01: ")
        assert words.endswith(end)
    assert {"E", "D"} <= said.keys()
    assert answers["H"][0].reasons[0].sentence() == (
        "You have no projects with partners before 2017-01-01: this is who has most of "
        "them of late."
    )


def test_without_any_history_there_is_nothing_to_suggest(tmp_path: Path) -> None:
    """Before the first project nobody is known."""
    assert ask(read_world(tmp_path), "A", day=date(2014, 1, 1)) == {"A": []}


def test_what_comes_after_the_day_changes_nothing(tmp_path: Path) -> None:
    """The same answers with the future cut off."""
    world = read_world(tmp_path)
    assert ask(world, "A", "G") == ask(world.before(DAY), "A", "G")


def test_few_teach_nothing_and_the_weights_are_sensible(tmp_path: Path) -> None:
    """Set by hand where there is no history, and shown."""
    blend = learn(read_world(tmp_path), DAY)
    assert (blend.teachers, blend.since) == (0, None)
    shown = {name: weight for name, weight in weights_shown(blend).items() if weight}
    assert shown == SENSIBLE


@pytest.fixture(scope="module")
def learned(large: Participations) -> Blend:
    """Learn from it."""
    return learn(large, END, enough=200)


def test_learning_goes_back_in_time(learned: Blend) -> None:
    """A year before the day is where it knows, the year itself what it guesses."""
    blend = learned
    assert blend.since == date(2016, 1, 2)
    assert 200 <= blend.teachers <= 300
    assert set(weights_shown(blend)) == set(NAMES)


def test_learned_weights_find_members_of_ones_circle(
    large: Participations, learned: Blend
) -> None:
    """Of ten circles one's own: by chance one in ten would be of it."""
    asked = [one.pic for one in large.organisations[:40]]
    right = [
        int(other.organisation) % 10 == int(pic) % 10
        for pic, suggestions in suggest_partners(
            large, asked, before=END, top=5, blend=learned
        )
        for other in suggestions
    ]
    assert sum(right) / len(right) > 0.8


def test_answers_do_not_depend_on_order_or_company(
    large: Participations, learned: Blend, tmp_path: Path
) -> None:
    """Rows shuffled, and others asked for besides: each gets the same answer."""
    rows = circles(7)
    random.Random(1).shuffle(rows)
    shuffled = read_world(tmp_path, rows)
    blend = learned
    asked = [one.pic for one in large.organisations]
    every = dict(suggest_partners(large, asked, before=END, blend=blend))
    some = asked[17:20]
    again = dict(suggest_partners(shuffled, some[::-1], before=END, blend=blend))
    assert again == {pic: every[pic] for pic in some}


def test_new_partners_are_those_of_later_projects_only(tmp_path: Path) -> None:
    """Until 2016 A and D are strangers to whom p2 shows B and C anew."""
    world = read_world(tmp_path)
    history = History(world.before(date(2016, 1, 1)), date(2016, 1, 1))
    assert new_partners(history, world, DAY) == {}
    rows = ["p6,A,,,,,1,2016-07-01", "p6,D,,,,,1,2016-07-01", "p6,B,,,,,1,2016-07-01"]
    with_more = read_world(tmp_path, [*circle(), *rows])
    history = History(with_more.before(date(2016, 6, 15)), date(2016, 6, 15))
    assert new_partners(history, with_more, DAY) == {0: {3}, 3: {0}}


def circle() -> list[str]:
    """Give the rows of the small world."""
    from tests.engines.matching.collaborations.worlds import CIRCLE

    return CIRCLE


def test_evidence_by_hand(tmp_path: Path) -> None:
    """A and D have two partners in common; the mean over A's candidates is nothing."""
    history = History(read_world(tmp_path).before(DAY), DAY)
    (evidence,) = Gatherer(history).gather([0])
    column = NAMES.index("common partners")
    values = evidence.values[:, column]
    assert values.sum() == pytest.approx(0, abs=1e-5)
    d = evidence.candidates.tolist().index(3)
    others = np.delete(values, d)
    assert values[d] - others == pytest.approx(np.log(2.001) - np.log(0.001), abs=1e-4)


def test_the_sensible_weights_are_of_evidence_that_there_is() -> None:
    """A misspelt name would weigh nothing."""
    assert set(SENSIBLE) <= set(NAMES)
    assert np.count_nonzero(sensible().weights) == len(SENSIBLE)
