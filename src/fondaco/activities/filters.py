"""The calendar's filters: they are its address, and the address of its feed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.activities.cities import read_city
from fondaco.activities.search import words_of
from fondaco.activities.vocabularies import ActivityKind, ActivityStatus, Role
from fondaco.engines.language.countries import country_code

# Beside the countries: what has no place, and what has one that nobody recorded.
ONLINE, UNKNOWN = "online", "unknown"
LONGEST_TEXT = 200
# What else the calendar's address may hold.
PAGE, VIEW, MONTH = BESIDE = "page", "view", "month"


@dataclass(frozen=True)
class Filter:
    """What a filter is called, and what it takes."""

    label: Promise
    takes: Promise


FILTERS = {
    "q": Filter(_("Text"), _("words, of at most 200 characters in all")),
    "year": Filter(_("Year"), _("a year of four digits, such as 2016")),
    "cluster": Filter(_("Cluster"), _("the acronym of a cluster, such as LE2C")),
    "country": Filter(_("Country"), _("a country by its name or ISO code, such as BE")),
    "city": Filter(_("City"), _("a city and its country, such as Brussels, BE")),
    "kind": Filter(_("Kind"), _("one of the kinds in the list")),
    "role": Filter(_("Role"), _("one of the roles in the list")),
    "status": Filter(_("Status"), _("one of the statuses in the list")),
}
CHOICES = tuple(name for name in FILTERS if name != "q")


@dataclass(frozen=True)
class Choice:
    """One value of one filter; `is_known` is false where nothing is called so."""

    name: str
    value: str
    is_known: bool = True

    @property
    def problem(self) -> str:
        asked = FILTERS[self.name]
        value = self.value if len(self.value) <= 60 else f"{self.value[:60]}…"
        return gettext("%(filter)s: “%(value)s” is not known. Give %(takes)s.") % {
            "filter": asked.label,
            "value": value,
            "takes": asked.takes,
        }


@dataclass(frozen=True)
class Selection:
    """Which activities a person asked for: of each filter, any of its values."""

    choices: tuple[Choice, ...] = ()
    # Parameters that are not filters, named so that a wrong one is seen.
    ignored: tuple[str, ...] = ()

    @classmethod
    def read(
        cls, query: QueryDict, clusters: Iterable[tuple[str, str]] = ()
    ) -> "Selection":
        """Understand an address; `clusters` are the slugs and acronyms there are."""
        slugs: dict[str, str] = {}
        for slug, acronym in clusters:
            slugs |= {acronym.casefold(): slug, slug.casefold(): slug}
        chosen = [
            _choice(name, value.strip(), slugs)
            for name in FILTERS
            for value in (query.getlist(name) if name != "q" else [query.get("q", "")])
            if value.strip()
        ]
        ignored = (name for name in query if name not in (*FILTERS, *BESIDE))
        return cls(tuple(dict.fromkeys(chosen)), tuple(ignored))

    def __bool__(self) -> bool:
        return bool(self.choices)

    @property
    def problems(self) -> list[Choice]:
        return [choice for choice in self.choices if not choice.is_known]

    @property
    def known(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.is_known]

    @property
    def query(self) -> str:
        """The part of the address after “?”, the same for the same selection."""
        return urlencode(sorted((choice.name, choice.value) for choice in self.choices))

    def without(self, *choices: Choice) -> "Selection":
        rest = tuple(choice for choice in self.choices if choice not in choices)
        return replace(self, choices=rest)

    def adding(self, name: str, value: str) -> "Selection":
        return replace(self, choices=(*self.choices, Choice(name, value)))

    def relaxing(self, name: str) -> "Selection":
        """The same, whatever the values of one filter."""
        return self.without(*(one for one in self.choices if one.name == name))

    @cached_property
    def values(self) -> dict[str, set[str]]:
        values: dict[str, set[str]] = {}
        for choice in self.known:
            values.setdefault(choice.name, set()).add(choice.value)
        return values

    @property
    def text(self) -> str:
        return next(iter(self.values.get("q", ())), "")


def _choice(name: str, value: str, slugs: Mapping[str, str]) -> Choice:
    code = _code(name, value, slugs)
    return Choice(name, code or printable(value), is_known=code is not None)


def printable(value: str) -> str:
    """What was asked, for a page to repeat: no page may hold a NUL or its like."""
    return "".join(one if one.isprintable() else "\ufffd" for one in value)


def _code(name: str, value: str, slugs: Mapping[str, str]) -> str | None:
    """What a value stands for, None where it stands for nothing."""
    match name:
        case "q":
            is_sought = len(value) <= LONGEST_TEXT and value.isprintable()
            return value if is_sought and words_of(value) else None
        case "year":
            return value if re.fullmatch(r"(19|20|21)\d\d", value, re.ASCII) else None
        case "cluster":
            return slugs.get(value.casefold())
        case "country":
            return value if value in {ONLINE, UNKNOWN} else country_code(value)
        case "city":
            return read_city(value)
    codes = {"kind": ActivityKind, "role": Role, "status": ActivityStatus}[name].values
    return value if value in codes else None
