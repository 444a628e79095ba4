"""Addresses that are told of changes, on the page of one's own account."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fondaco.accounts.forms import WebhookForm
from fondaco.accounts.queries import account_of
from fondaco.accounts.views.own import sensitive
from fondaco.accounts.webhooks import (
    MOST,
    make_webhook,
    remove_webhook,
    try_webhook,
)
from fondaco.web.methods import form_page


@form_page
@sensitive
def webhook_add(request: HttpRequest) -> HttpResponseBase:
    user = account_of(request)
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if user.webhooks.count() >= MOST:
            text = _("You have %d webhooks: remove one that nothing listens to.")
            form.add_error(None, text % MOST)
        else:
            made = make_webhook(user, **form.cleaned_data)
            return redirect("account_webhook_made", uid=made.uid)
    return render(request, "account/webhook_add.html", {"form": form})


@form_page
@sensitive
def webhook_made(request: HttpRequest, uid: str) -> HttpResponseBase:
    """How its calls are known for ours; a call to try; an end."""
    user = account_of(request)
    webhook = user.webhooks.filter(uid=uid.replace("\0", "")).first()
    if webhook is None:
        raise Http404
    if request.method == "POST" and request.POST.get("press") == "remove":
        remove_webhook(user, webhook.uid)
        messages.success(request, _("The webhook is removed."))
        return redirect("account_page")
    if request.method == "POST":
        try_webhook(user, webhook.uid)
        messages.success(request, _("A call is on its way: look again in a moment."))
        return redirect("account_webhook_made", uid=webhook.uid)
    return render(request, "account/webhook.html", {"webhook": webhook})
