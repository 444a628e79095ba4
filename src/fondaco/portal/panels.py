"""What the portal hangs on the pages of records."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fondaco.core.permissions import Actor, may
from fondaco.portal.permissions import SEE_DATA
from fondaco.registry.models import Person
from fondaco.web.records.panels import Panel, register


def _personal_data(record: Any, actor: Actor) -> Mapping[str, Any] | None:
    if not isinstance(record, Person) or not may(actor, SEE_DATA, record):
        return None
    return {
        "data_url": reverse("portal:person_data", args=[record.uid]),
        "erase_url": reverse("portal:person_erasure", args=[record.uid]),
    }


register(
    Panel(
        "personal_data",
        _("Data held on this person"),
        _personal_data,
        "portal/panel_data.html",
        order=90,
    )
)
