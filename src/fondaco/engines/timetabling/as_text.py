"""Answers as lines for who reads them at the command line."""

from fondaco.engines.command_line import say
from fondaco.engines.timetabling.as_json import unplaced_values
from fondaco.engines.timetabling.problem import Id, Problem
from fondaco.engines.timetabling.reasons import Reason
from fondaco.engines.timetabling.replanning import Replan
from fondaco.engines.timetabling.solution import Result, Solution


def say_result(result: Result, problem: Problem, language: str) -> None:
    """Print an answer of `solve`.

    Parameters
    ----------
    result
        An answer.
    problem
        What it answers.
    language
        Of the sentences.
    """
    if result.solution is None:
        say(f"{result.status}, {result.seconds:.1f} s")
        for reason in result.conflict:
            say(f"  {reason.sentence(problem, language)}")
        return
    say(
        f"{result.status}: {len(result.solution.placements)} of "
        f"{len(problem.meetings)} meetings, {result.objective} breaks "
        f"(at least {result.lower_bound}), {result.seconds:.1f} s"
    )
    _say_placements(result.solution, problem, language)
    for one in unplaced_values(result.unplaced, problem, language):
        say(f"left out: {one['reason']} {one['change'] or ''}".rstrip())
    for note in result.notes:
        say(note.sentence(problem, language))


def say_replan(answer: Replan, language: str) -> None:
    """Print an answer of `replan`.

    Parameters
    ----------
    answer
        A mended timetable.
    language
        Of the sentences.
    """
    problem, difference = answer.problem, answer.difference
    if answer.solution is None:
        say(f"{answer.status}, {answer.seconds:.1f} s")
        for reason in answer.conflict:
            say(f"  {reason.sentence(problem, language)}")
        return
    say(
        f"{answer.status}: {answer.moves} meetings moved (at least "
        f"{answer.moves_bound}), {len(difference.dropped)} dropped, "
        f"{len(difference.added)} added, {answer.breaks} breaks, "
        f"{answer.seconds:.1f} s; {len(difference.touched)} people to tell"
    )
    for word, moves in (("moved", difference.moved), ("reseated", difference.reseated)):
        for move in moves:
            say(
                f"{word}: {title(move.meeting, problem, language)}: slot "
                f"{move.before.slot}, table {move.before.table} → slot "
                f"{move.after.slot}, table {move.after.table}"
            )
    for placement in difference.dropped:
        say(f"dropped: {placement.meeting} (slot {placement.slot})")
    for placement in difference.added:
        say(f"added: {placement.meeting}: slot {placement.slot}")


def title(meeting: Id, problem: Problem, language: str) -> str:
    """Name a meeting by who meets.

    Parameters
    ----------
    meeting
        Its identifier.
    problem
        What it answers.
    language
        Of the sentences.

    Returns
    -------
    str
        Its name, or those of its participants.
    """
    return Reason("meeting", {"meeting": meeting}).sentence(problem, language)


def _say_placements(solution: Solution, problem: Problem, language: str) -> None:
    for placement in sorted(solution.placements, key=lambda p: (p.slot, p.table)):
        say(
            f"slot {placement.slot:3}  table {placement.table:3}  "
            f"{title(placement.meeting, problem, language)}"
        )
