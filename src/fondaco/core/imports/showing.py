"""A plan in words, for the person who decides whether it is carried out."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from fondaco.core.imports.planning import Plan

Shown = list[dict[str, Any]]
MOST_ROWS = 10


def gathered(told: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    """What is said of many rows, once: the numbers of the first of them, and it."""
    rows: dict[str, list[int]] = {}
    for row, message in told:
        rows.setdefault(message, []).append(row)
    return [(_numbers(of), message) for message, of in rows.items()]


def _numbers(rows: list[int]) -> str:
    shown = ", ".join(map(str, rows[:MOST_ROWS]))
    return f"{shown}… ({len(rows)})" if len(rows) > MOST_ROWS else shown


def changes_in_words(plan: Plan, most: int) -> Shown:
    """Records that change, with each field from what to what."""
    shown: Shown = []
    for draft in plan.drafts:
        if draft.is_new:
            continue
        if len(shown) == most:
            break
        fields = [
            [_label(plan, name), value_in_words(before), value_in_words(after)]
            for name, (before, after) in draft.changes.items()
        ]
        name = plan.names.get(draft.key, "")
        shown.append({"row": draft.row, "name": name, "fields": fields})
    return shown


def _label(plan: Plan, name: str) -> str:
    field = plan.resource.find_field(name)
    return str(field.label) if field else name


def value_in_words(value: Any) -> str:
    if value is True:
        return _("yes")
    if value is False:
        return _("no")
    if isinstance(value, list):
        return "; ".join(filter(None, map(str, value)))
    return "" if value is None else str(value)
