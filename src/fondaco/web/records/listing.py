"""The list of a type of record: searched, sorted, narrowed and paged by its address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Field, ForeignKey, QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fondaco.core.permissions import Actor
from fondaco.engines.language.folding import fold
from fondaco.web.records.types import Column, RecordType

PAGE_SIZE = 50
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list: the field, what it may be, and what was chosen."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str


@dataclass(frozen=True)
class Heading:
    """A column's heading; `order` is the address's word for sorting by it."""

    label: str
    order: str
    # ascending, descending or nothing, as aria-sort says it
    direction: str


@dataclass(frozen=True)
class Line:
    record: Any
    url: str
    cells: list[object]


@dataclass(frozen=True)
class Listing:
    page: "Page[Any]"
    lines: list[Line]
    headings: list[Heading]
    facets: list[Facet]
    search: str
    is_narrowed: bool


def read_listing(record_type: RecordType, actor: Actor, query: QueryDict) -> Listing:
    records = record_type.changeable_by(actor).select_related(*record_type.related)
    facets = [_facet(record_type, name, query) for name in record_type.facets]
    for facet in facets:
        if facet.chosen:
            records = records.filter(**{facet.name: facet.chosen})
    order = _order(record_type, query.get("order", ""))
    if order:
        records = records.order_by(*order, "pk")
    search = query.get("search", "")[:LONGEST_SEARCH].replace("\0", "")
    found = _search(records, record_type.search, search) if search.strip() else records
    page = Paginator(found, PAGE_SIZE).get_page(query.get("page"))
    shown = _full(record_type, page.object_list)
    return Listing(
        page=page,
        lines=[_line(record_type, record) for record in shown],
        headings=_headings(record_type.columns, query.get("order", "")),
        facets=facets,
        search=search,
        is_narrowed=bool(search.strip() or any(facet.chosen for facet in facets)),
    )


def _search(records: "QuerySet[Any]", columns: Sequence[str], search: str) -> list[Any]:
    """Numbers of the records that have every word, whatever its accents and capitals.

    Databases fold letters differently, and SQLite only English ones: so we do.
    """
    words = fold(search).split()
    rows = records.values_list("pk", *columns)
    found = {
        row[0]: None
        for row in rows
        if all(word in fold(" ".join(_texts(row[1:]))) for word in words)
    }
    return list(found)


def _texts(values: Iterable[object]) -> Iterable[str]:
    return (str(value) for value in values if value is not None)


def _full(record_type: RecordType, shown: Any) -> list[Any]:
    """The records of one page; those that a search found are so far only numbers."""
    if isinstance(shown, QuerySet):
        return list(shown)
    keys = list(shown)
    known = record_type.model._default_manager.select_related(*record_type.related)
    records = known.in_bulk(keys)
    return [records[key] for key in keys if key in records]


def _line(record_type: RecordType, record: Any) -> Line:
    return Line(
        record=record,
        url=record_type.url("change", record),
        cells=[column.value(record) for column in record_type.columns],
    )


def _order(record_type: RecordType, asked: str) -> list[str]:
    """The fields to sort by: only those that a column declares."""
    name = asked.removeprefix("-")
    for number, column in enumerate(record_type.columns, 1):
        if column.order and name == str(number):
            sign = "-" if asked.startswith("-") else ""
            return [sign + field for field in column.order]
    return []


def _headings(columns: Sequence[Column], asked: str) -> list[Heading]:
    headings = []
    for number, column in enumerate(columns, 1):
        direction = {str(number): "ascending", f"-{number}": "descending"}.get(
            asked, ""
        )
        order = f"-{number}" if direction == "ascending" else str(number)
        headings.append(
            Heading(
                label=capfirst(str(column.label)),
                order=order if column.order else "",
                direction=direction if column.order else "",
            )
        )
    return headings


def _facet(record_type: RecordType, name: str, query: QueryDict) -> Facet:
    field = record_type.model._meta.get_field(name)
    assert isinstance(field, Field)
    if name == "is_published":
        choices = [("True", _("Published")), ("False", _("Draft"))]
        label = _("Publication")
    elif isinstance(field, ForeignKey):
        # Only models that everybody may see, such as clusters, serve as facets.
        choices = [
            (str(one.pk), str(one))
            for one in field.related_model._default_manager.all()
        ]
        label = capfirst(str(field.verbose_name))
    else:
        choices = [(str(key), str(label)) for key, label in field.choices or []]
        label = capfirst(str(field.verbose_name))
    chosen = query.get(name, "")
    known = {key for key, _label in choices}
    return Facet(name, label, choices, chosen if chosen in known else "")
