"""Which slots can hold a participant's meetings, by matching meetings to slots."""

from collections.abc import Iterable, Sequence


class Matching:
    """Meetings matched to slots, each slot to one, slots being opened one by one.

    Parameters
    ----------
    allowed
        For each meeting, the slots in which it may be.

    Notes
    -----
    Augmenting paths (Kuhn, 1955); opening a slot costs one search.
    """

    def __init__(self, allowed: Sequence[Sequence[int]]) -> None:
        """Begin with every slot closed."""
        self._meetings_in: dict[int, list[int]] = {}
        for meeting, slots in enumerate(allowed):
            for slot in slots:
                self._meetings_in.setdefault(slot, []).append(meeting)
        self._slot_of: dict[int, int] = {}

    def open(self, slot: int) -> bool:
        """Open a slot, and tell whether one more meeting can be held for it."""
        return self._augment(slot, set())

    def _augment(self, slot: int, tried: set[int]) -> bool:
        for meeting in self._meetings_in.get(slot, ()):
            if meeting not in tried:
                tried.add(meeting)
                held = self._slot_of.get(meeting)
                if held is None or self._augment(held, tried):
                    self._slot_of[meeting] = slot
                    return True
        return False


def most_held(allowed: Sequence[Sequence[int]], slots: Iterable[int]) -> list[int]:
    """Count how many meetings can be held as slots are opened.

    Parameters
    ----------
    allowed
        For each meeting of one participant, the slots in which it may be.
    slots
        The slots in the order of opening.

    Returns
    -------
    list of int
        The i-th, from 0, with the first i slots open.
    """
    matching, held = Matching(allowed), [0]
    for slot in slots:
        held.append(held[-1] + matching.open(slot))
    return held


def used_before(
    allowed: Sequence[Sequence[int]], n_slots: int
) -> list[tuple[int, int]] | None:
    """Bound the meetings that a participant has before each slot.

    Parameters
    ----------
    allowed
        For each meeting of the participant, the slots in which it may be.
    n_slots
        How many slots there are.

    Returns
    -------
    list of tuple of int, or None
        For each i from 0 to `n_slots`, the least and the most meetings in the first i
        slots; ``None`` where the meetings cannot all be held.
    """
    first = most_held(allowed, range(n_slots))
    last = most_held(allowed, reversed(range(n_slots)))
    if first[-1] < len(allowed):
        return None
    return [(len(allowed) - last[n_slots - i], first[i]) for i in range(n_slots + 1)]


def windows(allowed: Sequence[Sequence[int]], n_slots: int) -> list[int]:
    """List where the meetings of a participant can begin if there is no break.

    Parameters
    ----------
    allowed
        For each meeting of the participant, the slots in which it may be.
    n_slots
        How many slots there are.

    Returns
    -------
    list of int
        First slots of stretches, as long as the meetings are many, that can hold all.
    """
    size = len(allowed)
    return [
        start
        for start in range(n_slots - size + 1)
        if most_held(allowed, range(start, start + size))[-1] == size
    ]
