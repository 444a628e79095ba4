"""What to look at on a page of forms, with the field to go to: mistakes, gone rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class FormError:
    """One thing that is amiss, and the field to go to."""

    label: str
    message: str
    anchor: str


def list_mistakes(form: Any, row_sets: Iterable[Any]) -> list[FormError]:
    """In the order of the page."""
    found = [FormError("", str(error), "") for error in form.non_field_errors()]
    found += _of_fields(form, "")
    for row_set in row_sets:
        if row_set.is_bound:
            found += _of_rows(row_set)
    return found


def list_gone_rows(row_sets: Iterable[Any]) -> list[FormError]:
    """The rows that somebody else deleted, and that stand in the form as new ones."""
    return [
        FormError(_place(row_set, number), "", _anchor(form.visible_fields()[0]))
        for row_set in row_sets
        for number, form in enumerate(row_set.forms, 1)
        if getattr(form, "is_gone", False)
    ]


def _place(row_set: Any, number: int) -> str:
    words = _("%(rows)s, row %(number)d")
    return words % {"rows": row_set.title, "number": number}


def _of_rows(row_set: Any) -> list[FormError]:
    found = [FormError(row_set.title, error, "") for error in row_set.non_form_errors()]
    for number, form in enumerate(row_set.forms, 1):
        place = _place(row_set, number)
        found += [FormError(place, error, "") for error in form.non_field_errors()]
        found += _of_fields(form, f"{place}: ")
    return found


def _of_fields(form: Any, place: str) -> list[FormError]:
    return [
        FormError(f"{place}{bound.label}", error, _anchor(bound))
        for bound in form
        for error in bound.errors
    ]


def _anchor(bound: BoundField) -> str:
    return "" if bound.is_hidden else str(bound.id_for_label or bound.auto_id)
