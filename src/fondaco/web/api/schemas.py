"""How fields of models are said and read in JSON; the types come from the models."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.db import models
from django.db.models import Model
from pydantic import BaseModel, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from fondaco.core.partial_dates import PartialDate, Precision

Records = Mapping[tuple[type[Model], Any], Any]
# The number of the record that a body names, as the form's field is sent it.
Find = Callable[[type[Model], str], str]

NO_NUL = r"^[^\x00]*$"
Text = Annotated[str, StringConstraints(max_length=100_000, pattern=NO_NUL)]
Key = Annotated[str, StringConstraints(max_length=80, pattern=NO_NUL)]


NUMBER = re.compile(r"\s*[+-]?\d*\.?\d*\s*")


def _written(kind: str) -> BeforeValidator:
    """Refuse a number, which would be seconds since 1970: 2016 is no moment of 2016."""

    def check(value: Any) -> Any:
        is_number = isinstance(value, int | float)
        if is_number or (isinstance(value, str) and NUMBER.fullmatch(value)):
            raise PydanticCustomError(f"{kind}_as_number", "Write it out.")
        return value

    return BeforeValidator(check)


Moment = Annotated[dt.datetime, _written("datetime")]
Day = Annotated[dt.date, _written("date")]
Clock = Annotated[dt.time, _written("time")]


class When(BaseModel):
    """A date as precisely as it is known: between two days, both included."""

    earliest: Day | None = None
    latest: Day | None = None
    precision: Literal["day", "month", "season", "year", "unknown"] = "unknown"


class Reference(BaseModel):
    """Another record. One that the reader may not see has no `id` and no `name`."""

    type: str
    id: str | None
    name: str | None


@dataclass(frozen=True)
class ApiField:
    name: str
    output: Any
    input: Any
    # A record and the records that it may point to in, what JSON says out.
    say: Callable[[Any, Records], Any]
    # What JSON says in, what the form's field is sent out.
    send: Callable[[Any, Find], Any]
    points_to: type[Model] | None = None
    is_many: bool = False


@dataclass(frozen=True)
class Kind:
    """What records of a model are called in addresses."""

    path: str
    # Whether a reference says the name: not where that tells of other records.
    is_named: bool = True


Kinds = Mapping[Any, Kind]


def field_of(model: type[Model], name: str, paths: Kinds) -> ApiField:
    if isinstance(getattr(model, name, None), property):
        return _date(name)
    field: Any = model._meta.get_field(name)
    if field.many_to_many:
        return _many(name, field.related_model, paths)
    if field.is_relation:
        return _reference(name, field, paths)
    kind = _kind(field)
    empty = field.null or bool(field.choices and field.blank)
    output = kind | None if empty else kind
    return ApiField(
        name,
        output,
        kind | None if field.null or field.blank or field.has_default() else kind,
        say=_value(name, is_empty_none=empty),
        send=_plain,
    )


def _value(name: str, *, is_empty_none: bool) -> Callable[[Any, Records], Any]:
    def say(record: Any, records: Records) -> Any:
        value = getattr(record, name)
        return None if is_empty_none and value == "" else value

    return say


def _kind(field: Any) -> Any:
    if field.choices:
        return Literal[tuple(key for key, _label in field.flatchoices if key != "")]
    kinds: tuple[tuple[Any, Any], ...] = (
        (models.BooleanField, bool),
        (models.DateTimeField, Moment),
        (models.DateField, Day),
        (models.TimeField, Clock),
        (models.DecimalField, Decimal),
        (models.FloatField, float),
        (models.IntegerField, int),
        (models.CharField, _text(field.max_length)),
        (models.TextField, Text),
    )
    return next(kind for known, kind in kinds if isinstance(field, known))


def _text(longest: int | None) -> Any:
    return Annotated[str, StringConstraints(max_length=longest, pattern=NO_NUL)]


def _plain(value: Any, find: Find) -> Any:
    if value is None or value is False:
        return ""
    return "on" if value is True else str(value)


def _date(name: str) -> ApiField:
    def say(record: Any, records: Records) -> When:
        date = getattr(record, name)
        return When(
            earliest=date.earliest, latest=date.latest, precision=date.precision.value
        )

    def send(value: Any, find: Find) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        first, last = value.get("earliest"), value.get("latest")
        try:
            precision = Precision(value.get("precision", "unknown"))
            return str(PartialDate(first, last, precision))
        except ValueError:
            # The form says what is wrong with it.
            return f"{first or '..'}/{last or '..'}"

    return ApiField(name, When, When | Text | None, say, send)


def _reference(name: str, field: Any, paths: Kinds) -> ApiField:
    model, kind = field.related_model, paths[field.related_model]

    def say(record: Any, records: Records) -> Reference | None:
        key = getattr(record, field.attname)
        return None if key is None else reference(kind, records.get((model, key)))

    def send(value: Any, find: Find) -> str:
        return find(model, value) if value else ""

    output = Reference | None if field.null else Reference
    input_ = Key | None if field.blank else Key
    return ApiField(name, output, input_, say, send, points_to=model)


def _many(name: str, model: Any, paths: Kinds) -> ApiField:
    kind = paths[model]

    def say(record: Any, records: Records) -> list[Reference]:
        found = [records.get((model, key)) for key in record.many[name]]
        return [reference(kind, one) for one in found if one is not None]

    def send(value: Any, find: Find) -> list[str]:
        return [find(model, key) for key in value or []]

    return ApiField(
        name,
        list[Reference],
        list[Key],
        say,
        send,
        points_to=model,
        is_many=True,
    )


def reference(kind: Kind, record: Any) -> Reference:
    if record is None:
        return Reference(type=kind.path, id=None, name=None)
    name = str(record) if kind.is_named else None
    return Reference(type=kind.path, id=record.uid, name=name)
