"""The engine on the command line: what it prints, and what it says of slips."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fondaco.config.command_line import run
from fondaco.engines.press.command import main

TEXT = (
    "Il 14 dicembre si terrà a Bergamo, nella sede di "
    "Confindustria Bergamo, il convegno "
    "“Acqua”, organizzato da AFIL con Stefano Scaglia, "
    "presidente di AFIL. Parteciperanno 6 "
    "cluster su 9 e alcune aziende. La fiera Ecomondo si terrà "
    "dal 7 al 10 novembre 2017."
)
KEYS = {
    "title",
    "kind",
    "status",
    "start",
    "end",
    "precision",
    "edition",
    "programme",
    "places",
    "participations",
    "confidence",
    "evidence",
}
PART_KEYS = {
    "organisation",
    "cluster",
    "role",
    "status",
    "people",
    "session",
    "count",
    "of",
    "some",
    "quote",
    "span",
}


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Write a text of two activities."""
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_json(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All keys are there, and the spans are those of the text."""
    assert run(["press", "read", file, "--published", "2016-11-28", "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert set(values) == {"published", "activities", "facts"}
    assert values["published"] == "2016-11-28"
    first, second = values["activities"]
    assert set(first) == set(second) == KEYS
    assert (first["title"], first["start"], first["kind"]) == (
        "Acqua",
        "2016-12-14",
        "conference",
    )
    assert first["places"] == [
        {"city": "Bergamo", "country": "IT", "venue": "sede di Confindustria Bergamo"}
    ]
    for part in first["participations"]:
        assert set(part) == PART_KEYS
        assert TEXT[slice(*part["span"])] == part["quote"]
    (fact,) = values["facts"]
    assert set(fact) == {
        "kind",
        "organisation",
        "value",
        "start",
        "end",
        "quote",
        "span",
    }


def test_for_people(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each activity, and one for each who takes part."""
    assert main(["read", file, "--published", "2016-11-28"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2016-12-14  conference, announced: Acqua "
        "(sede di Confindustria Bergamo, Bergamo, IT)",
        "    organiser: AFIL (Stefano Scaglia)",
        "    participant: 6 of 9 cluster",
        "    participant: some aziende",
        "2017-11-07 to 2017-11-10  fair, announced: Ecomondo (Rimini, IT)",
        "mandate: AFIL: presidente: Stefano Scaglia",
    ]


def test_nothing_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text without activities is no error."""
    path = tmp_path / "text.txt"
    path.write_text("Buongiorno a tutti.")
    assert main(["read", str(path)]) == 0
    assert capsys.readouterr().out == "No activity was found.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "The following arguments are required: COMMAND."),
        (["read"], "The following arguments are required: FILE."),
        (["read", "none.txt"], "none.txt cannot be read: No such file or directory."),
        (
            ["read", "none.txt", "--published", "28/11/2016"],
            "Argument --published: 28/11/2016 is no date: write it as 2016-11-28.",
        ),
    ],
)
def test_slips(
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """One line on standard error, and exit status 2."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"press: {message}\n"


def test_the_engine_alone(file: str) -> None:
    """It runs as a module, without settings and without a database."""
    command = [sys.executable, "-m", "fondaco.engines.press", "read", file, "--json"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(done.stdout)["published"] is None
