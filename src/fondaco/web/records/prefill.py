"""What a new record starts with: what the address says, or what is alike in another."""

from typing import Any

from django.db.models import ForeignKey, Model
from django.http import HttpRequest

from fondaco.core.numbers import row_number
from fondaco.web.records.editing import Editing
from fondaco.web.records.options import RecordChoiceField, RecordMultipleChoiceField
from fondaco.web.records.visits import FIELD

# What the form itself carries is not for an address to say.
_CARRIED = {"version", FIELD}


def prefill(editing: Editing, request: HttpRequest) -> None:
    """Start from what the address says, such as ?activity=…, and from only choices."""
    form = editing.form
    given: dict[str, Any] = {}
    for name in request.GET:
        value, field = request.GET.get(name, ""), form.fields.get(name)
        if isinstance(field, RecordChoiceField):
            if key := _key_of(form.choices[name].read(request.user), value):
                given[name] = key
        elif isinstance(field, RecordMultipleChoiceField):
            if key := _key_of(form.choices[name].read(request.user), value):
                given[name] = [key]
        elif field is not None and name not in _CARRIED:
            given[name] = value
    if key := given.get("alternative_to"):
        account = form.choices["alternative_to"].read(request.user).get(pk=key)
        form.initial.update(copied(account))
    form.initial.update(given)
    form.preselect()


def _key_of(known: Any, value: str) -> Any:
    fields = {field.name for field in known.model._meta.fields}
    name = "uid" if "uid" in fields else "pk"
    if "\0" in value or (name == "pk" and row_number(value) is None):
        return None
    return known.filter(**{name: value}).values_list("pk", flat=True).first()


_OF_ONE_ACCOUNT = {
    "alternative_to",
    "superseded_by",
    "preference_reason_it",
    "preference_reason_en",
    "note_it",
    "note_en",
}


def copied(fact: Model) -> dict[str, Any]:
    """What two accounts of a fact, or it and its successor, have in common."""
    copied = {
        field.name: getattr(fact, field.attname)
        if isinstance(field, ForeignKey)
        else getattr(fact, field.name)
        for field in fact._meta.fields
        if field.editable and field.name not in _OF_ONE_ACCOUNT
    }
    return copied | {
        name: getattr(fact, name) for name in ("valid_from", "valid_until")
    }
