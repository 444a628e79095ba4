"""What was said lately, on the pages of people and organisations."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fondaco.core.permissions import Actor
from fondaco.correspondence.queries.log import read_log
from fondaco.registry.models import Organisation, Person
from fondaco.web.records.locating import may_change
from fondaco.web.records.panels import Panel, register

LATEST = 5


def _said(record: Any, actor: Actor) -> Mapping[str, Any] | None:
    if not isinstance(record, Person | Organisation) or not may_change(actor, record):
        return None
    name, field = (
        ("person_log", "people")
        if isinstance(record, Person)
        else ("organisation_log", "organisations")
    )
    said = read_log(record, actor, most=LATEST + 1)
    return {
        "said": said[:LATEST],
        "has_more": len(said) > LATEST,
        "log_url": reverse(f"correspondence:{name}", args=[record.uid]),
        "add_url": f"{reverse('correspondence:note_add')}?{field}={record.uid}",
    }


register(
    Panel("said", _("What was said"), _said, "correspondence/panel_said.html", order=60)
)
