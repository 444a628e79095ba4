"""What an address or a command asks for: a network, a year and filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext

from fondaco.activities.vocabularies import ActivityKind
from fondaco.core.models import Source
from fondaco.engines.language.countries import is_country
from fondaco.presence.facts import NetworkFact
from fondaco.presence.filters import UNKNOWN_STEP, Area, Filters
from fondaco.web.charts import LEVELS

FIRST_YEAR = 1900
# What is planned reaches some years ahead; beyond that nobody has anything to count.
YEARS_AHEAD = 5


@dataclass(frozen=True)
class Question:
    """What was asked, or why it cannot be answered: one sentence for each reason.

    Links that people pass on gather parameters of others: these are told, no more.
    """

    year: int
    network: NetworkFact | None
    filters: Filters
    problems: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def is_year(self) -> bool:
        return is_year(self.year)


def is_year(year: int) -> bool:
    """Whether the presence of this year can be asked for at all."""
    return FIRST_YEAR <= year <= last_year()


def last_year() -> int:
    return timezone.localdate().year + YEARS_AHEAD


class FilterForm(forms.Form):
    """Every filter, under the name that it has in addresses; all are optional."""

    network = forms.CharField(required=False)
    cluster = forms.CharField(required=False)
    country = forms.CharField(required=False)
    area = forms.CharField(required=False)
    kind = forms.CharField(required=False)
    level = forms.CharField(required=False)
    step = forms.CharField(required=False)
    source = forms.CharField(required=False)

    def __init__(
        self, data: Mapping[str, Any], *, networks: Sequence[NetworkFact]
    ) -> None:
        super().__init__(data)
        self.networks = networks

    def clean_network(self) -> str:
        slug = str(self.cleaned_data["network"])
        known = [network.slug for network in self.networks]
        return self._one_of("network", slug, known)

    def clean_cluster(self) -> str:
        """A slug, or the acronym as people write it."""
        asked = str(self.cleaned_data["cluster"])
        clusters = self.chosen_network.clusters if self.chosen_network else ()
        by_name = {one.acronym.casefold(): one.slug for one in clusters}
        by_name |= {one.slug: one.slug for one in clusters}
        slug = by_name.get(asked.casefold(), asked)
        return self._one_of("cluster", slug, [one.slug for one in clusters])

    def clean_country(self) -> str:
        code = str(self.cleaned_data["country"]).upper()
        if code and not is_country(code):
            raise forms.ValidationError(
                gettext(
                    "“country” takes the ISO 3166 code of a country, such as BE or BR, "
                    "not “%(value)s”."
                )
                % {"value": code}
            )
        return code

    def clean_area(self) -> str:
        return self._one_of("area", self.cleaned_data["area"], list(Area))

    def clean_kind(self) -> str:
        return self._one_of("kind", self.cleaned_data["kind"], ActivityKind.values)

    def clean_level(self) -> int:
        levels = [str(level.number) for level in LEVELS]
        return int(self._one_of("level", self.cleaned_data["level"], levels) or 0)

    def clean_step(self) -> str:
        steps = [str(level.number) for level in LEVELS]
        return self._one_of("step", self.cleaned_data["step"], [*steps, UNKNOWN_STEP])

    def clean_source(self) -> str:
        slug = str(self.cleaned_data["source"])
        if slug and not Source.objects.filter(slug=slug).exists():
            raise forms.ValidationError(
                gettext(
                    "“source” takes the identifier of a source, as its page shows it; "
                    "none is called “%(value)s”."
                )
                % {"value": slug}
            )
        return slug

    @property
    def chosen_network(self) -> NetworkFact | None:
        """Fields are cleaned in order: the network is known before its clusters."""
        slug = self.cleaned_data.get("network")
        if not slug:
            return next(iter(self.networks), None)
        return next((one for one in self.networks if one.slug == slug), None)

    @staticmethod
    def _one_of(name: str, value: str, known: Sequence[str]) -> str:
        if value and value not in known:
            raise forms.ValidationError(
                gettext("“%(name)s” takes one of %(known)s, not “%(value)s”.")
                % {"name": name, "known": ", ".join(known), "value": value}
            )
        return value


def read_question(
    year: int, parameters: Mapping[str, str], networks: Sequence[NetworkFact]
) -> Question:
    """Check what was asked; with a problem nothing is to be shown but the problem."""
    given = {name: _printable(value) for name, value in parameters.items()}
    form = FilterForm(given, networks=networks)
    problems = []
    if not is_year(year):
        problems.append(
            gettext("A year is a number from %(first)s to %(last)s.")
            % {"first": FIRST_YEAR, "last": last_year()}
        )
    if not form.is_valid():
        problems += [str(error) for errors in form.errors.values() for error in errors]
    return Question(
        year=year,
        network=form.chosen_network,
        filters=Filters() if problems else Filters(**form.cleaned_data),
        problems=tuple(problems),
        remarks=tuple(
            gettext(
                "No filter is called “%(name)s”: it was ignored. There are %(known)s."
            )
            % {"name": _printable(name), "known": ", ".join(form.fields)}
            for name in given
            if name not in form.fields
        ),
    )


def _printable(text: str) -> str:
    """Short enough to be shown back, without what no database would take."""
    return "".join(one if one.isprintable() else "\ufffd" for one in text[:100])
