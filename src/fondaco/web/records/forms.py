"""Forms of records: sections of fields, both languages side by side, shared choices."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.text import capfirst

from fondaco.core.forms import DatedModelForm, plain_formfield
from fondaco.web.records.options import (
    Choices,
    Options,
    RecordChoiceField,
    RecordMultipleChoiceField,
)


def record_formfield(db_field: Any, **options: Any) -> forms.Field | None:
    kinds = {
        models.ForeignKey: RecordChoiceField,
        models.OneToOneField: RecordChoiceField,
        models.ManyToManyField: RecordMultipleChoiceField,
    }
    if kind := kinds.get(type(db_field)):
        return kind(
            db_field.related_model,
            required=not db_field.blank,
            label=capfirst(db_field.verbose_name),
            help_text=db_field.help_text,
        )
    return plain_formfield(db_field, **options)


class ChoosingForm(DatedModelForm):
    """A form that knows what its person may choose: `choices`, by name of the field."""

    choices: ClassVar[Mapping[str, Choices]] = {}
    # Chosen beforehand where there is nothing else to choose.
    preselected: ClassVar[Sequence[str]] = ()

    class Meta:
        formfield_callback = record_formfield

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        self.actor = options.actor
        for name, field in self.fields.items():
            if written := re.search("_(it|en)$", name):
                # Read aloud, and its spelling looked at, in its own language.
                field.widget.attrs["lang"] = written[1]
            if isinstance(field, RecordChoiceField):
                key = getattr(self.instance, f"{name}_id")
                keys = [] if key is None else [key]
                field.bind(options, self.choices[name], keys, self._held(name))
            elif isinstance(field, RecordMultipleChoiceField):
                held = self.initial.get(name) or []
                keys = [getattr(one, "pk", one) for one in held]
                field.bind(options, self.choices[name], keys, partial(list, held))

    def _held(self, name: str) -> Callable[[], Iterable[models.Model]]:
        return lambda: [getattr(self.instance, name)]

    def preselect(self) -> None:
        """Choose in a new record what leaves no choice."""
        for name in self.preselected:
            field = self.fields.get(name)
            if isinstance(field, RecordChoiceField) and not self.initial.get(name):
                only = list(field.labels)
                self.initial[name] = only[0] if len(only) == 1 else None


# Which field stands at the right of which, as English does of Italian.
BESIDE = {
    "end": "start",
    "end_time": "start_time",
    "valid_until": "valid_from",
    "family_name": "given_name",
    "status": "kind",
    "maintained_by": "network",
    "province": "region",
    "minimum": "number",
    "total_budget_bound": "total_budget",
    "contribution_to_clusters_bound": "contribution_to_clusters",
    "contribution_to_territory_bound": "contribution_to_territory",
    "site": "city",
    "public_email": "website",
}


@dataclass(frozen=True)
class Section:
    title: str | Promise
    fields: Sequence[str]
    # Said below its title.
    help_text: str | Promise = ""


@dataclass(frozen=True)
class DrawnSection:
    title: str | Promise
    rows: list[list[BoundField]]
    help_text: str | Promise


class RecordForm(ChoosingForm):
    """The form of a record that has a page of its own.

    `version` tells which state of the record the person was reading, so that saving
    never overwrites in silence what somebody else wrote meanwhile; `visit` tells one
    opening of the form from another, so that what is sent twice is saved once.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    visit = forms.CharField(required=False, widget=forms.HiddenInput)

    sections: ClassVar[Sequence[Section]] = ()

    def drawn_sections(self) -> list[DrawnSection]:
        """The fields as the page lays them out; those in no section come first."""
        named = {name for section in self.sections for name in section.fields}
        rest = [
            field.name for field in self.visible_fields() if field.name not in named
        ]
        sections = [Section("", rest), *self.sections]
        drawn = [
            DrawnSection(section.title, self._rows(section.fields), section.help_text)
            for section in sections
        ]
        return [section for section in drawn if section.rows]

    def _rows(self, names: Sequence[str]) -> list[list[BoundField]]:
        rows: list[list[BoundField]] = []
        for name in names:
            if name not in self.fields:
                continue
            first = BESIDE.get(name) or re.sub("_en$", "_it", name)
            if rows and first != name and rows[-1][0].name == first:
                rows[-1].append(self[name])
            else:
                rows.append([self[name]])
        return rows

    @property
    def changed_data(self) -> list[str]:
        carried = {"version", "visit"}
        return [name for name in super().changed_data if name not in carried]
