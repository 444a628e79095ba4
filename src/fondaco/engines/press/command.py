"""The engine on the command line: `fondaco press`, without Django."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from fondaco.engines.command_line import DONE, Parser, answer, day, say, say_json
from fondaco.engines.press.as_json import reading_values
from fondaco.engines.press.documents import text_of
from fondaco.engines.press.reader import read
from fondaco.engines.press.reading import Activity, Participation, Reading

SUMMARY = "Read what Italian press texts tell of activities."


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
    return answer(_parser(name), arguments)


def _parser(name: str) -> argparse.ArgumentParser:
    parser = Parser(
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
        type=day,
        metavar="DATE",
        help="The day of publication, such as 2016-11-28. Without it: the text's own "
        "dateline, or the years that it names.",
    )
    reading.add_argument("--json", action="store_true", help="Print JSON.")
    reading.set_defaults(run=_read)
    return parser


def _read(options: argparse.Namespace) -> int:
    reading = read(text_of(options.file), options.published)
    if options.json:
        say_json(reading_values(reading))
    else:
        say("\n".join(_lines(reading)))
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
