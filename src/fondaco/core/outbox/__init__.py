"""What must leave the process, or take its time: written now, done by a worker.

An action calls `enqueue` in its own transaction, so what it asks for happens once, or
not at all if the transaction did not happen. Who does the work registers a `handler` in
a module `jobs` of its app.
"""

from fondaco.core.outbox.entries import enqueue
from fondaco.core.outbox.handlers import GiveUpError, Handler, handler
from fondaco.core.outbox.queries import failures
from fondaco.core.outbox.running import LeaseLostError, RunningEntry, run_due

__all__ = [
    "GiveUpError",
    "Handler",
    "LeaseLostError",
    "RunningEntry",
    "enqueue",
    "failures",
    "handler",
    "run_due",
]
