"""The engine on the command line: what it prints, and what it says of slips."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fondaco.config.command_line import run
from fondaco.engines import command_line
from fondaco.engines.timetabling import command
from fondaco.engines.timetabling.command import main
from fondaco.engines.timetabling.solution import Progress
from tests.engines.timetabling.test_dzn import SMALL

DAY: dict[str, Any] = {
    "slots": 3,
    "tables": 1,
    "fairness": None,
    "companies": [{"id": "acme", "name": "Acme"}],
    "participants": [
        {"id": "anna", "name": "Anna"},
        {"id": "bruno"},
        {"id": "carla", "company": "acme"},
    ],
    "meetings": [
        {"id": 1, "participants": ["anna", "bruno"], "required": True},
        {"id": 2, "participants": ["anna"], "companies": ["acme"], "priority": 5},
        {"id": 3, "participants": ["bruno", "carla"], "priority": 2},
        {"id": 4, "participants": ["anna", "bruno"]},
    ],
}


@pytest.fixture
def day(tmp_path: Path) -> str:
    """Write a day of four meetings of which three fit."""
    path = tmp_path / "day.json"
    path.write_text(json.dumps(DAY))
    return str(path)


@pytest.fixture
def published(day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Publish its timetable."""
    assert main(["solve", day, "--json"]) == 0
    path = tmp_path / "published.json"
    path.write_text(capsys.readouterr().out)
    return str(path)


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Read the JSON on standard output."""
    values: dict[str, Any] = json.loads(capsys.readouterr().out)
    return values


def test_solving_as_json(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The shape that programs read, with reasons in the language asked for."""
    assert main(["solve", day, "--json", "--language", "it", "--seed", "1"]) == 0
    answer = printed(capsys)
    assert answer.pop("seconds") >= 0
    places = {row["meeting"]: row for row in answer.pop("meetings")}
    assert sorted(places) == [1, 2, 3]
    assert places[2]["participants"] == ["anna", "carla"]
    assert {row["table"] for row in places.values()} == {1}
    (left,) = answer.pop("unplaced")
    change = r"Si potrebbe tenere nella fascia \d al posto dell'incontro 3 \(.*\)\."
    assert re.fullmatch(change, left.pop("change"))
    assert left == {
        "meeting": 4,
        "reason": "In tutte le fasce adatte all'incontro 4 (Anna e bruno) i tavoli "
        "sono tutti occupati.",
    }
    assert answer == {
        "status": "optimal",
        "breaks": 1,
        "lower_bound": 1,
        "priority": 8,
        "priority_bound": 8,
        "table_changes": 0,
        "conflict": [],
        "notes": [],
    }


