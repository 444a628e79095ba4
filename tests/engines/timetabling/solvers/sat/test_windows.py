"""Windows and bounds of one participant's meetings."""

from fondaco.engines.timetabling.solvers.sat.windows import used_before, windows

MORNING, DAY = (0, 1), (0, 1, 2, 3)


def test_a_stretch_must_hold_each_meeting() -> None:
    """Two in the morning and one at any time: only from the first slot on."""
    assert windows([MORNING, MORNING, DAY], 4) == [0]
    assert windows([DAY, DAY, DAY], 4) == [0, 1]


def test_a_morning_meeting_counts_by_noon() -> None:
    """One of two is over by the third slot, and both can be."""
    assert used_before([MORNING, DAY], 4) == [(0, 0), (0, 1), (1, 2), (1, 2), (2, 2)]


def test_three_meetings_do_not_fit_in_a_morning_of_two_slots() -> None:
    """No bounds where the meetings cannot all be held."""
    assert used_before([MORNING, MORNING, MORNING], 4) is None
    assert windows([MORNING, MORNING, MORNING], 4) == []
