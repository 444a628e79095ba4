"""Writing to the registry where saving a record takes more than saving its row."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.actions import (
    Actor,
    WriteRows,
    delete_record,
    no_rows,
    save_record,
)
from fondaco.core.slugs import free_slug
from fondaco.registry.models import Consent, Identifier, Organisation, Person
from fondaco.registry.vocabularies import ConsentPurpose


@transaction.atomic
def save_organisation(
    organisation: Organisation,
    *,
    actor: Actor,
    reason: str = "",
    write_rows: WriteRows = no_rows,
) -> Organisation:
    """Save an organisation; one that becomes public gets an address made of its name.

    A draft's address is its identifier, so that no two drafts ever compete for a name:
    the loser would learn of a record that it may not see. For the same reason official
    identifiers are compared among published organisations only.
    """
    if not organisation.slug:
        organisation.slug = organisation.uid
    if organisation.is_published and organisation.slug == organisation.uid:
        organisation.slug = free_slug(organisation, organisation.name)
    save_record(organisation, actor=actor, reason=reason, write_rows=write_rows)
    if organisation.is_published:
        _refuse_known_identifiers(organisation)
    return organisation


def may_be_named(person: Person, day: dt.date) -> bool:
    """A public office allows it, or the person's own consent."""
    consents = person.consents.filter(purpose=ConsentPurpose.LISTING)
    return person.holds_public_office or consents.holding_on(day).exists()


def _follow_consents(person: Person, actor: Actor) -> None:
    named = may_be_named(person, timezone.localdate())
    if named != person.is_public:
        person.is_public = named
        save_record(person, actor=actor, reason="consents")


@transaction.atomic
def save_person(
    person: Person,
    *,
    actor: Actor,
    reason: str = "",
    write_rows: WriteRows = no_rows,
) -> Person:
    """Save a person; who has neither office nor consent is named no more."""
    save_record(person, actor=actor, reason=reason, write_rows=write_rows)
    _follow_consents(person, actor)
    return person


@transaction.atomic
def save_consent(
    consent: Consent,
    *,
    actor: Actor,
    reason: str = "",
    write_rows: WriteRows = no_rows,
) -> Consent:
    before = Consent.objects.filter(pk=consent.pk).values_list("person", flat=True)
    people = {*before, consent.person_id}
    save_record(consent, actor=actor, reason=reason, write_rows=write_rows)
    for person in Person.objects.filter(pk__in=people):
        _follow_consents(person, actor)
    return consent


@transaction.atomic
def delete_consent(consent: Consent, *, actor: Actor, reason: str = "") -> None:
    person = Person.objects.get(pk=consent.person_id)
    delete_record(consent, actor=actor, reason=reason)
    _follow_consents(person, actor)


def follow_all_consents() -> int:
    """Name nobody whose consent ran out, and those whose consent begins; how many."""
    given = Consent.objects.holding_on(timezone.localdate()).filter(
        purpose=ConsentPurpose.LISTING
    )
    listed = Q(holds_public_office=True) | Q(pk__in=given.values("person"))
    changed = Person.objects.filter(listed, is_public=False) | Person.objects.filter(
        ~listed, is_public=True
    )
    people = list(changed)
    for person in people:
        with transaction.atomic():
            _follow_consents(person, None)
    return len(people)


def reason_to_keep_person(person: Person, actor: object) -> str:
    """With one's person go one's offices, and so all that one may do."""
    if person.user_id is None or person.user_id != getattr(actor, "pk", None):
        return ""
    return _(
        "This is you: your offices would go with the record, and you could do nothing "
        "here any more. Ask the coordinator of your network or the administrator."
    )


@transaction.atomic
def delete_person(person: Person, *, actor: Actor, reason: str = "") -> None:
    if refusal := reason_to_keep_person(person, actor):
        raise ValidationError(refusal)
    delete_record(person, actor=actor, reason=reason)


@transaction.atomic
def withdraw_listing(person: Person, *, actor: Actor) -> bool:
    """Take back the consent to be named: at once, on every page and in every feed."""
    today = timezone.localdate()
    given = person.consents.filter(purpose=ConsentPurpose.LISTING).holding_on(today)
    held = list(given.select_for_update())
    for consent in held:
        consent.withdrawn_on = today
        save_consent(consent, actor=actor, reason="withdraw")
    return bool(held)


def _refuse_known_identifiers(organisation: Organisation) -> None:
    for identifier in organisation.identifiers.all():
        known = (
            Identifier.objects.filter(
                scheme=identifier.scheme,
                value=identifier.value,
                organisation__is_published=True,
            )
            .exclude(organisation=organisation)
            .select_related("organisation")
            .first()
        )
        if known:
            text = _(
                "%(organisation)s already has the identifier %(identifier)s: "
                "use that record instead of a second one."
            )
            raise ValidationError(
                text % {"organisation": known.organisation, "identifier": identifier}
            )
