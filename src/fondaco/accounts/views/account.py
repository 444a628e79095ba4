"""One's account: who one is, how one signs in, and where one is signed in."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fondaco.accounts import mails
from fondaco.accounts.actions import (
    change_email,
    email_link_key,
    end_sessions,
    read_email_link,
    save_own_account,
)
from fondaco.accounts.forms import EmailForm, ProfileForm
from fondaco.accounts.queries import (
    account_of,
    factors_of,
    linked_identities,
    open_sessions,
    provider_label,
)
from fondaco.accounts.second_factor import lacks_second_factor
from fondaco.accounts.views.own import own_account, sensitive
from fondaco.core.numbers import row_number
from fondaco.core.refusals import log_refusal
from fondaco.web.methods import form_page, read_only


@read_only
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    user = account_of(request)
    context = {
        "factors": factors_of(user),
        "sessions": open_sessions(request),
        "identities": linked_identities(user),
        "provider_label": provider_label(),
        "lacks_second_factor": lacks_second_factor(request),
        "sign_ins": user.sign_ins.all()[:5],
        "keys": user.api_tokens.all(),
        "webhooks": user.webhooks.all(),
        "today": timezone.localdate(),
    }
    return render(request, "account/page.html", context)


@form_page
@own_account
def profile(request: HttpRequest) -> HttpResponseBase:
    form = ProfileForm(request.POST or None, instance=account_of(request))
    if request.method == "POST" and form.is_valid():
        changed = form.save(commit=False)
        user = save_own_account(changed, actor=account_of(request), reason="profile")
        with override(user.language):
            messages.success(request, _("Your name and language are saved."))
            return redirect("account_page")
    return render(request, "account/profile.html", {"form": form})


@form_page
@sensitive
def email(request: HttpRequest) -> HttpResponseBase:
    """The new address gets a link; until it is opened, nothing changes."""
    if limited := ratelimit.consume_or_429(request, action="change_email"):
        return limited  # type: ignore[no-any-return]
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data["email"]
        if not form.is_taken:
            key = email_link_key(account_of(request), new)
            mails.confirm_email(account_of(request), new, key)
        # One answer for all: whether an account has an address is not told here.
        text = _("A message is on its way to %(email)s: open its link within a day.")
        messages.info(request, text % {"email": new})
        return redirect("account_page")
    return render(request, "account/email.html", {"form": form})


@form_page
@never_cache
def email_confirm(request: HttpRequest, key: str) -> HttpResponseBase:
    """Opening the link changes nothing yet: scanners of mail open links, too."""
    found = read_email_link(key)
    if found is None:
        log_refusal(request, "spent e-mail link")
        return render(request, "account/email_link_spent.html")
    user, new = found
    if request.method == "POST":
        old = user.email
        change_email(user, new)
        mails.email_changed(user, old)
        messages.success(request, _("From now on you sign in with the new e-mail."))
        return redirect("account_page")
    return render(
        request, "account/email_confirm.html", {"new": new, "old": user.email}
    )


@require_POST
@own_account
def sessions_end(request: HttpRequest) -> HttpResponseBase:
    """One session by its number, or with no number all but this one."""
    said = request.POST.get("session")
    number = row_number(said) if said is not None else None
    if said is not None and number is None:
        return redirect("account_page")
    here = request.session.session_key or ""
    ended = end_sessions(account_of(request), beside=here, number=number)
    if ended:
        messages.success(request, _("Signed out there."))
    return redirect("account_page")
