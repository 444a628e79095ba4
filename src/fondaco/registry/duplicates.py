"""Organisations and people that are likely the same, recorded twice."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from fondaco.core.duplicates import keep_pairs
from fondaco.core.models import LikelyPair
from fondaco.core.numbers import row_number
from fondaco.core.permissions import Actor
from fondaco.engines.language.folding import fold
from fondaco.registry import reach
from fondaco.registry.likeness import Described, Likely, Reason, like, likely_pairs
from fondaco.registry.models import (
    Identifier,
    Organisation,
    OrganisationAlias,
    Person,
)
from fondaco.registry.vocabularies import IdentifierScheme

# Beside a name that is being written, no more than one looks at.
MOST_BESIDE = 5
# Of those that say the words asked for.
MOST_FOUND = 50
# Of 100: from there on nobody adds it without having been asked.
CERTAIN = 95
# Of numbers in one business register, or profiles, two bodies may have the same.
_DISTINCT = {
    IdentifierScheme.VAT,
    IdentifierScheme.TAX_CODE,
    IdentifierScheme.PIC,
    IdentifierScheme.LEI,
    IdentifierScheme.ROR,
    IdentifierScheme.ISNI,
}


def describe_organisations(rows: "QuerySet[Organisation]") -> list[Described]:
    """Three queries, however many there are."""
    names, numbers = defaultdict(list), defaultdict(list)
    aliases = OrganisationAlias.objects.filter(organisation__in=rows.order_by())
    for key, name in aliases.values_list("organisation", "name"):
        names[key].append(name)
    given = Identifier.objects.filter(
        organisation__in=rows.order_by(), scheme__in=_DISTINCT
    )
    for key, scheme, value in given.values_list("organisation", "scheme", "value"):
        numbers[key].append((scheme, value))
    columns = ("pk", "name", "name_it", "name_en", "acronym")
    rest = ("website", "public_email", "city", "country")
    return [
        Described(
            key=pk,
            names=tuple(filter(None, (name, it, en, *names[pk]))),
            acronym=acronym,
            identifiers=tuple(numbers[pk]),
            website=website,
            email=email,
            city=city,
            country=country,
        )
        for pk, name, it, en, acronym, website, email, city, country in rows.order_by(
            "pk"
        ).values_list(*columns, *rest)
    ]


def describe_people(rows: "QuerySet[Person]") -> list[Described]:
    return [
        Described(key=pk, names=(f"{given} {family}",), email=email)
        for pk, given, family, email in rows.order_by("pk").values_list(
            "pk", "given_name", "family_name", "email"
        )
    ]


@dataclass(frozen=True)
class Kind:
    """One kind of record of which duplicates are looked for."""

    model: type[Any]
    # All pairs that may be one.
    likely: Callable[[], Iterable[Likely]]
    visible_to: Callable[[Actor], "QuerySet[Any]"]
    kept_by: Callable[[Actor], "QuerySet[Any]"]


@dataclass(frozen=True)
class DescribedKind(Kind):
    """One whose records are compared by what describes a body or a person."""

    describe: Callable[["QuerySet[Any]"], list[Described]]
    # The columns that a search by words looks into, and those of one's own alone.
    searched: tuple[str, ...]
    searched_in_own: tuple[str, ...] = ()


_DESCRIBED = {
    Organisation: DescribedKind(
        Organisation,
        lambda: likely_pairs(describe_organisations(Organisation.objects.all())),
        reach.visible_organisations,
        reach.kept_organisations,
        describe_organisations,
        ("name", "name_it", "name_en", "acronym", "aliases__name"),
    ),
    Person: DescribedKind(
        Person,
        lambda: likely_pairs(describe_people(Person.objects.all())),
        reach.visible_people,
        reach.changeable_people,
        describe_people,
        ("given_name", "family_name"),
        ("email",),
    ),
}
# By the name that addresses give them; the apps above add their own.
KINDS: dict[str, Kind] = {
    "organisations": _DESCRIBED[Organisation],
    "people": _DESCRIBED[Person],
}


def find_duplicates(kind: Kind) -> int:
    """Look through all records of a kind; return how many pairs are new."""
    return keep_pairs(
        kind.model,
        (
            (one.first, one.second, one.certainty, _as_data(one.reasons))
            for one in kind.likely()
        ),
    )


def _as_data(reasons: Iterable[Reason]) -> list[list[str]]:
    return [[reason.code, reason.words] for reason in reasons]


def find_likely(model: type[Any], actor: Actor, record: Any) -> list[Any]:
    """Other records that the person sees and that may be this one, likeliest first."""
    kind = _DESCRIBED[model]
    known = kind.describe(kind.visible_to(actor))
    own = next((one for one in known if one.key == record.pk), None)
    return [record for record, _likely in _likely(kind, own, known)] if own else []


def find_by_words(model: type[Any], actor: Actor, words: str) -> list[Any]:
    kind = _DESCRIBED[model]
    asked = fold(words).split()
    own = (*kind.searched, *kind.searched_in_own)
    rows = [
        *kind.visible_to(actor).values_list("pk", *kind.searched),
        *(kind.kept_by(actor).values_list("pk", *own) if kind.searched_in_own else ()),
    ]
    keys = saying_all(rows, asked)
    return list(model.objects.filter(pk__in=sorted(keys)[:MOST_FOUND]))


def saying_all(rows: Iterable[tuple[Any, ...]], words: Collection[str]) -> set[Any]:
    """Of rows of a key and texts, the keys of those that say every folded word."""
    return {
        key
        for key, *texts in rows
        if words and all(word in fold(" ".join(filter(None, texts))) for word in words)
    }


@dataclass(frozen=True)
class Beside:
    """A record that may be the one being written, and why."""

    record: Any
    reasons: list[str]
    is_certain: bool


def like_what_is_written(
    written: Described, actor: Actor, model: type[Any] = Organisation
) -> list[Beside]:
    kind = _DESCRIBED[model]
    known = kind.describe(kind.visible_to(actor))
    found = _likely(kind, replace(written, key=0), known)[:MOST_BESIDE]
    return [
        Beside(record, in_words(_as_data(one.reasons)), one.certainty >= CERTAIN)
        for record, one in found
    ]


def _likely(
    kind: DescribedKind, own: Described, known: list[Described]
) -> list[tuple[Any, Likely]]:
    found = like(own, known)[:20]
    records = kind.model.objects.in_bulk([one.second for one in found])
    return [
        (records[one.second], one)
        for one in found
        if one.second != own.key and one.second in records
    ]


def in_words(reasons: Iterable[Iterable[str]]) -> list[str]:
    words = {
        "same_name": _("the same name: “%s”"),
        "same_days": _("the same dates"),
        "same_place": _("the same place: %s"),
        "like_name": _("names that are much alike"),
        "acronym": _("the same acronym: “%s”"),
        "domain": _("the same website: %s"),
        "email": _("the same e-mail: %s"),
        "vat": _("the same VAT number: %s"),
        "tax_code": _("the same tax code: %s"),
        "pic": _("the same PIC: %s"),
        "proposed": _("somebody says that they are one"),
    }
    found = []
    for code, said in reasons:
        text = words.get(code) or _("the same identifier: %s")
        found.append(text % said if "%s" in text else text)
    return found


@dataclass(frozen=True)
class Pair:
    pair: LikelyPair
    first: Any
    second: Any
    reasons: list[str]


def pairs_to_look_at(
    kind: Kind, actor: Actor, *, cluster: str = "", rejected: bool = False
) -> "QuerySet[LikelyPair]":
    """Pairs of which the person keeps one record and sees the other."""
    kept = kind.kept_by(actor)
    if (keeper := row_number(cluster)) is not None:
        kept = kept.filter(maintained_by=keeper)
    seen = kind.visible_to(actor).order_by().values("pk")
    kept = kept.order_by().values("pk")
    return LikelyPair.objects.filter(
        Q(first_id__in=kept, second_id__in=seen)
        | Q(second_id__in=kept, first_id__in=seen)
        | Q(first_id__in=kept, proposed_at__isnull=False)
        | Q(second_id__in=kept, proposed_at__isnull=False),
        content_type__app_label=kind.model._meta.app_label,
        content_type__model=kind.model._meta.model_name,
        rejected_at__isnull=not rejected,
    ).order_by("-proposed_at", "-certainty", "pk")


def read_pairs(kind: Kind, pairs: Iterable[LikelyPair]) -> list[Pair]:
    pairs = list(pairs)
    keys = {key for pair in pairs for key in (pair.first_id, pair.second_id)}
    records = kind.model.objects.select_related("maintained_by").in_bulk(keys)
    return [
        Pair(pair, records[pair.first_id], records[pair.second_id], words)
        for pair in pairs
        if pair.first_id in records and pair.second_id in records
        for words in [in_words(pair.reasons)]
    ]
