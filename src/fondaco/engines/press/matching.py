"""Whether what was read is in a calendar already, and why it seems so."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import find_place
from fondaco.engines.press.reading import Activity
from fondaco.engines.press.telling.coreference import are_near, same_title, title_words

# Less than this is chance: one year, one country, one word.
FEWEST_POINTS = 3.0
_POINTS = {
    "same days": 3.0,
    "days in common": 1.5,
    "same month": 1.0,
    "same year": 0.5,
    "same title": 3.0,
    "words of the title": 2.0,
    "same place": 1.0,
    "same cluster": 1.5,
    "same country": 0.5,
    "same kind": 0.5,
    "same edition": 0.5,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity of a calendar.

    Parameters
    ----------
    key
        How the calendar calls it.
    titles
        Its title and other names, in any language.
    kind
        Its code.
    start, end
        ISO 8601, as exact as they are known.
    places
        Cities with their countries; an empty city where only the country is known.
    edition
        Its number.
    clusters
        The acronyms of those that take part in it.
    """

    key: str
    titles: tuple[str, ...]
    kind: str = "other"
    start: str | None = None
    end: str | None = None
    places: tuple[tuple[str, str], ...] = ()
    edition: int | None = None
    clusters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that may be the activity.

    Parameters
    ----------
    entry
        The entry.
    score
        The more, the likelier.
    reasons
        What both say, the strongest first.
    """

    entry: Entry
    score: float
    reasons: tuple[str, ...]


def match(activity: Activity, entries: Iterable[Entry]) -> list[Match]:
    """Find the entries that may be an activity that was read.

    Parameters
    ----------
    activity
        What was read.
    entries
        Of a calendar.

    Returns
    -------
    list[Match]
        The likeliest first. Nothing that lies in another year or is another edition,
        and nothing that has no more in common than chance explains: a year and a
        country. A cluster, a country, a kind and a year together are more.
    """
    found = []
    for entry in entries:
        reasons = _reasons(activity, entry)
        score = sum(_POINTS[reason] for reason in reasons)
        if score >= FEWEST_POINTS:
            strongest = sorted(reasons, key=lambda reason: -_POINTS[reason])
            found.append(Match(entry, score, tuple(strongest)))
    return sorted(found, key=lambda one: (-one.score, one.entry.key))


def _reasons(activity: Activity, entry: Entry) -> list[str]:
    when = _when(activity, entry)
    editions = {activity.edition, entry.edition} - {None}
    if when is None or len(editions) > 1:
        return []
    reasons = [*when, *_titles(activity, entry), *_where(activity, entry)]
    if entry.clusters & {part.cluster for part in activity.participations}:
        reasons.append("same cluster")
    if are_near(activity.kind, entry.kind):
        reasons.append("same kind")
    if activity.edition is not None and activity.edition == entry.edition:
        reasons.append("same edition")
    return reasons


def _when(activity: Activity, entry: Entry) -> list[str] | None:
    """Compare the dates; None where they cannot be of one activity."""
    if activity.start is None or entry.start is None:
        return []
    first = _span(activity.start, activity.end)
    second = _span(entry.start, entry.end)
    days = len(activity.start) == len(entry.start) == 10
    if first == second and days:
        return ["same days"]
    if first[0] <= second[1] and second[0] <= first[1]:
        if days:
            return ["days in common"]
        return [
            "same month"
            if min(len(activity.start), len(entry.start)) >= 7
            else "same year"
        ]
    # A source may be wrong by some days, and by no more.
    near = abs(first[0] - second[0]) <= dt.timedelta(days=10)
    return [] if near else None


def _span(start: str, end: str | None) -> tuple[dt.date, dt.date]:
    return _first(start), _last(end or start)


def _first(date: str) -> dt.date:
    year, month, day = (*map(int, date.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def _last(date: str) -> dt.date:
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = (*parts, 12)[:2]
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def _titles(activity: Activity, entry: Entry) -> list[str]:
    if any(same_title(activity.title, title) for title in entry.titles):
        return ["same title"]
    words = _telling(activity.title)
    shared = max((len(words & _telling(title)) for title in entry.titles), default=0)
    enough = shared >= 2 and 2 * shared >= len(words)
    return ["words of the title"] if enough else []


def _telling(title: str) -> set[str]:
    return {word for word in title_words(title) if not re.fullmatch(r"\d+", word)}


def _where(activity: Activity, entry: Entry) -> list[str]:
    cities = {_city(p.city, p.country) for p in activity.places if p.city}
    if cities & {_city(city, country) for city, country in entry.places if city}:
        return ["same place"]
    countries = {p.country for p in activity.places if p.country}
    return (
        ["same country"] if countries & {country for _, country in entry.places} else []
    )


def _city(city: str, country: str | None) -> str:
    place = find_place(city, country)
    return fold(place.name_en if place else city)
