"""Reading to confirm: the text on one side, what it seems to tell on the other."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fondaco.core.permissions import Actor, require
from fondaco.newsroom.actions import confirming
from fondaco.newsroom.actions.readings import read_item, set_publishing
from fondaco.newsroom.forms.findings import FORMS
from fondaco.newsroom.models import Finding, PressItem, Reading
from fondaco.newsroom.queries.figures import figures_moved
from fondaco.newsroom.queries.findings import (
    chosen,
    count_waiting,
    key_of,
    mark_text,
    quotes_of,
    read_cards,
)
from fondaco.newsroom.queries.likely import likely_records
from fondaco.newsroom.queries.words_of_findings import left_in_words
from fondaco.newsroom.records import ITEMS, page_of
from fondaco.newsroom.views.finding import find_item
from fondaco.newsroom.vocabularies import NEW, FindingKind
from fondaco.web.methods import form_page

LONGEST_SEARCH = 200
_OF_ITEM = ("reading__item__cluster", "reading__item__network")


@form_page
def pressitem_reading(request: HttpRequest, uid: str) -> HttpResponse:
    item = find_item(request.user, uid, "reading__network")
    if request.method == "POST":
        return _begin(request, item)
    reading: Reading | None = getattr(item, "reading", None)
    context = _context(item)
    if reading is not None:
        context |= _read(reading, request.user)
    return render(request, "newsroom/pressitem_reading.html", context)


def _begin(request: HttpRequest, item: PressItem) -> HttpResponse:
    actor: Any = request.user
    try:
        if request.POST.get("press") == "publishing":
            set_publishing(item, is_on="publishes" in request.POST)
        else:
            read_item(item, actor=actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(reading_url(item))


def _read(reading: Reading, actor: Actor) -> dict[str, Any]:
    network = reading.network
    cards = read_cards(reading, network, actor)
    waiting = count_waiting(cards)
    moved = list(figures_moved(reading, network)) if network else []
    return {
        "reading": reading,
        "cards": cards,
        "pieces": list(mark_text(reading.item.text, cards)),
        "done": len(cards) - waiting,
        "waiting": waiting,
        "left": left_in_words(waiting),
        "moved": moved,
        "has_moved": any(year.has_moved for year in moved),
        "may_read_again": waiting == len(cards)
        and all(part.is_open for card in cards for part in card.parts),
    }


@form_page
def finding_decide(request: HttpRequest, uid: str) -> HttpResponse:
    """Accepts, rejects or takes back, and leads to the next that waits."""
    finding = find_finding(request.user, uid)
    if request.method == "POST":
        try:
            return redirect(_decide(request, finding))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect(_place_of(finding))


def _decide(request: HttpRequest, finding: Finding) -> str:
    actor: Any = request.user
    match request.POST.get("press"):
        case "accept":
            known = _known(finding, actor, request.POST.get("known", ""))
            confirming.confirm_finding(finding, actor=actor, known=known)
            return _next_after(finding)
        case "reject":
            confirming.reject_finding(finding, actor=actor)
            return _place_of(finding) if finding.whole_id else _next_after(finding)
        case "reopen":
            confirming.reopen_finding(finding, actor=actor)
    return _place_of(finding)


def _known(finding: Finding, actor: Actor, shown: str) -> Any:
    """The record that the page showed; if another is the likeliest now, look again."""
    network = finding.reading.network
    if finding.kind != FindingKind.RECORD or network is None or not finding.is_open:
        return None
    likely = likely_records([finding], network, actor)[finding.pk]
    known = chosen(finding, likely)
    if known is None and finding.said.get("link") != NEW:
        known = next(
            (one.record for one in likely if key_of(one.record) == shown), None
        )
    if (key_of(known) if known else "") != shown:
        raise ValidationError(
            _("Something in the calendar changed meanwhile. Look again, then accept.")
        )
    return known


@form_page
def finding_correct(request: HttpRequest, uid: str) -> HttpResponse:
    finding = find_finding(request.user, uid)
    looks = request.POST.get("press") == "look"
    data = request.POST if request.method == "POST" else None
    form = FORMS[finding.kind](finding.said, request.user, data)
    if data is not None and not looks and form.is_valid():
        try:
            confirming.correct_finding(finding, form.said)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(_place_of(finding))
    if looks:
        form.errors.clear()
    context = _context(finding.reading.item) | {
        "finding": finding,
        "form": form,
        "looks_for_name": "name" in form.fields,
        "cancel_url": _place_of(finding),
        "quotes": quotes_of(finding, finding.reading.item.text),
    }
    return render(request, "newsroom/finding_correct.html", context)


@form_page
def finding_link(request: HttpRequest, uid: str) -> HttpResponse:
    """Chooses which record of the calendar it is, or that it is none."""
    finding = find_finding(request.user, uid)
    network = finding.reading.network
    if finding.kind != FindingKind.RECORD or network is None:
        raise Http404
    search = request.GET.get("search", "")[:LONGEST_SEARCH].replace("\0", "")
    likely = likely_records([finding], network, request.user, search)[finding.pk]
    if request.method == "POST":
        link = request.POST.get("link", "")
        if link == NEW or link in {key_of(one.record) for one in likely}:
            try:
                confirming.correct_finding(finding, {"link": link})
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
        return redirect(_place_of(finding))
    context = _context(finding.reading.item) | {
        "finding": finding,
        "likely": [(key_of(one.record), one) for one in likely],
        "search": search,
        "cancel_url": _place_of(finding),
    }
    return render(request, "newsroom/finding_link.html", context)


def find_finding(actor: Actor, uid: str) -> Finding:
    """Of a text that the person may keep; of others there is none."""
    related = ("reading__network", *_OF_ITEM, "whole")
    finding = Finding.objects.select_related(*related).filter(uid=uid).first()
    if finding is None:
        raise Http404
    require(actor, "newsroom.change_pressitem", finding.reading.item)
    return finding


def reading_url(item: PressItem) -> str:
    return reverse("newsroom:pressitem_reading", args=[item.uid])


def _place_of(finding: Finding) -> str:
    card = finding.whole or finding
    return f"{reading_url(finding.reading.item)}#f-{card.uid}"


def _next_after(finding: Finding) -> str:
    """The next that waits, from the top again after the last; or what has changed."""
    waiting = finding.reading.findings.filter(whole=None, state="open")
    ordered = waiting.order_by("position", "pk")
    following = ordered.filter(position__gt=finding.position).first()
    found = following or ordered.first()
    return _place_of(found) if found else f"{reading_url(finding.reading.item)}#done"


def _context(item: PressItem) -> dict[str, Any]:
    return {
        "item": item,
        "plural": ITEMS.plural,
        "list_url": ITEMS.url("manage"),
        "item_url": page_of(item),
        "reading_url": reading_url(item),
    }
