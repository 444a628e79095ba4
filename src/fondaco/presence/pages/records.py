"""The page of the records that a figure counted, each with the words behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from fondaco.presence.counted import Counted, Unknown
from fondaco.presence.filters import Filters
from fondaco.presence.limits import A_PAGE
from fondaco.presence.pages.facets import Option, active_of
from fondaco.presence.pages.figures import aside_of, note_of
from fondaco.presence.presence import Figure, Presence


def _activities(number: int) -> str:
    return ngettext(
        "%(count)s activity counted", "%(count)s activities counted", number
    ) % {"count": number}


def _countries(number: int) -> str:
    return ngettext(
        "%(count)s country counted", "%(count)s countries counted", number
    ) % {"count": number}


def _participations(number: int) -> str:
    return ngettext(
        "%(count)s participation counted", "%(count)s participations counted", number
    ) % {"count": number}


def _members(number: int) -> str:
    return ngettext("%(count)s member counted", "%(count)s members counted", number) % {
        "count": number
    }


def _people(number: int) -> str:
    return ngettext("%(count)s person counted", "%(count)s people counted", number) % {
        "count": number
    }


def _partnerships(number: int) -> str:
    return ngettext(
        "%(count)s partnership counted", "%(count)s partnerships counted", number
    ) % {"count": number}


COUNTED: dict[str, Callable[[int], str]] = {
    "P01": _activities,
    "P02": _countries,
    "P03": _activities,
    "P04": _participations,
    "P05": _participations,
    "P06": _members,
    "P07": _people,
    "P17": _partnerships,
    "P18": _countries,
}
NO_FIGURE: dict[Unknown, Promise] = {
    Unknown.NOT_RECORDED: gettext_lazy(
        "There is no figure: nothing of the year is recorded."
    ),
    Unknown.NOT_NAMED: gettext_lazy(
        "There is no figure: no source names the cluster, which may be among those "
        "that sources count without naming them."
    ),
    Unknown.NOT_KNOWN: gettext_lazy(
        "There is no figure: what is told does not say so much."
    ),
    Unknown.NO_NUMBER: gettext_lazy("There is no figure: nobody gives a number."),
    Unknown.NOT_PLANNED: gettext_lazy("There is no figure: no country was planned."),
    Unknown.NOT_APPLICABLE: gettext_lazy(
        "There is no figure: the filters chosen say nothing of it."
    ),
}


@dataclass(frozen=True)
class RecordsPage:
    """All of the records, or a page of them where they are many."""

    presence: Presence
    code: str
    number: str = ""

    @property
    def figure(self) -> Figure:
        return self.presence.figures[self.code]

    @property
    def label(self) -> str:
        return str(self.figure.indicator.label)

    @property
    def total(self) -> int | None:
        """The figure; where it has parts, what they add up to."""
        value = self.figure.value
        return sum(value.values()) if isinstance(value, dict) else value

    @property
    def records(self) -> tuple[Counted, ...]:
        return self.figure.result.records

    @cached_property
    def page(self) -> Page[Counted]:
        return Paginator(self.records, A_PAGE).get_page(self.number)

    @property
    def first_of_page(self) -> int:
        return self.page.start_index()

    @property
    def apart(self) -> tuple[Counted, ...]:
        return self.figure.result.apart

    @property
    def kicker(self) -> str:
        return self.presence.network.name.text

    @property
    def sentence(self) -> str:
        aside = aside_of(self.figure)
        if self.total is None:
            why = str(NO_FIGURE[self.figure.result.unknown])
            return " ".join(filter(None, [why, aside]))
        note = note_of(self.figure)
        counted = COUNTED[self.code](self.total)
        counted = f"{counted}: {note}." if note else f"{counted}."
        return " ".join(filter(None, [counted, aside]))

    @property
    def title(self) -> str:
        return gettext("%(figure)s, %(year)s") % {
            "figure": self.label[:1].upper() + self.label[1:],
            "year": self.presence.year,
        }

    def address(self, filters: Filters) -> str:
        path = reverse("presence:records", args=[self.presence.year, self.code])
        return path + filters.query

    @cached_property
    def active(self) -> list[Option]:
        return active_of(self.presence, self.address)

    @property
    def year_url(self) -> str:
        filters = self.presence.filters.but(step="")
        return reverse("presence:year", args=[self.presence.year]) + filters.query
