"""Answers as the values that `--json` prints."""

from collections.abc import Iterable
from typing import Any

from fondaco.engines.timetabling.files import write_placements, write_solution
from fondaco.engines.timetabling.problem import Problem
from fondaco.engines.timetabling.reasons import Reason
from fondaco.engines.timetabling.replanning import Move, Replan
from fondaco.engines.timetabling.solution import Result, Unplaced
from fondaco.engines.timetabling.tables import table_changes


def result_values(result: Result, problem: Problem, language: str) -> dict[str, Any]:
    """Give the values of `solve --json`.

    Parameters
    ----------
    result
        An answer.
    problem
        What it answers.
    language
        Of the sentences.

    Returns
    -------
    dict
        As docs/reference/timetabling.md describes them.
    """
    solution = result.solution
    return {
        "status": result.status.value,
        "breaks": result.objective,
        "lower_bound": result.lower_bound,
        "seconds": round(result.seconds, 3),
        "meetings": [] if solution is None else write_solution(solution, problem),
        "unplaced": unplaced_values(result.unplaced, problem, language),
        "priority": result.priority,
        "priority_bound": result.priority_bound,
        "table_changes": None if solution is None else table_changes(problem, solution),
        "conflict": [one.sentence(problem, language) for one in result.conflict],
        "notes": [one.sentence(problem, language) for one in result.notes],
    }


def replan_values(answer: Replan, language: str) -> dict[str, Any]:
    """Give the values of `replan --json`.

    Parameters
    ----------
    answer
        A mended timetable.
    language
        Of the sentences.

    Returns
    -------
    dict
        As docs/reference/timetabling.md describes them.
    """
    difference, problem = answer.difference, answer.problem
    return {
        "status": answer.status.value,
        "moves": answer.moves,
        "moves_bound": answer.moves_bound,
        "breaks": answer.breaks,
        "seconds": round(answer.seconds, 3),
        "moved": _moves(difference.moved),
        "reseated": _moves(difference.reseated),
        "dropped": [p.meeting for p in difference.dropped],
        "added": write_placements(difference.added, problem),
        "touched": sorted(difference.touched, key=str),
        "meetings": []
        if answer.solution is None
        else write_solution(answer.solution, problem),
        "unplaced": unplaced_values(answer.unplaced, problem, language),
        "conflict": [one.sentence(problem, language) for one in answer.conflict],
    }


def unplaced_values(
    unplaced: Iterable[Unplaced], problem: Problem, language: str
) -> list[dict[str, Any]]:
    """Say why meetings are left out, and what would place each.

    Parameters
    ----------
    unplaced
        Those left out.
    problem
        What it answers.
    language
        Of the sentences.

    Returns
    -------
    list of dict
        One for each.
    """
    return [
        {
            "meeting": one.meeting,
            "reason": _said(one.reason, problem, language),
            "change": _said(one.change, problem, language),
        }
        for one in unplaced
    ]


def _said(reason: Reason | None, problem: Problem, language: str) -> str | None:
    return None if reason is None else reason.sentence(problem, language)


def _moves(moves: Iterable[Move]) -> list[dict[str, Any]]:
    return [
        {
            "meeting": move.meeting,
            "from": {"slot": move.before.slot, "table": move.before.table},
            "to": {"slot": move.after.slot, "table": move.after.table},
        }
        for move in moves
    ]
