"""Keys for programs, on the page of one's own account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fondaco.accounts.forms import TokenForm
from fondaco.accounts.queries import account_of
from fondaco.accounts.tokens import MOST, make_token, withdraw_token
from fondaco.accounts.views.own import own_account, sensitive
from fondaco.web.methods import form_page, read_only

# Where a new key waits to be shown, once.
_MADE = "key_made"


@form_page
@sensitive
def key_add(request: HttpRequest) -> HttpResponseBase:
    user = account_of(request)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if user.api_tokens.count() >= MOST:
            text = _("You have %d keys: withdraw one that nothing uses any more.")
            form.add_error(None, text % MOST)
        else:
            key, secret = make_token(user, **form.cleaned_data)
            request.session[_MADE] = [key.name, secret]
            return redirect("account_key_made")
    return render(request, "account/key_add.html", {"form": form})


@read_only
@own_account
def key_made(request: HttpRequest) -> HttpResponseBase:
    """The key itself, this once: it is kept nowhere."""
    made = request.session.pop(_MADE, None)
    if made is None:
        return redirect("account_page")
    name, secret = made
    context = {"name": name, "secret": secret}
    return render(request, "account/key_made.html", context)


@require_POST
@own_account
def key_withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    if withdraw_token(account_of(request), pk):
        messages.success(request, _("The key is withdrawn: no program can use it."))
    return redirect("account_page")