def test_solving_for_people(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each meeting in the order of the day, then what is left out."""
    assert main(["solve", day, "--work-limit", "5"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first.startswith("optimal: 3 of 4 meetings, 1 breaks (at least 1), ")
    assert [line.split()[:4] for line in lines[:3]] == [
        ["slot", str(slot), "table", "1"] for slot in (1, 2, 3)
    ]
    assert lines[3].startswith("left out: In each of the slots that suit meeting 4")


def test_a_day_that_cannot_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is an answer, with what is in conflict; fairness can be told."""
    path = tmp_path / "day.dzn"
    path.write_text(SMALL.replace("fixed = [0, 3]", "fixed = [4, 3]"))
    assert main(["solve", str(path), "--json", "--fairness", "off"]) == 0
    answer = printed(capsys)
    assert (answer["status"], answer["meetings"]) == ("infeasible", [])
    assert "Meeting 1 (1 and 2) must start in slot 4." in answer["conflict"]
    assert main(["solve", str(path), "--fairness", "1"]) == 0
    assert capsys.readouterr().out.startswith("infeasible, ")


def test_a_limit_that_comes_first(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With no work at all nothing is known, and that is a failure."""
    status = main(["solve", day, "--json", "--work-limit", "0"])
    assert status == (1 if printed(capsys)["status"] == "unknown" else 0)


def test_checking(
    day: str, published: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 1 tells faults; each is a sentence."""
    assert main(["check", day, published]) == 0
    assert capsys.readouterr().out == "The timetable is valid. It has 1 breaks.\n"
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"meetings": [{"meeting": 9, "slot": 1, "table": 1}]}')
    assert main(["check", day, str(wrong)]) == 1
    fault = "The timetable holds meeting 9, which the problem does not have."
    assert capsys.readouterr().out == f"{fault}\n"
    assert main(["check", day, str(wrong), "--json"]) == 1
    assert printed(capsys) == {"valid": False, "breaks": None, "faults": [fault]}
    assert main(["check", day, published, "--json"]) == 0
    assert printed(capsys) == {"valid": True, "breaks": 1, "faults": []}


def test_mending(day: str, published: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Who is late moves; who is absent is missed; what is wanted is added."""
    assert main(["replan", day, published, "--late", "anna:2", "--json"]) == 0
    answer = printed(capsys)
    assert answer["status"] == "optimal"
    assert answer["moves"] == answer["moves_bound"] == len(answer["moved"])
    assert len(answer["meetings"]) == 3
    assert main(["replan", day, published, "--absent", "carla"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("optimal: 0 meetings moved (at least 0), 2 dropped")
    assert [line.split(" (")[0] for line in lines[1:]] == ["dropped: 2", "dropped: 3"]
    arguments = ["--cancel", "1", "--want", "4", "--now", "1", "--pin", "3"]
    assert main(["replan", day, published, *arguments]) == 0
    assert "added: 4: slot" in capsys.readouterr().out
    assert main(["replan", day, published, "--close", "1:3"]) == 0
    assert "1 dropped" in capsys.readouterr().out


def test_mending_says_what_moved_and_who_changed_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A lost table reseats one meeting, a late arrival moves another."""
    day = tmp_path / "day.json"
    values = {**DAY, "tables": 2, "meetings": DAY["meetings"][:3]}
    day.write_text(json.dumps(values))
    rows = [
        {"meeting": 1, "slot": 1, "table": 1},
        {"meeting": 2, "slot": 2, "table": 2, "participants": ["anna", "carla"]},
        {"meeting": 3, "slot": 3, "table": 1},
    ]
    published = tmp_path / "published.json"
    published.write_text(json.dumps({"meetings": rows}))
    assert main(["replan", str(day), str(published), "--close", "2"]) == 0
    out = capsys.readouterr().out
    assert "reseated: 2 (Anna and Acme): slot 2, table 2 → slot 2, table 1" in out
    assert main(["replan", str(day), str(published), "--late", "bruno:2"]) == 0
    assert "moved: " in capsys.readouterr().out
    pinned = ["--late", "bruno:2", "--pin", "1"]
    assert main(["replan", str(day), str(published), *pinned]) == 0
    assert capsys.readouterr().out.startswith("infeasible, ")
    assert main(["replan", str(day), str(published), *pinned, "--json"]) == 0
    assert printed(capsys)["conflict"]


def test_waiting_meetings(
    day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Best first, in any slot or in one."""
    held = tmp_path / "held.json"
    held.write_text('{"meetings": [{"meeting": 1, "slot": 1, "table": 1}]}')
    assert main(["standby", day, str(held), "--json"]) == 0
    rows = printed(capsys)["candidates"]
    assert [(row["meeting"], row["slot"], row["breaks"]) for row in rows] == [
        (2, 2, 0),
        (3, 2, 0),
        (4, 2, 0),
    ]
    assert main(["standby", day, str(held), "--slot", "3"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "slot 3  table 1  2 (Anna and Acme)  priority 5, breaks +1"
    )
    assert main(["standby", day, str(held), "--slot", "1"]) == 0
    assert "No waiting meeting fits" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "timetable: The following arguments are required: COMMAND."),
        (["solve", "{day}", "--seed", "x"], "x is not a whole number from 0 up"),
        (["solve", "{day}", "--time-limit", "-1"], "-1 is not a number from 0 up"),
        (["solve", "{day}", "--time-limit", "nan"], "nan is not a number from 0 up"),
        (["solve", "nowhere.json"], "nowhere.json cannot be read: No such file"),
        (["check", "{day}", "{day}"], "meetings, entry 1: meeting is missing."),
        (["replan", "{day}", "{published}", "--late", "anna"], "--late anna"),
        (
            ["replan", "{day}", "{published}", "--late", "anna:9"],
            "Slot 9 is not within",
        ),
        (["replan", "{day}", "{published}", "--absent", "x"], "no participant 'x'"),
        (["replan", "{day}", "{published}", "--cancel", "x"], "no meeting 'x'"),
        (["replan", "{day}", "{published}", "--now", "9"], "Slot 9 is not within"),
        (["standby", "{day}", "{wrong}"], "The timetable is not valid: "),
        (["solve", "{binary}"], "is not text in UTF-8."),
    ],
)
def test_slips_end_in_one_line(
    arguments: list[str],
    sentence: str,
    day: str,
    published: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On standard error, with exit status 2."""
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"meetings": []}')
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    paths = {
        "day": day,
        "published": published,
        "wrong": str(wrong),
        "binary": str(binary),
    }
    assert main([one.format(**paths) for one in arguments]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    (line,) = streams.err.splitlines()
    assert sentence in line


def test_files_beyond_all_measure_are_refused(
    day: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before they are read."""
    monkeypatch.setattr(command_line, "LARGEST_FILE", 10)
    assert main(["solve", day]) == 2
    assert "is larger than" in capsys.readouterr().err


def test_progress_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, where somebody watches."""
    command._shown(Progress(1.25, None, 0, 0))
    command._shown(Progress(2.0, 12, 3, 40))
    assert capsys.readouterr().err.splitlines() == [
        "    1.2 s  0 meetings  – breaks  at least 0",
        "    2.0 s  40 meetings  12 breaks  at least 3",
    ]


def test_it_is_a_command_of_fondaco(
    day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`fondaco timetable`, and the engine alone, without Django."""
    assert run(["timetable", "solve", day, "--json"]) == 0
    assert printed(capsys)["breaks"] == 1
    alone = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, runpy; sys.argv[1:] = ['solve', sys.argv[1]]\n"
            "name = 'fondaco.engines.timetabling'\n"
            "try: runpy.run_module(name, run_name='__main__')\n"
            "except SystemExit as end: print(end.code, 'django' in sys.modules)",
            day,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert alone.stdout.splitlines()[-1] == "0 False"
