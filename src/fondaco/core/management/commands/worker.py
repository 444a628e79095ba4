"""Do what the outbox holds, and what is due once a day."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from fondaco.core.worker import Worker


class Command(BaseCommand):
    help = "Send mails, run imports and whatever else waits, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        how_long = parser.add_mutually_exclusive_group()
        how_long.add_argument(
            "--once", action="store_true", help="Do the next job, if one is due; stop."
        )
        how_long.add_argument(
            "--until-empty", action="store_true", help="Do all that is due; stop."
        )
        how_long.add_argument(
            "--with-parent",
            action="store_true",
            help="Stop when the process that started this one is gone.",
        )

    def handle(self, *args: object, **options: Any) -> None:
        worker = Worker(self._report)
        if options["once"]:
            worker.begin_round()
            worker.do_next()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, worker.stop)
        if options["until_empty"]:
            worker.drain()
        else:
            worker.work(with_parent=options["with_parent"])

    def _report(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
