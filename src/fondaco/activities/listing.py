"""The calendar's page put together: what was asked, and what was found."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from fondaco.activities.choosing import Choosing
from fondaco.activities.counting import count_values
from fondaco.activities.dating import in_order, is_coming
from fondaco.activities.entries import read_entries
from fondaco.activities.facets import (
    ActiveFilter,
    Facet,
    active_filters,
    address_of,
    facets_of,
    in_words,
)
from fondaco.activities.filters import PAGE, Selection
from fondaco.activities.maps import CityMap, lay_out_map
from fondaco.activities.models.activities import ActivityQuerySet
from fondaco.activities.month_page import MonthPage, lay_out_month
from fondaco.activities.months import Part, parts_of
from fondaco.activities.paging import read_page, whole_address
from fondaco.activities.queries import cluster_acronyms
from fondaco.activities.tabs import ON_MAP, Seen, Tab, tabs_of
from fondaco.core.partial_dates import Precision
from fondaco.registry.scope import Scope
from fondaco.web.templatetags.words import number


@dataclass(frozen=True)
class Found:
    """The activities of a selection, and all those that its text leaves."""

    selection: Selection
    choosing: Choosing
    acronyms: dict[str, str]
    by_text: ActivityQuerySet
    activities: ActivityQuerySet

    @property
    def words(self) -> str:
        return in_words(self.selection, self.acronyms)


@dataclass(frozen=True)
class Problem:
    """What of the address is not understood, and the address without it."""

    text: str
    url: str


@dataclass(frozen=True)
class Drawn:
    """What is shown, of the three: nothing where nothing is found."""

    parts: Sequence[Part] = ()
    month: MonthPage | None = None
    map: CityMap | None = None


@dataclass(frozen=True)
class Calendar:
    selection: Selection
    words: str
    sentence: str
    tabs: list[Tab]
    # How it is seen, and for the form of the filters to keep.
    beside: dict[str, str]
    page: Page[Any]
    # Where all of it stands on one page, or again on some; nothing where it is short.
    whole_url: str
    drawn: Drawn
    facets: list[Facet]
    active: list[ActiveFilter]
    problems: list[Problem]


def find(query: QueryDict, scope: Scope) -> Found:
    """Read an address; one that is not understood finds nothing."""
    acronyms = cluster_acronyms()
    selection = Selection.read(query, acronyms.items())
    choosing = Choosing.of(selection, scope)
    by_text = choosing.search(selection.text)
    chosen = choosing.choose(by_text, selection)
    if selection.problems:
        chosen = chosen.none()
    return Found(selection, choosing, acronyms, by_text, chosen)


def lay_out(found: Found, query: QueryDict, today: dt.date, address: str) -> Calendar:
    selection, seen = found.selection, Seen.read(query)
    problems = [
        Problem(choice.problem, address_of(selection.without(choice), address))
        for choice in selection.problems
    ]
    if selection.ignored:
        problems.append(Problem(_ignored(selection), address_of(selection, address)))
    if seen.problem:
        problems.append(Problem(seen.problem, address_of(selection, address)))
    ordered = in_order(found.activities, today)
    page, wrong = read_page(ordered, query.get(PAGE, ""))
    if wrong:
        problems.append(Problem(wrong, address_of(selection, address)))
    drawn = Drawn()
    if page.paginator.count and not (wrong or seen.problem):
        # A list comes in pages; a month and a map are of all that there is.
        here = slice(page.start_index() - 1, page.end_index())
        shown = ordered if seen.view else ordered[here]
        drawn = _draw(found, shown, seen, today, address)
    counts = count_values(found.by_text, selection, found.choosing)
    return Calendar(
        selection=selection,
        words=found.words,
        sentence="" if selection.problems else _sentence(found, page, drawn, today),
        tabs=tabs_of(selection, seen, address),
        beside=seen.beside,
        page=page,
        whole_url=whole_address(page, address_of(selection, address)),
        drawn=drawn,
        facets=facets_of(selection, counts, found.acronyms),
        active=active_filters(selection, address, found.acronyms, **seen.beside),
        problems=problems,
    )


def _draw(
    found: Found, shown: ActivityQuerySet, seen: Seen, today: dt.date, address: str
) -> Drawn:
    entries, selection = read_entries(shown, found.choosing.scope), found.selection
    if seen.view == ON_MAP:
        return Drawn(map=lay_out_map(entries, selection, address))
    if seen.view:
        month = lay_out_month(entries, seen.month, today, selection, address)
        return Drawn(month=month)
    return Drawn(parts=parts_of(entries, today))


def feed_texts(found: Found) -> tuple[str, str]:
    """What a calendar application shows as the feed's name, and its description."""
    name = f"Fondaco: {found.words}" if found.words else "Fondaco"
    undated = found.activities.exclude(start_precision=Precision.DAY).count()
    sentences = [gettext("International activities of the clusters.")]
    if undated:
        text = ngettext(
            "%(count)s activity, whose day is not known, is on the site only.",
            "%(count)s activities, whose day is not known, are on the site only.",
            undated,
        )
        sentences.append(text % {"count": undated})
    return name, " ".join(sentences)


def _sentence(found: Found, page: Page[Any], drawn: Drawn, today: dt.date) -> str:
    if drawn.month:
        return drawn.month.sentence
    if drawn.map:
        return drawn.map.sentence
    total = page.paginator.count
    if found.selection:
        text = ngettext(
            "%(count)s activity matches the filters.",
            "%(count)s activities match the filters.",
            total,
        )
        return text % {"count": number(total)}
    text = ngettext("%(count)s activity", "%(count)s activities", total)
    order = gettext("%(activities)s, from the most recent.")
    if found.activities.filter(is_coming(today)).exists():
        order = gettext("%(activities)s: those to come, then the past, newest first.")
    return order % {"activities": text % {"count": number(total)}}


def _ignored(selection: Selection) -> str:
    names = [name[:40] for name in selection.ignored[:5]]
    return gettext("There is no filter called %(names)s: it was left out.") % {
        "names": ", ".join(f"“{name}”" for name in names)
    }
