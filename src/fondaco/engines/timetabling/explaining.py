"""Why a meeting is left out, and which single change would place it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from fondaco.engines.timetabling.obstacles import Opening, Timetable
from fondaco.engines.timetabling.problem import Id, Meeting, Problem
from fondaco.engines.timetabling.reasons import Reason
from fondaco.engines.timetabling.solution import Solution, Unplaced

# Changes by how easily an organiser makes them.
CHANGES = (
    "if-table-more",
    "if-available",
    "if-session-open",
    "if-slot-open",
    "if-order-dropped",
    "if-resource-more",
    "if-table-open",
    "if-company-at-once",
    "if-cap-raised",
    "if-colleague",
    "if-fairness-wider",
    "instead-of",
)
BY_OBSTACLE = {
    "tables-full": "if-table-more",
    "away": "if-available",
    "other-session": "if-session-open",
    "other-slot": "if-slot-open",
    "not-before": "if-order-dropped",
    "not-after": "if-order-dropped",
    "resource-full": "if-resource-more",
    "table-shut": "if-table-open",
    "company-full": "if-company-at-once",
    "cap": "if-cap-raised",
    "nobody-there": "if-colleague",
    "busy": "instead-of",
    "table-busy": "instead-of",
}
# How many changes are tried with the others moving, for one meeting.
TRIED = 12

Suffices = Callable[[Problem, Id], bool]


def explain_unplaced(
    problem: Problem, solution: Solution, suffices: Suffices | None = None
) -> tuple[Unplaced, ...]:
    """Say of each meeting that is not held why, and what would change that.

    Parameters
    ----------
    problem
        What was asked.
    solution
        A valid timetable of it.
    suffices
        Tells whether a changed problem has a timetable that holds what this one holds
        and a given meeting besides. It is asked where no change is enough while all
        others stay in place; not at all where ``None``.

    Returns
    -------
    tuple of Unplaced
        The most valuable first.
    """
    timetable = Timetable(problem, solution)
    left = [m for m in problem.meetings if m.id not in solution.by_meeting]
    left.sort(key=lambda meeting: -meeting.priority)
    return tuple(
        Unplaced(meeting.id, *_explanation(timetable, meeting, suffices))
        for meeting in left
    )


def apply_change(problem: Problem, meeting: Id, change: Reason) -> Problem:
    """Make the change that an explanation proposes.

    Parameters
    ----------
    problem
        What was asked.
    meeting
        The meeting that the change is to place.
    change
        One of the changes of `explain_unplaced`.

    Returns
    -------
    Problem
        The changed problem.

    Raises
    ------
    KeyError
        If the change is none that can be made in the problem itself.
    """
    return APPLIED[change.code](problem, meeting, change.values)


def _explanation(
    timetable: Timetable, meeting: Meeting, suffices: Suffices | None
) -> tuple[Reason, Reason | None]:
    ease = partial(_ease, timetable.problem)
    openings = timetable.openings(meeting)
    reason = _reason(timetable.problem, meeting, openings)
    offers = [
        (opening, _changes(timetable.problem, meeting, opening)) for opening in openings
    ]
    single = [
        changes[0]
        for _, changes in offers
        if len(changes) == 1 and changes[0] is not None
    ]
    if any(not opening.obstacles for opening in openings):
        limit = timetable.problem.fairness
        return reason, None if limit is None else Reason(
            "if-fairness-wider", {"limit": limit}
        )
    if single:
        return reason, min(single, key=ease)
    if suffices is not None:
        candidates = _distinct(
            change for _, changes in offers for change in changes if change is not None
        )
        for change in sorted(candidates, key=ease)[:TRIED]:
            changed = APPLIED.get(change.code)
            if changed is not None and suffices(
                changed(timetable.problem, meeting.id, change.values), meeting.id
            ):
                return reason, change
    return reason, None


def _ease(problem: Problem, change: Reason) -> tuple[int, int]:
    dear = _given_up(problem, change).priority if change.code == "instead-of" else 0
    return CHANGES.index(change.code), dear


def _given_up(problem: Problem, reason: Reason) -> Meeting:
    """Tell the meeting that would have to make way."""
    instead = reason.values["instead"]
    return next(m for m in problem.meetings if m.id == instead)


def _distinct(changes: Iterable[Reason]) -> list[Reason]:
    found: list[Reason] = []
    for change in changes:
        if change not in found:
            found.append(change)
    return found


def _changes(
    problem: Problem, meeting: Meeting, opening: Opening
) -> list[Reason | None]:
    """Tell the changes that together clear an opening; None for what none does."""
    grouped: dict[tuple[str, object], list[Reason]] = {}
    for obstacle in opening.obstacles:
        code = BY_OBSTACLE.get(obstacle.code, "")
        values = obstacle.values
        if code == "instead-of" and _given_up(problem, obstacle).required:
            code = ""
        subject = next(
            (
                values[key]
                for key in ("instead", "participant", "company", "resource", "table")
                if key in values
            ),
            values.get("before", ""),
        )
        grouped.setdefault((code, subject), []).append(obstacle)
    return [
        _change(meeting, opening.slot, code, obstacles)
        for (code, _), obstacles in grouped.items()
    ]


def _change(
    meeting: Meeting, slot: int, code: str, obstacles: list[Reason]
) -> Reason | None:
    if not code:
        return None
    first = dict(obstacles[0].values)
    values: dict[str, object] = {"start": slot}
    for key in ("participant", "instead", "company", "resource", "table", "cap"):
        if key in first:
            values[key] = first[key]
    if code == "if-order-dropped":
        earlier = obstacles[0].code == "not-before"
        values["before"] = first["before"] if earlier else meeting.id
        values["meeting"] = meeting.id if earlier else first["before"]
    if code in {"if-table-more", "if-available", "if-table-open", "if-resource-more"}:
        values["slots"] = tuple(o.values["slot"] for o in obstacles)
    return Reason(code, values)


def _reason(problem: Problem, meeting: Meeting, openings: list[Opening]) -> Reason:
    named = {"meeting": meeting.id}
    suiting = set(problem.starts(meeting))
    in_way = [
        {obstacle.code for obstacle in opening.obstacles}
        for opening in openings
        if opening.slot in suiting
    ]
    if not in_way:
        return Reason("suits-nobody", named)
    for opening in openings:
        if not opening.obstacles:
            if problem.fairness is None:
                return Reason("fits-now", {**named, "slot": opening.slot})
            return Reason("unfair-then", named)
    for opening in openings:
        for obstacle in opening.obstacles:
            if obstacle.code == "cap":
                return Reason("cap-reached", dict(obstacle.values))
    common = set.intersection(*in_way)
    for code, reason in (
        ("tables-full", "tables-always-full"),
        ("busy", "always-busy"),
        ("company-full", "company-always-full"),
        ("resource-full", "resource-never-free"),
        ("table-busy", "table-always-busy"),
    ):
        if code in common:
            return Reason(reason, named)
    if all(codes & {"busy", "tables-full"} for codes in in_way):
        return Reason("busy-or-full", named)
    return Reason("always-hindered", named)


Values = Mapping[str, object]


def _with_table_more(problem: Problem, _: Id, values: Values) -> Problem:
    more = problem.tables + 1
    slots = values["slots"]
    assert isinstance(slots, tuple)
    shut = {(more, s) for s in range(1, problem.slots + 1) if s not in slots}
    return replace(problem, tables=more, closed=problem.closed | shut)


def _with_available(problem: Problem, _: Id, values: Values) -> Problem:
    slots = values["slots"]
    assert isinstance(slots, tuple)
    return replace(
        problem,
        participants=tuple(
            replace(p, unavailable=p.unavailable - frozenset(slots))
            if p.id == values["participant"]
            else p
            for p in problem.participants
        ),
    )


def _with_cap_raised(problem: Problem, _: Id, values: Values) -> Problem:
    return replace(
        problem,
        participants=tuple(
            replace(p, max_meetings=(p.max_meetings or 0) + 1)
            if p.id == values["participant"]
            else p
            for p in problem.participants
        ),
    )


def _with_meeting(problem: Problem, name: object, **changed: object) -> Problem:
    return replace(
        problem,
        meetings=tuple(
            replace(m, **changed) if m.id == name else m  # type: ignore[arg-type]
            for m in problem.meetings
        ),
    )


def _without_order(problem: Problem, _: Id, values: Values) -> Problem:
    later = next(m for m in problem.meetings if m.id == values["meeting"])
    return _with_meeting(
        problem,
        later.id,
        after=tuple(m for m in later.after if m != values["before"]),
    )


def _with_resource_more(problem: Problem, _: Id, values: Values) -> Problem:
    slots = values["slots"]
    assert isinstance(slots, tuple)
    return replace(
        problem,
        resources=tuple(
            replace(
                r,
                capacity=r.capacity + 1,
                unavailable=r.unavailable - frozenset(slots),
            )
            if r.id == values["resource"]
            else r
            for r in problem.resources
        ),
    )


def _with_company_at_once(problem: Problem, _: Id, values: Values) -> Problem:
    return replace(
        problem,
        companies=tuple(
            replace(c, at_once=c.at_once + 1) if c.id == values["company"] else c
            for c in problem.companies
        ),
    )


def _with_table_open(problem: Problem, _: Id, values: Values) -> Problem:
    slots = values["slots"]
    assert isinstance(slots, tuple)
    opened = {(table, s) for table, s in problem.closed if table == values["table"]}
    opened = {(table, s) for table, s in opened if s in slots}
    return replace(problem, closed=problem.closed - opened)


def _without_meeting(problem: Problem, _: Id, values: Values) -> Problem:
    return problem.only({m.id for m in problem.meetings if m.id != values["instead"]})


APPLIED: dict[str, Callable[[Problem, Id, Values], Problem]] = {
    "if-table-more": _with_table_more,
    "if-available": _with_available,
    "if-cap-raised": _with_cap_raised,
    "if-session-open": lambda p, m, _: _with_meeting(p, m, session=None),
    "if-slot-open": lambda p, m, _: _with_meeting(p, m, slot=None),
    "if-order-dropped": _without_order,
    "if-resource-more": _with_resource_more,
    "if-company-at-once": _with_company_at_once,
    "if-table-open": _with_table_open,
    "if-fairness-wider": lambda p, _, __: replace(p, fairness=None),
    "instead-of": _without_meeting,
}
