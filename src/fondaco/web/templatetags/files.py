"""The files of a record on the page that visitors see of it."""

from typing import Any

from django import template

from fondaco.core.attachments import public_files_of

register = template.Library()


@register.inclusion_tag("web/public_files.html")
def public_files(*, record: Any) -> dict[str, Any]:
    return {"files": list(public_files_of(record))}
