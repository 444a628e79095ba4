"""Problems and timetables as JSON; `problem.schema.json` is the format's schema."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from fondaco.engines.timetabling.dzn import read_dzn
from fondaco.engines.timetabling.problem import (
    Company,
    Id,
    Meeting,
    Participant,
    Problem,
    Resource,
    Session,
)
from fondaco.engines.timetabling.solution import Placement, Solution

Thing = TypeVar("Thing")
Reader = Callable[[Any, str], Any]

# The most that any number in a file may be: what is beyond is a slip.
LARGEST = 1_000_000


def read_problem(text: str, *, dzn: bool = False) -> Problem:
    """Read a problem.

    Parameters
    ----------
    text
        The content of a file: JSON by ``problem.schema.json``, or MiniZinc data.
    dzn
        Whether it is MiniZinc data.

    Returns
    -------
    Problem
        With ids as in the file.

    Raises
    ------
    ValueError
        If the text is not of that format. The sentence says what is wrong and where.
    """
    if dzn:
        return read_dzn(text)
    given = _loaded(text)
    return _read(
        Problem,
        given,
        "",
        {
            "slots": _number,
            "tables": _size,
            "fairness": _optional(_size),
            "sessions": _list_of(Session, SESSION),
            "companies": _list_of(Company, COMPANY),
            "participants": _list_of(Participant, PARTICIPANT),
            "resources": _list_of(Resource, RESOURCE),
            "closed": _closed,
            "meetings": _list_of(Meeting, MEETING),
            "title": _text,
            "$schema": _text,
        },
        required=("slots", "tables", "participants", "meetings"),
        unused=("title", "$schema"),
    )


def read_solution(text: str, problem: Problem) -> Solution:
    """Read a timetable, such as `solve --json` prints.

    Parameters
    ----------
    text
        JSON with ``meetings``: objects with ``meeting``, ``slot``, ``table`` and, where
        colleagues were chosen for companies, ``participants``.
    problem
        The problem it is a timetable of, from which absent participants are taken.

    Returns
    -------
    Solution
        Not checked.

    Raises
    ------
    ValueError
        If the text is not such a timetable. The sentence says what is wrong and where.
    """
    given = _loaded(text)
    rows = given.get("meetings")
    if not isinstance(rows, list):
        raise ValueError("meetings must be a list of placements.")
    placements = []
    for number, row in enumerate(rows, start=1):
        where = f"meetings, entry {number}"
        values = _fields(
            row,
            where,
            {"meeting": _id, "slot": _whole, "table": _whole, "participants": _ids},
            required=("meeting", "slot", "table"),
        )
        meeting = problem.meeting_by_id.get(values["meeting"])
        invited = meeting.participants if meeting else ()
        placements.append(
            Placement(
                values["meeting"],
                values["slot"],
                values["table"],
                values.get("participants", invited),
            )
        )
    return Solution(tuple(placements))


def write_solution(solution: Solution, problem: Problem) -> list[dict[str, Any]]:
    """Turn a timetable into plain values.

    Parameters
    ----------
    solution
        A timetable.
    problem
        The problem it is a timetable of; its order of meetings is kept.

    Returns
    -------
    list of dict
        ``meeting``, ``slot`` and ``table`` of each meeting held; ``participants``, too,
        where colleagues were chosen.
    """
    held = (solution.by_meeting.get(meeting.id) for meeting in problem.meetings)
    return write_placements([p for p in held if p is not None], problem)


def write_placements(
    placements: Iterable[Placement], problem: Problem
) -> list[dict[str, Any]]:
    """Turn placements into plain values.

    Parameters
    ----------
    placements
        In the order in which they are written.
    problem
        The problem that their meetings belong to.

    Returns
    -------
    list of dict
        As of `write_solution`.
    """
    rows: list[dict[str, Any]] = []
    for placement in placements:
        row: dict[str, Any] = {
            "meeting": placement.meeting,
            "slot": placement.slot,
            "table": placement.table,
        }
        if problem.meeting_by_id[placement.meeting].companies:
            row["participants"] = list(placement.participants)
        rows.append(row)
    return rows


def write_problem(problem: Problem) -> dict[str, Any]:
    """Turn a problem into the plain values of its JSON file.

    Parameters
    ----------
    problem
        Any problem.

    Returns
    -------
    dict
        By ``problem.schema.json``; what is as if absent is left out.
    """
    closed: dict[int, list[int]] = {}
    for table, slot in sorted(problem.closed):
        closed.setdefault(table, []).append(slot)
    given: dict[str, Any] = {
        "slots": problem.slots,
        "tables": problem.tables,
        "fairness": problem.fairness,
        "sessions": [_written(s, Session("", 0, 0), SESSION) for s in problem.sessions],
        "companies": [_written(c, Company(""), COMPANY) for c in problem.companies],
        "participants": [
            _written(p, Participant(""), PARTICIPANT) for p in problem.participants
        ],
        "resources": [
            {**_written(r, Resource(""), RESOURCE), "capacity": r.capacity}
            for r in problem.resources
        ],
        "closed": [{"table": t, "slots": slots} for t, slots in closed.items()],
        "meetings": [_written(m, Meeting(""), MEETING) for m in problem.meetings],
    }
    kept = {"participants", "meetings", "slots", "tables", "fairness"}
    return {name: value for name, value in given.items() if value or name in kept}


def _loaded(text: str) -> Mapping[str, Any]:
    try:
        given = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise ValueError(
            f"The file is not JSON: line {error.lineno}, column {error.colno}: "
            f"{error.msg}."
        ) from None
    except RecursionError:
        raise ValueError("The file is not JSON of this format: too deep.") from None
    if not isinstance(given, dict):
        raise ValueError("The file must hold one object, between { and }.")
    return given


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number of JSON.")


def _read(
    kind: type[Thing],
    given: object,
    where: str,
    readers: Mapping[str, Reader],
    required: tuple[str, ...] = ("id",),
    unused: tuple[str, ...] = (),
) -> Thing:
    values = _fields(given, where, readers, required)
    return kind(**{name: v for name, v in values.items() if name not in unused})


def _fields(
    given: object,
    where: str,
    readers: Mapping[str, Reader],
    required: tuple[str, ...],
) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise ValueError(f"{where} must be an object, between {{ and }}.")
    before = f"{where}: " if where else ""
    for name in required:
        if name not in given:
            raise ValueError(f"{before}{name} is missing.")
    for name in given:
        if name not in readers:
            known = ", ".join(sorted(readers))
            raise ValueError(f"{before}{name!r} is not known; one of {known} is.")
    return {
        name: readers[name](value, f"{before}{name}") for name, value in given.items()
    }


def _list_of(kind: type[Thing], readers: Mapping[str, Reader]) -> Reader:
    required = {Session: ("id", "first", "last"), Resource: ("id", "capacity")}

    def read(value: object, where: str) -> tuple[Thing, ...]:
        return tuple(
            _read(kind, item, f"{where}, entry {number}", readers, needed)
            for number, item in enumerate(_list(value, where), start=1)
        )

    needed = required.get(kind, ("id",))
    return read


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{where} must be a list, between [ and ].")
    return value


def _whole(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
        raise ValueError(f"{where} must be a whole number, and is {_shown(value)}.")
    return value


def _size(value: object, where: str) -> int:
    number = _whole(value, where)
    if number < 0:
        raise ValueError(f"{where} must not be negative.")
    return number


def _number(value: object, where: str) -> int:
    number = _whole(value, where)
    if number < 1:
        raise ValueError(f"{where} must be 1 or more.")
    return number


def _id(value: object, where: str) -> Id:
    if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
        raise ValueError(
            f"{where} must be a whole number or a text, and is {_shown(value)}."
        )
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{where} must be a text, and is {_shown(value)}.")
    return value


def _truth(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{where} must be true or false, and is {_shown(value)}.")
    return value


def _ids(value: object, where: str) -> tuple[Id, ...]:
    return tuple(_id(one, where) for one in _list(value, where))


def _slots(value: object, where: str) -> frozenset[int]:
    return frozenset(_number(one, where) for one in _list(value, where))


def _optional(reader: Reader) -> Reader:
    return lambda value, where: None if value is None else reader(value, where)


def _closed(value: object, where: str) -> frozenset[tuple[int, int]]:
    pairs = set()
    for number, item in enumerate(_list(value, where), start=1):
        row = _fields(
            item,
            f"{where}, entry {number}",
            {"table": _number, "slots": _slots},
            required=("table", "slots"),
        )
        pairs |= {(row["table"], slot) for slot in row["slots"]}
    return frozenset(pairs)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _written(
    thing: Thing, absent: Thing, readers: Mapping[str, Reader]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in readers:
        value = getattr(thing, name)
        if name == "id" or value != getattr(absent, name):
            values[name] = (
                sorted(value)
                if isinstance(value, frozenset)
                else list(value)
                if isinstance(value, tuple)
                else value
            )
    return values


SESSION: dict[str, Reader] = {"id": _id, "first": _number, "last": _number}
COMPANY: dict[str, Reader] = {"id": _id, "name": _text, "at_once": _number}
PARTICIPANT: dict[str, Reader] = {
    "id": _id,
    "name": _text,
    "company": _optional(_id),
    "unavailable": _slots,
    "max_meetings": _optional(_size),
    "table": _optional(_number),
}
RESOURCE: dict[str, Reader] = {
    "id": _id,
    "name": _text,
    "capacity": _size,
    "unavailable": _slots,
}
MEETING: dict[str, Reader] = {
    "id": _id,
    "participants": _ids,
    "companies": _ids,
    "length": _number,
    "session": _optional(_id),
    "slot": _optional(_number),
    "after": _ids,
    "priority": _number,
    "required": _truth,
    "resources": _ids,
}
