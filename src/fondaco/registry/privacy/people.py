"""The personal data of people on record: who they are, and which offices they hold."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fondaco.core.privacy import (
    Basis,
    Erasure,
    Fate,
    Kind,
    Rule,
    Subject,
    declare,
    declare_impersonal,
    declare_rule,
    delete_with_history,
)
from fondaco.core.privacy import erase as erase_subject
from fondaco.core.privacy.brought_in import marked
from fondaco.core.privacy.declaring import DELETED
from fondaco.core.privacy.own import of_user
from fondaco.registry.models import (
    Cluster,
    Invitation,
    Mandate,
    Organisation,
    Person,
    ProposedChange,
)
from fondaco.registry.reach import (
    changeable_invitations,
    changeable_people,
    visible_mandates,
)

KEEPERS = _("the managers of the cluster that keeps your record, and administrators")
BY_KEEPER = _("the cluster that keeps your record")
AS_CONTACT = _("to write to you and to know whom to invite")
YEARS_OF_CONTACT = _(
    "as long as you have to do with the cluster, and three years after"
)
ATTESTED = _(
    "It is public: a published source attests this office, and the record of what the "
    "network did would be wrong without it."
)


def subject_of(person: Person) -> Subject:
    addresses = {person.email, getattr(person.user, "email", "")}
    return Subject(
        str(person),
        user=person.user,
        person=person,
        addresses=frozenset(one.lower() for one in addresses if one),
    )


def subject_of_user(user: Any) -> Subject:
    """An account, with the person on record where there is one.

    What a cluster wrote down as their address may be somebody else's.
    """
    person = Person.objects.filter(user=user.pk).select_related("user").first()
    if person is not None:
        return subject_of(person).proven()
    return Subject(str(user), user=user).proven()


def _person(subject: Subject) -> "QuerySet[Person]":
    return Person.objects.filter(pk=getattr(subject.person, "pk", 0))


def of_person(model: type[Any], column: str = "person") -> Any:
    return lambda subject: model._default_manager.filter(
        **{column: getattr(subject.person, "pk", None), f"{column}__isnull": False}
    )


def _invitations(subject: Subject) -> "QuerySet[Invitation]":
    own = Q(pk=None)
    for address in subject.addresses:
        own |= Q(email__iexact=address)
    if subject.user is not None:
        own |= Q(accepted_by=subject.user)
    return Invitation.objects.filter(own)


def _decide_of_person(person: Person, is_named: bool) -> Erasure:
    if not is_named:
        return DELETED
    return Erasure(
        Fate.BLANK,
        {
            "email": "",
            "is_public": person.holds_public_office,
            "email_bounced_on": None,
            "phone": "",
            "language": "",
            "languages": "",
            "private_note": "",
            "user": None,
        },
        _("The name stays with what stays above; everything else goes."),
    )


def _decide_of_mandate(mandate: Mandate, is_named: bool) -> Erasure:
    if mandate.is_public and mandate.citations.all():
        return Erasure(Fate.KEEP, reason=ATTESTED, names=True)
    return DELETED


declare(
    Kind(
        name="mandates",
        label=_("Offices"),
        model=Mandate,
        find=of_person(Mandate),
        fields=(
            "kind",
            ("title", _("title")),
            ("body", _("where")),
            ("valid_from", _("since")),
            ("valid_until", _("until")),
            "is_public",
        ),
        purpose=_("to tell who answers for a body, and to let them act for it"),
        basis=Basis.INTEREST,
        kept=_("as long as the record of the network; public ones stay for good"),
        origin=_("published sources, which the page of the body names; its managers"),
        seen_by=_("everybody, where the office is public; otherwise its managers"),
        decide=_decide_of_mandate,
        reach=visible_mandates,
        columns=("person",),
        related=("network", "cluster", "organisation"),
        is_cited=True,
        order=20,
    ),
    Kind(
        name="invitations",
        label=_("Invitations"),
        model=Invitation,
        find=_invitations,
        fields=(
            "email",
            "given_name",
            "family_name",
            "role",
            ("body", _("where")),
            "sent_at",
            "expires_at",
        ),
        purpose=_("to give you an account"),
        basis=Basis.INTEREST,
        kept=_("90 days after they expire; accepted ones as long as the account"),
        origin=_("who invited you"),
        seen_by=_("the managers of the body that you were invited into"),
        reach=changeable_invitations,
        columns=("email", "given_name", "family_name", "accepted_by"),
        related=("network", "cluster", "organisation"),
        order=70,
    ),
    marked(
        "invitations_sent",
        _("Invitations that you sent"),
        Invitation,
        "invited_by",
        "sent_at",
        "role",
    ),
    Kind(
        name="proposed_changes",
        label=_("Changes that you proposed"),
        model=ProposedChange,
        find=of_user(ProposedChange, "proposed_by"),
        fields=(
            ("organisation", _("organisation")),
            ("field", _("field")),
            ("after", _("your words")),
            "why",
            ("proposed_at", _("date")),
            ("state", _("state")),
        ),
        purpose=_("to let who keeps the record accept or refuse them"),
        basis=Basis.INTEREST,
        kept=_("as long as the account; what was accepted stays in the record"),
        origin=_("yourself"),
        seen_by=KEEPERS,
        columns=("proposed_by",),
        related=("organisation",),
        order=60,
    ),
    marked(
        "changes_decided",
        _("Proposed changes that you decided on"),
        ProposedChange,
        "decided_by",
        "decided_at",
        "state",
    ),
    Kind(
        name="person",
        label=_("Record as a person"),
        model=Person,
        find=_person,
        fields=(
            "given_name",
            "family_name",
            "email",
            "phone",
            "language",
            "languages",
            "maintained_by",
            "private_note",
            "holds_public_office",
            "is_public",
        ),
        purpose=AS_CONTACT,
        basis=Basis.INTEREST,
        kept=YEARS_OF_CONTACT,
        origin=BY_KEEPER,
        seen_by=KEEPERS,
        decide=_decide_of_person,
        reach=changeable_people,
        columns=(
            "user",
            "given_name",
            "family_name",
            "email",
            "email_bounced_on",
            "phone",
        ),
        related=("maintained_by",),
        order=80,
    ),
)
declare_impersonal(Cluster, ["public_email"], "A body's own, which it published.")
declare_impersonal(Organisation, ["public_email"], "A body's own, which it published.")

# That somebody once agreed or was written to is no relation.
_NO_RELATION = {"registry.Consent", "correspondence.Delivery"}


def unrelated_people(before: dt.datetime) -> "QuerySet[Person]":
    """Contacts that nothing has rested on for so long; never whom a source names."""
    people = Person.objects.filter(modified_at__lt=before, user=None, is_public=False)
    for relation in Person._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete):
            continue
        model: Any = relation.related_model
        column = relation.field.name  # type: ignore[union-attr]
        if model._meta.label in _NO_RELATION or hasattr(model, "instance_type"):
            continue
        known = model._base_manager.filter(**{column: OuterRef("pk")})
        people = people.filter(~Exists(known))
    return people.filter(citations=None)


def _erase_contacts(people: "QuerySet[Any]") -> int:
    """By the same way as an erasure that was asked for, with its receipt."""
    number = 0
    for person in people.select_related("user"):
        subject = subject_of(person).proven()
        erase_subject(subject, means="retention", role="schedule")
        number += 1
    return number


def _old_versions(before: dt.datetime) -> "QuerySet[Any]":
    """Former versions of contacts; the latest of each says who made it what it is."""
    history = Person.history.model.objects
    newer = history.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    old: QuerySet[Any] = history.filter(Exists(newer), history_date__lt=before)
    return old


CONTACTS = Rule(
    "contacts",
    _("Contacts that nothing has rested on since"),
    3 * 365,
    unrelated_people,
    spares=_("whoever holds an office, signs in, is cited or was at an activity"),
    purge=_erase_contacts,
)
declare_rule(
    CONTACTS,
    Rule(
        "invitations",
        _("Invitations that were not accepted"),
        90,
        lambda before: Invitation.objects.filter(
            expires_at__lt=before, accepted_at=None
        ),
        purge=delete_with_history,
    ),
    Rule(
        "contact_history",
        _("Former versions of contacts"),
        3 * 365,
        _old_versions,
        spares=_("the latest version of each"),
    ),
)
