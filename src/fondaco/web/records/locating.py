"""From an address to a record of whatever kind, and back."""

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.urls import reverse

from fondaco.core.permissions import Actor, require
from fondaco.core.reading import Read, read_together, records
from fondaco.web.records.types import RECORD_TYPES, RecordType
from fondaco.web.returning import own_address


def locate(
    request: HttpRequest, kind: str, key: str, verb: str
) -> tuple[RecordType, Any]:
    """The record that an address names; 404 for whoever may not `verb` it."""
    record_type = find_type(kind)
    record = record_type.find(key) if record_type else None
    if record_type is None or record is None:
        raise Http404
    require(request.user, record_type.permission(verb), record)
    return record_type, record


def find_type(kind: str) -> RecordType | None:
    try:
        return RECORD_TYPES.get(apps.get_model(kind))
    except (LookupError, ValueError):
        return None


def type_of(record: Any) -> RecordType | None:
    return RECORD_TYPES.get(type(record))


def panels_url(record: Any, name: str = "web:record_panels") -> str:
    record_type = type_of(record)
    if record_type is None or record.pk is None:
        return ""
    kind = record._meta.label_lower
    return reverse(name, args=[kind, getattr(record, record_type.key)])


def back_to(request: HttpRequest, record: Any, anchor: str) -> str:
    """Where the panel stood in which something was pressed."""
    asked = own_address(request, request.POST.get("next", ""))
    return f"{asked or panels_url(record)}#{anchor}"


def may_change(actor: Actor, record: Any) -> bool:
    """Whether the person keeps a record; of what is no record, nobody does."""
    record_type = type_of(record)
    return record_type is not None and record_type.may(actor, "change", record)


Keys = dict[type[Model], set[Any]]


def read_records(
    wanted: Keys, actor: Actor, *, changeable: bool = False
) -> dict[tuple[type[Model], Any], Any]:
    """Records of many kinds in one query: those among them that the person may see."""
    known = [
        (record_type, keys)
        for model, keys in wanted.items()
        if keys and (record_type := RECORD_TYPES.get(model))
    ]
    if not known:
        return {}
    reads = [_read(record_type, keys, actor, changeable) for record_type, keys in known]
    found = read_together(*reads)
    return {
        (record_type.model, record.pk): record
        for (record_type, _keys), read in zip(known, found, strict=True)
        for record in read
    }


def _read(
    record_type: RecordType, keys: set[Any], actor: Actor, changeable: bool
) -> Read:
    reach = record_type.changeable_by if changeable else record_type.visible_to
    # Relations of relations are not put together again by such a read.
    related = [name for name in record_type.related if "__" not in name]
    return records(reach(actor).filter(pk__in=keys), *related)
