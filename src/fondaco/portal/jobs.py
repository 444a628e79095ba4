"""The worker's part of what begins on a page."""

from django.utils.translation import gettext_lazy as _

from fondaco.core.imports.steps import JOB, do_step
from fondaco.core.outbox import RunningEntry, handler


@handler(JOB, label=_("Import"), attempts=3)
def run_import(payload: dict[str, str], entry: RunningEntry) -> None:
    do_step(payload["import"], payload["step"], entry.progress)
