"""Timetabling problems in array form for the tests of the local search."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from fondaco.engines.timetabling.search.arrays import Arrays


def arrays_of(
    meetings: Sequence[Sequence[int]],
    *,
    n_slots: int,
    tables: int | Sequence[int] = 99,
    allowed: dict[int, set[int]] | None = None,
    precedences: Sequence[tuple[int, int]] = (),
    weights: Sequence[int] | None = None,
    optional: Sequence[int] = (),
) -> Arrays:
    """State a problem by the people of each meeting and what departs from usual."""
    of_slot = np.ones((len(meetings), n_slots), dtype=np.bool_)
    for meeting, slots in (allowed or {}).items():
        of_slot[meeting] = [slot in slots for slot in range(n_slots)]
    required = np.ones(len(meetings), dtype=np.bool_)
    required[list(optional)] = False
    sizes = [len(people) for people in meetings]
    return Arrays(
        n_participants=1 + max(max(people) for people in meetings),
        n_slots=n_slots,
        first_person=np.cumsum([0, *sizes], dtype=np.int32),
        person=np.array([p for people in meetings for p in people], dtype=np.int32),
        allowed=of_slot,
        capacity=np.full(n_slots, tables, dtype=np.int32),
        precedences=np.array(precedences, dtype=np.int32).reshape(-1, 2),
        weight=np.array(weights or [1] * len(meetings), dtype=np.int32),
        required=required,
    )


@st.composite
def pair_problems(draw: st.DrawFn) -> Arrays:
    """Draw a problem of meetings of two, not always with room for all of them."""
    n_people = draw(st.integers(2, 7))
    pairs = st.lists(
        st.sampled_from([(a, b) for a in range(n_people) for b in range(a)]),
        min_size=1,
        max_size=12,
        unique=True,
    )
    meetings = draw(pairs)
    n_slots = draw(st.sampled_from([1, 3, 6, 64]))
    order = draw(
        st.lists(st.tuples(*[st.integers(0, len(meetings) - 1)] * 2), max_size=3)
    )
    return arrays_of(
        meetings,
        n_slots=n_slots,
        tables=draw(st.lists(st.integers(0, 4), min_size=n_slots, max_size=n_slots)),
        allowed={
            meeting: draw(st.sets(st.integers(0, n_slots - 1), min_size=1))
            for meeting in draw(st.sets(st.integers(0, len(meetings) - 1), max_size=4))
        },
        precedences=[(min(pair), max(pair)) for pair in order if pair[0] != pair[1]],
        optional=draw(st.sets(st.integers(0, len(meetings) - 1), max_size=3)),
    )
