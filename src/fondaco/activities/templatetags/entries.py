"""Lists of activities. A calendar has hundreds on a page: its lines are written here.

A template takes a millisecond for each, most of it to find the same names and addresses
again; these take a fifth of that (`benchmarks/web.py` measures the page).
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from django import template
from django.template.defaultfilters import capfirst
from django.urls import get_script_prefix, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from fondaco.activities.entries import Entry, Participant
from fondaco.core.partial_dates import range_in_words
from fondaco.web.templatetags.components import badge, role_badge
from fondaco.web.templatetags.words import city_name, country_name, marked

register = template.Library()

# Stands in an address for what differs from one line to the next.
ANY = "2222222222"


@register.simple_tag
def entry_list(*, entries: Iterable[Entry]) -> SafeString:
    """A list of activities; the page has calendar.css in its head."""
    lines = _lines(get_language() or "it", get_script_prefix())
    items = "".join(lines.write(entry) for entry in entries)
    return mark_safe(f'<ul class="entry-list">{items}</ul>')  # noqa: S308 — escaped in _Lines


@lru_cache(maxsize=8)
def _lines(language: str, prefix: str) -> "_Lines":
    """`prefix` is what addresses begin with, before the language."""
    return _Lines(language)


class _Lines:
    """What the lines of all lists in one language have in common."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._activity = reverse("activities:activity_detail", args=[ANY])
        self._cluster = reverse("portal:cluster_detail", args=[ANY])
        self._who = escape(gettext("Who takes part"))
        self._late = escape(gettext("the date has passed, how it went is not recorded"))
        self._online = escape(gettext("online"))
        self._participant = lru_cache(4096)(self._write_participant)
        self._country = cache(lambda code: escape(country_name(code)))

    def write(self, entry: Entry) -> str:
        dates = escape(capfirst(range_in_words(entry.start, entry.end, self._language)))
        address = self._activity.replace(ANY, entry.uid)
        title = f'<a href="{address}">{marked(entry.title)}</a>'
        return (
            f'<li class="entry"><p class="entry-dates">{dates}</p><div>'
            f'<p class="entry-title">{" ".join([title, *self._marks(entry)])}</p>'
            f'<p class="entry-facts">{self._facts(entry)}</p>'
            f"{self._participants(entry)}</div></li>\n"
        )

    def _marks(self, entry: Entry) -> Iterator[str]:
        if entry.is_called_off:
            yield badge(label=entry.status_label, kind="danger")
        elif not entry.is_held:
            yield badge(label=entry.status_label, kind="info")
        if entry.is_overtaken:
            yield f'<span class="entry-note">{self._late}</span>'
        if not entry.is_published:
            yield badge(label=gettext("draft"), kind="warning")

    def _facts(self, entry: Entry) -> str:
        places = []
        for place in entry.places:
            city = place.city and f"{escape(city_name(place.city, place.country))}, "
            places.append(city + self._country(place.country))
        facts = [escape(capfirst(entry.kind_label)), "; ".join(places)]
        return " · ".join(filter(None, [*facts, self._online * entry.is_virtual]))

    def _participants(self, entry: Entry) -> str:
        if not entry.participants:
            return ""
        items = "".join(map(self._participant, entry.highest_roles))
        return f'<ul class="entry-who" aria-label="{self._who}">{items}</ul>'

    def _write_participant(self, who: Participant) -> str:
        address = self._cluster.replace(ANY, who.slug)
        mark = role_badge(level=who.level, label=who.role_label)
        return f'<li><a href="{address}">{escape(who.acronym)}</a> {mark}</li>'
