"""Narrowing a list: several values of one facet at once, each with how many it leaves.

One query counts every combination that occurs; all facets are counted from that, so
that each one honours the others. Where a record may have many values of a facet, as of
competences, another query counts that one: such a record is in several combinations.
"""

import datetime as dt
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Field,
    ForeignKey,
    ManyToManyField,
    Model,
    Q,
    QuerySet,
)
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fondaco.core.forms import DATE_LABELS
from fondaco.core.partial_dates import PartialDate
from fondaco.core.reading import read_together
from fondaco.core.reading import records as whole
from fondaco.engines.language.countries import countries
from fondaco.engines.language.folding import fold
from fondaco.web.records.types import RecordType

Cube = list[tuple[tuple[str, ...], int]]
NONE = "none"
LINKS = (ForeignKey, ManyToManyField)
# So many, and the rest when asked for by name: a wall of boxes helps nobody.
LONGEST = 200


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    options: list[Option]

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.is_chosen]


@dataclass(frozen=True)
class Span:
    """From when until when; a fact is in it that held at any time of it."""

    label: str
    begins: str
    ends: str
    mistake: str = ""

    @property
    def is_narrowing(self) -> bool:
        return bool(self.begins or self.ends)


@dataclass(frozen=True)
class Narrowing:
    facets: list[Facet]
    total: int
    chosen: Mapping[str, list[str]]

    @property
    def is_narrowing(self) -> bool:
        return any(self.chosen.values())


def within_span(
    record_type: RecordType, records: "QuerySet[Any]", query: QueryDict
) -> "tuple[QuerySet[Any], Span | None]":
    if record_type.dates is None:
        return records, None
    first, last = record_type.dates
    asked = [query.get(name, "").strip()[:60] for name in ("from", "to")]
    label = capfirst(str(_("in force") if record_type.is_fact else DATE_LABELS[first]))
    try:
        begins, ends = (_date(text) for text in asked)
    except ValueError as error:
        return records, Span(label, asked[0], asked[1], str(error))
    if begins and begins.earliest:
        over = {f"{last}_latest__gte": begins.earliest}
        unknown = {f"{last}_latest": None}
        known_start = {f"{first}_latest__gte": begins.earliest}
        open_end = Q(**unknown) if record_type.is_fact else Q(**unknown, **known_start)
        records = records.filter(Q(**over) | open_end)
    if ends and ends.latest:
        records = records.filter(**{f"{first}_earliest__lte": ends.latest})
    return records, Span(label, asked[0], asked[1])


def _date(text: str) -> PartialDate | None:
    date = PartialDate.parse(text) if text else None
    if date and (date.earliest or dt.date.max) < dt.date(1000, 1, 1):
        raise ValueError(_("Write the year with four digits, from 1000 on."))
    return date


def narrow(
    record_type: RecordType, records: "QuerySet[Any]", query: QueryDict
) -> "tuple[QuerySet[Any], Narrowing]":
    fields = {name: _field(record_type, name) for name in record_type.facets}
    single = [name for name, field in fields.items() if not field.many_to_many]
    of_many = [name for name in fields if name not in single]
    cubes = {name: _cube(records, [*single, name]) for name in of_many}
    seen = {name: {cell[-1] for cell, _count in cubes[name]} for name in of_many}
    held = {name: _known(query, name, seen[name]) for name in of_many}
    cube = _cube(_having(records, fields, held), single)
    seen |= {
        name: {cell[place] for cell, _count in cube}
        for place, name in enumerate(single)
    }
    named = _names(fields, seen)
    labels = {name: _labels(fields[name], seen[name], named) for name in fields}
    chosen = {name: _known(query, name, labels[name]) for name in fields}
    wanted = [set(chosen[name]) for name in single]
    counted = {
        name: _counted(cube, wanted, place) for place, name in enumerate(single)
    } | {name: _counted(cubes[name], [*wanted, set()], len(single)) for name in of_many}
    facets = [
        _facet(field, name, labels[name], counted[name], set(chosen[name]))
        for name, field in fields.items()
    ]
    total = sum(count for cell, count in cube if _fits(cell, wanted))
    return _having(records, fields, chosen), Narrowing(facets, total, chosen)


def _known(query: QueryDict, name: str, known: Container[str]) -> list[str]:
    return [one for one in dict.fromkeys(query.getlist(name)) if one in known]


