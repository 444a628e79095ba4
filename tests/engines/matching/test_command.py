"""The engine on the command line: what it prints, and what it says of slips."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fondaco.config.command_line import run
from fondaco.engines.matching.command import main
from tests.engines.matching.collaborations.worlds import write_world

DAY = "2017-01-01"


@pytest.fixture
def table(tmp_path: Path) -> str:
    """Write the small world."""
    return str(write_world(tmp_path)[0])


@pytest.fixture
def asked(tmp_path: Path) -> str:
    """Write who asks: A, and H who is not known before the day."""
    path = tmp_path / "asked.txt"
    path.write_text("A\n\nH\nA\n")
    return str(path)


def test_a_line_of_json_for_each(
    table: str, asked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the order of the list, each once; the reasons are sentences."""
    parts = str(tmp_path / "parts.csv")
    arguments = ["suggest", table, "--before", DAY, "--organisations", asked]
    options = ["--top", "2", "--new-only", "--json", "--programme-parts", parts]
    assert run(["match", *arguments, *options]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["organisation"] for line in lines] == ["A", "H"]
    first = lines[0]["suggestions"][0]
    assert list(first) == ["organisation", "score", "reasons"]
    assert first["organisation"] == "D"
    assert "You both work in LEIT." in first["reasons"]
    assert [len(line["suggestions"]) for line in lines] == [2, 2]


def test_in_italian_and_for_people(
    table: str, asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without JSON there are names, and scores with their sign."""
    arguments = ["suggest", table, "--before", DAY, "--organisations", asked]
    assert main([*arguments, "--new-only", "--top", "1", "--language", "it"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "A Alfa"
    assert lines[1].startswith("   1. D Delta (+")
    assert "Avete 2 partner in comune: " in lines[1]
    # What is known of it is of later.
    assert lines[2] == "H H"


def test_weights_of_a_small_world_are_set_by_hand(
    table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are shown, heaviest first."""
    assert main(["weights", table, "--before", DAY]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("There is too little history to learn from")
    assert lines[1] == "  +0.500  kindred, popularity corrected"
    assert main(["weights", table, "--before", DAY, "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["teachers"], values["since"]) == (0, None)


def test_without_django(table: str, asked: str) -> None:
    """`python -m` runs the engine alone, and the command loads no Django."""
    arguments = ["suggest", table, "--before", DAY, "--organisations", asked, "--json"]
    code = (
        "import sys; from fondaco.engines.matching.command import main; "
        "status = main(sys.argv[1:]); assert 'django' not in sys.modules; "
        "sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=True
    )
    assert len(done.stdout.splitlines()) == 2


def test_unknown_organisations(
    table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says where; nothing is printed unless they are to be left out."""
    path = tmp_path / "asked.txt"
    path.write_text("A\n999\n\n998\n")
    arguments = ["suggest", table, "--before", DAY, "--organisations", str(path)]
    assert run(["match", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        f"fondaco match: {path}, line 2: '999' is not in {table}, nor 1 more. Nothing "
        "was suggested; --skip-unknown leaves out.\n"
    )
    assert main([*arguments, "--json", "--skip-unknown"]) == 0
    printed = capsys.readouterr()
    assert [json.loads(printed.out)["organisation"]] == ["A"]
    assert printed.err.endswith("nor 1 more. Left out.\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"--before": "1/7/2017"}, "1/7/2017 is no date: write it as 2016-11-28."),
        ({"--top": "0"}, "0 is not a whole number from 1 to 1000."),
        ({"--top": "ten"}, "ten is not a whole number from 1 to 1000."),
        ({"--organisations": "none.txt"}, "none.txt cannot be read: No such file"),
        ({"--organisations": "EMPTY"}, "names no organisation: one identifier a line."),
        ({"--organisations": "BINARY"}, "is not text in UTF-8."),
        ({"--programme-parts": "EMPTY"}, "lacks the columns project, programme_part"),
        ({"--language": "fr"}, "invalid choice: 'fr'"),
        ({"--organisations": ""}, " cannot be read: Is a directory."),
    ],
)
def test_slips(
    table: str,
    asked: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: dict[str, str],
    said: str,
) -> None:
    """One line on standard error, and status 2."""
    (tmp_path / "EMPTY").write_text("")
    (tmp_path / "BINARY").write_bytes(b"\xff\xfe\x00")
    options = {"--before": DAY, "--organisations": asked} | change
    words = [
        str(tmp_path / word) if word in {"EMPTY", "BINARY"} else word
        for pair in options.items()
        for word in pair
    ]
    assert main(["suggest", table, *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert printed.err.count("\n") == 1


def test_a_missing_option_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """Without the day nothing is guessed."""
    assert main(["suggest", "x.csv"]) == 2
    assert "--before" in capsys.readouterr().err
