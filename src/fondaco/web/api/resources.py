"""What an app declares of a type of record so that programs can read and write it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import GenericAlias
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from pydantic import BaseModel, ConfigDict, create_model

from fondaco.core.permissions import Actor
from fondaco.web.api.schemas import ApiField, Kind, field_of
from fondaco.web.records.rows import Rows
from fondaco.web.records.types import RecordType

# Every resource by its model, the lower floors first.
RESOURCES: "dict[type[Model], Resource]" = {}
# What keys may be made for: changing what, in words.
SCOPES: dict[str, Promise] = {}


@cache
def discover() -> None:
    """Have the apps say what programs read: a worker has no addresses that would."""
    autodiscover_modules("api")


def all_resources() -> "dict[type[Model], Resource]":
    discover()
    return RESOURCES


class Strict(BaseModel):
    """A body in which an unknown name is a mistake, and not passed over."""

    model_config = ConfigDict(extra="forbid")


def _nothing_to_refuse(record: Any, actor: Actor) -> list[Any]:
    return []


@dataclass(frozen=True, eq=False)
class Publishing:
    """Where publishing is more than a mark."""

    publish: Callable[..., object]
    # What is public already and may be the same.
    likely: Callable[[Any, Actor], list[Any]] = _nothing_to_refuse


@dataclass(frozen=True, eq=False)
class Rowed:
    """Rows of a record under the name that they have in JSON."""

    name: str
    rows: Rows

    @cached_property
    def fields(self) -> tuple[ApiField, ...]:
        kinds = {model: one.kind for model, one in RESOURCES.items()}
        return tuple(field_of(self.rows.model, n, kinds) for n in self.rows.fields)

    @cached_property
    def output(self) -> Any:
        return _model(f"{self.rows.model.__name__}Out", self.fields, "output")

    @cached_property
    def input(self) -> Any:
        return _model(f"{self.rows.model.__name__}In", self.fields, "input", Strict)


@dataclass(frozen=True, eq=False)
class Resource:
    """`/api/v1/<path>`: the records of a type that their reader may see."""

    record_type: RecordType
    path: str
    # Public fields, in the order in which they are said.
    fields: tuple[str, ...]
    # Said to whoever may change the record, and to nobody else.
    private: tuple[str, ...] = ()
    rows: Mapping[str, type[Model]] = field(default_factory=dict)
    # Beside the facets of the list.
    filters: tuple[str, ...] = ()
    is_named: bool = True
    publishing: Publishing | None = None

    def __post_init__(self) -> None:
        RESOURCES[self.model] = self

    @property
    def model(self) -> type[Model]:
        return self.record_type.model

    @property
    def name(self) -> str:
        return self.model.__name__

    @property
    def kind(self) -> Kind:
        return Kind(self.path, self.is_named)

    @property
    def scope(self) -> str:
        """What a token must be for, to change records of this type."""
        return f"write:{self.record_type.namespace or self.model._meta.app_label}"

    @cached_property
    def rowed(self) -> tuple[Rowed, ...]:
        known = {rows.model: rows for rows in self.record_type.rows}
        return tuple(Rowed(name, known[model]) for name, model in self.rows.items())

    @cached_property
    def said(self) -> tuple[ApiField, ...]:
        return self._fields(self.fields)

    @cached_property
    def said_in_private(self) -> tuple[ApiField, ...]:
        own = ("is_published",) if self.record_type.has_drafts else ()
        return self._fields((*own, *self.private))

    def _fields(self, names: tuple[str, ...]) -> tuple[ApiField, ...]:
        kinds = {model: one.kind for model, one in RESOURCES.items()}
        return tuple(field_of(self.model, name, kinds) for name in names)

    @cached_property
    def written(self) -> tuple[ApiField, ...]:
        """Those that the form has."""
        known = self.record_type.form.base_fields
        everything = (*self.said, *self.said_in_private)
        return tuple(one for one in everything if one.name in known)

    @cached_property
    def output(self) -> Any:
        more: dict[str, Any] = {one.name: (_list(one.output), []) for one in self.rowed}
        more |= {one.name: (one.output | None, None) for one in self.said_in_private}
        return _model(f"{self.name}Out", self.said, "output", _Said, **more)

    @cached_property
    def creation(self) -> Any:
        required = {
            name
            for name, known in self.record_type.form.base_fields.items()
            if known.required
        }
        return self._input(f"{self.name}New", required)

    @cached_property
    def change(self) -> Any:
        return self._input(f"{self.name}Change", set())

    def _input(self, name: str, required: set[str]) -> Any:
        more: dict[str, Any] = {one.name: (_list(one.input), []) for one in self.rowed}
        if self.record_type.has_drafts:
            more["is_published"] = (bool, False)
        if required and (self.record_type.likenesses or self.publishing):
            more["is_another"] = (bool, False)
        return _model(name, self.written, "input", Strict, required, **more)

    @cached_property
    def listing(self) -> Any:
        return create_model(
            f"{self.name}Page",
            __base__=BaseModel,
            count=(int, ...),
            next=(str | None, ...),
            previous=(str | None, ...),
            results=(_list(self.output), ...),
        )


class _Said(BaseModel):
    id: str
    # The page for people, where there is one.
    url: str | None


def _model(
    name: str,
    fields: tuple[ApiField, ...],
    side: str,
    base: type[BaseModel] = BaseModel,
    required: "set[str] | None" = None,
    **more: Any,
) -> Any:
    """`required`: those without which a body is refused; None: as the models say."""
    members: dict[str, Any] = {}
    for one in fields:
        kind = getattr(one, side)
        default = ... if side == "output" else None
        if side == "input" and required is None and type(None) not in _options(kind):
            default = ...
        if required and one.name in required:
            default = ...
        members[one.name] = (kind, default)
    return create_model(name, __base__=base, **members, **more)


def _list(kind: type[BaseModel]) -> Any:
    return GenericAlias(list, (kind,))


def _options(kind: Any) -> tuple[Any, ...]:
    return getattr(kind, "__args__", ())
