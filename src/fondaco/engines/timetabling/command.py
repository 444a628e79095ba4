"""The engine on the command line: `fondaco timetable`, without Django."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from fondaco.engines.command_line import (
    DONE,
    FAILED,
    Parser,
    answer,
    say,
    say_json,
    text_of,
)
from fondaco.engines.timetabling import changes
from fondaco.engines.timetabling.as_json import replan_values, result_values
from fondaco.engines.timetabling.as_text import say_replan, say_result, title
from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.files import (
    read_problem,
    read_solution,
    write_placements,
)
from fondaco.engines.timetabling.problem import Id, Problem
from fondaco.engines.timetabling.reasons import LANGUAGES
from fondaco.engines.timetabling.replanning import replan
from fondaco.engines.timetabling.solution import Progress, Status
from fondaco.engines.timetabling.solving import solve
from fondaco.engines.timetabling.standby import standby

SUMMARY = "Make, check and mend timetables of matchmaking days."


def main(arguments: Sequence[str] | None = None, name: str = "timetable") -> int:
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
        0 done, 1 failed, 2 the input was not understood.
    """
    return answer(_parser(name), arguments)


def _parser(name: str) -> argparse.ArgumentParser:
    parser = Parser(
        prog=name,
        description=SUMMARY,
        epilog="FILE is JSON (docs/reference/timetabling.md) or a published .dzn. Exit "
        "status: 0 done, 1 failed or faults found, 2 the input was not understood.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    solving = commands.add_parser("solve", help="Find the best timetable of a day.")
    _add_common(solving, _solve)
    _add_limits(solving, seconds=60.0)
    solving.add_argument(
        "--hint", type=Path, metavar="FILE", help="Start from this timetable."
    )

    checking = commands.add_parser(
        "check", help="Say what a timetable breaks; exit status 1 if anything."
    )
    _add_common(checking, _check)
    checking.add_argument("solution", type=Path, metavar="SOLUTION")

    mending = commands.add_parser(
        "replan", help="Mend a published timetable with the fewest moves."
    )
    _add_common(mending, _replan)
    mending.add_argument("published", type=Path, metavar="PUBLISHED")
    _add_limits(mending, seconds=10.0)
    _add_changes(mending)

    waiting = commands.add_parser(
        "standby", help="List waiting meetings that fit with nothing moved."
    )
    _add_common(waiting, _standby)
    waiting.add_argument("solution", type=Path, metavar="SOLUTION")
    waiting.add_argument("--slot", type=int, help="Only in this slot.")
    waiting.add_argument("--now", type=int, default=1, help="The first slot not past.")
    return parser


def _add_common(
    command: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int]
) -> None:
    command.set_defaults(run=run)
    command.add_argument("problem", type=Path, metavar="FILE")
    command.add_argument(
        "--fairness",
        type=_fairness,
        default=argparse.SUPPRESS,
        metavar="D|off",
        help="By how much numbers of breaks may differ, or off.",
    )
    command.add_argument("--json", action="store_true", help="Print JSON.")
    command.add_argument(
        "--language", choices=LANGUAGES, default="en", help="Of sentences."
    )


def _add_limits(command: argparse.ArgumentParser, *, seconds: float) -> None:
    command.add_argument(
        "--time-limit",
        type=_not_negative,
        default=None,
        metavar="S",
        help=f"Stop after S seconds; {seconds:g} if no limit is given.",
    )
    command.add_argument(
        "--work-limit",
        type=_not_negative,
        default=None,
        metavar="N",
        help="Stop after N units of work, each very roughly a second: the same seed "
        "then gives the same answer.",
    )
    command.add_argument("--seed", type=_whole, default=0, metavar="N")
    command.set_defaults(seconds=seconds)


def _add_changes(command: argparse.ArgumentParser) -> None:
    command.add_argument("--now", type=int, default=1, help="The first slot not past.")
    for flag, metavar, text in (
        ("--pin", "MEETING", "It stays where it is."),
        ("--want", "MEETING", "It was not published and is to be held."),
        ("--late", "PARTICIPANT:SLOT", "They are there from this slot on."),
        ("--absent", "PARTICIPANT", "They do not come."),
        ("--cancel", "MEETING", "It is not held."),
        ("--close", "TABLE[:SLOT]", "The table is lost, from this slot on."),
    ):
        command.add_argument(
            flag, action="append", default=[], metavar=metavar, help=text
        )


