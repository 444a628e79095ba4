"""Stopping circulars from a link in one of them, without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from fondaco.correspondence import actions
from fondaco.correspondence.letters import read_token
from fondaco.correspondence.models import Delivery, Unsubscription
from fondaco.correspondence.queries.recipients import unsubscriptions_from
from fondaco.web.methods import form_page


# Mail programs post here by themselves (RFC 8058); the signed link is what allows it.
@csrf_exempt
@never_cache
@form_page
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    delivery = (
        Delivery.objects.select_related("circular__cluster", "circular__network")
        .filter(pk=read_token(token) or 0)
        .first()
    )
    if delivery is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("List-Unsubscribe") == "One-Click":
            actions.unsubscribe(delivery)
            return HttpResponse("OK", content_type="text/plain")
        press = request.POST.get("press")
        if press == "resume":
            actions.resubscribe(delivery)
        elif press in {"stop", "stop_all"}:
            actions.unsubscribe(delivery, everything=press == "stop_all")
        return redirect(request.path)
    stopped = Unsubscription.objects.filter(
        unsubscriptions_from(delivery.circular, delivery.circular.purpose),
        address=delivery.address.lower(),
    ).values_list("purpose", flat=True)
    context = {
        "circular": delivery.circular,
        "address": _masked(delivery.address),
        "is_stopped": bool(stopped),
        "is_all_stopped": "" in stopped,
    }
    response = render(request, "correspondence/unsubscribe.html", context)
    response["X-Robots-Tag"] = "noindex"
    # The link is a key: no other site learns it.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _masked(address: str) -> str:
    """Enough to know one's own: a forwarded mail tells nobody the address."""
    name, _at, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"
