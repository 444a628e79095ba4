"""From a public page to where its record is kept; empty for those who may not."""

from django.db.models import Model
from django.http import HttpRequest

from fondaco.web.records.types import RECORD_TYPES


def change_address(request: HttpRequest, record: Model) -> str:
    known = RECORD_TYPES.get(type(record))
    if known is None or not known.may(request.user, "change", record):
        return ""
    return known.url("change", record)


def add_address(request: HttpRequest, model: type[Model]) -> str:
    known = RECORD_TYPES.get(model)
    return known.url("add") if known and known.may(request.user, "add") else ""
