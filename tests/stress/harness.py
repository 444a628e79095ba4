"""Operations on a real database, killed (kill -9) at points that a seed gives."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def points(share: int) -> int:
    """How many of `share` points of a hundred, where fewer or more are asked for."""
    return max(1, share * int(os.environ.get("STRESS_POINTS", "100")) // 100)


class Ground:
    """A database, a folder, and a process that does what it is told with them."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment
        self.result = folder / f"result-{random.getrandbits(32):x}.json"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.stress.zygote", str(self.result)],
            cwd=ROOT,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._read() == "ready"

    def another(self) -> "Ground":
        """A second process on the same database."""
        return Ground(self.folder, self.environment)

    def close(self) -> None:
        self.process.communicate()

    def begin(self, name: str, **arguments: Any) -> int:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([name, arguments]) + "\n")
        self.process.stdin.flush()
        return int(self._read())

    def end(self) -> int:
        """Wait for it; its status, as `waitpid` says it."""
        return int(self._read())

    def do(self, name: str, **arguments: Any) -> Any:
        """To the end; what it returned."""
        self.begin(name, **arguments)
        assert self.end() == 0, f"{name} failed; its error is above."
        return json.loads(self.result.read_text())

    def kill(self, name: str, *, after: float, **arguments: Any) -> bool:
        """Kill it after so many seconds; whether that was before its end."""
        child = self.begin(name, **arguments)
        time.sleep(after)
        # Unreaped or running, the number is still its own, unless it ended long ago.
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        status = self.end()
        assert os.WIFSIGNALED(status) or status == 0, f"{name} failed by itself."
        return os.WIFSIGNALED(status)

    def time(self, name: str, **arguments: Any) -> float:
        """How long it takes when nobody kills it."""
        begun = time.monotonic()
        self.do(name, **arguments)
        return time.monotonic() - begun

    def _read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


def moments(number: int, within: float, seed: int = 1) -> Iterator[float]:
    """Seeded points from the beginning of an operation to its end."""
    chance = random.Random(seed)
    for _each in range(number):
        yield chance.uniform(0, within)
