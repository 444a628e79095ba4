"""The engine on the command line: `fondaco press`, without Django."""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from fondaco.engines.press.as_json import reading_values
from fondaco.engines.press.documents import text_of
from fondaco.engines.press.reader import read
from fondaco.engines.press.reading import Activity, Participation, Reading

SUMMARY = "Read what Italian press texts tell of activities."
DONE, NOT_UNDERSTOOD = 0, 2


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ValueError(f"{message[:1].upper()}{message[1:]}.")


def main(arguments: Sequence[str] | None = None, name: str = "press") -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        What follows the command's name; the process's own where ``None``.
    name
        How the command is called in its help.

    Returns
    -------
    int
        0 done, 2 the input was not understood.
    """
    try:
        options = _parser(name).parse_args(arguments)
        return _read(options)
    except BrokenPipeError:  # pragma: no cover - the reader has seen enough
        return DONE
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{name}: {' '.join(_message(error).split())}\n")
        return NOT_UNDERSTOOD


def _message(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} cannot be read: {error.strerror}."
    return str(error)


def _parser(name: str) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=name,
        description=SUMMARY,
        epilog="Exit status: 0 done, 2 the input was not understood.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    reading = commands.add_parser(
        "read", help="List the activities and facts that a text tells."
    )
    reading.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="Plain text, HTML, a saved page, or PDF with text.",
    )
    reading.add_argument(
        "--published",
        type=_day,
        metavar="DATE",
        help="The day of publication, such as 2016-11-28. Without it: the text's own "
        "dateline, or the years that it names.",
    )
    reading.add_argument("--json", action="store_true", help="Print JSON.")
    return parser


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = f"{text} is no date: write it as 2016-11-28"
        raise argparse.ArgumentTypeError(message) from None


def _read(options: argparse.Namespace) -> int:
    reading = read(text_of(options.file), options.published)
    if options.json:
        values = json.dumps(reading_values(reading), ensure_ascii=False, indent=2)
        sys.stdout.write(f"{values}\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in _lines(reading)))
    return DONE


def _lines(reading: Reading) -> list[str]:
    lines: list[str] = []
    for activity in reading.activities:
        lines += [_activity(activity), *map(_participation, activity.participations)]
    lines += [
        f"{fact.kind}: {fact.organisation}: {fact.value}" for fact in reading.facts
    ]
    return lines or ["No activity was found."]


def _activity(activity: Activity) -> str:
    dates = activity.start or "no date"
    if activity.end and activity.end != activity.start:
        dates += f" to {activity.end}"
    places = "; ".join(
        ", ".join(filter(None, (place.venue, place.city, place.country)))
        for place in activity.places
    )
    where = f" ({places})" if places else ""
    return f"{dates}  {activity.kind}, {activity.status}: {activity.title}{where}"


def _participation(part: Participation) -> str:
    people = ", ".join(part.people)
    if part.is_count:
        number = "some" if part.count is None else str(part.count)
        number += f" of {part.of}" if part.of else ""
        return f"    {part.role}: {number} {part.organisation}"
    name = part.organisation or people
    more = f" ({people})" if part.organisation and people else ""
    return f"    {part.role}: {name}{more}"
