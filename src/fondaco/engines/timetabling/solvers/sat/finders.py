"""Two SAT solvers at once, each in a process that can be killed at any moment."""

import json
import marshal
import os
import selectors
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from fondaco.engines.timetabling.solvers.sat import finder
from fondaco.engines.timetabling.solvers.sat.encoding import Encoding

# By path and with a safe path (-P): its neighbours are not to be taken for others.
FINDER = [sys.executable, "-P", finder.__file__]


@dataclass(frozen=True)
class Asked:
    """A solver that is to be asked.

    Parameters
    ----------
    name, options
        As python-sat calls it, and what it is configured with.
    more
        Clauses for this solver only: they follow from the formula.
    """

    name: str
    options: dict[str, int]
    more: list[list[int]] = field(default_factory=list)


class Finders:
    """Processes that all ask for as few breaks as are not excluded.

    Solvers that differ take very different times for the same question, above all where
    the answer is yes: whoever is first answers for all.

    Parameters
    ----------
    encoding
        The formula.
    solvers
        Who is asked.
    phases
        Literals to try first.
    """

    def __init__(
        self,
        encoding: Encoding,
        solvers: Sequence[Asked],
        phases: Sequence[int] = (),
    ) -> None:
        """Write the formula where the processes read it."""
        self._folder = tempfile.TemporaryDirectory(prefix="fondaco-")
        self._formula = Path(self._folder.name) / "formula"
        self._total = list(encoding.total)
        self._phases = list(phases)
        self._solvers = solvers
        self._selector = selectors.DefaultSelector()
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._asked: dict[int, int] = {}
        self._heard: dict[int, bytes] = {}
        self._formula.write_bytes(marshal.dumps(encoding.clauses))
        self._more = [self._formula.with_name(f"more-{n}") for n in range(len(solvers))]
        for path, solver in zip(self._more, solvers, strict=True):
            path.write_bytes(marshal.dumps(solver.more))

    def __enter__(self) -> Self:
        """Give the finders, which `ask` starts."""
        return self

    def __exit__(self, *_: object) -> None:
        """Kill what still runs, and remove the files."""
        for number in list(self._running):
            self._stop(number)
        self._selector.close()
        self._folder.cleanup()

    @property
    def is_over(self) -> bool:
        """Whether no process runs any more."""
        return not self._running

    def ask(self, lower: int) -> None:
        """Let every finder that asks for fewer breaks ask for so many.

        Parameters
        ----------
        lower
            No timetable has fewer breaks.
        """
        for number in range(len(self._solvers)):
            if self._asked.get(number, -1) < lower:
                self._stop(number)
                self._start(number, lower)

    def hear(self, seconds: float) -> Iterator[dict[str, Any]]:
        """Wait for news.

        Parameters
        ----------
        seconds
            How long at most.

        Yields
        ------
        dict
            ``lower``, ``infeasible`` or ``true``, as `finder` prints them.
        """
        for key, _ in self._selector.select(seconds):
            number = key.data
            piece = os.read(key.fd, 1 << 20)
            if not piece:
                self._stop(number)
                continue
            *lines, self._heard[number] = (self._heard[number] + piece).split(b"\n")
            for line in lines:
                news = json.loads(line)
                if "lower" in news:
                    self._asked[number] = news["lower"]
                yield news

    def _start(self, number: int, lower: int) -> None:
        solver = self._solvers[number]
        question = {
            "formula": [str(self._formula), str(self._more[number])],
            "total": self._total,
            "lower": lower,
            "solver": solver.name,
            "options": solver.options,
            "phases": self._phases,
        }
        path = Path(self._folder.name) / f"question-{number}"
        path.write_text(json.dumps(question), encoding="utf-8")
        process = subprocess.Popen(  # noqa: S603 - our own module
            [*FINDER, str(path)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        self._selector.register(process.stdout, selectors.EVENT_READ, number)
        self._running[number] = process
        self._asked[number] = lower
        self._heard[number] = b""

    def _stop(self, number: int) -> None:
        process = self._running.pop(number, None)
        if process is not None:
            assert process.stdout is not None
            self._selector.unregister(process.stdout)
            process.kill()
            process.wait()
            process.stdout.close()
