"""The list of a type of record: searched, sorted, narrowed and paged by its address."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import and_
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, Min, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from fondaco.core.permissions import Actor
from fondaco.core.searching import InOrder, Says
from fondaco.engines.language.folding import fold
from fondaco.web.records.chosen_columns import all_columns, choose, label_of
from fondaco.web.records.columns import in_figures
from fondaco.web.records.facets import Facet, Narrowing, Span, narrow, within_span
from fondaco.web.records.types import Column, RecordType

PAGE_SIZES = (25, 50, 100, 200)
PAGE_SIZE = 50
LONGEST_SEARCH = 200
MOST_WORDS = 8


def _as_read(value: object) -> object:
    return in_figures(value) if isinstance(value, dt.datetime) else value


@dataclass(frozen=True)
class Heading:
    """A column's heading; `order` is the address's word for sorting by it."""

    label: str
    order: str
    # ascending, descending or nothing, as aria-sort says it
    direction: str


@dataclass(frozen=True)
class Order:
    """A way to sort; `name` is the address's word for it."""

    name: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Line:
    record: Any
    key: str
    url: str
    cells: list[tuple[str, object]]


@dataclass(frozen=True)
class Choosable:
    """A column that may be shown."""

    name: str
    label: str
    is_shown: bool


class Found(Paginator):  # type: ignore[type-arg]
    """Counted already, with the facets."""

    def __init__(self, records: Any, size: int, total: int) -> None:
        super().__init__(records, size)
        self.total = total

    @cached_property
    def count(self) -> int:
        return self.total


@dataclass(frozen=True)
class Listing:
    record_type: RecordType
    records: "QuerySet[Any]"
    columns: Mapping[str, Column]
    narrowing: Narrowing
    span: Span | None
    search: str
    order: str
    size: int
    number: str
    # Of all lines in their order, where counting them is reading them.
    keys: list[Any] | None = None

    @cached_property
    def page(self) -> "Page[Any]":
        lines = self.records if self.keys is None else self.keys
        return Found(lines, self.size, self.total).get_page(self.number)

    @property
    def total(self) -> int:
        return self.narrowing.total

    @property
    def facets(self) -> list[Facet]:
        return [facet for facet in self.narrowing.facets if facet.options]

    @property
    def sizes(self) -> tuple[int, ...]:
        return PAGE_SIZES

    @property
    def is_narrowed(self) -> bool:
        in_span = self.span is not None and self.span.is_narrowing
        return bool(self.search.strip() or self.narrowing.is_narrowing or in_span)

    @cached_property
    def lines(self) -> list[Line]:
        return [
            Line(
                record=record,
                key=str(getattr(record, self.record_type.key)),
                url=self.record_type.page(record)
                or self.record_type.url("change", record),
                cells=[
                    (label_of(column), _as_read(column.value(record)))
                    for column in self.columns.values()
                ],
            )
            for record in self._shown()
        ]

    def _shown(self) -> list[Any]:
        """Sorted by their numbers alone: whole records are too wide to sort."""
        keys = self.page.object_list
        if self.keys is None:
            keys = list(keys.values_list("pk", flat=True))  # type: ignore[attr-defined]
        records = self.record_type.model._default_manager.select_related(
            *self.record_type.related
        ).prefetch_related(*self.record_type.many)
        known = records.in_bulk(keys)
        return [known[key] for key in keys if key in known]

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(name, column) for name, column in self.columns.items()]

    def _heading(self, name: str, column: Column) -> Heading:
        words = {name: "ascending", f"-{name}": "descending"}
        direction = words.get(self.order, "") if column.order else ""
        order = f"-{name}" if direction == "ascending" else name
        return Heading(label_of(column), order if column.order else "", direction)

    @property
    def orders(self) -> list[Order]:
        """What the headings sort by, said in words where there are no headings."""
        known = all_columns(self.record_type)
        asked = self.order.removeprefix("-")
        shown = {name: column for name, column in known.items() if name in self.columns}
        if asked in known:
            shown[asked] = known[asked]
        words = {"": _("%(column)s, ascending"), "-": _("%(column)s, descending")}
        return [
            Order(
                sign + name,
                text % {"column": label_of(column)},
                sign + name == self.order,
            )
            for name, column in shown.items()
            for sign, text in words.items()
            if column.order
        ]

    @property
    def choosable(self) -> list[Choosable]:
        return [
            Choosable(name, label_of(column), name in self.columns)
            for name, column in all_columns(self.record_type).items()
        ]


