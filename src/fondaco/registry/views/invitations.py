"""Inviting people, and accepting an invitation."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fondaco.accounts.models import User
from fondaco.accounts.newcomers import IN_HAND
from fondaco.accounts.queries import account_of, provider_label
from fondaco.core.permissions import require
from fondaco.core.refusals import log_refusal
from fondaco.registry import inviting, reach
from fondaco.registry.forms.invitations import AcceptanceForm, InvitationForm
from fondaco.registry.models import Invitation, InvitationState
from fondaco.registry.models.invitations import hash_of
from fondaco.web.methods import form_page, read_only


@read_only
@login_required
def invitations(request: HttpRequest) -> HttpResponse:
    require(request.user, "registry.add_invitation")
    known = reach.changeable_invitations(request.user).select_related(
        "network", "cluster", "organisation", "invited_by"
    )
    return render(
        request, "registry/invitation_list.html", {"invitations": known[:500]}
    )


@form_page
@login_required
def invitation_new(request: HttpRequest) -> HttpResponseBase:
    require(request.user, "registry.add_invitation")
    form = InvitationForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        made = inviting.invite(form.save(commit=False), actor=account_of(request))
        text = _("The invitation for %(email)s is on its way.")
        messages.success(request, text % {"email": made.email})
        return redirect("registry:invitations")
    return render(request, "registry/invitation_form.html", {"form": form})


@require_POST
@login_required
def invitation_resend(request: HttpRequest, uid: str) -> HttpResponseBase:
    one = _own(request, uid)
    try:
        inviting.resend_invitation(one, actor=account_of(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("A new link is on its way; the old one is dead."))
    return redirect("registry:invitations")


@require_POST
@login_required
def invitation_revoke(request: HttpRequest, uid: str) -> HttpResponseBase:
    one = _own(request, uid)
    try:
        inviting.revoke_invitation(one, actor=account_of(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The invitation is revoked: its link is dead."))
    return redirect("registry:invitations")


def _own(request: HttpRequest, uid: str) -> Invitation:
    one = get_object_or_404(Invitation, uid=uid)
    require(request.user, "registry.change_invitation", one)
    return one


@form_page
@never_cache
def invitation_accept(request: HttpRequest, token: str) -> HttpResponseBase:
    if limited := ratelimit.consume_or_429(
        request, action="invitation", limit_get=True
    ):
        log_refusal(request, "too many tries of invitations")
        return limited  # type: ignore[no-any-return]
    found = Invitation.objects.filter(token_hash=hash_of(token)).first()
    if found is None or found.state != InvitationState.PENDING:
        return _spent(request, found)
    if not inviting.is_still_meant(found):
        return _spent(request, found)
    known = User.objects.filter(email__iexact=found.email).first()
    if known is not None:
        return _accept_as(request, found, known)
    if request.user.is_authenticated:
        return render(request, "registry/invitation_other.html", {"invitation": found})
    return _accept_as_new(request, found, token)


def _spent(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    if found and found.accepted_by_id and found.accepted_by_id == request.user.pk:
        # Pressed twice: the first time did it, and said what there is to say.
        return redirect("portal:desk")
    log_refusal(request, "spent invitation")
    state = found.state if found else ""
    return render(request, "registry/invitation_spent.html", {"state": state})


def _accept_as(
    request: HttpRequest, invitation: Invitation, known: User
) -> HttpResponseBase:
    """Whoever has an account signs in with it, and gets the office besides."""
    if request.user != known:
        context = {"invitation": invitation, "has_account": True}
        return render(request, "registry/invitation_other.html", context)
    if request.method == "POST":
        try:
            inviting.accept_invitation(invitation, user=known)
        except (ValidationError, Invitation.DoesNotExist):
            return _spent(request, _as_it_is(invitation))
        _say_first_steps(request)
        return redirect("portal:desk")
    return render(request, "registry/invitation_own.html", {"invitation": invitation})


def _as_it_is(known: Invitation) -> Invitation | None:
    """Somebody may have accepted, revoked or erased it meanwhile."""
    return Invitation.objects.filter(pk=known.pk).first()


def _accept_as_new(
    request: HttpRequest, invitation: Invitation, token: str
) -> HttpResponseBase:
    form = AcceptanceForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        try:
            user = inviting.accept_invitation(invitation, **form.cleaned_data)
        except (ValidationError, Invitation.DoesNotExist) as refusal:
            now = _as_it_is(invitation)
            if now is None or now.state != InvitationState.PENDING:
                return _spent(request, now)
            form.add_error(None, " ".join(getattr(refusal, "messages", ())))
        else:
            return _go_in(request, user)
    context = {
        "form": form,
        "invitation": invitation,
        "token": token,
        "provider_label": provider_label(),
    }
    return render(request, "registry/invitation_accept.html", context)


def _go_in(request: HttpRequest, user: User) -> HttpResponseBase:
    with override(user.language):
        if user.has_usable_password():
            _say_first_steps(request)
            name = "portal:desk"
        else:
            text = _("Welcome. Add a passkey now: it is how you will sign in.")
            messages.success(request, text)
            name = "mfa_add_webauthn"
        return perform_login(  # type: ignore[no-any-return]
            request, user, redirect_url=reverse(name)
        )


def _say_first_steps(request: HttpRequest) -> None:
    text = _(
        "Welcome. This is your desk: what you look after is here, and what waits for "
        "you. Under “My account” you add a passkey or a second factor."
    )
    messages.success(request, text)


def welcome(request: HttpRequest, email: str, name: str) -> User | None:
    """Whoever comes by the provider with an invitation in hand gets the account."""
    token = request.session.pop(IN_HAND, "")
    found = Invitation.objects.filter(token_hash=hash_of(token)).first()
    if found is None or not token:
        return None
    try:
        user = inviting.accept_invitation(found, name=name)
    except ValidationError:
        return None
    _say_first_steps(request)
    return user
