"""The worker beside `fondaco serve`: it starts, does jobs, ends with the server."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from tests.stress.harness import ROOT, Ground
from tests.stress.sink import Sink

pytestmark = pytest.mark.stress
SERVE = "from fondaco.config.command_line import main; main()"


@contextmanager
def serving(ground: Ground, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--port", port, "--workers", "1"],
        cwd=ROOT,
        env=ground.environment | environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield wait_until(lambda: answers(int(port)) and server)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def wait_until(is_so: Callable[[], object], *, within: float = 90) -> object:
    end = time.monotonic() + within
    while not (found := is_so()):
        assert time.monotonic() < end, "It did not come."
        time.sleep(0.2)
    return found


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_a_worker_does_the_jobs_and_ends_with_the_server(
    ground: Ground, sink: Sink, ending: signal.Signals
) -> None:
    ground.do("write_mails", number=0)
    sink.arrived.clear()
    with serving(ground, FONDACO_SERVE_WORKER="true") as server:
        marks = ground.do("write_mails", number=3)
        wait_until(lambda: sorted(sink.arrived) == sorted(marks))
        (worker,) = filter(is_running, ground.do("workers"))
        os.kill(server.pid, ending)
        wait_until(lambda: not is_running(worker))
        server.wait(timeout=30)
    assert set(sink.arrived.values()) == {1}


def test_without_one_the_jobs_wait(ground: Ground, sink: Sink) -> None:
    ground.do("write_mails", number=1)
    sink.arrived.clear()
    with serving(ground, FONDACO_SERVE_WORKER="false"):
        time.sleep(5)
        assert not any(map(is_running, ground.do("workers")))
    assert sink.arrived == {}


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
