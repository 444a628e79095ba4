"""What hangs on a record's own page below its form: files, tasks, whatever an app has.

An app registers a panel once, when it is ready. Each panel asks its own permission:
where it reads nothing for somebody, that person does not learn that it exists.

They are drawn on a page of their own, which the form's page fetches once it is there:
each stays within its few queries, however many panels there are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from fondaco.core.permissions import Actor


@dataclass(frozen=True, eq=False)
class Panel:
    """`read` says what `template` needs; None where there is nothing to show.

    The template is rendered within a section that has the panel's title; beside what
    was read it knows `record`, `record_type` and `here`, the address to come back to.
    """

    name: str
    title: str | Promise
    read: Callable[[Any, Actor], Mapping[str, Any] | None]
    template: str
    # Those with a lower number stand higher.
    order: int = 50


@dataclass(frozen=True)
class DrawnPanel:
    name: str
    title: str
    content: SafeString


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Panels are known by their names: registering one again replaces it."""
    _panels[panel.name] = panel


def draw_panels(
    request: HttpRequest, record: Any, context: Mapping[str, Any]
) -> list[DrawnPanel]:
    """The panels of a record as this person may see them, in their order."""
    drawn = []
    for panel in sorted(_panels.values(), key=lambda one: (one.order, one.name)):
        read = panel.read(record, request.user)
        if read is None:
            continue
        own = {**context, "panel": panel, **read}
        content = render_to_string(panel.template, own, request)
        drawn.append(DrawnPanel(panel.name, str(panel.title), content))
    return drawn
