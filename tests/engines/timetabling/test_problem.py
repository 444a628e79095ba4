"""Problems refuse what cannot be meant, and tell what follows from them."""

import re
from dataclasses import replace

import pytest

from fondaco.engines.timetabling.problem import (
    Company,
    Meeting,
    Participant,
    Problem,
    Resource,
    Session,
)
from tests.engines.timetabling.problems import make_problem


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        ({"slots": 0}, "A problem needs at least one slot."),
        ({"tables": -1}, "The number of tables cannot be negative."),
        ({"fairness": -1}, "The fairness limit cannot be negative."),
        (
            {"participants": (Participant(1), Participant(2), Participant(2))},
            "Two participants have the id 2.",
        ),
        (
            {"sessions": (Session("am", 3, 2),)},
            "Session 'am' must lie within slots 1 to 4, its first not after its last.",
        ),
        (
            {"sessions": (Session("pm", 2, 4), Session("am", 1, 2))},
            "Sessions 'am' and 'pm' overlap.",
        ),
        (
            {"companies": (Company("acme", at_once=0),)},
            "Company 'acme' must be able to hold at least one meeting at once.",
        ),
        (
            {"resources": (Resource("interpreter", capacity=-1),)},
            "Resource 'interpreter' has a negative capacity.",
        ),
        (
            {"resources": (Resource("interpreter", unavailable=frozenset({9})),)},
            "Resource 'interpreter' names slot 9, and slots go from 1 to 4.",
        ),
        (
            {"closed": frozenset({(3, 1)})},
            "A closed table names table 3, and tables go from 1 to 2.",
        ),
        (
            {"closed": frozenset({(1, 5)})},
            "Table 1 names slot 5, and slots go from 1 to 4.",
        ),
    ],
)
def test_what_a_problem_refuses(overrides: dict[str, object], sentence: str) -> None:
    """Each refusal says what is wrong and where."""
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        make_problem((1, 2), **overrides)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("participant", "sentence"),
    [
        (
            Participant(1, unavailable=frozenset({5})),
            "Participant 1 names slot 5, and slots go from 1 to 4.",
        ),
        (
            Participant(1, company="acme"),
            "Participant 1 is of a company 'acme' that does not exist.",
        ),
        (
            Participant(1, max_meetings=-1),
            "Participant 1 has a negative cap of meetings.",
        ),
        (
            Participant(1, table=3),
            "Participant 1 names table 3, and tables go from 1 to 2.",
        ),
    ],
)
def test_what_a_participant_must_be(participant: Participant, sentence: str) -> None:
    """Slots, companies, caps and tables of participants must exist."""
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        make_problem((1, 2), participants=(participant, Participant(2)))


@pytest.mark.parametrize(
    ("meeting", "sentence"),
    [
        (Meeting("m", (1,)), "Meeting 'm' needs at least two who meet."),
        (Meeting("m", (1, 1)), "Meeting 'm' names a participant more than once."),
        (
            Meeting("m", (1, 3)),
            "Meeting 'm' names a participant 3 that does not exist.",
        ),
        (
            Meeting("m", (1,), companies=("none",)),
            "Meeting 'm' names a company 'none' that does not exist.",
        ),
        (
            Meeting("m", (1,), companies=("acme",)),
            "Meeting 'm' names company 'acme' and a colleague of it: one is enough.",
        ),
        (
            Meeting("m", (1, 2), length=0),
            "Meeting 'm' must take at least one slot.",
        ),
        (
            Meeting("m", (1, 2), priority=0),
            "Meeting 'm' must have a priority of 1 or more.",
        ),
        (
            Meeting("m", (1, 2), session="night"),
            "Meeting 'm' names a session 'night' that does not exist.",
        ),
        (
            Meeting("m", (1, 2), slot=7),
            "Meeting 'm' names slot 7, and slots go from 1 to 4.",
        ),
        (
            Meeting("m", (1, 2), after=("n",)),
            "Meeting 'm' names a meeting 'n' that does not exist.",
        ),
        (Meeting("m", (1, 2), after=("m",)), "Meeting 'm' comes after itself."),
        (
            Meeting("m", (1, 2), resources=("screen",)),
            "Meeting 'm' names a resource 'screen' that does not exist.",
        ),
    ],
)
def test_what_a_meeting_must_be(meeting: Meeting, sentence: str) -> None:
    """Everything that a meeting names must exist, and two must meet."""
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        Problem(
            slots=4,
            tables=1,
            participants=(Participant(1, company="acme"), Participant(2)),
            companies=(Company("acme"),),
            meetings=(meeting,),
        )


