"""Activities that turn out to be one, told twice or under two names."""

from collections.abc import Sequence

from fondaco.engines.press.telling.coreference import MOST, are_near, same_title
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.mention import EVENTS


def merge(drafts: Sequence[Draft]) -> list[Draft]:
    """Join activities that turned out to be one: told twice, or under two names.

    Parameters
    ----------
    drafts
        In order.
    """
    kept: list[Draft] = []
    for draft in drafts:
        same = next((there for there in kept[-MOST:] if _are_one(there, draft)), None)
        if same is None:
            kept.append(draft)
        else:
            _join(same, draft)
    return kept


def _are_one(first: Draft, second: Draft) -> bool:
    if not are_near(first.kind, second.kind) or {first.kind, second.kind} == {
        "mandate"
    }:
        return False
    if first.edition and second.edition and first.edition != second.edition:
        return False
    one, other = first.date, second.date
    if first.is_named and second.is_named:
        return same_title(first.title, second.title) and (
            one is None or other is None or one.earliest.year == other.earliest.year
        )
    if first.kind not in EVENTS:
        return False
    if first.time and second.time and first.time != second.time:
        # “Alle 11 la presentazione; alle 15 un incontro”
        return False
    if one is None or other is None or "day" not in (one.precision, other.precision):
        return False
    same_days = one.earliest == other.earliest and one.precision == other.precision
    cities = [{p.city for p in d.places if p.city} for d in (first, second)]
    apart = bool(cities[0] and cities[1] and not cities[0] & cities[1])
    return (
        same_days
        and not apart
        and (first.kind == second.kind or first.is_weak or second.is_weak)
    )


def _join(first: Draft, second: Draft) -> None:
    second.joined = first
    if second.is_named and not first.is_named:
        first.title, first.is_named = second.title, True
    if first.kind == "other" or (first.is_weak and not second.is_weak):
        first.kind = second.kind
    first.is_weak = first.is_weak and second.is_weak
    first.is_heading = first.is_heading and second.is_heading
    first.edition = first.edition or second.edition
    first.programme = first.programme or second.programme
    first.time = first.time or second.time
    first.dates += second.dates
    first.tenses += second.tenses
    first.flags |= second.flags
    first.evidence += second.evidence
    for place in second.places:
        first.add_place(place)
    for part in second.parts:
        first.join_part(part)
