"""The exact search on days that can be solved by hand, and its limits."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fondaco.engines.timetabling.dzn import read_dzn
from fondaco.engines.timetabling.solution import Status
from fondaco.engines.timetabling.solvers.sat.event import Event
from fondaco.engines.timetabling.solvers.sat.search import Found, solve_event
from tests.engines.timetabling.problems import DATA

HARD = "forum-13crafc.original.dzn"


def make_event(
    *people: tuple[int, ...], slots: int = 4, tables: int = 2, **overrides: object
) -> Event:
    """Make a day of meetings that may be in any slot."""
    values: dict[str, object] = {
        "n_participants": max((p for meeting in people for p in meeting), default=-1)
        + 1,
        "allowed": (tuple(range(slots)),) * len(people),
        "capacity": (tables,) * slots,
        **overrides,
    }
    return Event(n_slots=slots, people=people, **values)  # type: ignore[arg-type]


def read(name: str) -> Event:
    """Read a published instance, if it is there."""
    from fondaco.engines.timetabling.solvers.sat.event import Event

    path = DATA / name
    if not path.exists():
        pytest.skip("The published instances are not beside the repository.")
    return Event.from_problem(read_dzn(path.read_text()))


def fewest(event: Event) -> int | None:
    """Try every timetable."""
    values = [
        event.breaks(slots) for slots in product(*event.allowed) if event.holds(slots)
    ]
    return min(values, default=None)


def test_a_day_without_meetings_is_solved() -> None:
    """Nothing to hold, no breaks."""
    assert solve_event(make_event()) == Found(Status.OPTIMAL, (), 0)


def test_three_who_all_meet_need_a_break_at_one_table() -> None:
    """Whoever is not in the middle meeting waits between the others."""
    event = make_event((0, 1), (1, 2), (0, 2), slots=3, tables=1)
    found = solve_event(event)
    assert (found.status, found.lower_bound) == (Status.OPTIMAL, 1)
    assert found.slots is not None
    assert event.breaks(found.slots) == 1


def test_precedences_can_cost_a_break() -> None:
    """The first two in this order leave 0 waiting while 1 and 2 meet."""
    event = make_event(
        (0, 1), (1, 2), (0, 2), slots=3, tables=1, precedences=((0, 1), (1, 2))
    )
    assert solve_event(event).slots == (0, 1, 2)


def test_meetings_of_three_take_one_table() -> None:
    """A person in both keeps them apart, and side by side."""
    found = solve_event(make_event((0, 1, 2), (2, 3), (3, 4, 5), slots=3, tables=1))
    assert found.status == Status.OPTIMAL
    assert found.lower_bound == 0


@pytest.mark.parametrize(
    "event",
    [
        make_event((0, 1), allowed=((),)),
        make_event((0, 1), (0, 2), slots=1),
        make_event((0, 1), (2, 3), slots=1, tables=1),
        make_event((0, 1), (2, 3), slots=2, capacity=(0, 1)),
        make_event(
            (0, 1), (2, 3), (4, 5), slots=2, capacity=(0, 3), precedences=((0, 1),)
        ),
        make_event((0, 1), (0, 2), slots=3, allowed=((0,), (2,)), fairness=0),
    ],
    ids=["no slot", "two at once", "no table", "closed slot", "order", "unfair"],
)
def test_what_cannot_be_held_is_infeasible(event: Event) -> None:
    """Each for a reason of its own."""
    assert solve_event(event) == Found(Status.INFEASIBLE, None, 0, 0)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Draw days small enough to try every timetable."""
    n_slots = draw(st.integers(2, 5))
    n_participants = draw(st.integers(2, 5))
    groups = [
        group for size in (2, 3) for group in combinations(range(n_participants), size)
    ]
    people = draw(st.lists(st.sampled_from(groups), min_size=1, max_size=4))
    slots = st.frozensets(st.integers(0, n_slots - 1), min_size=1)
    some = st.one_of(st.just(frozenset(range(n_slots))), slots)
    pairs = list(combinations(range(len(people)), 2))
    before = st.lists(st.sampled_from(pairs), max_size=2) if pairs else st.just([])
    return Event(
        n_participants=n_participants,
        n_slots=n_slots,
        people=tuple(people),
        allowed=tuple(tuple(sorted(draw(some))) for _ in people),
        capacity=tuple(draw(st.integers(0, 2)) for _ in range(n_slots)),
        precedences=tuple(draw(before)),
        fairness=draw(st.sampled_from([None, 0, 1, 2])),
    )


