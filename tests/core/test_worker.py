"""The worker as a process: drains, says that it lives, stops between two jobs."""

import os
import signal
import threading

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from fondaco.config.command_line import run
from fondaco.core import worker as module
from fondaco.core.models import OutboxEntry, WorkerSign
from fondaco.core.outbox import enqueue
from fondaco.core.outbox.running import claim_next
from fondaco.core.worker import Worker
from tests.core.outbox import test_running  # noqa: F401 — registers a kind of job

pytestmark = pytest.mark.django_db


def test_once_does_one_job_and_until_empty_the_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second, third = (enqueue("test") for _each in range(3))
    assert run(["worker", "--once"]) == 0
    assert capsys.readouterr().out.startswith(f"test {first.pk} done, attempt 1, 0.")
    assert run(["worker", "--until-empty"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(" done")[0] for line in said] == [
        f"test {second.pk}",
        f"test {third.pk}",
    ]
    call_command("worker", "--once")


def test_a_worker_says_that_it_lives_and_so_does_its_job() -> None:
    enqueue("test")
    worker = Worker(print)
    worker.in_hand = claim_next()
    OutboxEntry.objects.update(lease_until=None)
    WorkerSign.objects.create(name="old", seen_at="2026-01-01T00:00Z")
    worker.beat()
    assert WorkerSign.objects.get().name == worker.name
    assert OutboxEntry.objects.get(kind="test").lease_until is not None


def test_what_a_dead_worker_held_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    enqueue("test")
    claim_next()
    OutboxEntry.objects.update(lease_until="2026-01-01T00:00Z")
    said: list[str] = []
    assert Worker(said.append).drain() == 1
    assert said[0] == "1 jobs of a worker that stopped were taken back"


class Beatless(Worker):
    """In the tests one connection sees the transaction, so nobody beats beside it."""

    def _beat_on(self) -> None:
        self.stopping.wait()


def test_a_worker_goes_on_until_it_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.01)
    enqueue("test")
    said: list[str] = []
    worker = Beatless(said.append)
    threading.Timer(0.2, worker.stop).start()
    worker.work()
    assert len(said) == 1


def test_a_worker_ends_with_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Beatless(print)
    worker.parent = os.getpid()
    worker.work(with_parent=True)
    assert worker.stopping.is_set()


def test_a_database_that_is_away_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Away(Beatless):
        def begin_round(self) -> None:
            self.stop(signal.SIGTERM)
            raise DatabaseError("away")

    monkeypatch.setattr(module.connection, "close", lambda: None)
    worker = Away(print)
    worker.work()
    assert worker.stopping.is_set()
