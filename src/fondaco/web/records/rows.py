"""What has no life of its own: rows in the form of the record that they hang on."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.contenttypes.forms import (
    BaseGenericInlineFormSet,
    generic_inlineformset_factory,
)
from django.db.models import ForeignKey, Model, Value
from django.db.models.functions import Concat
from django.forms import inlineformset_factory
from django.forms.models import BaseInlineFormSet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from fondaco.core.forms import DATE_LABELS, PlainSelect
from fondaco.core.models import Citation, Cited, DatedFact, Source
from fondaco.core.reading import read_together, records
from fondaco.web.records.forms import ChoosingForm
from fondaco.web.records.options import Choices, Options

if TYPE_CHECKING:
    AnyInlineFormSet = BaseInlineFormSet[Any, Any, Any]
    AnyGenericInlineFormSet = BaseGenericInlineFormSet[Any, Any]
else:
    AnyInlineFormSet = BaseInlineFormSet
    AnyGenericInlineFormSet = BaseGenericInlineFormSet

# Folded away until asked for; a script adds more, saving does so, too.
EMPTY_ROWS = 1
# More are refused with a sentence; those on record are shown all the same.
MOST_ROWS = 400


class RowForm(ChoosingForm):
    """One row; its fields stand side by side where there is room."""


class PostedRows:
    """As many rows as were posted, whatever number somebody wrote beside them."""

    # So many stand open from the beginning: a record without them says nothing.
    wanted = 0
    data: Any
    prefix: Any
    is_bound: bool
    forms: Any

    def total_form_count(self) -> int:
        said: int = super().total_form_count()  # type: ignore[misc]
        if not self.is_bound:
            return said
        row = re.compile(rf"{re.escape(self.prefix)}-(\d{{1,6}})-")
        posted = (int(match[1]) for key in self.data if (match := row.match(key)))
        # Up to the last one: a number that was left out is an empty row.
        return min(said, max(posted, default=-1) + 1)

    @property
    def written(self) -> list[Any]:
        """Rows that say something, in the order of the page."""
        blank = self.blank
        return [form for form in self.forms if form not in blank]

    @property
    def blank(self) -> list[Any]:
        """Rows to write in, which the page shows when they are asked for."""
        blank = [form for form in self.forms if _is_blank(form)]
        needed = max(self.wanted - (len(self.forms) - len(blank)), 0)
        return blank[needed:]


class RowFormSet(PostedRows, AnyInlineFormSet):
    """Rows that share one reading of their choices."""

    model: type[Model]

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        kwargs["form_kwargs"] = {"options": options}
        pointing = {*_foreign_keys(self.model)} - {self.fk.name}
        kwargs["queryset"] = self.model._default_manager.select_related(*pointing)
        super().__init__(*args, **kwargs)


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of a model that points to the record with a foreign key."""

    model: type[Model]
    form: type[RowForm]
    help_text: str | Promise = ""
    # How many of them a record needs.
    wanted: int = 0

    @property
    def title(self) -> str:
        return capfirst(str(self.model._meta.verbose_name_plural))

    @property
    def is_cited(self) -> bool:
        """Whether each row has sources of its own, and no page where they would be."""
        return issubclass(self.model, Cited) and not issubclass(self.model, DatedFact)

    @property
    def fields(self) -> tuple[str, ...]:
        """A copy: a form set adds its own key to the list that it is given."""
        return tuple(self.form._meta.fields or ())

    @property
    def prefix(self) -> str:
        return str(self.model._meta.model_name)

    def parent_name(self, record: Model) -> str:
        """The row's field that points to the record."""
        return next(
            field.name
            for field in self.model._meta.fields
            if field.related_model is type(record)
        )

    def formset(self, parent: type[Model]) -> type[Any]:
        return inlineformset_factory(
            parent,
            self.model,
            form=self.form,
            formset=RowFormSet,
            extra=max(EMPTY_ROWS, self.wanted),
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS,
            can_delete_extra=False,
            fields=self.fields,
        )

    def build(
        self,
        record: Model,
        options: Options,
        data: Any = None,
        known: list[Any] | None = None,
    ) -> Any:
        """`known`: its rows, where they were read together with others."""
        built = _formset(self, type(record))(
            data, instance=record, prefix=self.prefix, options=options
        )
        if known is not None:
            built._queryset = built.queryset.order_by("pk")
            built._queryset._result_cache = known
        built.title, built.help_text = self.title, self.help_text
        built.wanted = self.wanted
        # Made now, so that the page knows all its choices before it reads the first.
        built.drawn = [*built.forms, built.empty_form]
        for number, form in enumerate(built.forms, 1):
            form.number = number
        return built


