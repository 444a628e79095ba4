"""A circular before it leaves, as it leaves, and once it has left."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fondaco.core.permissions import Actor, require
from fondaco.correspondence import actions
from fondaco.correspondence.forms.sending import SendForm
from fondaco.correspondence.letters import languages_of, write_letter
from fondaco.correspondence.models import Circular
from fondaco.correspondence.queries.recipients import (
    Audience,
    Recipient,
    read_audience,
)
from fondaco.correspondence.records import CIRCULARS
from fondaco.correspondence.vocabularies import DeliveryState
from fondaco.registry.models import Person
from fondaco.web.methods import form_page, read_only

PER_PAGE = 100


@read_only
def circular_preview(request: HttpRequest, uid: str) -> HttpResponse:
    circular = _find(request.user, uid)
    context = _context(circular)
    if circular.is_draft:
        audience = read_audience(circular)
        context |= _as_it_looks(request, circular, audience)
    else:
        context |= _progress(request, circular)
    return render(request, "correspondence/circular_preview.html", context)


@form_page
def circular_test(request: HttpRequest, uid: str) -> HttpResponse:
    circular = _find(request.user, uid)
    if request.method == "POST":
        going = read_audience(circular).going
        address = getattr(request.user, "email", "")
        to = going[0] if going else _oneself(request.user)
        actions.send_test(circular, to, address=address)
        text = _("The test is on its way to %(address)s.")
        messages.success(request, text % {"address": address})
    return redirect(_preview_of(circular))


@form_page
def circular_send(request: HttpRequest, uid: str) -> HttpResponse:
    circular = _find(request.user, uid)
    if not circular.is_draft:
        return redirect(_preview_of(circular))
    form = SendForm(request.POST or None)
    if form.is_valid() and (number := _send(request, circular, form)):
        text = ngettext(
            "%(number)d mail is on its way.",
            "%(number)d mails are on their way.",
            number,
        )
        messages.success(request, text % {"number": number})
        return redirect(_preview_of(circular))
    audience = read_audience(circular)
    context = _context(circular) | {
        "form": form,
        "audience": audience,
        "number": len(audience.going),
    }
    return render(request, "correspondence/circular_send.html", context)


def _send(request: HttpRequest, circular: Circular, form: SendForm) -> int:
    try:
        return actions.send_circular(
            circular,
            actor=request.user,  # type: ignore[arg-type]
            expected=form.cleaned_data["expected"],
            send_at=form.cleaned_data["send_at"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return 0


@form_page
def circular_cancel(request: HttpRequest, uid: str) -> HttpResponse:
    circular = _find(request.user, uid)
    if request.method == "POST":
        kept = actions.cancel_circular(circular, actor=request.user)  # type: ignore[arg-type]
        text = ngettext(
            "%(number)d mail was kept back.", "%(number)d mails were kept back.", kept
        )
        messages.success(request, text % {"number": kept})
        return redirect(_preview_of(circular))
    waiting = circular.deliveries.filter(state=DeliveryState.WAITING).count()
    context = _context(circular) | {"waiting": waiting}
    return render(request, "correspondence/circular_cancel.html", context)


def _find(actor: Actor, uid: str) -> Circular:
    circular: Circular | None = (
        Circular.objects.select_related("cluster", "network", "sent_by")
        .filter(uid=uid)
        .first()
    )
    if circular is None:
        raise Http404
    require(actor, "correspondence.change_circular", circular)
    return circular


def _preview_of(circular: Circular) -> str:
    return reverse("correspondence:circular_preview", args=[circular.uid])


def _oneself(user: Any) -> Recipient:
    given, _space, family = str(user).partition(" ")
    person = Person(given_name=given, family_name=family)
    return Recipient(person, user.email, "")


def _context(circular: Circular) -> dict[str, Any]:
    return {
        "circular": circular,
        "list_url": CIRCULARS.url("manage"),
        "change_url": CIRCULARS.url("change", circular),
        "preview_url": _preview_of(circular),
        "plural": CIRCULARS.plural,
    }


def _as_it_looks(
    request: HttpRequest, circular: Circular, audience: Audience
) -> dict[str, Any]:
    """What the recipient that the address names would get, in each language."""
    asked = request.GET.get("person", "")
    named = [one for one in audience.going if one.person.uid == asked]
    to = (named or audience.going or [_oneself(request.user)])[0]
    written = languages_of(circular, "")
    return {
        "audience": audience,
        "to": to,
        "letters": [write_letter(circular, to, language=one) for one in written],
        "own_language": to.person.get_language_display(),
        "page": Paginator(audience.left_out, PER_PAGE).get_page(
            request.GET.get("page")
        ),
    }


def _progress(request: HttpRequest, circular: Circular) -> dict[str, Any]:
    counts = dict(
        circular.deliveries.order_by()
        .values_list("state")
        .annotate(number=Count("pk"))
        .values_list("state", "number")
    )
    deliveries = circular.deliveries.select_related("person")
    return {
        "counts": [
            (label, counts[state])
            for state, label in DeliveryState.choices
            if state in counts
        ],
        "waiting": counts.get(DeliveryState.WAITING, 0),
        "total": sum(counts.values()),
        "done": sum(counts.values()) - counts.get(DeliveryState.WAITING, 0),
        "page": Paginator(deliveries, PER_PAGE).get_page(request.GET.get("page")),
    }
