import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fondaco.config.command_line import OF_DJANGO, main, run
from fondaco.config.management.commands.serve import WorkerBeside

FONDACO = Path(sys.executable).with_name("fondaco")


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def failure(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> tuple[int, str]:
    """The exit status and the standard error of a command that writes nothing else."""
    status = run(arguments)
    captured = capsys.readouterr()
    assert captured.out == ""
    return status, captured.err


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"]])
def test_help_lists_the_commands_in_sentences(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    lines = captured.out.splitlines()
    assert lines[0] == (
        "Fondaco runs the international year of a network of technology clusters."
    )
    listed = dict(line.split(maxsplit=1) for line in lines if line.startswith("  "))
    assert {"migrate", "serve"} <= set(listed)
    assert list(listed) == sorted(listed)
    assert [text for text in listed.values() if not text.endswith(".")] == []


def test_main_ends_with_the_status(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["fondaco", "sail"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2


def test_a_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        run(["serve", "--help"])
    assert end.value.code == 0
    assert "usage: fondaco serve" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["import", "serve", "migrate"])
def test_help_is_of_the_command_and_not_of_what_it_is_made_with(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with pytest.raises(SystemExit):
        run([name, "--help"])
    text = capsys.readouterr().out
    assert [word for word in OF_DJANGO if f"--{word.replace('_', '-')}" in text] == []


def test_an_unknown_command_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert failure(capsys, ["sail"]) == (
        2,
        "fondaco: There is no command 'sail'. `fondaco --help` lists them.\n",
    )


def test_a_bad_argument_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, line = failure(capsys, ["serve", "--port", "harbour"])
    assert (status, line) == (
        2,
        "fondaco: Argument --port: invalid int value: 'harbour'.\n",
    )


def test_an_unknown_option_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert failure(capsys, ["serve", "--sail"]) == (
        2,
        "fondaco: Unrecognized arguments: --sail.\n",
    )


@pytest.mark.parametrize("port", ["0", "65536", "-1"])
def test_serve_refuses_a_port_that_does_not_exist(
    capsys: pytest.CaptureFixture[str], port: str
) -> None:
    assert failure(capsys, ["serve", f"--port={port}"]) == (
        2,
        "fondaco: The port must be between 1 and 65535.\n",
    )


def test_serve_says_which_port_is_taken(
    capsys: pytest.CaptureFixture[str], taken_port: int
) -> None:
    status, line = failure(capsys, ["serve", "--port", str(taken_port)])
    assert (status, line.count("\n")) == (1, 1)
    assert line.startswith(f"fondaco: Port {taken_port} on 127.0.0.1 cannot be used")


def fondaco(
    *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, in a process of its own.

    In a folder of its own it is told nothing of where the data is.
    """
    told = {"DJANGO_SETTINGS_MODULE"}
    if cwd:
        told |= {"FONDACO_DATA_DIR", "DATABASE_URL"}
    return subprocess.run(
        [FONDACO, *arguments],
        cwd=cwd,
        env={
            name: value
            for name, value in {**os.environ, **environment}.items()
            if name not in told
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_setting_that_is_not_understood_stops_the_start_in_one_line(
    tmp_path: Path,
) -> None:
    ended = fondaco("migrate", FONDACO_DATA_DIR=str(tmp_path), FONDACO_ENV="moon")
    assert (ended.returncode, ended.stdout, ended.stderr) == (
        1,
        "",
        "fondaco: FONDACO_ENV is 'moon'; it must be one of development, production.\n",
    )


def test_help_needs_no_database(tmp_path: Path) -> None:
    ended = fondaco(
        "--help",
        FONDACO_DATA_DIR=str(tmp_path),
        DATABASE_URL=f"sqlite:///{tmp_path}/missing/fondaco.sqlite3",
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [FONDACO, "--help"],
        env={**os.environ, "FONDACO_DATA_DIR": str(tmp_path)},
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert ended.stderr == b""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["presence", "--help"],
        ["presence", "--year", "2016"],
        ["load", "9ctl"],
        ["serve", "--port", "8399"],
        ["createsuperuser"],
        ["migrate", "--help"],
    ],
)
def test_a_look_from_another_folder_makes_nothing_there(
    arguments: list[str], tmp_path: Path
) -> None:
    ended = fondaco(*arguments, cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []
    if "--help" in arguments:
        assert (ended.returncode, ended.stderr) == (0, "")
    else:
        assert (ended.returncode, ended.stdout, ended.stderr) == (
            1,
            "",
            f"fondaco: There is no data in {tmp_path}/var. Run the command where it "
            "is, or set FONDACO_DATA_DIR to that folder; `fondaco migrate` makes a new "
            "one.\n",
        )


def test_a_site_is_served_with_its_looks_though_nobody_gathered_them(
    tmp_path: Path,
) -> None:
    """As it is after a restore on a new machine."""
    (tmp_path / "fondaco.sqlite3").touch()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    own = {
        "DJANGO_SETTINGS_MODULE": "fondaco.config.settings",
        "FONDACO_DATA_DIR": str(tmp_path),
        "FONDACO_SERVE_WORKER": "false",
    }
    command = [FONDACO, "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(
        command, env=os.environ | own, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            assert server.stdout.readline() == (
                f"Fondaco is at http://localhost:{port}/\n"
            )
            names = json.loads((tmp_path / "static" / "staticfiles.json").read_text())
            sheet = names["paths"]["fondaco/fondaco.css"]
            assert (tmp_path / "static" / sheet).stat().st_size > 0
        finally:
            server.terminate()


def test_the_worker_beside_a_server_writes_the_address_of_that_server() -> None:
    """Whatever its port: a mail leads to where the site is served."""
    look = "from django.conf import settings; print(settings.BASE_URL.geturl())"
    beside = WorkerBeside("http://localhost:8399")
    own = {"DJANGO_SETTINGS_MODULE": "fondaco.config.settings"}
    said = subprocess.run(
        [sys.executable, "-c", look],
        env=beside.environment | own,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "http://localhost:8399\n"


def test_help_says_where_the_data_is(tmp_path: Path) -> None:
    assert (
        f"Data is kept in {tmp_path}/var.\n" in fondaco("--help", cwd=tmp_path).stdout
    )


def test_an_empty_database_says_which_command_fills_it(tmp_path: Path) -> None:
    (tmp_path / "fondaco.sqlite3").touch()
    ended = fondaco("load", "9ctl", FONDACO_DATA_DIR=str(tmp_path))
    assert (ended.returncode, ended.stdout, ended.stderr) == (
        1,
        "",
        "fondaco: The database lacks this version's tables: `fondaco migrate`.\n",
    )
