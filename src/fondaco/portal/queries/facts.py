"""Dated facts of many kinds, read in one query, each with the other accounts of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from fondaco.core.models import Citation
from fondaco.core.partial_dates import PartialDate, Precision
from fondaco.core.reading import Read
from fondaco.core.texts import Text, localised, named, official
from fondaco.portal.queries.citations import read_citations, remember_citations
from fondaco.registry.models import (
    Label,
    LegalForm,
    Management,
    Mandate,
    Membership,
    NetworkMembership,
    Recognition,
)

Facts = dict[type[Model], "list[Fact]"]


@dataclass(frozen=True)
class _Columns:
    """Where a model of facts keeps what a page says; empty: it has no such thing."""

    code: str = ""
    # An official act, and the country whose language it is in.
    act: str = ""
    country: str = ""
    # The other party: its official name, its names in both languages, its address.
    name: str = ""
    name_it: str = ""
    name_en: str = ""
    key: str = ""


def _organisation(path: str, **more: str) -> _Columns:
    return _Columns(
        name=f"{path}__name",
        name_it=f"{path}__name_it",
        name_en=f"{path}__name_en",
        key=f"{path}__slug",
        **more,
    )


_CLUSTER = _Columns(
    name="cluster__acronym",
    name_it="cluster__name_it",
    name_en="cluster__name_en",
    key="cluster__slug",
)
# What a page about a cluster says of each kind of fact.
OF_CLUSTER: dict[type[Model], _Columns] = {
    Label: _Columns(code="level"),
    LegalForm: _Columns(code="form", act="act", country="cluster__country"),
    Recognition: _organisation(
        "recognised_by", act="act", country="recognised_by__country"
    ),
    Management: _organisation("organisation"),
    NetworkMembership: _Columns(
        name="network__acronym",
        name_it="network__name_it",
        name_en="network__name_en",
        key="network__slug",
    ),
    # The office's own title stands where others have the name of a body.
    Mandate: _Columns(
        code="kind",
        act="person__given_name",
        name="person__family_name",
        name_it="title_it",
        name_en="title_en",
    ),
}
# And a page about an organisation: of which cluster they are.
OF_ORGANISATION: dict[type[Model], _Columns] = {
    Membership: replace(_CLUSTER, code="kind"),
    Management: _CLUSTER,
}
_CODES: dict[type[Model], str] = {
    Label: "level",
    LegalForm: "form",
    Membership: "kind",
    Mandate: "kind",
}
_DATES = tuple(
    f"valid_{end}_{part}"
    for end in ("from", "until")
    for part in ("earliest", "latest", "precision")
)
_TEXTS = ("note_it", "note_en", "preference_reason_it", "preference_reason_en")


@dataclass
class Fact:
    """One account of a fact, with what others say instead of it."""

    model: type[Model]
    pk: int
    code: str
    act: str
    country: str
    name: str
    name_it: str
    name_en: str
    key: str
    note_it: str
    note_en: str
    preference_reason_it: str
    preference_reason_en: str
    alternative_to: int | None
    valid_from: PartialDate
    valid_until: PartialDate
    citations: list[Citation] = field(default_factory=list)
    alternatives: "list[Fact]" = field(default_factory=list)

    @property
    def label(self) -> str:
        """The word for its code: the level, the form, the kind of office."""
        choices: Any = self.model._meta.get_field(_CODES[self.model])
        return str(dict(choices.flatchoices).get(self.code, self.code))

    @property
    def party(self) -> Text:
        return named(self)

    @property
    def official_act(self) -> Text:
        return official(self.act, self.country)

    @property
    def person(self) -> str:
        return f"{self.act} {self.name}"

    @property
    def office(self) -> Text:
        return localised(self, "name") or Text(self.label, "")

    @property
    def note(self) -> Text:
        return localised(self, "note")

    @property
    def reason(self) -> Text:
        return localised(self, "preference_reason")

    def has_ended_by(self, day: date) -> bool:
        """Whether a source says that it ended by then, on whatever day before."""
        ends = self.valid_until.latest
        return ends is not None and ends <= day


def fact_reads(
    columns: dict[type[Model], _Columns], *sources: "QuerySet[Any]"
) -> list[Read]:
    """Every fact of `sources`, without evidence."""
    return [_read(source, columns[source.model]) for source in sources]


def arrange(facts: Iterable[Fact]) -> Facts:
    """The facts by model, the newest first.

    The accounts that another was preferred to go under it.
    """
    facts = sorted(facts, key=_by_age)
    known = {(fact.model, fact.pk): fact for fact in facts}
    by_model: Facts = defaultdict(list)
    for fact in facts:
        preferred = known.get((fact.model, fact.alternative_to or 0))
        (preferred.alternatives if preferred else by_model[fact.model]).append(fact)
    return by_model


def attach_evidence(facts: Iterable[Fact], *records: Model) -> None:
    """Give facts and other records their citations, in one query for them all.

    A prefetch takes two queries for each model; a page has a dozen models.
    """
    facts = list(facts)
    keys: dict[type[Model], list[int]] = defaultdict(list)
    for fact in facts:
        keys[fact.model].append(fact.pk)
    for record in records:
        keys[type(record)].append(record.pk)
    found = read_citations(keys)
    for fact in facts:
        fact.citations = found[fact.model, fact.pk]
    for record in records:
        remember_citations(record, found[type(record), record.pk])


def _read(source: "QuerySet[Any]", columns: _Columns) -> Read:
    names = ("code", "act", "country", "name", "name_it", "name_en", "key")
    chosen = {name: getattr(columns, name) for name in names if getattr(columns, name)}
    own = (*_TEXTS, "alternative_to", *_DATES)

    def build(row: tuple[Any, ...]) -> Fact:
        values = dict(zip(("pk", *chosen, *own), row, strict=True))
        texts: dict[str, Any] = {
            name: values.get(name) or "" for name in (*names, *_TEXTS)
        }
        return Fact(
            model=source.model,
            pk=values["pk"],
            alternative_to=values["alternative_to"],
            valid_from=_date(values, "valid_from"),
            valid_until=_date(values, "valid_until"),
            **texts,
        )

    return Read(source, ("pk", *chosen.values(), *own), build)


def _date(values: dict[str, Any], name: str) -> PartialDate:
    return PartialDate(
        values[f"{name}_earliest"],
        values[f"{name}_latest"],
        Precision(values[f"{name}_precision"]),
    )


def _by_age(fact: Fact) -> tuple[int, int]:
    """What begins last comes first; of what nobody dates, the newest record."""
    begins = fact.valid_from.latest or fact.valid_from.earliest
    return (-begins.toordinal() if begins else 0, -fact.pk)
