"""What stands below an organisation's form: how complete it is, and what waits."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from fondaco.core.permissions import Actor, may
from fondaco.registry.completeness import completeness_of
from fondaco.registry.models import Organisation
from fondaco.registry.proposals import pending_of
from fondaco.web.records.panels import Panel, register


def _completeness(record: Any, actor: Actor) -> Mapping[str, Any] | None:
    if not isinstance(record, Organisation):
        return None
    waiting = 0
    if may(actor, "registry.publish_organisation", record):
        waiting = pending_of(record).count()
    return {"completeness": completeness_of(record), "waiting": waiting}


register(
    Panel(
        name="completeness",
        title=_("How complete the profile is"),
        read=_completeness,
        template="registry/completeness.html",
        order=10,
    )
)
