"""The usual columns of a list of records."""

import datetime as dt
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fondaco.core.partial_dates import PartialDate
from fondaco.web.records.types import Column

Label = str | Promise


def column(name: str, label: Label, *, order: str = "") -> Column:
    return Column(
        label, lambda one: getattr(one, name), (order,) if order else (), name
    )


def choice_column(model: type[Model], name: str) -> Column:
    field: Any = model._meta.get_field(name)
    labels = dict(field.flatchoices)

    def shown(one: Any) -> str:
        value = getattr(one, name)
        return capfirst(str(labels.get(value, value)))

    return Column(field.verbose_name, shown, (name,), name)


def in_figures(moment: dt.datetime) -> str:
    """Django's own words begin Italian days and months large."""
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


def date_column(name: str, label: Label) -> Column:
    return Column(
        label,
        lambda one: in_words_if_known(getattr(one, name)),
        (f"{name}_earliest", f"{name}_latest"),
        name,
    )


def in_words_if_known(date: PartialDate) -> str:
    return "" if date == PartialDate.unknown() else date.in_words()


def publication_column() -> Column:
    return Column(
        gettext_lazy("publication"),
        lambda one: _("Published") if one.is_published else _("Draft"),
        ("is_published",),
        "is_published",
    )


def count_in_words(count: Any) -> str:
    """How many, as the source says it."""
    if count.is_some:
        return _("some")
    if count.number is None:
        words = _("at least %(number)d") % {"number": count.minimum or 0}
    elif count.is_approximate:
        words = _("about %(number)d") % {"number": count.number}
    else:
        words = str(count.number)
    if count.of_total is None:
        return words
    return _("%(part)s of %(whole)d") % {"part": words, "whole": count.of_total}