def test_a_meeting_may_start_where_it_fits_and_all_are_there() -> None:
    """Length, session, availability, resources and closed tables each take slots."""
    problem = Problem(
        slots=6,
        tables=2,
        participants=(
            Participant(1, unavailable=frozenset({2})),
            Participant(2, table=1),
            Participant(3, company="acme", unavailable=frozenset({1})),
            Participant(4, company="acme", unavailable=frozenset({1, 5})),
        ),
        companies=(Company("acme"), Company("empty")),
        resources=(
            Resource("interpreter", unavailable=frozenset({3})),
            Resource("none", capacity=0),
        ),
        sessions=(Session("am", 1, 3), Session("pm", 4, 5)),
        closed=frozenset({(1, 5)}),
        meetings=(
            Meeting("short", (1, 3)),
            Meeting("long", (3, 4), length=2),
            Meeting("morning", (1, 3), session="am"),
            Meeting("longest", (3, 4), length=2, session="am"),
            Meeting("at table 1", (1, 2)),
            Meeting("interpreted", (1, 3), resources=("interpreter",)),
            Meeting("impossible", (1, 3), resources=("none",)),
            Meeting("any colleague", (1,), companies=("acme",)),
            Meeting("nobody", (1,), companies=("empty",)),
            Meeting("fixed", (1, 3), slot=4),
            Meeting("fixed where nobody can", (1, 3), slot=2),
        ),
    )
    assert {m.id: problem.starts(m) for m in problem.meetings} == {
        "short": (3, 4, 5, 6),
        "long": (2,),
        "morning": (3,),
        "longest": (2,),
        "at table 1": (1, 3, 4, 6),
        "interpreted": (4, 5, 6),
        "impossible": (),
        "any colleague": (3, 4, 5, 6),
        "nobody": (),
        "fixed": (4,),
        "fixed where nobody can": (),
    }


def test_a_meeting_is_at_the_table_that_its_first_keeper_keeps() -> None:
    """A company keeps a table only where all its colleagues do."""
    problem = Problem(
        slots=1,
        tables=3,
        participants=(
            Participant(1, table=1),
            Participant(2, table=2),
            Participant(3),
            Participant(4, company="kept", table=3),
            Participant(5, company="half", table=3),
            Participant(6, company="half"),
        ),
        companies=(Company("kept"), Company("half")),
        meetings=(
            Meeting("a", (2, 1)),
            Meeting("b", (3, 1)),
            Meeting("c", (3,), companies=("kept",)),
            Meeting("d", (3,), companies=("half",)),
        ),
    )
    assert [problem.table_of(m) for m in problem.meetings] == [2, 1, 3, None]


def test_who_a_company_is_and_where() -> None:
    """Colleagues belong to it; it is in their meetings; open tables are counted."""
    problem = make_problem((1, 2), tables=3)
    problem = replace(
        problem,
        participants=(Participant(1, company="acme"), Participant(2)),
        companies=(Company("acme"), Company("other")),
        meetings=(Meeting("m", (1, 2), companies=("other",)),),
        closed=frozenset({(1, 2), (3, 2)}),
    )
    assert problem.colleagues == {"acme": (problem.participants[0],), "other": ()}
    assert problem.companies_of(problem.meetings[0]) == {"acme", "other"}
    assert [problem.open_tables(slot) for slot in (1, 2)] == [3, 1]
