"""Each figure as a page sets it: the number, what it is made of, and its records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from babel.numbers import format_percent
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from fondaco.funding.vocabularies import PartyRole
from fondaco.presence.charts import records_url
from fondaco.presence.presence import Figure, Presence


@dataclass(frozen=True)
class Card:
    """`unknown` stands where there is no value; `aside` is of what is not counted."""

    value: int | None
    unknown: str
    label: str
    url: str
    change: int | None
    compared_with: str
    note: str
    aside: str


# Two rows: what clusters did, and whom and what it reached. P03 is a list of its own.
ROWS = (("P01", "P02", "P05", "P04"), ("P06", "P07", "P17", "P18"))


# What a figure is called where the number before it is one.
ONE = {
    "P01": gettext_lazy("activity"),
    "P02": gettext_lazy("country"),
    "P04": gettext_lazy("qualified participation"),
    "P05": gettext_lazy("participation"),
    "P06": gettext_lazy("member involved"),
    "P07": gettext_lazy("delegate"),
    "P17": gettext_lazy("partnership"),
    "P18": gettext_lazy("planned country reached"),
}


def cards_of(presence: Presence) -> list[list[Card]]:
    return [[card_of(presence, presence.figures[code]) for code in row] for row in ROWS]


def card_of(presence: Presence, figure: Figure) -> Card:
    code, value = figure.indicator.code, figure.value
    number = value if isinstance(value, int) else None
    return Card(
        value=number,
        unknown=str(figure.result.unknown.label),
        label=str(ONE[code] if number == 1 else figure.indicator.label),
        url=records_url(presence, code) if figure.result.has_records else "",
        change=figure.change,
        compared_with=gettext("on %(year)s") % {"year": presence.year - 1},
        note=note_of(figure),
        aside=aside_of(figure),
    )


def note_of(figure: Figure) -> str:
    """What the number is made of, in a few words; empty where nothing is to be said."""
    note = NOTES.get(figure.indicator.code)
    return note(figure.result.details) if note else ""


def aside_of(figure: Figure) -> str:
    """What is told and not counted: nobody must take it for a part of the number."""
    details = figure.result.details
    parts = []
    if undated := _int(details, "undated"):
        parts.append(
            ngettext(
                "%(count)s whose beginning is not known",
                "%(count)s whose beginning is not known",
                undated,
            )
            % {"count": undated}
        )
    if endless := _int(details, "end_unknown"):
        parts.append(
            ngettext(
                "%(count)s whose end is not known",
                "%(count)s whose end is not known",
                endless,
            )
            % {"count": endless}
        )
    if perhaps := _int(details, "perhaps"):
        return _perhaps(perhaps) if figure.indicator.code in {"P01", "P05"} else ""
    if not parts:
        return ""
    return gettext("Besides, not counted: %(what)s.") % {"what": ", ".join(parts)}


def _perhaps(number: int) -> str:
    return ngettext(
        "Besides, perhaps, one activity where sources count clusters without naming "
        "them.",
        "Besides, perhaps, %(count)s activities where sources count clusters without "
        "naming them.",
        number,
    ) % {"count": number}


def _activities(details: Mapping[str, object]) -> str:
    occasions = _int(details, "occasions")
    if not occasions:
        return ""
    return ngettext("on one occasion", "on %(count)s occasions", occasions) % {
        "count": occasions
    }


def _countries(details: Mapping[str, object]) -> str:
    if "europe" not in details:
        return ""
    return (
        gettext("%(europe)s in Europe, %(beyond)s beyond; %(abroad)s abroad") % details
    )


def _qualified(details: Mapping[str, object]) -> str:
    share = details.get("share")
    if not isinstance(share, float):
        return ""
    percent = format_percent(share, locale=get_language() or "it")
    return gettext("%(percent)s of participations") % {"percent": percent}


def _participations(details: Mapping[str, object]) -> str:
    unnamed = _int(details, "unnamed")
    if not unnamed:
        return ""
    parts = [
        ngettext(
            "%(count)s of a cluster not named",
            "%(count)s of clusters not named",
            unnamed,
        )
        % {"count": unnamed}
    ]
    return ", ".join(parts + _caution(details))


def _numbered(details: Mapping[str, object]) -> str:
    """Of members and people: how many without a name, and what is no number."""
    parts = []
    if unnamed := _int(details, "unnamed"):
        parts.append(
            ngettext("%(count)s not named", "%(count)s not named", unnamed)
            % {"count": unnamed}
        )
    parts += _caution(details)
    if some := _int(details, "some"):
        parts.append(
            ngettext(
                "“some”, without a number, at one activity",
                "“some”, without a number, %(count)s times",
                some,
            )
            % {"count": some}
        )
    return ", ".join(parts)


def _partnerships(details: Mapping[str, object]) -> str:
    roles = details.get("by_role")
    if not isinstance(roles, dict):
        return ""
    return ", ".join(
        f"{PartyRole(role).label} {count}" for role, count in roles.items()
    )


def _targets(details: Mapping[str, object]) -> str:
    planned = _int(details, "of")
    if not planned:
        return gettext("no country was planned")
    return ngettext("of one planned", "of %(count)s planned", planned) % {
        "count": planned
    }


def _caution(details: Mapping[str, object]) -> list[str]:
    cautions = []
    if details.get("at_least"):
        cautions.append(gettext("at least"))
    if details.get("approximate"):
        cautions.append(gettext("approximately"))
    return cautions


def _int(details: Mapping[str, object], name: str) -> int:
    value = details.get(name)
    return value if isinstance(value, int) else 0


NOTES: dict[str, Callable[[Mapping[str, object]], str]] = {
    "P01": _activities,
    "P02": _countries,
    "P04": _qualified,
    "P05": _participations,
    "P06": _numbered,
    "P07": _numbered,
    "P17": _partnerships,
    "P18": _targets,
}
