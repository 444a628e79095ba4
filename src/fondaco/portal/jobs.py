"""The worker's part of what begins on a page."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fondaco.core.imports.steps import JOB, do_step
from fondaco.core.outbox import RunningEntry, handler
from fondaco.core.schedule import daily
from fondaco.core.search_index.keeping import catch_up
from fondaco.portal.desk.digest import send_digests


@handler(JOB, label=_("Import"), attempts=3)
def run_import(payload: dict[str, str], entry: RunningEntry) -> None:
    do_step(payload["import"], payload["step"], entry.progress)
    catch_up()


@daily("digest", at="06:30", label=_("Mails with what waits"))
def mail_what_waits() -> str:
    return str(send_digests(timezone.localdate()))