@settings(max_examples=300, deadline=None)
@given(events(), st.sampled_from([1, 2]), st.integers(0, 5))
def test_no_timetable_has_fewer_breaks(event: Event, threads: int, seed: int) -> None:
    """Status, timetable and bound are those of exhaustive search."""
    found = solve_event(event, threads=threads, seed=seed)
    expected = fewest(event)
    if expected is None:
        assert found.status == Status.INFEASIBLE
        return
    assert found.status == Status.OPTIMAL
    assert found.slots is not None
    assert event.holds(found.slots)
    assert event.breaks(found.slots) == found.lower_bound == expected


@settings(max_examples=50, deadline=None)
@given(events(), st.randoms(use_true_random=False))
def test_a_hint_changes_no_answer(event: Event, random: object) -> None:
    """Not even one that breaks requirements, or is better than what was found."""
    hint = [random.randrange(event.n_slots) for _ in event.people]  # type: ignore[attr-defined]
    with_hint, without = solve_event(event, hint=hint), solve_event(event)
    assert (with_hint.status, with_hint.lower_bound) == (
        without.status,
        without.lower_bound,
    )


@pytest.mark.parametrize(
    ("name", "breaks"),
    [
        ("tic-12crafc.original.dzn", 0),
        ("forumt-14crafd.original.dzn", 4),
        ("tic-13crafc.fixed020-Forb.dzn", 6),
        ("forum-13crafb.prec15.dzn", None),
        ("tic-13.forb0003.dzn", None),
    ],
)
def test_published_optima_are_proven(name: str, breaks: int | None) -> None:
    """As in tables 3 to 8 of the paper."""
    event = read(name)
    found = solve_event(event)
    assert (found.slots and event.breaks(found.slots)) == breaks
    assert found.status == (Status.INFEASIBLE if breaks is None else Status.OPTIMAL)


@pytest.mark.parametrize("threads", [1, 2])
def test_bounds_meet_from_both_sides(threads: int) -> None:
    """Where neither side is easy."""
    event = read("tic-13crafc.original.dzn")
    found = solve_event(event, threads=threads)
    assert (found.status, found.lower_bound) == (Status.OPTIMAL, 4)


def test_the_same_seed_and_limit_of_work_give_the_same_answer() -> None:
    """Also where the limit ends the search before the proof."""
    event = read(HARD)
    one, other = (solve_event(event, work_limit=2_000, seed=3) for _ in range(2))
    assert one == other
    assert one.slots is not None
    assert 2_000 <= one.conflicts < 2_100


def test_a_limit_of_time_leaves_what_was_found() -> None:
    """A timetable, and a bound below it."""
    event = read("forum-13crafb.forb0003.dzn")
    found = solve_event(event, time_limit=0)
    assert found == Found(Status.UNKNOWN, None, 0, 0)


def test_who_is_told_can_stop_the_search() -> None:
    """At the first timetable; it is the answer."""
    event = read(HARD)
    told: list[tuple[int, ...]] = []

    def report(slots: tuple[int, ...] | None, lower_bound: int) -> bool:
        if slots is not None:
            told.append(slots)
        return slots is not None

    found = solve_event(event, report=report)
    assert found.status == Status.FEASIBLE
    assert [found.slots] == told


def test_an_optimal_hint_leaves_only_the_proof() -> None:
    """The timetable given comes back."""
    event = read("forumt-14crafd.original.dzn")
    best = solve_event(event).slots
    again = solve_event(event, hint=best)
    assert (again.status, again.slots, again.lower_bound) == (Status.OPTIMAL, best, 4)
