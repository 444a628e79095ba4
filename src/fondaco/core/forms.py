"""Form fields for what every record has: partial dates, countries, addresses."""

from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from fondaco.core.partial_dates import PartialDate
from fondaco.engines.language.countries import countries

if TYPE_CHECKING:
    AnyModelForm = forms.ModelForm[Any]
else:
    AnyModelForm = forms.ModelForm

DATE_SHAPES = _(
    "A day (23/11/2016), a month (11/2016), a season (autumn 2016), a year (2016), or "
    "the two days between which it lies (2016-11-25/2016-11-30). Empty: not known."
)
FIRST_YEAR = 1000
# What the partial dates of all models are called.
DATE_LABELS = {
    "start": _("start"),
    "end": _("end"),
    "valid_from": _("since"),
    "valid_until": _("until"),
    "as_of": _("as of"),
    "period": _("period"),
    "published": _("published on"),
    "submitted": _("submitted on"),
}


class PartialDateField(forms.CharField):
    """A date typed as precisely as the source gives it."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {
            "required": False,
            "max_length": 60,
            "help_text": DATE_SHAPES,
        }
        super().__init__(**(defaults | options))

    def clean(self, value: Any) -> PartialDate:
        text = super().clean(value)
        try:
            date = PartialDate.parse(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        if any(day and day.year < FIRST_YEAR for day in (date.earliest, date.latest)):
            raise ValidationError(
                gettext("Write the year with four digits, from 1000 on."), code="year"
            )
        if self.required and date == PartialDate.unknown():
            raise ValidationError(self.error_messages["required"], code="required")
        return date

    def prepare_value(self, value: Any) -> Any:
        """In words where `parse` reads them back as the same date."""
        if not isinstance(value, PartialDate):
            return value
        words = value.in_words()
        try:
            return words if PartialDate.parse(words) == value else str(value)
        except ValueError:
            return str(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return bool(self.clean(data) != (initial or PartialDate.unknown()))
        except ValidationError:
            return True


class PlainSelect(forms.Select):
    """A select that many rows of a page repeat, drawn without a template per option."""

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        chosen = set(self.format_value(value))
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, " selected" if str(key) in chosen else "", label)
                for key, label in self.choices
            ),
        )
        attributes = flatatt(
            self.build_attrs(self.attrs, {"name": name} | (attrs or {}))
        )
        return format_html("<select{}>{}</select>", attributes, options)


class ChoiceList(forms.CheckboxSelectMultiple):
    """Any number of choices, a box each: none is lost by a click without Ctrl.

    A script puts a box to search in above a long one.
    """

    # Said where there is nothing to choose; HTML.
    none: SafeString | str = ""

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        chosen = set(self.format_value(value))
        anchor = (attrs or {}).get("id", f"id_{name}")
        lines = format_html_join(
            "",
            '<label><input type="checkbox" name="{}" value="{}"{}> {}</label>',
            (
                (name, key, " checked" if str(key) in chosen else "", label)
                for key, label in self.choices
            ),
        )
        if not lines:
            return format_html(
                '<p class="choice-none" id="{}">{}</p>', anchor, self.none
            )
        return format_html(
            '<div class="choice-list" id="{}" data-choice-list="{}">{}</div>',
            anchor,
            gettext("Search among these"),
            lines,
        )


@cache
def _countries(language: str) -> list[tuple[str, str]]:
    return [("", "—"), *countries(language)]


def country_choices() -> list[tuple[str, str]]:
    return _countries(get_language() or "it")


# Stated here so that a number too large is refused alike on every database.
LARGEST: "dict[type[models.Field[Any, Any]], int]" = {
    models.PositiveIntegerField: 2**31 - 1,
    models.PositiveSmallIntegerField: 2**15 - 1,
}


def plain_formfield(db_field: Any, **options: Any) -> forms.Field | None:
    """The form field of a model's field, by what browsers and people expect."""
    if isinstance(db_field, models.URLField):
        options["assume_scheme"] = "https"
    elif isinstance(db_field, models.DateField):
        options["widget"] = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    elif isinstance(db_field, models.TimeField):
        options["widget"] = forms.TimeInput({"type": "time"}, format="%H:%M")
    elif isinstance(db_field, models.TextField):
        options["widget"] = forms.Textarea({"rows": 4})
    elif db_field.name == "country":
        return forms.ChoiceField(
            choices=country_choices,
            widget=PlainSelect,
            required=not db_field.blank,
            label=capfirst(db_field.verbose_name),
            help_text=db_field.help_text,
        )
    elif db_field.choices:
        options["widget"] = PlainSelect
    field: forms.Field | None = db_field.formfield(**options)
    if isinstance(field, forms.TypedChoiceField) and not field.disabled:
        empty = [("", "—")] if db_field.blank or not db_field.has_default() else []
        field.choices = [*empty, *db_field.choices]
    if field and type(db_field) in LARGEST:
        field.validators.append(MaxValueValidator(LARGEST[type(db_field)]))
    return field


class DatedModelForm(AnyModelForm):
    """A form whose partial dates are one field each, over three columns of the model.

    Declare a `PartialDateField` under the name of the model's property.
    """

    class Meta:
        formfield_callback = plain_formfield

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.date_names:
            self.initial.setdefault(name, getattr(self.instance, name))
            if self.fields[name].label is None:
                self.fields[name].label = capfirst(str(DATE_LABELS[name]))

    @property
    def date_names(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if isinstance(field, PartialDateField)
        ]

    def _post_clean(self) -> None:
        """Set the dates before the model checks itself, as Django does the others."""
        for name in self.date_names:
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()  # type: ignore[misc]

    def _update_errors(self, errors: ValidationError) -> None:
        """Tell at the top what the model says of a field that this form lacks."""
        if hasattr(errors, "error_dict"):
            for name in set(errors.error_dict) - {*self.fields, NON_FIELD_ERRORS}:
                elsewhere = errors.error_dict.pop(name)
                errors.error_dict.setdefault(NON_FIELD_ERRORS, []).extend(elsewhere)
        super()._update_errors(errors)  # type: ignore[misc]