def read_listing(record_type: RecordType, actor: Actor, query: QueryDict) -> Listing:
    records = record_type.changeable_by(actor).select_related(*record_type.related)
    records = records.prefetch_related(*record_type.many)
    search = query.get("search", "")[:LONGEST_SEARCH].replace("\0", "")
    if words := fold(search).split()[:MOST_WORDS]:
        records = search_words(records, record_type.search, words)
    records, span = within_span(record_type, records, query)
    records, narrowing = narrow(record_type, records, query)
    if record_type.grouped_by:
        records = first_of_each(records, record_type.grouped_by)
    order = _named(record_type, query.get("order", ""))
    fields = _order(record_type, order) or record_type.model._meta.ordering or ()
    records = records.order_by(*_in_order(record_type.model, fields), "pk")
    size = query.get("size", "")
    keys = None
    if record_type.grouped_by:
        keys = list(records.values_list("pk", flat=True))
        narrowing = replace(narrowing, total=len(keys))
    return Listing(
        record_type=record_type,
        records=records,
        columns=choose(record_type, query.getlist("columns")),
        narrowing=narrowing,
        span=span,
        search=search,
        order=order,
        size=int(size) if size in map(str, PAGE_SIZES) else PAGE_SIZE,
        number=query.get("page", ""),
        keys=keys,
    )


def first_of_each(records: "QuerySet[Any]", group: str) -> "QuerySet[Any]":
    """Of each group that has one among them, the first; the others stand behind it."""
    groups = records.order_by().values(group).annotate(first=Min("pk"))
    return records.filter(pk__in=groups.values("first"))


def search_words(
    records: "QuerySet[Any]", columns: Iterable[str], words: list[str]
) -> "QuerySet[Any]":
    """Those that have every word, whatever its accents and capitals."""
    own: list[str] = []
    of_rows: list[str] = []
    for name in columns:
        (of_rows if _leads_to_rows(records.model, name) else own).append(name)
    has = partial(_has, records.model, own, of_rows)
    return records.filter(reduce(and_, map(has, words)))


def _leads_to_rows(model: Any, name: str) -> bool:
    return bool(model._meta.get_field(name.partition("__")[0]).one_to_many)


def _text(name: str) -> Cast:
    return Cast(F(name), TextField())


def _has(model: Any, own: list[str], of_rows: list[str], word: str) -> Q:
    found = Q(Says(word, *map(_text, own)))
    for name in of_rows:
        relation, _, column = name.partition("__")
        rows = model._meta.get_field(relation)
        having = rows.related_model._default_manager.filter(Says(word, _text(column)))
        found |= Q(pk__in=having.order_by().values(rows.field.attname))
    return found


def _named(record_type: RecordType, asked: str) -> str:
    """Addresses kept from before columns had names number the declared ones."""
    bare, names = asked.removeprefix("-"), list(all_columns(record_type))
    numbers = {str(n): names[n - 1] for n in range(1, len(record_type.columns) + 1)}
    return asked.removesuffix(bare) + numbers.get(bare, bare)


def _in_order(model: type[Model], fields: Iterable[Any]) -> Iterator[Any]:
    """Texts as a person looks for them, whatever their accents and capitals."""
    for field in fields:
        name = field.removeprefix("-")
        *relations, last = name.split("__")
        owner: Any = model
        for relation in relations:
            owner = owner._meta.get_field(relation).related_model
        kind = None if last == "pk" else owner._meta.get_field(last)
        if isinstance(kind, CharField | TextField) and not kind.choices:
            place = InOrder(F(name))
            yield place.desc() if field.startswith("-") else place.asc()
        elif name != "pk":
            yield field


def _order(record_type: RecordType, asked: str) -> list[str]:
    """The fields to sort by: only those of a column that may be shown."""
    column = all_columns(record_type).get(asked.removeprefix("-"))
    sign = "-" if asked.startswith("-") else ""
    return [sign + field for field in column.order] if column else []
