"""Inviting, and what happens when somebody accepts: all of it or nothing."""

import datetime as dt
import secrets

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fondaco.accounts.mails import full_address
from fondaco.accounts.models import User
from fondaco.core.actions import save_record
from fondaco.core.mail import send_later
from fondaco.core.partial_dates import PartialDate
from fondaco.core.permissions import may
from fondaco.registry.models import Invitation, InvitationState, Mandate, Person
from fondaco.registry.models.invitations import hash_of
from fondaco.registry.offices import may_give_offices_of
from fondaco.registry.vocabularies import InvitationRole

LASTS = dt.timedelta(days=14)


@transaction.atomic
def invite(invitation: Invitation, *, actor: User) -> Invitation:
    if not may(actor, "registry.add_invitation", invitation):
        raise PermissionDenied
    invitation.invited_by = actor
    _send(invitation, actor)
    return invitation


@transaction.atomic
def resend_invitation(invitation: Invitation, *, actor: User) -> Invitation:
    """A new link; the one of before is good no longer."""
    invitation = _locked(invitation)
    if not invitation.is_open:
        raise ValidationError(_("It was accepted or revoked: invite anew instead."))
    # Whoever sends it again answers for it from now on.
    invitation.invited_by = actor
    _send(invitation, actor)
    return invitation


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, actor: User) -> Invitation:
    invitation = _locked(invitation)
    if not invitation.is_open:
        raise ValidationError(_("It was accepted or revoked already."))
    invitation.revoked_at = timezone.now()
    save_record(invitation, actor=actor, reason="revoke")
    return invitation


@transaction.atomic
def accept_invitation(
    invitation: Invitation,
    *,
    user: User | None = None,
    name: str = "",
    password: str | None = None,
    language: str = "",
) -> User:
    """Account, person and mandate; `user` is the account of who has one already."""
    invitation = _locked(invitation)
    if invitation.state != InvitationState.PENDING or not is_still_meant(invitation):
        raise ValidationError(_("This invitation is no longer good."))
    if user is None:
        user = _make_account(invitation, name, password, language)
    elif user.email.lower() != invitation.email.lower():
        raise PermissionDenied
    person = _person(invitation, user)
    if invitation.role != InvitationRole.PARTICIPANT:
        _give_mandate(invitation, person, user)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    save_record(invitation, actor=user, reason="accept")
    return user


def is_still_meant(invitation: Invitation) -> bool:
    """Whoever invited must still answer for the body: offices end, links wait."""
    who = invitation.invited_by
    return who is not None and may(who, "registry.add_invitation", invitation)


def _locked(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update(of=("self",))
    return locked.get(pk=invitation.pk)


def _send(invitation: Invitation, actor: User) -> None:
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    invitation.token_hash = hash_of(token)
    invitation.sent_at, invitation.expires_at = now, now + LASTS
    save_record(invitation, actor=actor, reason="invite")
    with override(invitation.language):
        path = reverse("registry:invitation_accept", kwargs={"token": token})
        text = _(
            "Hello %(name)s,\n\n%(who)s invites you to Fondaco, as %(role)s%(body)s. "
            "To accept, open this address within 14 days:\n\n%(url)s\n\nThe link is "
            "for you alone and works once. If you did not expect it, there is "
            "nothing to do.\n\nFondaco\n"
        ) % {
            "name": " ".join(invitation.name.split()),
            "who": " ".join(str(actor).split()),
            "role": invitation.get_role_display(),
            "body": f" ({invitation.body})" if invitation.body else "",
            "url": full_address(path),
        }
        subject = f"[Fondaco] {_('You are invited')}"
    send_later(
        to=invitation.email, subject=subject, text=text, language=invitation.language
    )


def _make_account(
    invitation: Invitation, name: str, password: str | None, language: str
) -> User:
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise ValidationError(_("An account already has this e-mail: sign in with it."))
    user = User(
        email=invitation.email,
        name=name or invitation.name,
        language=language or invitation.language,
    )
    # No password is one that nobody can type: a passkey or the provider signs in.
    user.set_password(password or None)
    save_record(user, actor=None, reason="invitation")
    return user


def _person(invitation: Invitation, user: User) -> Person:
    """The one that the account has, or that the cluster keeps, or a new one.

    One who holds an office that is not the inviter's to give stays without the account:
    who keeps a contact writes its address, and could have the office sent to any.
    """
    if found := Person.objects.filter(user=user).first():
        return found
    cluster = invitation.cluster_id
    if invitation.organisation:
        cluster = invitation.organisation.maintained_by_id
    kept = Person.objects.filter(
        user=None, email__iexact=invitation.email, maintained_by=cluster
    )
    inviter = invitation.invited_by
    own = (one for one in kept if inviter and may_give_offices_of(one, inviter))
    person = (cluster and next(own, None)) or Person(
        given_name=invitation.given_name,
        family_name=invitation.family_name,
        email=invitation.email,
        maintained_by_id=cluster,
    )
    person.user = user
    save_record(person, actor=user, reason="invitation")
    return person


def _give_mandate(invitation: Invitation, person: Person, user: User) -> None:
    today = timezone.localdate()
    held = {
        "kind": invitation.role,
        "network": invitation.network,
        "cluster": invitation.cluster,
        "organisation": invitation.organisation,
    }
    if Mandate.objects.holding_on(today).filter(person=person, **held).exists():
        return
    mandate = Mandate(person=person, **held)
    mandate.valid_from = PartialDate.day(today)
    save_record(mandate, actor=user, reason="invitation")