def _is_blank(form: Any) -> bool:
    if form.instance.pk or getattr(form, "is_gone", False):
        return False
    return not (form.is_bound and form.has_changed())


def read_rows(
    all_rows: Iterable[Rows], record: Model
) -> "Mapping[Rows, list[Any] | None]":
    """Those of a record that stand in the order in which they were made: one query."""
    together = [
        rows
        for rows in all_rows
        if not isinstance(rows, Citations)
        and list(rows.model._meta.ordering or ["pk"]) == ["pk"]
    ]
    if record._state.adding or len(together) < 2:
        return {}
    reads = [
        records(
            rows.model._default_manager.filter(**{rows.parent_name(record): record}),
            *_foreign_keys(rows.model),
        )
        for rows in together
    ]
    found = read_together(*reads)
    return {
        rows: sorted(known, key=lambda one: one.pk)
        for rows, known in zip(together, found, strict=True)
    }


@cache
def _formset(rows: Rows, parent: type[Model]) -> type[Any]:
    return rows.formset(parent)


def _foreign_keys(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.fields if isinstance(field, ForeignKey)]


def citable_fields(model: type[Model]) -> list[tuple[str, str]]:
    """The fields that a citation may support, each once for both languages."""
    found: dict[str, str] = {}
    for field in model._meta.fields:
        if field.name in _NEVER_CITED:
            continue
        if match := re.fullmatch(r"(\w+)_(earliest|latest|precision)", field.name):
            found.setdefault(match[1], str(DATE_LABELS.get(match[1], match[1])))
        elif field.editable:
            name = re.sub(r"_(it|en)$", "", field.name)
            label = re.sub(r" \([^)]*\)$", "", str(field.verbose_name))
            found.setdefault(name, label)
    return [(name, capfirst(label)) for name, label in found.items()]


_NEVER_CITED = {"id", "uid", "is_published", "maintained_by", "network", "private_note"}


SOURCES = Choices(
    lambda actor: Source.objects.all(),
    words=(
        Concat("publisher", Value(": "), "title"),
        Concat("publisher", Value(": "), "title"),
    ),
    named_beyond=True,
)


class CitationForm(RowForm):
    choices = {"source": SOURCES}

    class Meta(RowForm.Meta):
        model = Citation
        fields = ["source", "field", "quote"]
        widgets = {"quote": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, about: type[Model], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [("", _("the record as a whole")), *citable_fields(about)]
        present = self.instance.field
        if present and present not in dict(names):
            names.append((present, present))
        self.fields["field"] = forms.ChoiceField(
            label=self.fields["field"].label,
            required=False,
            choices=names,
            widget=PlainSelect,
        )

    def save(self, commit: bool = True) -> Any:
        if "quote" in self.changed_data:
            # Where the old words stood says nothing of the new ones.
            self.instance.span_start = self.instance.span_end = None
        return super().save(commit=commit)


class CitationFormSet(PostedRows, AnyGenericInlineFormSet):
    about: type[Model]

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        kwargs["form_kwargs"] = {"options": options, "about": self.about}
        super().__init__(*args, **kwargs)


@dataclass(frozen=True, eq=False)
class Citations(Rows):
    """The words of sources, beside whatever record they support."""

    def formset(self, parent: type[Model]) -> type[Any]:
        made = generic_inlineformset_factory(
            self.model,
            form=self.form,
            formset=CitationFormSet,
            extra=EMPTY_ROWS,
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS,
            can_delete_extra=False,
            fields=self.fields,
        )
        return type("CitationFormSet", (made,), {"about": parent})


CITATIONS = Citations(
    Citation,
    CitationForm,
    help_text=_("Which source says so, and its own words. Words are never translated."),
)
