"""What an app declares of a record so that people can list, edit and delete it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Field, Model, OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst

from fondaco.core import actions
from fondaco.core.models import Cited, DatedFact
from fondaco.core.numbers import row_number
from fondaco.core.permissions import Actor, may
from fondaco.web.records.bulk_actions import DELETE, PUBLISH, WITHDRAW, BulkAction
from fondaco.web.records.forms import RecordForm
from fondaco.web.records.rows import CITATIONS, Rows

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Save(Protocol):
    """An action that saves a record and what hangs on it, in one transaction."""

    def __call__(
        self,
        record: Any,
        /,
        *,
        actor: actions.Actor,
        reason: str = "",
        write_rows: actions.WriteRows = ...,
    ) -> object: ...


class Remove(Protocol):
    """An action that deletes a record."""

    def __call__(
        self, record: Any, /, *, actor: actions.Actor, reason: str = ""
    ) -> object: ...


Reach = Callable[[Actor], "QuerySet[Any]"]


@dataclass(frozen=True, eq=False)
class Column:
    """A column of the list; `order` are the model's fields that sort it."""

    label: str | Promise
    value: Callable[[Any], object]
    order: tuple[str, ...] = ()
    # What addresses and saved views call it; without one, its place does.
    name: str = ""


def nothing_more(request: HttpRequest, record: Any) -> None:
    """For records that have nothing to say once they are saved."""


def no_address(record: Any) -> str:
    return ""


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str


def no_links(record: Any) -> list[Link]:
    return []


def no_reason(record: Any, actor: Actor) -> str:
    return ""


def no_ways() -> list[Link]:
    return []


@dataclass(frozen=True, eq=False)
class Merging:
    """How two records of a kind become one; the rest is read from the models."""

    # Which others may be this one: those likely, or those that have the words.
    find: Callable[[Any, str, Actor], list[Any]]
    # What the one given up was called, and what is done with that afterwards.
    names: Callable[[Any, Any], list[str]]
    keep_names: Callable[[Any, list[str]], object]
    # Nobody chooses these: what the one kept lacks comes from the other.
    united: tuple[str, ...] = ()
    # Only who keeps a record reads these, though others see it.
    private: tuple[str, ...] = ()
    # What one of those found is called in the list, where its name is not enough.
    called: Callable[[Any], str] = str
    # Why these two must not be merged by this person; empty where they may.
    refusal: Callable[[Any, Any, Actor], str] = lambda keep, gone, actor: ""


@dataclass(frozen=True)
class Likeness:
    """A record that may be the one being written, and why."""

    record: Any
    url: str
    reasons: list[str]
    is_certain: bool = False


@dataclass(frozen=True, eq=False)
class Likenesses:
    """What may be a record that is being written, from the fields named."""

    find: Callable[[Mapping[str, str], Actor], list[Likeness]]
    names: tuple[str, ...]
    # The part of a page that shows them while one writes.
    url_name: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


# Every type that was declared, by its model: histories and deletions of one record
# show the names of others.
RECORD_TYPES: "dict[type[Model], RecordType]" = {}


