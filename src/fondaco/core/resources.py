"""What an app declares of records that come in from files; `core.imports` does it.

A resource has fields, and a catalogue: the records of its kind as one import sees them,
by all that a row may find them by, which also writes what the rows say.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import Promise

from fondaco.core.permissions import Actor

if TYPE_CHECKING:
    from fondaco.core.spreadsheets import Cell

# What a row says of a record, by field: texts, numbers, yes or no, lists of texts.
# All of it goes into JSON as it is; dates are texts, as partial dates are written.
Values = dict[str, Any]
Word = str | Promise
# A field's name and the sentence for the person.
Problem = tuple[str, str]


class Note(NamedTuple):
    """The same, of what does not keep the row from coming in."""

    field: str
    message: str


class Noted(NamedTuple):
    """What was read of a cell, with a sentence on what was not taken of it."""

    value: Any
    note: str


Read = Callable[["Cell"], Any]


def read_anything(cell: "Cell") -> Any:
    return cell.text


@dataclass(frozen=True)
class Field:
    """A field of a resource: one column of a file, once it is matched."""

    name: str
    label: Word
    # A cell in, what is kept of it out; ValueError with a sentence for the person.
    read: Read = read_anything
    required: bool = False
    # Several in one cell: what is there stays, what is new is added.
    multiple: bool = False
    # What the template shows in the row of the example.
    example: object = ""
    # Whether the template has a column for it.
    is_offered: bool = True
    # Headers that mean it in this kind of file alone, beside `core.spreadsheets`'s.
    aliases: tuple[str, ...] = ()
    # Made of other columns: none of a file's is matched to it.
    is_computed: bool = False
    # May be said once for all rows: an export of one event does not name it.
    may_be_given: bool = False


@dataclass(frozen=True)
class ImportScope:
    """On whose behalf rows come in. No actor: whoever keeps the installation."""

    actor: AbstractBaseUser | None = None
    # The cluster that will keep what is new.
    cluster: int | None = None
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The record that a row means; neither key nor problem: there is none yet."""

    key: int | None = None
    # Found by these fields, which therefore say nothing new.
    by: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass(slots=True)
class Draft:
    """A record as the file would leave it; `key` below zero: it is not there yet."""

    key: int
    row: int
    values: Values
    # By field: as it was, as it will be.
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.key < 0

    def wanted(self) -> Values:
        return {name: after for name, (_, after) in self.changes.items()}


class Journal(Protocol):
    """Writes in bulk, with history, what can be taken back: `core.imports.journal`."""

    def create(self, records: Sequence[Any]) -> None: ...

    def update(
        self, records: Sequence[Any], before: dict[int, dict[str, Any]]
    ) -> None: ...

    def add_parts(self, parts: Sequence[Model], of: str) -> None: ...

    def link(self, rows: Sequence[Model]) -> None: ...

    def add_rows(
        self, model: type[Model], rows: Sequence[dict[str, Any]], of: str
    ) -> None: ...

    def name_externally(
        self, names: Sequence[tuple[Model, str, str]], cluster: int | None
    ) -> None: ...


class Catalogue(ABC):
    """The records of a kind, as one import sees them; read once, kept in memory."""

    def __init__(self, scope: ImportScope) -> None:
        self.scope = scope

    def complete(self, values: Values) -> Iterable[Problem | Note]:
        """Settle what one cell cannot say without the others; tell what is wrong."""
        return ()

    @abstractmethod
    def find(self, values: Values) -> Match: ...

    @abstractmethod
    def current(self, key: int) -> Values:
        """What is on record, by field."""

    @abstractmethod
    def learn(self, key: int, values: Values) -> None:
        """Let later rows find what an earlier one said."""

    def refusal(self, key: int) -> str:
        """Why this person may not change the record; empty if they may."""
        return ""

    def check(self, values: Values) -> Iterable[Problem]:
        """What is wrong with a record as it would become."""
        return ()

    def alike(self, values: Values) -> Sequence[str]:
        """Names of records that a new one may be the same as."""
        return ()

    @abstractmethod
    def name(self, key: int) -> str: ...

    @abstractmethod
    def write(self, drafts: Sequence[Draft], journal: Journal) -> None: ...


def problems_of(record: Model) -> Iterator[Problem]:
    """What the record's own rules, which its form asks as well, find wrong with it."""
    try:
        record.clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield name, " ".join(messages)


@dataclass(frozen=True)
class Resource:
    kind: str
    label: Word
    # The name of the page that lists the records of this kind.
    listed: str
    fields: tuple[Field, ...]
    catalogue: Callable[[ImportScope], Catalogue]
    # Who imports records of this kind at all.
    may: Callable[[Actor], bool]
    # Its records are of a cluster, which must be named.
    needs_cluster: bool = False
    # Fields that stand for others that are needed: a whole name for its two parts.
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # What is wrong with what was said of all rows: better told once than in each.
    given_refusal: Callable[[ImportScope, Values], str] = lambda scope, given: ""
    # Why one may not import for this cluster, or for none.
    refusal: Callable[[ImportScope], str] = lambda scope: ""

    def find_field(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)

    @property
    def columns(self) -> tuple[Field, ...]:
        """What a column of a file may hold."""
        return tuple(one for one in self.fields if not one.is_computed)

    @property
    def givable(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.may_be_given)

    @property
    def required(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.required)


RESOURCES: dict[str, Resource] = {}


def register(resource: Resource) -> Resource:
    RESOURCES[resource.kind] = resource
    return resource
