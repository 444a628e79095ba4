"""What the commands of all engines share: one line for an error, and exit statuses."""

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

LARGEST_FILE = 100_000_000
DONE, FAILED, NOT_UNDERSTOOD = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """A parser that leaves to `answer` how a mistake is told."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print with its usage.

        Parameters
        ----------
        message
            As argparse words it.

        Raises
        ------
        ValueError
            Always, as a sentence.
        """
        raise ValueError(f"{message[:1].upper()}{message[1:]}.")


def answer(parser: argparse.ArgumentParser, arguments: Sequence[str] | None) -> int:
    """Run the function `run` of the command that the arguments name.

    Parameters
    ----------
    parser
        Each of its commands sets `run`, from the options to an exit status.
    arguments
        What follows the command's name; the process's own where ``None``.

    Returns
    -------
    int
        What `run` returned, or 2 after one line that says what was not understood.
    """
    try:
        options = parser.parse_args(arguments)
        return int(options.run(options))
    except BrokenPipeError:  # pragma: no cover - the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (ValueError, OSError) as error:
        message = " ".join(_message(error).split())
        sys.stderr.write(f"{parser.prog}: {message}\n")
        return NOT_UNDERSTOOD


def _message(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} cannot be read: {error.strerror}."
    return str(error)


def text_of(path: Path) -> str:
    """Read a file of text.

    Parameters
    ----------
    path
        UTF-8, with or without a mark of it.

    Returns
    -------
    str
        All of it.

    Raises
    ------
    ValueError
        If it is not UTF-8, or too large.
    OSError
        If it cannot be read.
    """
    if path.is_file() and path.stat().st_size > LARGEST_FILE:
        raise ValueError(f"{path} is larger than {LARGEST_FILE // 1_000_000} MB.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not text in UTF-8.") from None


def day(text: str) -> dt.date:
    """Read an argument that is a day.

    Parameters
    ----------
    text
        ISO 8601.

    Returns
    -------
    datetime.date
        That day.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is none.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = f"{text} is no date: write it as 2016-11-28"
        raise argparse.ArgumentTypeError(message) from None


def say(text: str) -> None:
    """Print a line.

    Parameters
    ----------
    text
        Without its end.
    """
    sys.stdout.write(f"{text}\n")


def say_json(values: object) -> None:
    """Print values for programs, and for eyes.

    Parameters
    ----------
    values
        Whatever JSON has.
    """
    say(json.dumps(values, ensure_ascii=False, indent=2))
