"""A worker: takes what is due, says that it is alive, stops between two jobs."""

import datetime as dt
import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, connection, connections
from django.utils import timezone

from fondaco.core.models import OutboxEntry, WorkerSign
from fondaco.core.outbox.running import (
    HELD,
    LEASE,
    RunningEntry,
    claim_next,
    run,
    take_back_lost,
)
from fondaco.core.schedule import schedule_dailies

logger = logging.getLogger("fondaco.worker")
# How often a worker says that it is alive, and looks for what others left.
BEAT = dt.timedelta(seconds=20)
# How long it sleeps where nothing is due.
PAUSE = 1.0
# A worker that has not been seen for so long is gone, and its sign with it.
FORGOTTEN = dt.timedelta(days=1)


class Worker:
    def __init__(self, report: Callable[[str], None]) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.report = report
        self.stopping = threading.Event()
        self.in_hand: RunningEntry | None = None
        # Of the process that started it, where it must not outlive that one.
        self.parent = os.getppid()

    def stop(self, *_signal: object) -> None:
        """After the job in hand."""
        self.stopping.set()

    def drain(self) -> int:
        """All that is due now, and no more; how many that were."""
        self.begin_round()
        number = 0
        while not self.stopping.is_set() and self.do_next():
            number += 1
        return number

    def work(self, *, with_parent: bool = False) -> None:
        """Until told to stop; a database that is away for a while is waited for."""
        beating = threading.Thread(target=self._beat_on, daemon=True)
        beating.start()
        last_round = -BEAT.total_seconds()
        while not self.stopping.is_set():
            if with_parent and os.getppid() != self.parent:
                break
            try:
                if time.monotonic() - last_round >= BEAT.total_seconds():
                    self.begin_round()
                    last_round = time.monotonic()
                if self.do_next():
                    continue
            except DatabaseError as error:
                logger.warning("The database cannot be used now: %s", error)
                connection.close()
            self.stopping.wait(PAUSE)
        self.stopping.set()
        beating.join()
        WorkerSign.objects.filter(name=self.name).delete()

    def begin_round(self) -> None:
        """What is looked after now and then: the schedule, and what was left behind."""
        if lost := take_back_lost():
            self.report(f"{lost} jobs of a worker that stopped were taken back")
        schedule_dailies()

    def do_next(self) -> bool:
        running = self.in_hand = claim_next()
        if running is None:
            return False
        begun = time.monotonic()
        try:
            state = run(running)
        finally:
            self.in_hand = None
        took = time.monotonic() - begun
        entry = running.entry
        self.report(
            f"{entry.kind} {entry.pk} {state}, attempt {entry.attempts}, {took:.2f} s"
        )
        return True

    def _beat_on(self) -> None:
        try:
            while True:
                try:
                    self.beat()
                except DatabaseError:
                    # Somebody writes for long, or the database is away: the next time.
                    connection.close()
                if self.stopping.wait(BEAT.total_seconds()):
                    return
        finally:
            connections.close_all()

    def beat(self) -> None:
        """Say that the worker is alive, and with it the job that it has in hand."""
        now = timezone.now()
        seen, _new = WorkerSign.objects.update_or_create(
            name=self.name, defaults={"seen_at": now}
        )
        WorkerSign.objects.filter(seen_at__lt=now - FORGOTTEN).delete()
        if (running := self.in_hand) is not None:
            OutboxEntry.objects.filter(
                pk=running.entry.pk, claim=running.entry.claim, state__in=HELD
            ).update(lease_until=seen.seen_at + LEASE)
