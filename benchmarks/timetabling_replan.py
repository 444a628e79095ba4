"""Mending the timetable of 300 people after one late arrival, no-show or lost table.

    python -m benchmarks.timetabling_replan [--seeds 0 1 2]

The peer solves the changed day anew by the engine's own search, for as long as is given
to mending: how many meetings move where nobody asks that few should.
"""

import argparse
import random
import sys
from collections.abc import Callable
from pathlib import Path

from fondaco.engines.timetabling import changes
from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.dzn import read_dzn
from fondaco.engines.timetabling.problem import Problem
from fondaco.engines.timetabling.replanning import compare, replan
from fondaco.engines.timetabling.solving import solve

EVENTS = Path(__file__).parents[1] / "../shared/data/timetabling/events"
LIMIT = 2.0

CHANGES: dict[str, Callable[[Problem, random.Random], Problem]] = {
    "late arrival": lambda day, lot: changes.arrive_late(
        day, lot.choice(day.participants).id, 16
    ),
    "no-show": lambda day, lot: changes.stay_away(day, lot.choice(day.participants).id),
    "lost table": lambda day, lot: changes.lose_table(
        day, lot.randrange(1, day.tables + 1)
    ),
}


def main() -> int:
    """Print a line for each change; fail where one takes longer than due."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="*", default=[0, 1, 2])
    options = parser.parse_args()
    day = read_dzn((EVENTS / "ev300-busy.dzn").read_text(), fairness=None)
    published = solve(day, time_limit=20).solution
    assert published is not None
    late = 0
    print("change        seed  moved  bound  dropped  people told  seconds  anew moves")
    for name, change in CHANGES.items():
        for seed in options.seeds:
            changed = change(day, random.Random(seed))
            answer = replan(changed, published, time_limit=LIMIT, seed=seed)
            assert answer.solution is not None
            assert check(answer.problem, answer.solution) == ()
            late += answer.seconds > LIMIT or answer.moves != answer.moves_bound
            anew = solve(changed, time_limit=LIMIT, seed=seed).solution
            moves = "none" if anew is None else len(compare(day, published, anew).moved)
            print(
                f"{name:13} {seed:4} {answer.moves:6} {answer.moves_bound:6} "
                f"{len(answer.difference.dropped):8} "
                f"{len(answer.difference.touched):12} {answer.seconds:8.2f} {moves:>11}"
            )
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
