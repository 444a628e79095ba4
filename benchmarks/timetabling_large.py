"""Days of 100 to 3,000 people, beside plain CP-SAT in the same run.

    python -m benchmarks.timetabling_large [--days ev300] [--seeds 0 1 2] [--peer]
    python -m benchmarks.timetabling_large --days ev300 --work 4

Each run has a process of its own: reading and compiling are over when its clock starts.
It prints the breaks of the timetable, the proven bound and the gap between them, when
the first complete timetable was there, and the most memory in use. Every timetable is
checked by the engine's independent check, and holds every meeting. With a limit of
work for one of time, the breaks are the same on any machine, however busy.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.dzn import read_dzn
from fondaco.engines.timetabling.solution import Progress
from fondaco.engines.timetabling.solving import solve

EVENTS = Path(__file__).parents[1] / "../shared/data/timetabling/events"
# What is due in 60 s on 2 cores.
DUE = {
    "ev100-busy": 30,
    "ev300-busy": 100,
    "ev1000-busy": 360,
    "ev3000-busy": 1200,
    "pl100": 0,
    "pl300": 0,
    "pl1000": 4,
    "pl3000": 25,
}


def ours(
    name: str, seed: int, seconds: float, work: float | None, reply: Connection
) -> None:
    """Solve one day in this process."""
    warm = read_dzn((EVENTS / "pl100.dzn").read_text(), fairness=None)
    solve(warm, time_limit=0.2)
    problem = read_dzn((EVENTS / f"{name}.dzn").read_text(), fairness=None)
    first: list[float] = []

    def watch(progress: Progress) -> None:
        if progress.placed == len(problem.meetings):
            first.append(progress.seconds)

    result = solve(
        problem,
        time_limit=seconds if work is None else None,
        work_limit=work,
        seed=seed,
        on_progress=watch,
    )
    assert result.solution is not None
    assert check(problem, result.solution) == ()
    assert len(result.solution.placements) == len(problem.meetings)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reply.send((result.objective, result.lower_bound, first[0], result.seconds, memory))


def plain(
    name: str, seed: int, seconds: float, _: float | None, reply: Connection
) -> None:
    """Solve the same day by a plain CP-SAT model."""
    from fondaco.engines.timetabling.solvers.general import solve_general

    problem = read_dzn((EVENTS / f"{name}.dzn").read_text(), fairness=None)
    began = time.monotonic()
    outcome = solve_general(problem, time_limit=seconds, seed=seed)
    breaks = None if outcome.solution is None else outcome.solution.breaks(problem)
    reply.send((breaks, outcome.lower_bound, 0.0, time.monotonic() - began, 0.0))


def run(
    method: str, name: str, seed: int, seconds: float, work: float | None = None
) -> tuple[int | None, int, float, float, float]:
    """Run one method in a process of its own."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    target = ours if method == "ours" else plain
    process = context.Process(target=target, args=(name, seed, seconds, work, there))
    process.start()
    there.close()
    try:
        answer: tuple[int | None, int, float, float, float] = here.recv()
        return answer
    except EOFError:
        return None, 0, 0.0, 0.0, 0.0
    finally:
        process.join()


def main() -> int:
    """Print a line for each run; fail where one is not as due."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", default="", help="only names with this text")
    parser.add_argument("--seeds", type=int, nargs="*", default=[0, 1, 2])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--work", type=float, help="units of work, for no seconds")
    parser.add_argument("--peer", action="store_true", help="plain CP-SAT, too")
    options = parser.parse_args()
    print("day            seed  breaks  due  bound   gap  first s  total s  memory MB")
    late = 0
    for name, due in DUE.items():
        if options.days not in name:
            continue
        for seed in options.seeds:
            breaks, bound, first, total, memory = run(
                "ours", name, seed, options.seconds, options.work
            )
            assert breaks is not None
            late += breaks > due
            print(
                f"{name:14} {seed:4} {breaks:7} {due:4} {bound:6} {breaks - bound:5} "
                f"{first:8.2f} {total:8.1f} {memory:10.0f}"
                f"{'  NOT AS DUE' if breaks > due else ''}",
                flush=True,
            )
        if options.peer:
            breaks, bound, _, total, _ = run("plain", name, 0, options.seconds)
            print(f"{name:14} CP-SAT {breaks!s:>5}      {bound:6} {total:23.1f}")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
