"""The files of a record on the page that visitors see of it."""

from collections.abc import Sequence
from typing import Any

from django import template

from fondaco.core.attachments import public_files_of
from fondaco.core.models import Attachment

register = template.Library()


@register.inclusion_tag("web/public_files.html")
def public_files(
    *, record: Any, files: "Sequence[Attachment] | None" = None
) -> dict[str, Any]:
    """`files`, where the page has read them together with the rest."""
    return {"files": list(public_files_of(record) if files is None else files)}
