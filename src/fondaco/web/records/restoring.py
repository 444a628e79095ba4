"""Bringing an earlier version of a record back, as a new change."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from fondaco.core.models import UndoStep
from fondaco.core.numbers import row_number
from fondaco.core.permissions import Actor
from fondaco.web.records.changes import FieldChange, read_difference
from fondaco.web.records.options import Options
from fondaco.web.records.types import RecordType
from fondaco.web.records.undo import Undoing

# What a record is called by, and when it was made, is not for a version to change.
_LASTING = {"id", "uid", "created_at", "modified_at"}


def find_version(
    record_type: RecordType, record: Any, number: str, actor: Actor
) -> Any:
    """A version of this very record; None where there is none of that number.

    What the form keeps from the person, such as who signs in as somebody, is in it as
    it is today: no version is a way round the form.
    """
    if (key := row_number(number)) is None:
        return None
    versions = record.history.filter(history_id=key).exclude(history_type="-")
    if (found := versions.first()) is None:
        return None
    form = record_type.form(instance=record, options=Options(actor))
    for field in found.tracked_fields:
        if field.name in _offered(record_type) and field.name not in form.fields:
            setattr(found, field.attname, getattr(record, field.attname))
    return found


def _offered(record_type: RecordType) -> set[str]:
    """The fields that the form has for those who may write them all."""
    return set(record_type.form._meta.fields or ())


def differences(record: Any, version: Any, actor: Actor) -> list[FieldChange]:
    """Field by field, from what is to what was."""
    present = record.history.order_by("-history_id").first()
    return [] if present is None else read_difference(version, present, actor)


@transaction.atomic
def bring_back(
    record_type: RecordType, record: Any, version: Any, actor: Any
) -> UndoStep | None:
    undoing = Undoing(actor)
    undoing.before_saving(record_type, record)
    may_publish = record_type.may_publish(actor, record)
    for field in version.tracked_fields:
        is_publication = field.name == "is_published" and not may_publish
        if field.name not in _LASTING and not is_publication:
            setattr(record, field.attname, getattr(version, field.attname))
    if not record_type.may(actor, "change", record):
        raise ValidationError(_("You may not keep the record as it was then."))
    try:
        record.full_clean()
    except ValidationError as error:
        text = _("It cannot be as it was then: %(reasons)s")
        reasons = " ".join(error.messages)
        raise ValidationError(text % {"reasons": reasons}) from error
    record_type.action(record, actor=actor, reason="restore")
    undoing.after_saving(record)
    return undoing.keep()
