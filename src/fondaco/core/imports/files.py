"""From a file to an import: opened, its columns matched, planned, applied."""

import hashlib
import itertools
import json
import tomllib
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from fondaco.core.imports.rows import Mapping
from fondaco.core.resources import Resource
from fondaco.core.spreadsheets import Cell, Row, Table, read_table
from fondaco.core.spreadsheets import headers as known_headers
from fondaco.core.spreadsheets.layout import JOINT

SAMPLES = 3
_LOOKED_AT = 30


class MappingError(ValueError):
    """The columns cannot be understood; its text tells the person what to do."""


def open_table(file: Path | BinaryIO, name: str) -> Table:
    return read_table(file, name)


def column_names(table: Table) -> list[str]:
    """Each column as its own cell of the header names it, where that tells it apart.

    Below a merged header the name of the group comes first in `Table.header`.
    """
    if table.header_row == 1:
        return list(table.header)
    own = [name.rpartition(JOINT)[2] or name for name in table.header]
    return [
        name if own.count(name) == 1 else whole
        for name, whole in zip(own, table.header, strict=True)
    ]


def look_at(table: Table) -> tuple[list[Row], list[tuple[str, ...]]]:
    """The first rows of a table, and three different samples of each column."""
    rows = list(itertools.islice(table.rows, _LOOKED_AT))
    samples = []
    for place in range(len(table.header)):
        texts = (" ".join(row.cells[place].text.split()) for row in rows)
        found = dict.fromkeys(text for text in texts if text)
        samples.append(tuple(itertools.islice(found, SAMPLES)))
    return rows, samples


def guess_mapping(resource: Resource, header: Sequence[str]) -> list[str]:
    """The field of each column by its name, in either language; empty if unknown."""
    fields = [
        known_headers.Field(one.name, _names(resource, one.name))
        for one in resource.columns
    ]
    matches = known_headers.match_headers(header, fields)
    return [match.field or "" for match in matches]


def _names(resource: Resource, name: str) -> tuple[str, ...]:
    field = resource.find_field(name)
    assert field is not None
    names = list(field.aliases)
    # Of a kind that the usual headers do not know there are its labels alone.
    with suppress(KeyError):
        names += known_headers.known_names(resource.kind, name)
    for language in ("it", "en"):
        with override(language):
            names.append(str(field.label))
    return tuple(dict.fromkeys(names))


def given_mapping(
    resource: Resource, header: Sequence[str], given: Map[str, object]
) -> list[str]:
    """Columns as a person matched them, by header; the rest as they are guessed."""
    mapping = guess_mapping(resource, header)
    own = [name.rpartition(JOINT)[2] for name in header]
    places = {name: place for place, name in enumerate(own)}
    places |= {name: place for place, name in enumerate(header)}
    folded = {name.strip().lower(): place for name, place in places.items()}
    chosen = set()
    for column, field in given.items():
        place = places.get(column, folded.get(column.strip().lower()))
        if place is None:
            words = _("The file has no column “%(column)s”: it has %(header)s.")
            values = {"column": column, "header": ", ".join(header)}
            raise MappingError(words % values)
        name = str(field or "")
        if name and name not in {one.name for one in resource.columns}:
            words = _("There is no field “%(field)s”: there are %(fields)s.")
            names = ", ".join(one.name for one in resource.columns)
            raise MappingError(words % {"field": name, "fields": names})
        mapping[place] = name
        chosen.add(place)
    # A column that the person chose takes the field from one that was guessed.
    taken = {mapping[place] for place in chosen} - {""}
    return [
        "" if place not in chosen and name in taken else name
        for place, name in enumerate(mapping)
    ]


def read_mapping_file(path: Path) -> dict[str, object]:
    """Header to field, in JSON or TOML."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path} cannot be read.") from error
    try:
        loads = json.loads if path.suffix.lower() == ".json" else tomllib.loads
        given = loads(text)
    except ValueError as error:
        words = _("%(path)s is neither JSON nor TOML: %(reason)s.")
        reason = str(error).rstrip(".")
        raise MappingError(words % {"path": path, "reason": reason}) from error
    if not isinstance(given, dict) or any(
        not isinstance(value, str | None) for value in given.values()
    ):
        raise MappingError(_("The map must name a field for each header."))
    return given


def read_given(resource: Resource, texts: Map[str, str]) -> dict[str, object]:
    """What is said of all rows at once, read as a cell would be."""
    values = {}
    for name, text in texts.items():
        field = resource.find_field(name)
        if field is None or not field.may_be_given:
            words = _("“%(field)s” is not said of all rows at once.")
            raise MappingError(words % {"field": name})
        if text.strip():
            try:
                values[name] = field.read(Cell(text.strip()))
            except ValueError as error:
                raise MappingError(f"{field.label}: {error}") from error
    return values


def missing_columns(
    resource: Resource, mapping: Mapping, said: Iterable[str] = ()
) -> list[str]:
    """Labels of fields that are needed and that no column is matched to."""
    given = {*mapping, *said}
    for name, stood_for in resource.instead.items():
        if name in given:
            given.update(stood_for)
    return [str(one.label) for one in resource.required if one.name not in given]


def require_columns(
    resource: Resource, mapping: Mapping, said: Iterable[str] = ()
) -> None:
    if missing := missing_columns(resource, mapping, said):
        words = _(
            "No column was recognised for: %(fields)s. Rename the column, or say which "
            "it is with a map."
        )
        if set(missing) <= {str(one.label) for one in resource.givable}:
            words = _(
                "No column was recognised for: %(fields)s. Say it once for all rows, "
                "or rename the column."
            )
        raise MappingError(words % {"fields": ", ".join(missing)})


def headers_hash(header: Sequence[str]) -> str:
    """The same columns in the same order, however they are written."""
    words = [" ".join(name.lower().split()) for name in header]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def file_hash(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(2**20):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
