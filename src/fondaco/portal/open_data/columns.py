"""The fields of a resource as flat columns, for tables."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from fondaco.web.api import Resource, all_resources
from fondaco.web.api.schemas import ApiField, Reference, When


@dataclass(frozen=True)
class Column:
    """`path` leads to its value in a record; `kind` is its type in Python."""

    path: tuple[str, ...]
    kind: Any

    @property
    def name(self) -> str:
        return ".".join(self.path)

    @property
    def is_list(self) -> bool:
        return get_origin(self.kind) is list

    def value(self, record: dict[str, Any]) -> Any:
        found: Any = record
        for step in self.path:
            found = None if found is None else found[step]
        return found


def columns_of(resource: Resource) -> list[Column]:
    """Dates and references are several; rows stay together, as a list in one."""
    columns = [Column(("id",), str), Column(("url",), str)]
    for field in resource.said:
        columns += _columns(field)
    for one in resource.rowed:
        columns.append(Column((one.name,), types.GenericAlias(list, (one.output,))))
    # As in the API, the `url` of a source is where it is, and not our page of it.
    return list({column.name: column for column in columns}.values())


def _columns(field: ApiField) -> Iterator[Column]:
    kind = bare(field.output)
    if kind is When:
        inner = [(name, bare(of.annotation)) for name, of in When.model_fields.items()]
    elif kind is Reference:
        assert field.points_to is not None
        is_named = all_resources()[field.points_to].is_named
        inner = [("id", str), *([("name", str)] if is_named else [])]
    else:
        yield Column((field.name,), kind)
        return
    for name, of in inner:
        yield Column((field.name, name), of)


def bare(kind: Any) -> Any:
    """What a value is where there is one: without None, limits and lists of choices."""
    origin = get_origin(kind)
    if origin is Annotated:
        return bare(get_args(kind)[0])
    if origin in {Union, types.UnionType}:
        (one,) = (of for of in get_args(kind) if of is not type(None))
        return bare(one)
    return type(get_args(kind)[0]) if origin is Literal else kind
