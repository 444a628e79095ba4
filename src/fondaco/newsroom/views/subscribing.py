"""Subscribing to bulletins, confirming it, and ending it, without signing in."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from fondaco.core.permissions import require
from fondaco.core.refusals import log_refusal
from fondaco.newsroom.actions import subscribing as actions
from fondaco.newsroom.forms.subscribing import BounceForm, SubscribeForm
from fondaco.newsroom.letters import LASTS, read_confirming, read_ending
from fondaco.newsroom.models import Subscriber
from fondaco.newsroom.queries.bodies import bodies_to_follow
from fondaco.newsroom.queries.subscribers import read_following
from fondaco.newsroom.records import BULLETINS
from fondaco.web.methods import form_page, read_only


@form_page
@never_cache
def subscribe(request: HttpRequest) -> HttpResponseBase:
    """It says the same to everybody, whether an address is known or not."""
    bodies = bodies_to_follow()
    asked = {"body": request.GET.get("of", "")}
    form = SubscribeForm(request.POST or None, bodies=bodies, initial=asked)
    if request.method == "POST":
        if limited := ratelimit.consume_or_429(request, action="subscribe"):
            log_refusal(request, "too many subscriptions")
            return limited  # type: ignore[no-any-return]
        if form.is_valid():
            given = form.cleaned_data
            if not given["website"]:
                body = bodies[given["body"]]
                actions.subscribe(body, given["email"], given["language"])
            return redirect("newsroom:subscribe_sent")
    context = {"form": form, "list_url": reverse("newsroom:bulletin_list")}
    return render(request, "newsroom/subscribe.html", context)


@read_only
def subscribe_sent(request: HttpRequest) -> HttpResponse:
    context = {"days": LASTS, "list_url": reverse("newsroom:bulletin_list")}
    return render(request, "newsroom/subscribe_sent.html", context)


# The signed link is what allows it, and it may be opened in a browser without cookies.
@csrf_exempt
@never_cache
@form_page
def subscription_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Programs that look into mails open links; only a press of the button confirms."""
    found = _find(read_confirming(token))
    if found is not None and request.method == "POST":
        actions.confirm(found)
        return redirect(request.path)
    return _private(
        render(request, "newsroom/subscription_confirm.html", {"subscriber": found})
    )


# Mail programs post here by themselves (RFC 8058); the signed link is what allows it.
@csrf_exempt
@never_cache
@form_page
def subscription_end(request: HttpRequest, token: str) -> HttpResponse:
    uid = read_ending(token)
    if not uid:
        raise Http404
    if request.method == "POST":
        actions.end_subscription(uid)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse("OK", content_type="text/plain")
        return redirect(request.path)
    context = {"subscriber": _find(uid), "again_url": reverse("newsroom:subscribe")}
    return _private(render(request, "newsroom/subscription_end.html", context))


def _find(uid: str) -> Subscriber | None:
    known = Subscriber.objects.select_related("cluster", "network")
    return known.filter(uid=uid).first() if uid else None


def _private(response: HttpResponse) -> HttpResponse:
    """The link is a key: no other site learns it, and no search engine."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


@form_page
def subscriber_numbers(request: HttpRequest) -> HttpResponse:
    """How many, of whom; nobody's address is shown to anybody."""
    require(request.user, "newsroom.view_subscriber")
    form = BounceForm(request.POST or None)
    if form.is_valid():
        actions.note_bounce(form.cleaned_data["email"], actor=request.user)
        text = _("If it subscribed here, nothing more is sent to it.")
        messages.success(request, text)
        return redirect(request.path)
    context = {
        "form": form,
        "following": read_following(request.user),
        "plural": BULLETINS.plural,
        "list_url": BULLETINS.url("manage"),
    }
    return render(request, "newsroom/subscriber_numbers.html", context)
