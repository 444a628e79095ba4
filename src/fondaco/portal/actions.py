"""Asking to be erased, and doing it."""

import datetime as dt

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fondaco.accounts.mails import full_address
from fondaco.accounts.models import User
from fondaco.core.mail import send_later
from fondaco.core.models import (
    ErasureMeans,
    ErasureReceipt,
    ErasureRequest,
    ErasureRole,
)
from fondaco.core.privacy import Subject, erase
from fondaco.portal.permissions import is_administrator
from fondaco.registry.models import Person
from fondaco.registry.privacy import subject_of, subject_of_user

LINK_LASTS = 3600
_SALT = "fondaco.portal.erase"


def reason_to_refuse(subject: Subject) -> str:
    """What an erasure would break."""
    user = subject.user
    if user is None or not (user.is_superuser and user.is_active):
        return ""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if others.exists():
        return ""
    return _("There would be no active administrator left: name another one first.")


def who_decides(subject: Subject) -> str:
    """Who must look at it first; empty: nobody, and it is done at once."""
    user, person = subject.user, subject.person
    if person is None:
        return ""
    if user is not None and user.is_superuser:
        return _("another administrator")
    if person.maintained_by is not None:
        return _("the managers of %(cluster)s") % {"cluster": person.maintained_by}
    if person.mandates.exists():
        return _("an administrator")
    return ""


@transaction.atomic
def ask_for_erasure(user: User) -> ErasureReceipt | ErasureRequest:
    """At once where nobody must look at it first; otherwise by request."""
    # Nothing may be added to it meanwhile.
    User.objects.select_for_update().get(pk=user.pk)
    subject = subject_of_user(user)
    if refusal := reason_to_refuse(subject):
        raise ValidationError(refusal)
    if not who_decides(subject):
        return erase(subject, means=ErasureMeans.ONLINE, role=ErasureRole.SELF)
    request, _is_new = ErasureRequest.objects.get_or_create(
        user=user, defaults={"person_uid": getattr(subject.person, "uid", "")}
    )
    return request


def request_of(person: Person) -> ErasureRequest | None:
    """What the person asked on their own page."""
    if person.user_id is None:
        return None
    return ErasureRequest.objects.filter(user=person.user_id).first()


@transaction.atomic
def take_back_request(user: User) -> bool:
    number, _by_model = ErasureRequest.objects.filter(user=user).delete()
    return bool(number)


@transaction.atomic
def erase_person(
    person: Person, *, actor: User, means: str, asked_on: dt.date | None
) -> ErasureReceipt:
    """What whoever keeps the record does when its person asked."""
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    subject = subject_of(held)
    if refusal := reason_to_refuse(subject):
        raise ValidationError(refusal)
    if request := request_of(held):
        means, asked_on = ErasureMeans.ONLINE, timezone.localdate(request.asked_at)
    elif not means:
        raise ValidationError(_("The request was taken back meanwhile."))
    is_keeper = not is_administrator(actor)
    receipt = erase(
        subject,
        means=means,
        role=ErasureRole.KEEPER if is_keeper else ErasureRole.ADMINISTRATOR,
        asked_on=asked_on,
        by=actor if is_keeper else None,
        # It goes to the person who asked here; otherwise to whoever did it.
        tells_all=request is not None or not is_keeper,
    )
    if request and subject.user is not None:
        _say_that_it_is_done(receipt, subject.user)
    return receipt


def _say_that_it_is_done(receipt: ErasureReceipt, user: User) -> None:
    """They cannot sign in any more to see it: the one mail after the erasure."""
    with override(user.language):
        url = full_address(reverse("portal:erasure_receipt", args=[receipt.uid]))
        text = _(
            "You asked for the data that Fondaco holds on you to be erased. It is "
            "done, and you sign in no more. What went and what had to stay is on a "
            "receipt that does not name you:\n\n%(url)s\n\nThis is the last mail to "
            "you: this address is forgotten now, too.\n\nFondaco\n"
        )
        send_later(
            to=user.email,
            subject="[Fondaco] " + _("Your data were erased"),
            text=text % {"url": url},
            language=user.language,
            is_last=True,
        )


@transaction.atomic
def send_confirmation(user: User) -> None:
    """For whoever has no password: the link shows that the mail is theirs."""
    with override(user.language):
        key = signing.dumps([user.pk, user.email], salt=_SALT)
        url = full_address(f"{reverse('portal:own_erasure')}?key={key}")
        text = _(
            "Somebody, we hope you, wants to erase the data that Fondaco holds on "
            "you. To go on, open this address within an hour, where you are signed "
            "in:\n\n%(url)s\n\nIf it was not you, there is nothing to do."
        )
        send_later(
            to=user.email,
            subject="[Fondaco] " + _("Confirm that you want to be erased"),
            text=text % {"url": url},
            language=user.language,
        )


def is_confirmed(user: User, key: str) -> bool:
    try:
        known = signing.loads(key, salt=_SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        return False
    return bool(known == [user.pk, user.email])
