"""The exact solver on the published instances, beside its peers in the same run.

    python -m benchmarks.timetabling_small [--instances forum-13] [--peers maxsat]

Each method has a process of its own for each instance, stopped at the limit and then
counted at that. Times are from the problem in memory to the answer. Every timetable is
checked by the engine's independent check.
"""

import argparse
import csv
import multiprocessing
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from fondaco.engines.timetabling.checking import check
from fondaco.engines.timetabling.dzn import read_dzn
from fondaco.engines.timetabling.problem import Problem
from fondaco.engines.timetabling.solution import Solution
from fondaco.engines.timetabling.solvers.sat.event import Event
from fondaco.engines.timetabling.tables import Start, assign_tables

DATA = Path(__file__).parents[1] / "../shared/data/timetabling"
LIMIT = 60.0
# For starting Python and loading a solver, which is not measured.
LOADING = 30.0
PEERS = ("maxsat", "incremental", "constraint_programming")


@dataclass(frozen=True)
class Run:
    """What one method said of one instance, and after how long."""

    status: str
    breaks: int | None
    seconds: float

    def __str__(self) -> str:
        value = "" if self.breaks is None else f" {self.breaks}"
        return f"{self.status[:3]}{value} {self.seconds:6.2f}"


def ours(problem: Problem, limit: float) -> tuple[str, Solution | None]:
    """Ask the engine's exact solver."""
    from fondaco.engines.timetabling.solvers.exact import solve_exact

    outcome = solve_exact(problem, time_limit=limit)
    return outcome.status.value, outcome.solution


def peer(name: str) -> Callable[[Problem, float], tuple[str, Solution | None]]:
    """Ask a peer; it gives meetings slots, and the engine adds tables."""

    def ask(problem: Problem, _: float) -> tuple[str, Solution | None]:
        from benchmarks import timetabling_peers

        status, slots = getattr(timetabling_peers, name)(Event.from_problem(problem))
        if slots is None:
            return status, None
        starts = {
            meeting.id: Start(slot + 1, meeting.participants)
            for meeting, slot in zip(problem.meetings, slots, strict=True)
        }
        return status, assign_tables(problem, starts)[0]

    return ask


def answer(name: str, path: Path, reply: Connection) -> None:
    """Solve in a process of its own."""
    method = ours if name == "ours" else peer(name)
    problem = read_dzn(path.read_text())
    # What is loaded once for all instances is not measured.
    method(read_dzn(SMALLEST), LIMIT)
    began = time.monotonic()
    reply.send(began)
    status, solution = method(problem, LIMIT)
    reply.send((status, solution, time.monotonic() - began))


SMALLEST = """
nBusiness = 2; nMeetings = 1; nTables = 1; nTotalSlots = 2; nMorningSlots = 1;
requested = [|1, 2, 3|];
"""


def run(name: str, path: Path, problem: Problem) -> Run:
    """Run one method on one instance, and check its answer."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=answer, args=(name, path, there))
    process.start()
    there.close()
    try:
        assert here.poll(LOADING), f"{name} did not start"
        here.recv()
        if not here.poll(LIMIT + 1):
            return Run("unknown", None, LIMIT)
        status, solution, seconds = here.recv()
    finally:
        process.kill()
        process.join()
    breaks = None
    if solution is not None:
        assert check(problem, solution) == (), f"{name} is wrong on {path.name}"
        breaks = solution.breaks(problem)
    return Run(status, breaks, min(seconds, LIMIT))


def main() -> int:
    """Print a line for each instance, then totals; fail where ours is not as due."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--instances", default="", help="only names with this text")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    options = parser.parse_args()
    methods = ["ours", *options.peers]
    print(f"{'instance':30} {'published':>10}", *(f"{m[:13]:>14}" for m in methods))
    totals = dict.fromkeys(methods, 0.0)
    proven = dict.fromkeys(methods, 0)
    slowest, failures = 0.0, 0
    with (DATA / "published.csv").open() as file:
        published = [
            r for r in csv.DictReader(file) if options.instances in r["instance"]
        ]
    for row in published:
        path = DATA / row["instance"]
        problem = read_dzn(path.read_text())
        due = (row["status"], int(row["breaks"]) if row["breaks"] else None)
        runs = {method: run(method, path, problem) for method in methods}
        for method, found in runs.items():
            totals[method] += found.seconds
            proven[method] += (found.status, found.breaks) == due
        slowest = max(slowest, runs["ours"].seconds)
        failed = (runs["ours"].status, runs["ours"].breaks) != due
        failures += failed
        print(
            f"{row['instance'].removesuffix('.dzn'):30}",
            f"{due[0][:3]} {'' if due[1] is None else due[1]:>6}",
            *(f"{found!s:>14}" for found in runs.values()),
            "  NOT AS PUBLISHED" if failed else "",
            flush=True,
        )
    for method in methods:
        print(f"{method}: {proven[method]} of {len(published)}, {totals[method]:.1f} s")
    print(f"slowest of ours: {slowest:.2f} s")
    if options.peers:
        best = min(options.peers, key=lambda p: totals[p])
        print(f"ours / {best}: {totals['ours'] / totals[best]:.2f}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
