"""What one does with one's own account, and with nobody else's."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]


def own_account(view: View) -> View:
    """For the signed in; what all know the password of stays as it is."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if getattr(request.user, "is_demonstration", False):
            messages.info(request, _("Demonstration accounts stay as they are."))
            return redirect("account_page")
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))


def sensitive(view: View) -> View:
    """For whoever has just proved again who they are."""
    return own_account(reauthentication_required(view, app="allauth.mfa"))
