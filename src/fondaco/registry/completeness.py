"""How complete an organisation's profile is, and what it lacks."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fondaco.core.permissions import Actor
from fondaco.registry.models import Mandate, Organisation
from fondaco.registry.reach import kept_organisations
from fondaco.registry.vocabularies import MandateKind


@dataclass(frozen=True)
class Item:
    """One thing that a profile needs: the field that holds it, and its name."""

    field: str
    label: str | Promise


PLAIN = (
    Item("description_it", _("what it does, in Italian")),
    Item("description_en", _("what it does, in English")),
    Item("offers_it", _("what it offers, in Italian")),
    Item("offers_en", _("what it offers, in English")),
    Item("seeks_it", _("what it seeks, in Italian")),
    Item("seeks_en", _("what it seeks, in English")),
    Item("website", _("the website")),
    Item("city", _("the city")),
    Item("country", _("the country")),
    Item("kind", _("the kind of organisation")),
)
COMPETENCES = Item("competences", _("its competences"))
# A person who keeps the profile, or an address that may be public.
CONTACT = Item("public_email", _("a contact, by consent"))
ITEMS = (*PLAIN, COMPETENCES, CONTACT)


@dataclass(frozen=True)
class Completeness:
    missing: tuple[Item, ...]

    @property
    def percentage(self) -> int:
        return 100 * (len(ITEMS) - len(self.missing)) // len(ITEMS)


def _has_contact() -> Exists:
    return Exists(
        Mandate.objects.filter(
            organisation=OuterRef("pk"),
            kind=MandateKind.MEMBER_CONTACT,
            person__is_public=True,
        )
    )


def _has_competences() -> Exists:
    through = Organisation.competences.through
    return Exists(through.objects.filter(organisation=OuterRef("pk")))


def completeness_of(organisation: Organisation) -> Completeness:
    """One query for what is not in the record itself."""
    known = with_completeness(Organisation.objects.filter(pk=organisation.pk))
    row = known.values("has_competences", "has_contact").first() or {}
    missing = [item for item in PLAIN if not getattr(organisation, item.field)]
    if not row.get("has_competences"):
        missing.append(COMPETENCES)
    if not row.get("has_contact"):
        missing.append(CONTACT)
    return Completeness(tuple(missing))


def with_completeness(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """With `complete_items`, how many of the things that a profile needs are there."""
    rows = rows.annotate(
        has_competences=_has_competences(),
        has_contact=Case(
            When(~Q(public_email=""), then=Value(True)), default=_has_contact()
        ),
    )
    conditions = [~Q(**{item.field: ""}) for item in PLAIN]
    conditions += [Q(has_competences=True), Q(has_contact=True)]
    total = sum(
        (
            Case(
                When(condition, then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            )
            for condition in conditions
        ),
        start=Value(0, output_field=IntegerField()),
    )
    found: QuerySet[Any] = rows.annotate(complete_items=total)
    return found


def incomplete(actor: Actor) -> "QuerySet[Any]":
    """Those that the person keeps and that lack something, the emptiest first."""
    found: QuerySet[Any] = (
        with_completeness(kept_organisations(actor))
        .filter(complete_items__lt=len(ITEMS))
        .annotate(percentage=F("complete_items") * 100 / len(ITEMS))
        .order_by("complete_items", "name")
    )
    return found
