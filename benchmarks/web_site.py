"""A generated database, and the site served over it as in production."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DAY = "2026-11-27"
WORKERS = 2
FONDACO = [
    sys.executable,
    "-c",
    "from fondaco.config.command_line import main; main()",
]


@dataclass(frozen=True)
class Database:
    """A network of one size, made once: in a folder, or on a server of PostgreSQL."""

    scale: float
    folder: Path
    url: str

    @classmethod
    def at(cls, cache: Path, scale: float, server: str) -> "Database":
        folder = cache / f"{'postgresql' if server else 'sqlite'}-{scale:g}"
        name = f"fondaco_bench_{scale:g}".replace(".", "_")
        url = f"sqlite:///{folder / 'fondaco.sqlite3'}"
        if server:
            url = f"{server.rpartition('/')[0]}/{name}"
        return cls(scale, folder, url)

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "FONDACO_DATA_DIR": str(self.folder),
            "DATABASE_URL": self.url,
            "FONDACO_ENV": "production",
            "FONDACO_BASE_URL": "https://localhost",
            "FONDACO_SECRET_KEY": "only-for-this-benchmark-" * 3,
            "FONDACO_SERVE_WORKER": "false",
            "DJANGO_SETTINGS_MODULE": "fondaco.config.settings",
        }

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [*FONDACO, *arguments],
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    def make(self, server: str) -> None:
        """Nothing where it is there already; pages are collected each time."""
        ready = self.folder / "ready.json"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.run("collectstatic", "--no-input", "--verbosity", "0")
        if ready.exists():
            self.run("migrate", "--verbosity", "0")
            return
        if server:
            _create_database(server, self.url.rpartition("/")[2])
        self.run("migrate", "--verbosity", "0")
        began = time.perf_counter()
        done = self.run(
            *("demo", "--size", f"{self.scale:g}", "--day", DAY),
            *("--into-existing", "--json"),
        )
        seconds = time.perf_counter() - began
        ready.write_text(json.dumps(json.loads(done) | {"seconds": seconds}))

    @property
    def made(self) -> dict[str, object]:
        return dict(json.loads((self.folder / "ready.json").read_text()))

    def ask(self, code: str) -> object:
        """Run a few lines of Python in the site, and read the JSON they print."""
        program = f"import django; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return json.loads(done.stdout)

    def forget(self) -> None:
        """Empty what pages may have been kept in."""
        self.ask(
            "from django.core.cache import cache; cache.clear(); print('null')",
        )


def _create_database(server: str, name: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')  # type: ignore[arg-type]
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]


@dataclass(frozen=True)
class Site:
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(one) for one in children.read_text().split()]

    def memory(self) -> list[tuple[float, float]]:
        """Of each worker the megabytes it has (RSS), and its part of what is shared."""
        return [(_memory(pid, "Rss"), _memory(pid, "Pss")) for pid in self.workers]


def _memory(pid: int, name: str) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextlib.contextmanager
def served(database: Database, **environment: str) -> Iterator[Site]:
    port = free_port()
    process = subprocess.Popen(
        [*FONDACO, "serve", "--port", str(port), "--workers", str(WORKERS)],
        env=database.environment | environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield Site(port, process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/en/clusters/",
        headers={"Host": "localhost", "X-Forwarded-Proto": "https"},
    )
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit("The site did not start: see above why.")
        with contextlib.suppress(OSError), urllib.request.urlopen(request) as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise SystemExit("The site did not answer within a minute.")
