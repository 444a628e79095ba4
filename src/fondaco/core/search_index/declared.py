"""What is found by which of its words: an app says it, triggers and entries follow."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, Model


@dataclass(frozen=True)
class Indexed:
    """The paths of a model's words. Whoever may see a record may see all of them."""

    model: type[Model]
    title: tuple[str, ...]
    text: tuple[str, ...] = ()
    # The date that puts the latest of equals first.
    day: str = ""
    # A given and a family name are one name.
    is_one_name: bool = False

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def paths(self) -> tuple[str, ...]:
        return (*self.title, *self.text)

    def steps(self) -> "Iterator[tuple[str, type[Model]]]":
        """Each way to another model whose words are among its own."""
        for path in self.paths:
            prefix = ""
            for owner, name in steps_of(self.model, path):
                if prefix:
                    yield prefix, owner
                prefix = f"{prefix}__{name}" if prefix else name


INDEXED: dict[str, Indexed] = {}


def declare(*indexed: Indexed) -> None:
    INDEXED.update({one.label: one for one in indexed})


def steps_of(model: type[Model], path: str) -> Iterator[tuple[type[Model], str]]:
    owner: Any = model
    for name in path.split("__"):
        yield owner, name
        owner = owner._meta.get_field(name).related_model


@dataclass(frozen=True)
class Watch:
    """Rows of a table that, when they are written, mean that a record says more."""

    table: str
    # Whose number stands in which of its columns.
    kind: str
    key: str
    # What of a row says it.
    columns: tuple[str, ...]
    # New rows of what is only pointed at say nothing yet, and what is pointed at stays.
    only_changes: bool = False


def watches() -> list[Watch]:
    columns: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for one in INDEXED.values():
        for path in one.paths:
            for where, column in _columns(one.model, path):
                columns[where].add(column)
    own = {
        (one.model._meta.db_table, one.label, _key(one.model))
        for one in INDEXED.values()
    }
    return [
        Watch(
            *where,
            columns=tuple(sorted(names)),
            only_changes=where not in own and where[2] == "id",
        )
        for where, names in sorted(columns.items())
    ]


def _columns(model: Any, path: str) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Where the words of a path are written, and what leads to them."""
    where = (model._meta.db_table, model._meta.label_lower, _key(model))
    for owner, name in steps_of(model, path):
        field: Any = owner._meta.get_field(name)
        label = owner._meta.label_lower
        if not field.is_relation:
            yield where, field.column
            continue
        other = field.related_model
        if field.many_to_many:
            link, to_owner = field.remote_field.through._meta, field.m2m_column_name()
            yield (link.db_table, label, to_owner), to_owner
            yield (link.db_table, label, to_owner), field.m2m_reverse_name()
        elif isinstance(field, ForeignKey):
            yield where, field.column
        else:
            where = (other._meta.db_table, label, field.field.column)
            yield where, where[2]
            continue
        where = (other._meta.db_table, other._meta.label_lower, _key(other))


def _key(model: Any) -> str:
    return str(model._meta.pk.column)
