"""The calendar's page put together: what was asked, and what was found."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from fondaco.activities.entries import Entry, read_entries
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
from fondaco.activities.month_page import MonthPage, lay_out_month
from fondaco.activities.months import Part, in_order, is_coming, parts_of
from fondaco.activities.queries import cluster_acronyms, read_names, visible_activities
from fondaco.activities.tabs import IN_MONTH, ON_MAP, Seen, Tab, tabs_of
from fondaco.core.partial_dates import Precision
from fondaco.registry.scope import Scope

PAGE_SIZE = 50


@dataclass(frozen=True)
class Found:
    """The activities of a selection, and all those that its text leaves."""

    selection: Selection
    acronyms: dict[str, str]
    by_text: list[Entry]
    entries: list[Entry]

    @property
    def words(self) -> str:
        return in_words(self.selection, self.acronyms)


@dataclass(frozen=True)
class Problem:
    """What of the address is not understood, and the address without it."""

    text: str
    url: str


@dataclass(frozen=True)
class Calendar:
    selection: Selection
    words: str
    sentence: str
    tabs: list[Tab]
    # How it is seen, and for the form of the filters to keep.
    beside: dict[str, str]
    # What is shown, of the three: nothing where nothing is found.
    page: Page[Entry]
    parts: list[Part]
    month: MonthPage | None
    map: CityMap | None
    facets: list[Facet]
    active: list[ActiveFilter]
    problems: list[Problem]


def find(query: QueryDict, scope: Scope) -> Found:
    """Read an address; one that is not understood finds nothing."""
    acronyms = cluster_acronyms()
    selection = Selection.read(query, acronyms.items())
    activities = visible_activities(scope)
    entries = read_entries(activities, scope)
    if selection.text:
        entries = selection.search(entries, read_names(activities, scope))
    chosen = [] if selection.problems else selection.choose(entries)
    return Found(selection, acronyms, entries, chosen)


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
    paginator = Paginator(in_order(found.entries, today), PAGE_SIZE)
    number, wrong = _page_number(query.get(PAGE, ""), paginator.num_pages)
    if wrong:
        problems.append(Problem(wrong, address_of(selection, address)))
    page = paginator.page(number)
    shown = [] if wrong or seen.problem else found.entries
    view = seen.view if shown else None
    month, places = None, None
    if view == IN_MONTH:
        month = lay_out_month(shown, seen.month, today, selection, address)
    elif view == ON_MAP:
        places = lay_out_map(shown, selection, address)
    return Calendar(
        selection=selection,
        words=found.words,
        sentence="" if selection.problems else _sentence(found, today, month, places),
        tabs=tabs_of(selection, seen, address),
        beside=seen.beside,
        page=page,
        parts=parts_of(page.object_list, today) if view == "" else [],
        month=month,
        map=places,
        facets=facets_of(selection, found.by_text, found.acronyms),
        active=active_filters(selection, address, found.acronyms, **seen.beside),
        problems=problems,
    )


def feed_texts(found: Found) -> tuple[str, str]:
    """What a calendar application shows as the feed's name, and its description."""
    name = f"Fondaco: {found.words}" if found.words else "Fondaco"
    undated = sum(one.start.precision != Precision.DAY for one in found.entries)
    sentences = [gettext("International activities of the clusters.")]
    if undated:
        text = ngettext(
            "%(count)s activity, whose day is not known, is on the site only.",
            "%(count)s activities, whose day is not known, are on the site only.",
            undated,
        )
        sentences.append(text % {"count": undated})
    return name, " ".join(sentences)


def _sentence(
    found: Found, today: dt.date, month: MonthPage | None, places: CityMap | None
) -> str:
    if month:
        return month.sentence
    if places:
        return places.sentence
    total = len(found.entries)
    if found.selection:
        text = ngettext(
            "%(count)s activity matches the filters.",
            "%(count)s activities match the filters.",
            total,
        )
        return text % {"count": total}
    text = ngettext("%(count)s activity", "%(count)s activities", total)
    order = gettext("%(activities)s, from the most recent.")
    if any(is_coming(entry, today) for entry in found.entries):
        order = gettext("%(activities)s: those to come, then the past, newest first.")
    return order % {"activities": text % {"count": total}}


def _ignored(selection: Selection) -> str:
    names = [name[:40] for name in selection.ignored[:5]]
    return gettext("There is no filter called %(names)s: it was left out.") % {
        "names": ", ".join(f"“{name}”" for name in names)
    }


def _page_number(text: str, last: int) -> tuple[int, str]:
    """The page to show, and what is wrong with the one asked for."""
    if not text:
        return 1, ""
    if not (text.isascii() and text.isdigit() and text.strip("0")):
        return 1, gettext("“%(page)s” is not the number of a page.") % {
            "page": text[:20]
        }
    if len(text) > 9 or int(text) > last:
        return last, gettext("There is no page %(page)s: the last one is %(last)s.") % {
            "page": text[:20],
            "last": last,
        }
    return int(text), ""
