"""Participations in projects, as CORDIS lists them, read into arrays."""

import csv
import gzip
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

COLUMNS = ("project", "pic", "start_date")
PART_COLUMNS = ("project", "programme_part")
NULLS = {"", "NA"}
KINDS = ("HES", "PRC", "REC", "PUB", "OTH")
GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Organisation:
    """An organisation as its participations name it.

    Parameters
    ----------
    pic
        The identifier; nine digits at the European Commission.
    name, country, kind
        As the latest participation that states them; empty where none does. The kind
        is `HES`, `PRC`, `REC`, `PUB` or `OTH`.
    """

    pic: str
    name: str = ""
    country: str = ""
    kind: str = ""

    @property
    def title(self) -> str:
        """The name, or the identifier of an organisation without one."""
        return self.name or self.pic


@dataclass(frozen=True)
class Project:
    """A project.

    Parameters
    ----------
    id
        The identifier.
    start
        The day on which it begins.
    budget
        The highest contribution that a participation states, in euro; 0 if unknown.
    parts
        The programme parts that it belongs to.
    """

    id: str
    start: date
    budget: float = 0.0
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Participations:
    """Organisations, projects, and who takes part in which.

    Parameters
    ----------
    organisations, projects
        Each once, sorted by identifier, so that the order of rows changes nothing.
    pairs
        A row for each participation: number of the organisation, number of the project,
        1 if it coordinates and 0 if not.
    """

    organisations: tuple[Organisation, ...]
    projects: tuple[Project, ...]
    pairs: NDArray[np.int64]

    def before(self, day: date) -> "Participations":
        """Keep what was known on a day: the projects begun before it.

        Parameters
        ----------
        day
            The first day that is not known any more.
        """
        kept = np.array([project.start < day for project in self.projects], bool)
        pairs = self.pairs[kept[self.pairs[:, 1]]]
        organisations = np.unique(pairs[:, 0])
        projects = np.unique(pairs[:, 1])
        renumbered = np.column_stack(
            [
                np.searchsorted(organisations, pairs[:, 0]),
                np.searchsorted(projects, pairs[:, 1]),
                pairs[:, 2],
            ]
        )
        return Participations(
            tuple(self.organisations[number] for number in organisations),
            tuple(self.projects[number] for number in projects),
            renumbered,
        )


def read_participations(
    path: Path, parts: Path | None = None, *, before: date | None = None
) -> Participations:
    """Read the file of participations and, if there is one, that of programme parts.

    Parameters
    ----------
    path
        CSV, plain or compressed by gzip, with the columns `project`, `pic` and
        `start_date`; `name`, `country`, `type`, `role` and `max_contribution` are used
        where they are there.
    parts
        CSV of the same kind with `project` and `programme_part`.
    before
        Leave out the projects that begin on this day or later, and with them what
        their rows say of organisations: of who is in no other only the identifier is
        known.

    Returns
    -------
    Participations
        A participation that is listed twice counts once.

    Raises
    ------
    ValueError
        If a file is not such a table; the sentence says what is wrong and where.
    """
    of_project: dict[str, list[str]] = {}
    for _, row in _rows(parts, PART_COLUMNS) if parts else ():
        of_project.setdefault(row["project"], []).append(row["programme_part"])
    facts: dict[str, dict[str, tuple[str, str]]] = {}
    starts: dict[str, date] = {}
    budgets: dict[str, float] = {}
    roles: dict[tuple[str, str], int] = {}
    for line, row in _rows(path, COLUMNS):
        start = _date(row["start_date"], path, line)
        pic, project = row["pic"], row["project"]
        known = facts.setdefault(pic, {})
        if before and start >= before:
            continue
        starts[project] = min(start, starts.get(project, start))
        budget = _amount(row.get("max_contribution", ""))
        budgets[project] = max(budget, budgets.get(project, 0.0))
        coordinates = int(row.get("role") == "coordinator")
        roles[pic, project] = max(coordinates, roles.get((pic, project), 0))
        for column in ("name", "country", "type"):
            value = row.get(column, "")
            # Of the same day the greater text, so that the order of rows is no matter.
            if value not in NULLS:
                stated = (row["start_date"], value)
                known[column] = max(stated, known.get(column, stated))
    return _assembled(facts, starts, budgets, roles, of_project)


def _assembled(
    facts: Mapping[str, Mapping[str, tuple[str, str]]],
    starts: Mapping[str, date],
    budgets: Mapping[str, float],
    roles: Mapping[tuple[str, str], int],
    parts: Mapping[str, list[str]],
) -> Participations:
    pics, projects = sorted(facts), sorted(starts)
    number_of = {pic: number for number, pic in enumerate(pics)}
    number_of_project = {project: number for number, project in enumerate(projects)}
    nothing = ("", "")
    return Participations(
        tuple(
            Organisation(
                pic,
                *(
                    facts[pic].get(column, nothing)[1]
                    for column in ("name", "country", "type")
                ),
            )
            for pic in pics
        ),
        tuple(
            Project(
                project,
                starts[project],
                budgets[project],
                tuple(sorted(set(parts.get(project, ())))),
            )
            for project in projects
        ),
        np.array(
            sorted(
                (number_of[pic], number_of_project[project], role)
                for (pic, project), role in roles.items()
            ),
            dtype=np.int64,
        ).reshape(-1, 3),
    )


def _rows(
    path: Path, columns: tuple[str, ...]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Read a table line by line, whose columns are named in the first."""
    with path.open("rb") as raw:
        compressed = raw.read(2) == GZIP
    opened = gzip.open if compressed else open
    try:
        with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, restkey="", restval="")
            missing = [c for c in columns if c not in (table.fieldnames or ())]
            if missing:
                raise ValueError(
                    f"{path} lacks the columns {', '.join(missing)} in its first line."
                )
            for row in table:
                empty = [column for column in columns if row[column] in NULLS]
                if empty:
                    raise ValueError(
                        f"{path}, line {table.line_num}: {empty[0]} is empty."
                    )
                yield table.line_num, row
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not text in UTF-8.") from None
    except (csv.Error, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ValueError(f"{path} is damaged: {error}.") from None


def _date(text: str, path: Path, line: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"{path}, line {line}: start_date must be a day as 2017-07-01, and is "
            f"{text[:40]!r}."
        ) from None


def _amount(text: str) -> float:
    try:
        amount = float(text.replace(",", "."))
    except ValueError:
        return 0.0
    return amount if 0 <= amount < float("inf") else 0.0
