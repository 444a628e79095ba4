"""Two records side by side: what each says, field by field, and which words to keep."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import BooleanField, Model
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from fondaco.core.forms import DATE_LABELS
from fondaco.core.merging import Relation, pair_up, relations_of
from fondaco.core.partial_dates import PartialDate
from fondaco.core.permissions import Actor
from fondaco.core.reading import Read, read_together
from fondaco.web.records.reached import rows_seen
from fondaco.web.records.types import RECORD_TYPES, RecordType

# Columns of other kinds have no place in one query of many tables.
_READ_TOGETHER = (
    models.BooleanField,
    models.CharField,
    models.DateField,
    models.DecimalField,
    models.FloatField,
    models.ForeignKey,
    models.IntegerField,
    models.TextField,
    models.TimeField,
)
KEPT, GONE = "kept", "gone"
_EARLIEST = "_earliest"
# Of a row that is named, no more than tells which it is.
LONGEST_WORDS = 160
MOST_NAMED = 10


@dataclass(frozen=True)
class ComparedField:
    name: str
    label: str
    kept: object
    gone: object
    # Whose words are chosen: kept or gone.
    chosen: str
    is_equal: bool


@dataclass(frozen=True)
class MovedRows:
    """Rows of one kind that move to the record kept; those it has already stay once."""

    label: str
    number: int
    present: list[str]


def compared_names(model: type[Model]) -> list[str]:
    """The fields that people fill in; a date is one, of three columns."""
    return [
        field.name.removesuffix(_EARLIEST)
        for field in model._meta.concrete_fields
        if field.name.endswith(_EARLIEST)
        or (field.editable and not field.primary_key and field.name != "slug")
    ]


def find_whole(record_type: RecordType, key: str) -> Any:
    """A record with all that its fields point to, in one query."""
    fields = record_type.fields
    names = [one.name for one in fields if isinstance(one, models.ForeignKey)]
    return record_type.find(key, names)


def compare_fields(
    keep: Any, gone: Any, names: Iterable[str], asked: Mapping[str, str], actor: Actor
) -> list[ComparedField]:
    """What differs is chosen by the person, or else what says anything is kept."""
    return [_compare(keep, gone, name, asked, actor) for name in names]


def _compare(
    keep: Any, gone: Any, name: str, asked: Mapping[str, str], actor: Actor
) -> ComparedField:
    mine, theirs = getattr(keep, name), getattr(gone, name)
    default = GONE if _is_empty(mine) and not _is_empty(theirs) else KEPT
    chosen = asked.get(f"field-{name}", default)
    return ComparedField(
        name=name,
        label=_label(type(keep), name),
        kept=_shown(keep, name, actor),
        gone=_shown(gone, name, actor),
        chosen=chosen if chosen in {KEPT, GONE} else default,
        is_equal=mine == theirs,
    )


def taken(fields: Iterable[ComparedField]) -> list[str]:
    """The names of the fields whose words come from the record given up."""
    return [one.name for one in fields if one.chosen == GONE and not one.is_equal]


def _is_empty(value: object) -> bool:
    return value in {None, "", False} or value == PartialDate.unknown()


def _label(model: type[Model], name: str) -> str:
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return capfirst(str(DATE_LABELS.get(name, name)))
    return capfirst(str(field.verbose_name))


def _shown(record: Any, name: str, actor: Actor) -> object:
    value = getattr(record, name)
    if isinstance(value, PartialDate):
        return "" if value == PartialDate.unknown() else value.in_words()
    display = getattr(record, f"get_{name}_display", None)
    if display is not None:
        return capfirst(display())
    field: Any = type(record)._meta.get_field(name)
    if isinstance(field, BooleanField):
        return _("yes") if value else _("no")
    if field.is_relation and value is not None:
        known = RECORD_TYPES.get(type(value))
        is_seen = known is not None and known.may(actor, "view", value)
        return str(value) if is_seen else _("(not visible to you)")
    return "" if value is None else value


def foresee_rows(
    keep: Any, gone: Any, actor: Actor, *, keeps_both: bool = True
) -> list[MovedRows]:
    """What moves with the record, as far as the person may see it: one query.

    Rows without a type of their own, such as files, are their keeper's to count.
    """
    model: type[Model] = type(keep)
    relations = [
        relation
        for relation in relations_of(model)
        if _is_told(relation) and (keeps_both or relation.model in RECORD_TYPES)
    ]
    read = read_together(
        *(_read(relation, keep, gone, actor) for relation in relations)
    )
    by_label: dict[str, MovedRows] = {}
    for relation, rows in zip(relations, read, strict=True):
        there = [row for row in rows if relation.key(row) == gone.pk]
        here = [row for row in rows if relation.key(row) == keep.pk]
        if not there:
            continue
        present = [
            _words(relation, row)
            for row, twin in pair_up(relation, there, here)
            if twin
        ]
        label = _rows_label(relation, type(keep))
        before = by_label.get(label, MovedRows(label, 0, []))
        by_label[label] = MovedRows(
            label,
            before.number + len(there) - len(present),
            [*before.present, *present][:MOST_NAMED],
        )
    return list(by_label.values())


def _is_told(relation: Relation) -> bool:
    return relation.model._meta.label not in {"core.Receipt"}


def _read(relation: Relation, keep: Any, gone: Any, actor: Actor) -> Read:
    known = RECORD_TYPES.get(relation.model)
    if known is not None:
        among = known.visible_to(actor)
    else:
        among = rows_seen(relation.model, actor, but=relation.name)
    rows = relation.rows(keep, gone, among=among).distinct()
    names = [
        field.attname
        for field in relation.model._meta.concrete_fields
        if isinstance(field, _READ_TOGETHER) or field.primary_key
    ]

    def build(values: tuple[Any, ...]) -> Any:
        return relation.model.from_db("default", names, list(values))

    return Read(rows, tuple(names), build)


def _rows_label(relation: Relation, model: type[Model]) -> str:
    meta = relation.model._meta
    if meta.auto_created:
        for field in model._meta.many_to_many:
            if field.remote_field.through is relation.model:
                return capfirst(str(field.verbose_name))
    return capfirst(str(meta.verbose_name_plural))


def _words(relation: Relation, row: Any) -> str:
    """What a row says by itself, without reading what it points to."""
    texts = []
    for field in relation.model._meta.concrete_fields:
        if field.is_relation or not field.editable or field.primary_key:
            continue
        if field.attname in row.get_deferred_fields():
            continue
        display: Callable[[], str] | None = getattr(
            row, f"get_{field.name}_display", None
        )
        value = display() if display else getattr(row, field.attname)
        if value not in {None, ""} and not isinstance(value, bool):
            texts.append(str(value))
    words = Truncator(", ".join(texts)).chars(LONGEST_WORDS)
    return words or capfirst(str(relation.model._meta.verbose_name))
