"""What an app says of the personal data that it holds, in its module `privacy`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from django.db.models import Model, Q, QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from fondaco.core.permissions import Actor

Words = str | Promise


class Basis(TextChoices):
    """What allows to hold it, in the words of article 6 of the GDPR."""

    CONSENT = "consent", _("consent")
    CONTRACT = "contract", _("a contract or service that the person asked for")
    OBLIGATION = "obligation", _("a legal obligation")
    INTEREST = "interest", _("a legitimate interest of the cluster or network")


class Fate(Enum):
    DELETE = "deleted"
    BLANK = "blanked"
    KEEP = "kept"


@dataclass(frozen=True)
class Erasure:
    """What an erasure does to one row; what stays has its reason, in words."""

    fate: Fate
    blank: Mapping[str, Any] = field(default_factory=dict)
    reason: Words = ""
    # Whether what stays says who it was, so that the name must stay too.
    names: bool = False


DELETED = Erasure(Fate.DELETE)


@dataclass(frozen=True)
class Subject:
    """Whom it is about: an account, a person on record, or both."""

    name: str
    user: Any = None
    person: Any = None
    # All e-mail addresses known of them, in small letters.
    addresses: frozenset[str] = frozenset()

    def proven(self) -> "Subject":
        """With the address that they sign in with alone; others wrote down the rest.

        Whoever keeps a contact may give it the address of somebody else.
        """
        own = getattr(self.user, "email", "").lower()
        return replace(self, addresses=frozenset({own} if own else ()))


Decide = Callable[[Any, bool], Erasure]


def delete(row: Any, is_named: bool) -> Erasure:
    return DELETED


def keep(reason: Words) -> Decide:
    return lambda row, is_named: Erasure(Fate.KEEP, reason=reason)


def blank(reason: Words = "", **values: Any) -> Decide:
    return lambda row, is_named: Erasure(Fate.BLANK, values, reason)


@dataclass(frozen=True)
class Kind:
    """One kind of personal data: a table, and its rows about somebody."""

    name: str
    label: Words
    model: type[Model]
    find: Callable[[Subject], "QuerySet[Any]"]
    # What an export shows of a row; a pair where the field's own name says too little.
    fields: tuple[str | tuple[str, Words], ...]
    purpose: Words
    basis: Basis
    kept: Words
    origin: Words
    seen_by: Words
    # Given a row and whether something that stays names the person.
    decide: Decide = delete
    # What a keeper sees of it; None: the person and administrators alone.
    reach: Callable[[Actor], "QuerySet[Any]"] | None = None
    # The model's columns that name somebody; a test holds all of them declared.
    columns: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    # Whether what becomes of a row depends on the sources that speak of it.
    is_cited: bool = False
    # In place of deleting the row: what takes the person out of it.
    take_out: Callable[[Any, Subject], object] | None = None
    # Files of a row, for the export: name in the archive, and path on disk.
    file_of: Callable[[Any], tuple[str, str] | None] | None = None
    # Low numbers are told and erased first; the person and the account come last.
    order: int = 50

    def about(self, subject: Subject, viewer: Actor | None = None) -> "QuerySet[Any]":
        """Rows about the person, as `viewer` may see them; None: all of them."""
        found = self.find(subject)
        if viewer is not None:
            if self.reach is None:
                return found.none()
            found = found.filter(pk__in=self.reach(viewer).values("pk"))
        return found.distinct()

    def touched(self, subject: Subject, by: Actor | None = None) -> "QuerySet[Any]":
        """What an erasure takes; `by` a keeper what hangs on the record, and their own.

        Rows of others that have nothing but its e-mail address are not a keeper's.
        """
        found = self.find(subject.proven() if by is not None else subject)
        if by is not None and self.reach is not None:
            own = self.about(subject, by)
            either = Q(pk__in=found.values("pk")) | Q(pk__in=own.values("pk"))
            found = self.model._default_manager.filter(either)
        return found.distinct()

    def rows(self, subject: Subject, by: Actor | None = None) -> list[Any]:
        return list(self.touched(subject, by).select_related(*self.related))


_kinds: dict[str, Kind] = {}
_impersonal: dict[tuple[str, str], str] = {}


def declare(*kinds: Kind) -> None:
    """Kinds are known by their names: declaring one again replaces it."""
    for kind in kinds:
        _kinds[kind.name] = kind


def declare_impersonal(model: type[Model], columns: Iterable[str], why: str) -> None:
    """Columns that look like personal data and are not; the reason is for readers."""
    for column in columns:
        _impersonal[(model._meta.label, column)] = why


def all_kinds() -> list[Kind]:
    """In the order in which they are told and erased."""
    autodiscover_modules("privacy")
    return sorted(_kinds.values(), key=lambda one: (one.order, one.name))


def declared_columns() -> set[tuple[str, str]]:
    named = {
        (kind.model._meta.label, column)
        for kind in all_kinds()
        for column in kind.columns
    }
    return named | set(_impersonal)
