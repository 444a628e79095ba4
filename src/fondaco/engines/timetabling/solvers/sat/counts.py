"""How many of a busy participant's meetings are over by when, counted by meeting."""

from collections.abc import Sequence

from fondaco.engines.timetabling.solvers.sat.encoding import Encoding

# Who has fewer meetings is seldom what a long proof is about.
BUSY = 9
# Slots between two counts: at every slot they cost more than they save.
APART = 3


def count_by_meeting(encoding: Encoding) -> list[list[int]]:
    """Tie the slots that busy participants use to the meetings that are over.

    Parameters
    ----------
    encoding
        A formula; it gets new variables and no clauses.

    Returns
    -------
    list of list of int
        Clauses that follow from the formula: however many slots somebody has used by
        then, so many of their meetings have been held. A proof by clauses alone that
        some meetings do not fit into some slots is very long (Haken, "The
        intractability of resolution", 1985), and short with such counts.
    """
    plain = len(encoding.clauses)
    for person, meetings in enumerate(encoding.event.meetings_of):
        if len(meetings) >= BUSY:
            _count(encoding, person, meetings)
    added = encoding.clauses[plain:]
    del encoding.clauses[plain:]
    return added


def _count(encoding: Encoding, person: int, meetings: Sequence[int]) -> None:
    over: dict[int, list[int]] = {meeting: [] for meeting in meetings}
    for number, slot in enumerate(list(encoding.used[person])[:-1], start=1):
        for meeting, sooner in over.items():
            if slot in encoding.held[meeting]:
                sooner.append(encoding.held[meeting][slot])
        if number % APART:
            continue
        over = {
            m: [encoding.any_of(sooner)] if sooner else [] for m, sooner in over.items()
        }
        counted = encoding.count(
            [lit for one in over.values() for lit in one], len(meetings)
        )
        for many in range(1, len(meetings) + 1):
            by_slot = encoding.reached[person][number, many]
            by_meeting = counted[many - 1] if many <= len(counted) else False
            encoding.add_known((by_slot, False), (by_meeting, True))
            encoding.add_known((by_slot, True), (by_meeting, False))
