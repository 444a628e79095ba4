"""Reading facts beside one another."""

import datetime as dt
from typing import Any

from fondaco.core.models import DatedFact


def overlapping_facts(fact: DatedFact, same: tuple[str, ...]) -> list[Any]:
    """Other facts about the `same` things that surely held while this one did.

    Facts that only touch, such as two presidents in the year of the change, do not
    overlap; nor do other accounts of the same fact.
    """
    if fact.alternative_to is not None:
        return []
    same_values: dict[str, Any] = {name: getattr(fact, name) for name in same}
    others = fact.all_of_kind().preferred().filter(**same_values).exclude(pk=fact.pk)
    return [other for other in others if _surely_together(fact, other)]


def _surely_together(one: DatedFact, other: DatedFact) -> bool:
    if one.valid_from_latest is None or other.valid_from_latest is None:
        return False
    begins = max(one.valid_from_latest, other.valid_from_latest)
    ends = min(_surely_until(one), _surely_until(other))
    return bool(begins < ends)


def _surely_until(fact: DatedFact) -> dt.date:
    """The last day on which it surely held; a fact without an end still holds."""
    if fact.valid_until_earliest is None and fact.valid_until_latest is None:
        return dt.date.max
    return fact.valid_until_earliest or dt.date.min
