"""What the cells of a table of encounters say: times, statuses, outcomes."""

import datetime as dt

from django.utils.translation import gettext

from fondaco.activities.vocabularies import (
    EncounterKind,
    EncounterOutcome,
    EncounterStatus,
)
from fondaco.core.imports import cells
from fondaco.core.resources import Values
from fondaco.core.spreadsheets import Cell
from fondaco.engines.language.folding import fold

KIND_WORDS = {
    "b2b": "b2b",
    "1:1": "b2b",
    "one to one": "b2b",
    "incontro b2b": "b2b",
    "intercluster": "c2c",
}
ONLINE = "online"
AT_NO_TABLE = {"online", "on line", "on-line", "virtual", "virtuale", "da remoto"}
AT_A_TABLE = {"onsite", "on-site", "on site", "in person", "in presenza", "hybrid"}
# A meeting that b2match calls accepted has a time and a table.
STATUS_WORDS = {
    "accepted": "scheduled",
    "confirmed": "scheduled",
    "accettato": "scheduled",
    "confermato": "scheduled",
    "fissato": "scheduled",
    "done": "held",
    "completed": "held",
    "took place": "held",
    "svolto": "held",
    "tenuto": "held",
    "canceled": "cancelled",
    "cancelled": "cancelled",
    "annullato": "cancelled",
    "assente": "no_show",
    "noshow": "no_show",
}
# Of a request that nobody accepted there is nothing to record.
REQUESTS = ("pending", "declined", "rejected", "in attesa", "rifiutato")
OUTCOME_WORDS = {
    "none": "nothing",
    "nessuno": "nothing",
    "nothing": "nothing",
    "contatto": "contact",
    "ulteriori contatti": "contact",
    "follow-up": "contact",
    "deal": "agreement",
    "contratto": "agreement",
}


def moment(cell: Cell) -> str:
    """A time; of a day, too, where one column has both."""
    value = cell.value
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    day, _space, time = cell.text.strip().rpartition(" ")
    if day and time[:1].isdigit() and ":" in time:
        return f"{cells.day(Cell(day))}T{cells.time_of_day(Cell(time))}"
    return cells.time_of_day(cell)


def settle_table(values: Values) -> None:
    """Who meets online does so at no table, and says so in its place."""
    if values.get("kind") == ONLINE:
        del values["kind"]
        values.setdefault("table", ONLINE.capitalize())


def settle_times(values: Values) -> None:
    for name in ("start_time", "end_time"):
        day, both, time = values.get(name, "").rpartition("T")
        if both:
            values[name] = time
            values.setdefault("day", day)
    length = values.pop("length", None)
    if length and "start_time" in values and "end_time" not in values:
        start = dt.datetime.fromisoformat(f"2000-01-01T{values['start_time']}")
        end = start + dt.timedelta(minutes=length)
        values["end_time"] = f"{end:%H:%M}"


def status(cell: Cell) -> str:
    if fold(cell.text) in REQUESTS:
        raise ValueError(
            gettext(
                "A request that nobody accepted is no encounter: leave the row out."
            )
        )
    return str(_read_status(cell))


_read_status = cells.choice(EncounterStatus, STATUS_WORDS)


def kind(cell: Cell) -> str:
    """b2match calls a kind whether people meet there or online."""
    word = fold(cell.text)
    if word in AT_A_TABLE:
        return ""
    return ONLINE if word in AT_NO_TABLE else str(_read_kind(cell))


_read_kind = cells.choice(EncounterKind, KIND_WORDS)
outcome = cells.choice(EncounterOutcome, OUTCOME_WORDS)
