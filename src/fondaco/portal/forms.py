"""What visitors may ask of the lists; what they ask wrongly is told and left out."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from fondaco.core.models import ErasureMeans
from fondaco.engines.language.countries import countries
from fondaco.registry.vocabularies import OrganisationKind

LONGEST_TEXT = 200
TODAY = timezone.localdate


class ConfirmationForm(forms.Form):
    """Whoever erases shows once more who they are: by password, or by a mailed key."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        check_password: Callable[[str], bool],
        check_key: Callable[[str], bool],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._check_password = check_password
        self._has_key = check_key(self.data.get("key", ""))
        self.fields["password"].required = not self._has_key

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        word = values.get("password")
        if word and not self._has_key and not self._check_password(word):
            self.add_error("password", gettext("This is not your present password."))
        return values


class ErasureForm(ConfirmationForm):
    """A keeper says in which way the person asked, unless it was on their own page."""

    means = forms.ChoiceField(
        label=_("How the person asked"),
        choices=[
            (one.value, one.label)
            for one in (ErasureMeans.LETTER, ErasureMeans.MAIL, ErasureMeans.SPOKEN)
        ],
    )
    asked_on = forms.DateField(
        label=_("When the person asked"), widget=forms.DateInput({"type": "date"})
    )
    field_order = ("means", "asked_on", "password")

    def __init__(self, *args: Any, was_asked_here: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if was_asked_here:
            del self.fields["means"], self.fields["asked_on"]

    def clean_asked_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["asked_on"]
        if day > TODAY():
            raise forms.ValidationError(gettext("This day is still to come."))
        return day


class Search(forms.Form):
    """A search that always has an answer: wrong filters are named, not obeyed."""

    q = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.TextInput({"type": "search"}),
    )

    def wanted(self, name: str) -> str:
        """What a filter asks for; nothing where it is not understood."""
        return (
            str(self.cleaned_data.get(name) or "") if not self.errors_of(name) else ""
        )

    @property
    def text(self) -> str:
        return self.wanted("q")

    def errors_of(self, name: str) -> list[str]:
        return [str(error) for error in self.errors.get(name, [])]

    @property
    def problems(self) -> list[str]:
        """What was left out and why, in sentences."""
        problems = [
            gettext("%(filter)s: %(error)s The filter was left out.")
            % {"filter": self.fields[name].label, "error": error}
            for name, errors in self.errors.items()
            for error in errors
        ]
        unknown = [name for name in self.data if name not in {*self.fields, "page"}]
        return problems + [_unknown(name) for name in unknown[:3]]


def _unknown(name: str) -> str:
    shown = name if len(name) <= 40 else f"{name[:40]}…"
    return gettext("There is no filter “%(name)s” here: it was left out.") % {
        "name": shown
    }


class SourceSearch(Search):
    """By title and publisher."""


class OrganisationSearch(Search):
    """By words, kind, country and cluster."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    cluster = forms.ChoiceField(label=_("Cluster"), required=False)

    def __init__(self, data: QueryDict, clusters: Iterable[str]) -> None:
        super().__init__(data)
        self._offer("kind", OrganisationKind.choices)
        self._offer("country", countries(get_language() or "it"))
        self._offer("cluster", [(acronym, acronym) for acronym in clusters])

    def _offer(self, name: str, choices: Iterable[tuple[str, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("All")), *choices]

    def narrow(self, counts: dict[str, dict[str, int]]) -> None:
        """Offer only what leaves some, and say how many; what was chosen stays."""
        for name, known in counts.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            chosen = self.wanted(name)
            choices: Any = field.choices
            field.choices = [
                (value, f"{capfirst(str(label))} ({known.get(value, 0)})")
                if value
                else (value, label)
                for value, label in choices
                if value in {"", chosen, *known}
            ]

    @property
    def is_narrowed(self) -> bool:
        return any(self.wanted(name) for name in self.fields)