def _solve(options: argparse.Namespace) -> int:
    problem = _problem(options)
    hint = read_solution(text_of(options.hint), problem) if options.hint else None
    result = solve(
        problem,
        **_limits(options),
        seed=options.seed,
        hint=hint,
        on_progress=_shown if sys.stderr.isatty() else None,
    )
    if options.json:
        say_json(result_values(result, problem, options.language))
    else:
        say_result(result, problem, options.language)
    return FAILED if result.status == Status.UNKNOWN else DONE


def _check(options: argparse.Namespace) -> int:
    problem = _problem(options)
    solution = read_solution(text_of(options.solution), problem)
    faults = check(problem, solution)
    said = [fault.sentence(problem, options.language) for fault in faults]
    if options.json:
        # Breaks can be counted only where everything named exists.
        known = not any(fault.code.startswith("unknown-") for fault in faults)
        breaks = solution.breaks(problem) if known else None
        say_json({"valid": not faults, "breaks": breaks, "faults": said})
    elif faults:
        say("\n".join(said))
    else:
        say(f"The timetable is valid. It has {solution.breaks(problem)} breaks.")
    return FAILED if faults else DONE


def _replan(options: argparse.Namespace) -> int:
    problem = _problem(options)
    published = read_solution(text_of(options.published), problem)
    meetings, people = list(problem.meeting_by_id), list(problem.participant_by_id)
    for name in options.cancel:
        problem = changes.cancel(problem, _named(name, meetings, "meeting"))
    for text in options.late:
        name, colon, slot = text.rpartition(":")
        if not colon:
            raise ValueError(f"--late {text}: PARTICIPANT:SLOT is expected.")
        person = _named(name, people, "participant")
        problem = changes.arrive_late(problem, person, _slot(slot, "--late", text))
    for name in options.absent:
        person = _named(name, people, "participant")
        problem = changes.stay_away(problem, person)
    for text in options.close:
        table, _, slot = text.partition(":")
        since = _slot(slot, "--close", text) if slot else 1
        problem = changes.lose_table(problem, _slot(table, "--close", text), since)
    mended = replan(
        problem,
        published,
        now=options.now,
        pinned=[_named(name, meetings, "meeting") for name in options.pin],
        wanted=[_named(name, meetings, "meeting") for name in options.want],
        **_limits(options),
        seed=options.seed,
    )
    if options.json:
        say_json(replan_values(mended, options.language))
    else:
        say_replan(mended, options.language)
    return FAILED if mended.status == Status.UNKNOWN else DONE


def _standby(options: argparse.Namespace) -> int:
    problem = _problem(options)
    solution = read_solution(text_of(options.solution), problem)
    faults = check(problem, solution)
    if faults:
        said = faults[0].sentence(problem, options.language)
        raise ValueError(f"The timetable is not valid: {said}")
    found = standby(problem, solution, slot=options.slot, now=options.now)
    if options.json:
        rows = [
            {
                **write_placements([one.placement], problem)[0],
                "priority": one.priority,
                "breaks": one.breaks,
            }
            for one in found
        ]
        say_json({"candidates": rows})
    else:
        for one in found:
            say(
                f"slot {one.placement.slot}  table {one.placement.table}  "
                f"{title(one.placement.meeting, problem, options.language)}  "
                f"priority {one.priority}, breaks {one.breaks:+d}"
            )
        if not found:
            say("No waiting meeting fits with nothing moved.")
    return DONE


def _problem(options: argparse.Namespace) -> Problem:
    path: Path = options.problem
    problem = read_problem(text_of(path), dzn=path.suffix == ".dzn")
    if "fairness" not in options:
        return problem
    return replace(problem, fairness=options.fairness)


def _limits(options: argparse.Namespace) -> dict[str, float | None]:
    seconds = options.time_limit
    if seconds is None and options.work_limit is None:
        seconds = options.seconds
    return {"time_limit": seconds, "work_limit": options.work_limit}


def _not_negative(text: str) -> float:
    number = float(text)
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 up")
    return number


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 0 up")
    return int(text)


def _fairness(text: str) -> int | None:
    return None if text == "off" else _whole(text)


def _named(text: str, known: Iterable[Id], noun: str) -> Id:
    for name in known:
        if str(name) == text:
            return name
    raise ValueError(f"There is no {noun} {text!r}.")


def _slot(text: str, flag: str, whole: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError(f"{flag} {whole}: {text!r} is not a whole number.")
    return int(text)


def _shown(progress: Progress) -> None:
    breaks = "–" if progress.objective is None else progress.objective
    sys.stderr.write(
        f"{progress.seconds:7.1f} s  {progress.placed} meetings  {breaks} breaks  "
        f"at least {progress.lower_bound}\n"
    )
