"""The independent check: whether a timetable respects everything its problem asks.

It is written from the problem's definition alone and shares nothing with the solvers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from fondaco.engines.timetabling.problem import Id, Meeting, Problem
from fondaco.engines.timetabling.reasons import Reason
from fondaco.engines.timetabling.solution import Placement, Solution


def check(problem: Problem, solution: Solution) -> tuple[Reason, ...]:
    """Find every requirement that a timetable breaks.

    Parameters
    ----------
    problem
        What was asked.
    solution
        A timetable from anywhere.

    Returns
    -------
    tuple of Reason
        One for each fault, in a fixed order; empty if the timetable is valid.
    """
    known = [p for p in solution.placements if p.meeting in problem.meeting_by_id]
    faults = list(_unknown_or_repeated(problem, solution))
    if faults:
        return tuple(faults)
    faults += _absent(problem, solution)
    for placement in known:
        meeting = problem.meeting_by_id[placement.meeting]
        faults += _misplaced(problem, meeting, placement)
        faults += _misattended(problem, meeting, placement)
        faults += _too_early(problem, meeting, solution)
    faults += _doubled(problem, solution)
    faults += _beyond_caps(problem, solution)
    faults += _unfair(problem, solution)
    return tuple(faults)


def _unknown_or_repeated(problem: Problem, solution: Solution) -> Iterator[Reason]:
    for meeting, times in Counter(p.meeting for p in solution.placements).items():
        if meeting not in problem.meeting_by_id:
            yield Reason("unknown-meeting", {"meeting": meeting})
        elif times > 1:
            yield Reason("held-twice", {"meeting": meeting})
    for placement in solution.placements:
        for person in placement.participants:
            if person not in problem.participant_by_id:
                yield Reason(
                    "unknown-participant",
                    {"meeting": placement.meeting, "participant": person},
                )


def _absent(problem: Problem, solution: Solution) -> Iterator[Reason]:
    for meeting in problem.meetings:
        if meeting.required and meeting.id not in solution.by_meeting:
            yield Reason("required-not-held", {"meeting": meeting.id})


def _misplaced(
    problem: Problem, meeting: Meeting, placement: Placement
) -> Iterator[Reason]:
    """Faults of one meeting's slots and table."""
    first, last = placement.slot, placement.slot + meeting.length - 1
    named = {"meeting": meeting.id, "slot": first}
    if first < 1 or last > problem.slots:
        yield Reason("outside-the-day", named)
        return
    touched = [s for s in problem.sessions if s.first <= last and first <= s.last]
    if meeting.session is not None:
        if [s.id for s in touched] != [meeting.session] or not (
            touched[0].first <= first and last <= touched[0].last
        ):
            yield Reason("outside-its-session", named)
    elif touched and not (
        len(touched) == 1 and touched[0].first <= first and last <= touched[0].last
    ):
        yield Reason("across-sessions", named)
    if meeting.slot is not None and meeting.slot != first:
        yield Reason("not-in-its-fixed-slot", {**named, "fixed": meeting.slot})
    if not 1 <= placement.table <= problem.tables:
        yield Reason("no-such-table", {**named, "table": placement.table})
    home = problem.table_of(meeting)
    if home is not None and placement.table != home:
        yield Reason("not-at-its-table", {**named, "table": home})
    for slot in range(first, last + 1):
        if (placement.table, slot) in problem.closed:
            yield Reason(
                "table-closed",
                {"meeting": meeting.id, "slot": slot, "table": placement.table},
            )
        for resource in meeting.resources:
            if slot in problem.resource_by_id[resource].unavailable:
                yield Reason(
                    "resource-unavailable",
                    {"meeting": meeting.id, "slot": slot, "resource": resource},
                )


def _misattended(
    problem: Problem, meeting: Meeting, placement: Placement
) -> Iterator[Reason]:
    """Faults of who attends one meeting."""
    attending = list(placement.participants)
    if len(set(attending)) < len(attending):
        yield Reason("attends-twice", {"meeting": meeting.id})
    others = [p for p in attending if p not in meeting.participants]
    for person in meeting.participants:
        if person not in attending:
            yield Reason(
                "participant-missing", {"meeting": meeting.id, "participant": person}
            )
    for company in meeting.companies:
        standing_in = [
            p for p in others if problem.participant_by_id[p].company == company
        ]
        if len(standing_in) != 1:
            yield Reason("company-missing", {"meeting": meeting.id, "company": company})
    for person in others:
        if problem.participant_by_id[person].company not in meeting.companies:
            yield Reason("not-invited", {"meeting": meeting.id, "participant": person})
    for person in dict.fromkeys(attending):
        for slot in range(placement.slot, placement.slot + meeting.length):
            if slot in problem.participant_by_id[person].unavailable:
                yield Reason(
                    "participant-unavailable",
                    {"meeting": meeting.id, "participant": person, "slot": slot},
                )


def _too_early(
    problem: Problem, meeting: Meeting, solution: Solution
) -> Iterator[Reason]:
    """Precedences of one meeting that are not kept."""
    for before in meeting.after:
        earlier = solution.by_meeting.get(before)
        if earlier is None:
            continue
        end = earlier.slot + problem.meeting_by_id[before].length
        if solution.by_meeting[meeting.id].slot < end:
            yield Reason("too-early", {"meeting": meeting.id, "before": before})


def _doubled(problem: Problem, solution: Solution) -> Iterator[Reason]:
    """Find what is used by more meetings at once than it can be."""
    uses: dict[tuple[str, Id, int], set[Id]] = defaultdict(set)
    for placement in solution.placements:
        meeting = problem.meeting_by_id[placement.meeting]
        companies = problem.companies_of(meeting)
        for slot in range(placement.slot, placement.slot + meeting.length):
            uses["table", placement.table, slot].add(meeting.id)
            for person in placement.participants:
                uses["participant", person, slot].add(meeting.id)
            for company in companies:
                uses["company", company, slot].add(meeting.id)
            for resource in meeting.resources:
                uses["resource", resource, slot].add(meeting.id)
    for (noun, name, slot), meetings in uses.items():
        capacity = 1
        if noun == "company":
            capacity = problem.company_by_id[name].at_once
        elif noun == "resource":
            capacity = problem.resource_by_id[name].capacity
        if len(meetings) > capacity:
            yield Reason(
                f"{noun}-doubled",
                {
                    noun: name,
                    "slot": slot,
                    "meetings": tuple(sorted(meetings, key=str)),
                },
            )


def _beyond_caps(problem: Problem, solution: Solution) -> Iterator[Reason]:
    held = Counter(
        person
        for placement in solution.placements
        for person in set(placement.participants)
    )
    for participant in problem.participants:
        cap = participant.max_meetings
        if cap is not None and held[participant.id] > cap:
            yield Reason(
                "beyond-cap",
                {
                    "participant": participant.id,
                    "held": held[participant.id],
                    "cap": cap,
                },
            )


def _unfair(problem: Problem, solution: Solution) -> Iterator[Reason]:
    breaks = solution.breaks_of(problem)
    if problem.fairness is None or not breaks:
        return
    most, least = max(breaks.values()), min(breaks.values())
    if most - least > problem.fairness:
        yield Reason(
            "unfair", {"most": most, "least": least, "limit": problem.fairness}
        )
