"""What happens to a published day: people late or absent, meetings and tables lost."""

from dataclasses import replace

from fondaco.engines.timetabling.problem import Id, Meeting, Problem


def arrive_late(problem: Problem, participant: Id, until: int) -> Problem:
    """Let somebody be away at the beginning of the day.

    Parameters
    ----------
    problem
        What was asked.
    participant
        Who comes late.
    until
        The first slot, counted from 1, in which they are there.

    Returns
    -------
    Problem
        The changed problem.

    Raises
    ------
    ValueError
        If there is no such participant or slot.
    """
    _require_slot(problem, until)
    return _away(problem, participant, range(1, until))


def stay_away(problem: Problem, participant: Id) -> Problem:
    """Let somebody not come at all: meetings that need them are cancelled.

    Parameters
    ----------
    problem
        What was asked.
    participant
        Who does not come.

    Returns
    -------
    Problem
        The changed problem. Where any colleague would do, another may stand in.

    Raises
    ------
    ValueError
        If there is no such participant.
    """
    changed = _away(problem, participant, range(1, problem.slots + 1))
    for meeting in problem.meetings:
        if participant in meeting.participants:
            changed = cancel(changed, meeting.id)
    return changed


def cancel(problem: Problem, meeting: Id) -> Problem:
    """Take a meeting out of the problem.

    Parameters
    ----------
    problem
        What was asked.
    meeting
        What is cancelled.

    Returns
    -------
    Problem
        The changed problem; nothing waits for the meeting any more.

    Raises
    ------
    ValueError
        If there is no such meeting.
    """
    if meeting not in problem.meeting_by_id:
        raise ValueError(f"There is no meeting {meeting!r}.")
    return problem.only(problem.meeting_by_id.keys() - {meeting})


def add_meeting(problem: Problem, meeting: Meeting) -> Problem:
    """Ask for one meeting more.

    Parameters
    ----------
    problem
        What was asked.
    meeting
        The meeting.

    Returns
    -------
    Problem
        The changed problem.

    Raises
    ------
    ValueError
        If the meeting's id is taken, or it names what does not exist.
    """
    return replace(problem, meetings=(*problem.meetings, meeting))


def lose_table(problem: Problem, table: int, since: int = 1) -> Problem:
    """Close a table.

    Parameters
    ----------
    problem
        What was asked.
    table
        Its number, counted from 1.
    since
        The first slot in which it cannot be used.

    Returns
    -------
    Problem
        The changed problem. Whoever kept the table does not any more.

    Raises
    ------
    ValueError
        If there is no such table or slot.
    """
    _require_slot(problem, since)
    slots = range(since, problem.slots + 1)
    return replace(
        problem,
        closed=problem.closed | {(table, slot) for slot in slots},
        participants=tuple(
            replace(p, table=None) if p.table == table else p
            for p in problem.participants
        ),
    )


def _require_slot(problem: Problem, slot: int) -> None:
    if not 1 <= slot <= problem.slots:
        raise ValueError(f"Slot {slot} is not within the day: 1 to {problem.slots}.")


def _away(problem: Problem, participant: Id, slots: range) -> Problem:
    if participant not in problem.participant_by_id:
        raise ValueError(f"There is no participant {participant!r}.")
    return replace(
        problem,
        participants=tuple(
            replace(p, unavailable=p.unavailable | set(slots))
            if p.id == participant
            else p
            for p in problem.participants
        ),
    )
