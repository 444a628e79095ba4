"""The page of the records that a figure counted, each with the words behind it."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext

from fondaco.presence.counted import Counted
from fondaco.presence.filters import Filters
from fondaco.presence.pages.facets import Option, active_of
from fondaco.presence.presence import Figure, Presence


@dataclass(frozen=True)
class RecordsPage:
    presence: Presence
    code: str

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

    @property
    def apart(self) -> tuple[Counted, ...]:
        return self.figure.result.apart

    @property
    def kicker(self) -> str:
        return self.presence.network.name.text

    @property
    def sentence(self) -> str:
        """How many were counted, and out of how many records."""
        if self.total is None:
            return gettext("Nothing is counted: no number is recorded.")
        return gettext("Counted: %(total)s.") % {"total": self.total}

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