@dataclass(frozen=True, eq=False)
class RecordType:
    """One model's managers' side.

    `changeable_by` and `visible_to` say as querysets what the permissions say of one
    record; `permissions.py` of the app decides, and a test holds them equal.
    """

    model: type[Model]
    form: type[RecordForm]
    address: "str | _StrPromise"
    columns: tuple[Column, ...]
    search: tuple[str, ...]
    changeable_by: Reach
    visible_to: Reach
    rows: tuple[Rows, ...] = ()
    # Choices, marks, countries, and links to what everybody may see: of these, one at
    # most may be to many.
    facets: tuple[str, ...] = ()
    # The partial date that a span of the list is asked of; a fact's own by itself.
    span: tuple[str, str] | None = None
    # What can be done to many at once, beside publishing and deleting them.
    bulk: tuple[BulkAction, ...] = ()
    # Read together with the rows of the list.
    related: tuple[str, ...] = ()
    # The same for relations of many, each in a query of its own.
    many: "tuple[str | Prefetch[Any], ...]" = ()
    # A fact of which only one holds at a time: the fields that say of what.
    one_at_a_time: Callable[[Any], tuple[str, ...]] = lambda fact: ()
    save: Save | None = None
    remove: Remove = actions.delete_record
    # Why this person must not delete this one, though they may delete its like.
    reason_to_keep: Callable[[Any, Actor], str] = no_reason
    # Asked of whoever publishes an existing record.
    publish_verb: str = "change"
    # Publishes a saved draft, where that takes more than a mark; leads where it says.
    publish: Callable[[HttpRequest, Any], str | None] | None = None
    # Where visitors see it.
    public_address: Callable[[Any], str] = no_address
    # It has a page of its own for visitors, which lists its public files.
    has_page: bool = False
    # What a manager is told, or where led, once it is saved.
    after_save: Callable[[HttpRequest, Any], str | None] = nothing_more
    # What else can be done with a record, beside editing it.
    links: Callable[[Any], list[Link]] = no_links
    # Where a line of the list leads, where that is not the form.
    page: Callable[[Any], str] = no_address
    # Its own words for adding one, how else records come in, and what belongs here.
    add_label: str | Promise = ""
    other_ways: Callable[[], list[Link]] = no_ways
    about: str | Promise = ""
    # The link by which several records stand in one line of the list.
    grouped_by: str = ""
    merging: Merging | None = None
    likenesses: Likenesses | None = None
    key: str = "uid"
    # The namespace of its addresses, where that is not its own app's.
    namespace: str = ""

    def __post_init__(self) -> None:
        RECORD_TYPES[self.model] = self

    @property
    def name(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def label(self) -> str:
        return capfirst(str(self.model._meta.verbose_name))

    @property
    def plural(self) -> str:
        return capfirst(str(self.model._meta.verbose_name_plural))

    @property
    def is_fact(self) -> bool:
        return issubclass(self.model, DatedFact)

    @property
    def dates(self) -> tuple[str, str] | None:
        return self.span or (("valid_from", "valid_until") if self.is_fact else None)

    @property
    def bulk_actions(self) -> tuple[BulkAction, ...]:
        drafts = (WITHDRAW,) if self.publish else (PUBLISH, WITHDRAW)
        return (*(drafts if self.has_drafts else ()), *self.bulk, DELETE)

    @property
    def has_drafts(self) -> bool:
        return any(field.name == "is_published" for field in self.fields)

    @property
    def fields(self) -> "list[Field[Any, Any]]":
        return list(self.model._meta.fields)

    @property
    def all_rows(self) -> tuple[Rows, ...]:
        """Its own rows, and its sources' words where it is a record that cites."""
        return (*self.rows, CITATIONS) if issubclass(self.model, Cited) else self.rows

    @property
    def action(self) -> Save:
        if self.save is not None:
            return self.save
        return actions.save_fact if self.is_fact else actions.save_record

    def permission(self, verb: str) -> str:
        return f"{self.model._meta.app_label}.{verb}_{self.name}"

    def may(self, actor: Actor, verb: str, record: Model | None = None) -> bool:
        return may(actor, self.permission(verb), record)

    def may_publish(self, actor: Actor, record: Any) -> bool:
        if not self.has_drafts:
            return False
        if record._state.adding:
            return self.may(actor, "add")
        return self.may(actor, self.publish_verb, record)

    def url(self, verb: str, record: Any = None) -> str:
        """`verb`: manage (the list), add, change, delete, history or supersede."""
        namespace = self.namespace or self.model._meta.app_label
        key = [] if record is None else [getattr(record, self.key)]
        return reverse(f"{namespace}:{self.name}_{verb}", args=key)

    def sources_url(self, record: Any, row: Model) -> str:
        """Where the sources of one row of a record are kept."""
        namespace = self.namespace or self.model._meta.app_label
        name = f"{namespace}:{row._meta.model_name}_sources"
        return reverse(name, args=[getattr(record, self.key), row.pk])

    def find(self, key: str, related: Iterable[str] = (), **also: Any) -> Any:
        """The record with this key, of whomever it is; `also` is read along with it."""
        if "\0" in key or (self.key == "pk" and row_number(key) is None):
            return None
        known = self.model._default_manager.select_related(*self.related, *related)
        changes = self.model.history.model.objects.filter(  # type: ignore[attr-defined]
            **{self.pk_name: OuterRef("pk")}
        )
        latest = changes.order_by("-history_id").values("history_id")[:1]
        return (
            known.filter(**{self.key: key})
            .annotate(latest_change=Subquery(latest), **also)
            .first()
        )

    @property
    def pk_name(self) -> str:
        assert self.model._meta.pk
        return self.model._meta.pk.name


def visible(model: type[Model], keys: set[Any], actor: Actor) -> Mapping[Any, Model]:
    """Those of the records that the person may see; of unknown models, none."""
    record_type = RECORD_TYPES.get(model)
    if record_type is None or not keys:
        return {}
    return {
        record.pk: record
        for record in record_type.visible_to(actor).filter(pk__in=keys)
    }
