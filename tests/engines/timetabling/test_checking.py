"""The check finds each kind of fault, and nothing in a valid timetable."""

from dataclasses import replace

import pytest

from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.problem import (
    Company,
    Meeting,
    Participant,
    Problem,
    Resource,
    Session,
)
from fondaco.engines.timetabling.reasons import LANGUAGES, Reason, sentences
from fondaco.engines.timetabling.solution import Placement, Solution
from tests.engines.timetabling.problems import codes, make_problem, make_solution


def test_a_valid_timetable_has_no_fault_and_its_breaks_are_counted() -> None:
    """A break is a run of idle slots between meetings, however long."""
    problem = make_problem((1, 2), (1, 3), (1, 4), (2, 3), slots=6, tables=2)
    timetable = make_solution(problem, (1, 1, 1), (2, 3, 1), (3, 6, 2), (4, 2, 1))
    assert check(problem, timetable) == ()
    assert timetable.breaks_of(problem) == {1: 2, 2: 0, 3: 0, 4: 0}
    assert timetable.breaks(problem) == 2
    assert timetable.priority(problem) == 4


BASE = Problem(
    slots=6,
    tables=3,
    participants=(
        Participant(1, "Anna", unavailable=frozenset({6}), table=1),
        Participant(2, "Bruno", max_meetings=1),
        Participant(3, "Carla", company="acme"),
        Participant(4, "Dario", company="acme"),
        Participant(5, "Elena"),
    ),
    companies=(Company("acme", "Acme"),),
    resources=(Resource("interpreter", capacity=1, unavailable=frozenset({2})),),
    sessions=(Session("am", 1, 3), Session("pm", 4, 6)),
    closed=frozenset({(3, 1)}),
    meetings=(
        Meeting("m", (1, 2), required=True),
        Meeting("n", (2, 5), session="am", resources=("interpreter",)),
        Meeting("o", (5,), companies=("acme",), length=2, after=("m",)),
        Meeting("p", (3, 5), slot=3, resources=("interpreter",)),
        Meeting("q", (4, 2)),
    ),
    fairness=None,
)


@pytest.mark.parametrize(
    ("placements", "faults"),
    [
        ([("m", 1, 1, (1, 2))], []),
        ([("m", 1, 1, (1, 2)), ("o", 2, 2, (5, 3))], []),
        ([], ["required-not-held"]),
        ([("x", 1, 1, (1, 2))], ["unknown-meeting"]),
        ([("m", 1, 1, (1, 2)), ("m", 2, 1, (1, 2))], ["held-twice"]),
        ([("m", 1, 1, (1, 9))], ["unknown-participant"]),
        ([("m", 0, 1, (1, 2))], ["outside-the-day"]),
        ([("m", 7, 1, (1, 2))], ["outside-the-day"]),
        ([("m", 1, 2, (1, 2))], ["not-at-its-table"]),
        ([("m", 1, 9, (1, 2))], ["no-such-table", "not-at-its-table"]),
        ([("m", 6, 1, (1, 2))], ["participant-unavailable"]),
        ([("m", 1, 1, (1, 2, 2))], ["attends-twice"]),
        ([("m", 1, 1, (1,))], ["participant-missing"]),
        ([("m", 1, 1, (1, 2, 5))], ["not-invited"]),
        ([("m", 1, 1, (1, 2)), ("o", 2, 2, (5,))], ["company-missing"]),
        ([("m", 1, 1, (1, 2)), ("o", 2, 2, (5, 3, 4))], ["company-missing"]),
        ([("m", 1, 1, (1, 2)), ("o", 3, 2, (5, 3))], ["across-sessions"]),
        ([("m", 2, 1, (1, 2)), ("o", 2, 2, (5, 3))], ["too-early"]),
        (
            [("m", 1, 1, (1, 2)), ("n", 4, 2, (2, 5))],
            ["outside-its-session", "beyond-cap"],
        ),
        (
            [("m", 1, 1, (1, 2)), ("p", 4, 2, (3, 5))],
            ["not-in-its-fixed-slot"],
        ),
        (
            [("m", 1, 1, (1, 2)), ("n", 2, 2, (2, 5))],
            ["resource-unavailable", "beyond-cap"],
        ),
        ([("m", 2, 1, (1, 2)), ("q", 1, 3, (4, 2))], ["table-closed", "beyond-cap"]),
        (
            [("m", 2, 1, (1, 2)), ("n", 3, 2, (2, 5)), ("p", 3, 2, (3, 5))],
            [
                "table-doubled",
                "participant-doubled",
                "resource-doubled",
                "beyond-cap",
            ],
        ),
        (
            [("m", 1, 1, (1, 2)), ("o", 2, 2, (5, 4)), ("q", 3, 3, (4, 2))],
            ["participant-doubled", "company-doubled", "beyond-cap"],
        ),
    ],
)
def test_each_kind_of_fault(
    placements: list[tuple[str, int, int, tuple[int, ...]]], faults: list[str]
) -> None:
    """Every fault has its code, and nothing else is said."""
    timetable = Solution(tuple(Placement(*p) for p in placements))
    assert codes(BASE, timetable) == faults


def test_colleagues_in_two_meetings_double_book_a_company_of_one_table() -> None:
    """With at_once 2 the same timetable is fine."""
    problem = replace(
        BASE,
        meetings=(Meeting("a", (1, 3)), Meeting("b", (4, 5))),
    )
    both = make_solution(problem, ("a", 1, 1), ("b", 1, 2))
    assert codes(problem, both) == ["company-doubled"]
    twofold = replace(problem, companies=(Company("acme", at_once=2),))
    assert codes(twofold, both) == []


def test_fairness_is_the_difference_of_breaks() -> None:
    """One break against none passes a limit of one and not of zero."""
    problem = make_problem((1, 2), (1, 3), slots=3, fairness=0)
    timetable = make_solution(problem, (1, 1, 1), (2, 3, 1))
    assert check(problem, timetable) == (
        Reason("unfair", {"most": 1, "least": 0, "limit": 0}),
    )
    assert check(replace(problem, fairness=1), timetable) == ()
    assert check(replace(problem, fairness=None), timetable) == ()


def test_reasons_are_said_in_both_languages_with_names() -> None:
    """Names stand for ids where the problem knows them."""
    reason = Reason(
        "company-doubled", {"company": "acme", "slot": 2, "meetings": ("o", "q")}
    )
    assert reason.sentence(BASE) == (
        "Acme is in more meetings than it can be in slot 2: o (Elena and Acme) and q "
        "(Dario and Bruno)."
    )
    assert reason.sentence(BASE, "it") == (
        "Acme è in più incontri di quanti ne possa tenere nella fascia 2: o (Elena e "
        "Acme) e q (Dario e Bruno)."
    )
    assert reason.sentence().startswith("acme is in more meetings")
    unknown = Reason("unknown-meeting", {"meeting": "z"})
    assert unknown.sentence(BASE) == (
        "The timetable holds meeting z, which the problem does not have."
    )
    alone = Reason("table-doubled", {"table": 1, "slot": 1, "meetings": ()})
    assert alone.sentence(BASE).endswith("in slot 1: .")


def test_both_languages_say_the_same_things() -> None:
    """Each sentence exists in each language, with the same values."""
    import re

    english, italian = (sentences(language) for language in LANGUAGES)
    shapes = [
        {code: sorted(re.findall(r"\{(\w+)\}", text)) for code, text in words.items()}
        for words in (english, italian)
    ]
    assert shapes[0] == shapes[1]
    with pytest.raises(KeyError):
        sentences("fr")
