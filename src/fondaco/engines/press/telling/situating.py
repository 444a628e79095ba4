"""Where and when, of what stands inside something larger: its place, its days."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.dates.resolving import Date
from fondaco.engines.press.items import Where
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.mention import EVENTS
from fondaco.engines.press.telling.state import Stop

# So many activities back, what stands around one may be told.
FARTHEST = 12
# From the last day of a journey to one more that is told of it.
LONGEST_STAY = dt.timedelta(days=2)
# Things done that may be done at an event.
ACTS = frozenset({"agreement", "recognition", "partnership"})
_AROUND = MISSIONS | {"fair", "conference", "matchmaking", "other", "final_event"}


def situate(drafts: Sequence[Draft], stops: Sequence[Stop] = ()) -> None:
    """Give the place of what is around it to what has none.

    Parameters
    ----------
    drafts
        In the order of the text, with all that it says of each.
    stops
        The cities of its journeys, with their days.
    """
    for draft in drafts:
        if draft.around is not None and draft.around.date is None:
            _date_around(draft, draft.around)
    for draft in drafts:
        if draft.date is None and draft.kind in EVENTS | ACTS:
            _give_stop(draft, stops)
        if draft.date is None and draft.kind in EVENTS | ACTS:
            _give_around(draft)
    for number, draft in enumerate(drafts):
        if draft.date is None:
            _give_date(draft, drafts[max(0, number - FARTHEST) : number])
    for number, draft in enumerate(drafts):
        if draft.kind in MISSIONS:
            _take_stages(draft, drafts[number + 1 : number + 1 + FARTHEST])
    for number, draft in enumerate(drafts):
        if draft.kind not in EVENTS | ACTS or any(p.city for p in draft.places):
            continue
        if any(p.country and not p.venue for p in draft.places):
            continue
        for around in reversed(drafts[max(0, number - FARTHEST) : number]):
            if around.kind not in EVENTS or not _is_inside(draft, around):
                continue
            place = _one_place(around)
            if place is not None:
                _put(draft, place)
            break


def _take_stages(mission: Draft, later: Sequence[Draft]) -> None:
    """Give a journey the cities, and the last days, of what is told of it."""
    countries = {p.country for p in mission.places if p.country}
    home = mission.kind == "mission_incoming"
    for draft in later:
        if draft.section != mission.section or draft.kind in MISSIONS | {"fair"}:
            break
        if draft.kind not in EVENTS | ACTS or not _is_on(draft, mission):
            continue
        for place in draft.places:
            if place.city and (
                place.country in countries
                or (not countries and (place.country == "IT") == home)
            ):
                mission.add_place(replace(place, venue=None))
                _stay(mission, draft)


def _is_on(draft: Draft, mission: Draft) -> bool:
    """Whether something is told to be on the days of a journey, or right after."""
    one, other = draft.date, mission.date
    if one is None or other is None:
        return one is None and draft.sentence - mission.sentence <= 3
    if other.precision != "day":
        return _covers(other, one)
    last = other.latest + LONGEST_STAY
    return one.precision == "day" and other.earliest <= one.earliest <= last


def _stay(mission: Draft, draft: Draft) -> None:
    one, other = draft.date, mission.date
    if one is None or other is None or other.precision != "day":
        return
    if one.latest > other.latest:
        said = mission.dates[0][1:]
        mission.dates = [(replace(other, latest=one.latest), *said)]


def _give_stop(draft: Draft, stops: Sequence[Stop]) -> None:
    """Give what is in a city of a journey the days that the journey is there."""
    if draft.kind in MISSIONS | {"fair"}:
        return
    cities = {place.city for place in draft.places if place.city}
    days = {s[1][0]: s for s in stops if s[0] in cities and s[2] == draft.section}
    if len(days) == 1:
        ((_, said, _),) = days.values()
        draft.dates.append(said)
        draft.say("start", *said[1:])


def _date_around(draft: Draft, around: Draft) -> None:
    """Give the day of what was done at an event to the event, and its place."""
    date = draft.date
    if date is None or date.precision != "day" or around.kind not in EVENTS - MISSIONS:
        return
    around.dates.append(draft.dates[0])
    around.say("start", *draft.dates[0][1:])
    place = _one_place(draft)
    if place is not None and not around.places:
        around.add_place(replace(place, venue=None))


def _give_around(draft: Draft) -> None:
    """Give what is inside something its days, and its place."""
    around = draft.around
    if around is None or around.date is None or around.date.precision != "day":
        return
    if draft.kind in MISSIONS | {"fair"} or not _may_be_there(draft, around):
        return
    draft.dates.append(around.dates[0])
    draft.say("start", *around.dates[0][1:])
    place = _one_place(around)
    if place is not None and not draft.places:
        draft.add_place(place)


def _give_date(draft: Draft, before: Sequence[Draft]) -> None:
    """Give the days of the journey or the fair that it is told under."""
    if draft.is_context or draft.kind in MISSIONS | {"fair", "project", "programme"}:
        return
    act = draft.kind in ACTS
    if draft.kind not in EVENTS and not act:
        return
    for around in reversed(before):
        if around.section != draft.section or draft.sentence - around.sentence > 2:
            return
        date = around.date
        if date is None or around.kind not in EVENTS:
            continue
        if act and draft.sentence != around.sentence:
            return
        if not act and date.precision != "day":
            continue
        if not act and around.kind not in MISSIONS | {"fair"}:
            continue
        if not act and draft.paragraph - around.paragraph > 0 and around.kind == "fair":
            return
        if not _may_be_there(draft, around):
            return
        draft.dates.append(around.dates[0])
        draft.say("start", *around.dates[0][1:])
        if act and not draft.places:
            place = _one_place(around)
            if place is not None:
                draft.add_place(place)
        return


def _may_be_there(draft: Draft, around: Draft) -> bool:
    """Whether no place and no tense says that it was elsewhere or at another time."""
    if draft.tenses and around.tenses and draft.tenses[0] != around.tenses[0]:
        return False
    own = {p.country for p in draft.places if p.country}
    there = {p.country for p in around.places if p.country}
    return not own or not there or bool(own & there)


def _is_inside(draft: Draft, around: Draft) -> bool:
    """Whether the days of one are those of another told before it."""
    one, other = draft.date, around.date
    if one is None or other is None or one.precision != "day":
        return False
    if other.precision != "day" or draft.section != around.section:
        return False
    return _covers(other, one) and (
        around.kind in _AROUND
        or (other.earliest == one.earliest and around.kind != "visit")
    )


def _covers(outer: Date, inner: Date) -> bool:
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _one_place(around: Draft) -> Where | None:
    """Give the place of an activity, unless it goes from one to another."""
    cities = {(p.city, p.country) for p in around.places if p.city}
    if len(cities) != 1:
        return None
    return next(p for p in around.places if p.city)


def _put(draft: Draft, place: Where) -> None:
    if draft.places:
        draft.places[0] = replace(
            draft.places[0], city=place.city, country=place.country
        )
        return
    draft.add_place(replace(place, venue=None))
