"""The published data files are read as they are, and slips in them are told."""

import re

import pytest

from fondaco.engines.timetabling.dzn import read_dzn
from fondaco.engines.timetabling.problem import Meeting, Participant, Problem, Session
from tests.engines.timetabling.problems import DATA

SMALL = """
nBusiness = 3; nMeetings = 2; nTables = 1;
nTotalSlots = 4; % of which
nMorningSlots = 2;
requested = [|1, 2, 3,
|2, 3, 2, |];
meetingsxBusiness = [{1,2}, {2,3}, {3}];
nMeetingsBusiness = [1, 2, 1];
forbidden = [{0}, {1, 4}, {}];
fixed = [0, 3];
precedences = [{}, {1}];
"""


def test_a_small_file_is_read_whole() -> None:
    """Everything is counted from 1; a 0 stands for nothing."""
    assert read_dzn(SMALL, fairness=None) == Problem(
        slots=4,
        tables=1,
        participants=(
            Participant(1),
            Participant(2, unavailable=frozenset({1, 4})),
            Participant(3),
        ),
        meetings=(
            Meeting(1, (1, 2), required=True),
            Meeting(2, (2, 3), session="afternoon", slot=3, after=(1,), required=True),
        ),
        sessions=(Session("morning", 1, 2), Session("afternoon", 3, 4)),
        fairness=None,
    )


def test_what_need_not_be_given() -> None:
    """Nothing forbidden, fixed or in order; the whole day may be one session."""
    text = (
        "nBusiness=2; nMeetings=1; nTables=1; nTotalSlots=2; nMorningSlots=2;"
        "requested=[|1,2,1|]; forbidden=[1..2, {}];"
    )
    assert read_dzn(text) == Problem(
        slots=2,
        tables=1,
        participants=(Participant(1, unavailable=frozenset({1, 2})), Participant(2)),
        meetings=(Meeting(1, (1, 2), session="morning", required=True),),
        sessions=(Session("morning", 1, 2),),
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("nTables = 1;", "", "The file has no nTables."),
        (
            "nTables = 1",
            "nTables = many",
            "nTables must be a whole number, and is 'many'.",
        ),
        ("nTables = 1", "nTables = 1; nTables = 2", "nTables is given twice."),
        ("nTables = 1", "nChairs = 1", "The file has no nTables."),
        (
            "nTables = 1",
            "nTables = 1; nChairs = 2",
            "nChairs is not a field of these files.",
        ),
        (
            "nTables = 1",
            "tables",
            "'tables' is not a field: name = value; is expected.",
        ),
        (
            "nMorningSlots = 2",
            "nMorningSlots = 5",
            "nMorningSlots must lie between 0 and 4.",
        ),
        ("[|1, 2, 3,", "[1, 2, 3,", "requested must be rows between [| and |]."),
        (
            "|2, 3, 2,",
            "|2, 3,",
            "requested, row 2 must have three numbers: two participants and a session.",
        ),
        ("|2, 3, 2,", "|2, x, 2,", "requested, row 2: 'x' is not a whole number."),
        (
            "|2, 3, 2,",
            "|2, 3, 4,",
            "requested, row 2: session 4 is none of 1 (morning), 2 (afternoon) and 3 "
            "(either) that has slots.",
        ),
        (
            "nMorningSlots = 2",
            "nMorningSlots = 4",
            "requested, row 2: session 2 is none of 1 (morning), 2 (afternoon) and 3 "
            "(either) that has slots.",
        ),
        ("|2, 3, 2,", "", "requested has 1 rows, and nMeetings is 2."),
        ("[0, 3]", "[0]", "fixed has 1 rows, and nMeetings is 2."),
        ("[0, 3]", "0, 3", "fixed must stand between [ and ]."),
        ("{1, 4}, {}", "{1, 4}", "forbidden has 2 entries, and 3 are expected."),
        ("{1, 4}, {}", "4, {}", "forbidden, entry 2 must be a set: {1, 2}."),
        ("{1, 4}, {}", "1..99999, {}", "forbidden, entry 2 is too large a range."),
        ("{1, 4}", "{1, 9}", "Participant 2 names slot 9, and slots go from 1 to 4."),
        (
            "|2, 3, 2,",
            "|2, 8, 2,",
            "Meeting 2 names a participant 8 that does not exist.",
        ),
    ],
)
def test_slips_are_told_with_their_place(old: str, new: str, sentence: str) -> None:
    """The sentence names the field and the row."""
    assert old in SMALL
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        read_dzn(SMALL.replace(old, new, 1))


@pytest.mark.skipif(not DATA.exists(), reason="../shared/data is not there")
def test_a_published_instance_has_the_published_size() -> None:
    """Table 1 of the paper: 42 participants, 125 meetings, 8 slots, 21 tables."""
    problem = read_dzn((DATA / "tic-12.original.dzn").read_text())
    assert (
        len(problem.participants),
        len(problem.meetings),
        problem.slots,
        problem.tables,
    ) == (42, 125, 8, 21)
