"""What visitors may ask of the lists; what they ask wrongly is told and left out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from fondaco.engines.language.countries import countries
from fondaco.registry.vocabularies import OrganisationKind

LONGEST_TEXT = 200


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
