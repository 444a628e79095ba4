"""What one call knows while it runs: its limits, its best timetable, who is told."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from fondaco.engines.timetabling.problem import Problem
from fondaco.engines.timetabling.solution import Progress, Solution

OnProgress = Callable[[Progress], bool | None]


@dataclass
class Clock:
    """Limits, progress and the best timetable so far of one call.

    Parameters
    ----------
    problem
        What is asked.
    time_limit, work_limit
        Seconds and units of work; none where ``None``.
    on_progress
        Who is told; the search stops where it returns true.
    """

    problem: Problem
    time_limit: float | None
    work_limit: float | None
    on_progress: OnProgress | None

    def __post_init__(self) -> None:
        """Start the clock."""
        self.began = time.monotonic()
        self.best: Solution | None = None
        self.lower_bound = 0
        self.stopped = False
        self.most = sum(meeting.priority for meeting in self.problem.meetings)

    @property
    def seconds(self) -> float:
        """Wall-clock time since the call."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float | None:
        """Seconds that are left; ``None`` without a limit of time."""
        if self.time_limit is None:
            return None
        return max(0.0, self.time_limit - self.seconds)

    @property
    def is_best_possible(self) -> bool:
        """Whether everything is held, with as few breaks as there can be."""
        return (
            self.best is not None
            and len(self.best.placements) == len(self.problem.meetings)
            and self.best.breaks(self.problem) <= self.lower_bound
        )

    def value(self, solution: Solution) -> tuple[int, int]:
        """Tell what timetables are compared by: less is better."""
        return (-solution.priority(self.problem), solution.breaks(self.problem))

    def report(self, solution: Solution | None = None, lower_bound: int = 0) -> bool:
        """Take note of what was found, tell it, and say whether to stop.

        Parameters
        ----------
        solution
            A valid timetable.
        lower_bound
            No timetable of the most valuable meetings has fewer breaks.

        Returns
        -------
        bool
            Whether the caller wants the search to stop.
        """
        news = None
        if solution is not None and (
            self.best is None or self.value(solution) < self.value(self.best)
        ):
            self.best = news = solution
        raised = lower_bound > self.lower_bound
        self.lower_bound = max(self.lower_bound, lower_bound)
        if self.on_progress is not None and (news is not None or raised):
            told = Progress(
                seconds=self.seconds,
                objective=None if self.best is None else self.best.breaks(self.problem),
                lower_bound=self.lower_bound,
                placed=0 if self.best is None else len(self.best.placements),
                solution=news,
            )
            self.stopped = bool(self.on_progress(told)) or self.stopped
        return self.stopped