def _having(
    records: "QuerySet[Any]",
    fields: "Mapping[str, Field[Any, Any]]",
    chosen: Mapping[str, list[str]],
) -> "QuerySet[Any]":
    for name, values in chosen.items():
        if values:
            records = records.filter(_condition(fields[name], name, values))
    return records


def _cube(records: "QuerySet[Any]", names: Sequence[str]) -> Cube:
    """Every combination of values that occurs, and how often."""
    if not names:
        return [((), records.count())]
    combined = records.order_by().values(*names).annotate(rows=Count("pk"))
    return [
        (tuple(_value(part) for part in row[:-1]), row[-1])
        for row in combined.values_list(*names, "rows")
    ]


def _value(part: object) -> str:
    return NONE if part in {None, ""} else str(part)


def _field(record_type: RecordType, name: str) -> "Field[Any, Any]":
    field = record_type.model._meta.get_field(name)
    assert isinstance(field, Field)
    return field


def _fits(cell: tuple[str, ...], wanted: Sequence[set[str]], but: int = -1) -> bool:
    return all(
        place == but or not values or cell[place] in values
        for place, values in enumerate(wanted)
    )


def _counted(cube: Cube, wanted: Sequence[set[str]], place: int) -> Counter[str]:
    counted: Counter[str] = Counter()
    for cell, count in cube:
        if _fits(cell, wanted, but=place):
            counted[cell[place]] += count
    return counted


def _condition(field: "Field[Any, Any]", name: str, values: list[str]) -> Q:
    keys = [value for value in values if value != NONE]
    if field.many_to_many:
        # Without a join, which would bring a record once for each of its values.
        rows = getattr(field.model, name).through._default_manager.filter(
            **{f"{field.m2m_reverse_field_name()}__in": keys}  # type: ignore[attr-defined]
        )
        condition = Q(pk__in=rows.values(field.m2m_column_name()))  # type: ignore[attr-defined]
        return condition | Q(**{name: None}) if NONE in values else condition
    condition = Q(**{f"{name}__in": keys})
    if NONE in values:
        condition |= Q(**{name: None}) if field.null else Q(**{name: ""})
    return condition


def _names(
    fields: "Mapping[str, Field[Any, Any]]", seen: Mapping[str, set[str]]
) -> dict[str, dict[str, str]]:
    """What the records are called that serve as values, of all facets in one query."""
    pointing = [
        name
        for name, field in fields.items()
        if isinstance(field, LINKS) and seen[name] - {NONE}
    ]
    if not pointing:
        return {}
    reads = []
    for name in pointing:
        model: type[Model] = fields[name].related_model  # type: ignore[assignment]
        reads.append(whole(model._default_manager.filter(pk__in=seen[name] - {NONE})))
    found = read_together(*reads)
    return {
        name: {str(one.pk): str(one) for one in known}
        for name, known in zip(pointing, found, strict=True)
    }


def _labels(
    field: "Field[Any, Any]", seen: set[str], named: Mapping[str, dict[str, str]]
) -> dict[str, str]:
    """What each value is called: all that a choice may be, of the rest what occurs."""
    if isinstance(field, BooleanField):
        labels = (
            {"True": _("Published"), "False": _("Draft")}
            if field.name == "is_published"
            else {"True": _("yes"), "False": _("no")}
        )
    elif isinstance(field, LINKS):
        # Only models that everybody may see, such as clusters, serve as facets.
        found = named.get(field.name, {})
        labels = dict(sorted(found.items(), key=lambda pair: fold(pair[1])))
    elif field.choices:
        labels = {str(key): str(label) for key, label in field.choices if key != ""}
    else:
        known = countries(get_language() or "it") if field.name == "country" else []
        labels = {code: name for code, name in known if code in seen}
        labels |= {key: key for key in sorted(seen - {NONE, *labels})[:LONGEST]}
    return labels | ({NONE: _("not recorded")} if NONE in seen else {})


def _facet(
    field: "Field[Any, Any]",
    name: str,
    labels: dict[str, str],
    counted: Counter[str],
    wanted: set[str],
) -> Facet:
    options = [
        Option(value, capfirst(label), counted[value], value in wanted)
        for value, label in labels.items()
        if counted[value] or value in wanted
    ]
    label = _("Publication") if name == "is_published" else field.verbose_name
    return Facet(name, capfirst(str(label)), options)
