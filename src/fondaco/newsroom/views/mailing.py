"""The outbox of a bulletin: who gets it, the mail as it leaves, and how it fares."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fondaco.newsroom.actions import mailing
from fondaco.newsroom.forms.bulletins import SendForm
from fondaco.newsroom.letters import write_bulletin
from fondaco.newsroom.models import Bulletin
from fondaco.newsroom.queries.subscribers import (
    count_by_language,
    count_by_state,
    state_labels,
)
from fondaco.newsroom.records import BULLETINS, desk_of
from fondaco.newsroom.views.bulletins import find_bulletin
from fondaco.newsroom.vocabularies import MailState
from fondaco.web.methods import form_page


@form_page
def bulletin_send(request: HttpRequest, uid: str) -> HttpResponse:
    bulletin = find_bulletin(request.user, uid)
    form = SendForm(request.POST or None)
    if form.is_valid() and _send(request, bulletin, form):
        return redirect(request.path)
    counts = count_by_state(bulletin)
    waiting = counts.get(MailState.WAITING, 0)
    total = sum(counts.values())
    by_language = count_by_language(bulletin)
    context = _context(bulletin) | {
        "form": form,
        "by_language": by_language,
        "number": sum(number for _name, number in by_language),
        "letters": [write_bulletin(bulletin, one) for one in bulletin.written_in],
        "counts": state_labels(counts),
        "waiting": waiting,
        "total": total,
        "done": total - waiting,
    }
    return render(request, "newsroom/bulletin_send.html", context)


def _send(request: HttpRequest, bulletin: Bulletin, form: SendForm) -> bool:
    user: Any = request.user
    try:
        number = mailing.send_bulletin(
            bulletin, actor=user, expected=form.cleaned_data["expected"]
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    text = ngettext(
        "%(number)d mail is on its way.", "%(number)d mails are on their way.", number
    )
    messages.success(request, text % {"number": number})
    return True


@form_page
def bulletin_test(request: HttpRequest, uid: str) -> HttpResponse:
    bulletin = find_bulletin(request.user, uid)
    if request.method == "POST":
        address = getattr(request.user, "email", "")
        mailing.send_test(bulletin, address=address)
        text = _("The test is on its way to %(address)s.")
        messages.success(request, text % {"address": address})
    return redirect(reverse("newsroom:bulletin_send", args=[uid]))


@form_page
def bulletin_cancel(request: HttpRequest, uid: str) -> HttpResponse:
    bulletin = find_bulletin(request.user, uid)
    if request.method == "POST":
        user: Any = request.user
        kept = mailing.cancel_mails(bulletin, actor=user)
        text = ngettext(
            "%(number)d mail was kept back.", "%(number)d mails were kept back.", kept
        )
        messages.success(request, text % {"number": kept})
        return redirect(reverse("newsroom:bulletin_send", args=[uid]))
    counts = count_by_state(bulletin)
    context = _context(bulletin) | {"waiting": counts.get(MailState.WAITING, 0)}
    return render(request, "newsroom/bulletin_cancel.html", context)


def _context(bulletin: Bulletin) -> dict[str, Any]:
    return {
        "bulletin": bulletin,
        "plural": BULLETINS.plural,
        "list_url": BULLETINS.url("manage"),
        "desk_url": desk_of(bulletin),
        "send_url": reverse("newsroom:bulletin_send", args=[bulletin.uid]),
    }
