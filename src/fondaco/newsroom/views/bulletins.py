"""A bulletin before it is out: how it looks, who approves it, and when it appears."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fondaco.core.permissions import Actor, require
from fondaco.newsroom.actions import bulletins as actions
from fondaco.newsroom.actions import corrections
from fondaco.newsroom.forms.bulletins import CorrectionForm, DecisionForm, PublishForm
from fondaco.newsroom.letters import write_bulletin
from fondaco.newsroom.models import Bulletin
from fondaco.newsroom.permissions import approves_bulletin, approves_correction
from fondaco.newsroom.queries.bulletins import (
    WITH_BODY,
    open_correction,
    published_corrections,
    read_text,
)
from fondaco.newsroom.queries.drafting import (
    choice_of,
    draft_all,
    what_is_new,
    what_was_written,
)
from fondaco.newsroom.queries.subscribers import subscribers_of
from fondaco.newsroom.records import BULLETINS, desk_of
from fondaco.newsroom.vocabularies import LANGUAGES, BulletinState
from fondaco.web.methods import form_page, read_only

State = BulletinState
DECISIONS = {
    "ask": (actions.ask_approval, _("It waits for the approval of a second person.")),
    "approve": (actions.approve, _("It is approved: now it can be published.")),
    "take_back": (actions.take_back, _("It is a draft again.")),
}


def find_bulletin(actor: Actor, uid: str) -> Bulletin:
    related = (*WITH_BODY, "drafted_by", "edited_by", "approved_by")
    bulletin = Bulletin.objects.select_related(*related).filter(uid=uid).first()
    if bulletin is None:
        raise Http404
    require(actor, "newsroom.change_bulletin", bulletin)
    return bulletin


@read_only
def bulletin_preview(request: HttpRequest, uid: str) -> HttpResponse:
    """As the page and the mail will look, in one language at a time."""
    bulletin = find_bulletin(request.user, uid)
    correction = open_correction(bulletin) if bulletin.is_public else None
    words = correction or bulletin
    language = words.language_for(request.GET.get("language", ""))
    as_mail = request.GET.get("as") == "mail"
    context = _context(bulletin) | {
        "correction": correction,
        "words": words,
        "language": language,
        "languages": [
            (code, name) for code, name in LANGUAGES if code in words.written_in
        ],
        "as_mail": as_mail,
        "letter": write_bulletin(bulletin, language) if as_mail else None,
        "reading": None if as_mail else read_text(bulletin, words, language),
        "seen": actions.version_of(bulletin),
        "correction_seen": correction and correction.modified_at.isoformat(),
        "may_approve": approves_bulletin(request.user, bulletin),
        "may_approve_correction": correction
        and approves_correction(request.user, correction),
        "corrections": published_corrections(bulletin) if bulletin.is_public else [],
    }
    if bulletin.state == State.APPROVED:
        context["form"] = PublishForm(initial={"seen": context["seen"]})
        context["number"] = subscribers_of(bulletin).count()
    return render(request, "newsroom/bulletin_preview.html", context)


@form_page
def bulletin_state(request: HttpRequest, uid: str) -> HttpResponse:
    """What was decided about the very text that the person saw."""
    bulletin = find_bulletin(request.user, uid)
    press = request.POST.get("press", "")
    if request.method != "POST":
        return redirect(desk_of(bulletin))
    try:
        if press in DECISIONS:
            _decide(request, bulletin, press)
        elif press == "publish":
            _publish(request, bulletin)
        elif press in {"approve_correction", "drop_correction"}:
            _decide_correction(request, bulletin, press)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(desk_of(bulletin))


def _decide(request: HttpRequest, bulletin: Bulletin, press: str) -> None:
    action, text = DECISIONS[press]
    action(bulletin, actor=_actor(request), seen=request.POST.get("seen", ""))
    messages.success(request, _(text))


def _publish(request: HttpRequest, bulletin: Bulletin) -> None:
    form = PublishForm(request.POST)
    if not form.is_valid():
        raise ValidationError([one for found in form.errors.values() for one in found])
    at = form.cleaned_data["publish_at"]
    actions.publish(
        bulletin,
        actor=_actor(request),
        seen=form.cleaned_data["seen"],
        at=at,
        mails=form.cleaned_data["mails"],
    )
    if at:
        messages.success(request, _("It will be published when the time comes."))
    else:
        messages.success(request, _("It is published."))


def _decide_correction(request: HttpRequest, bulletin: Bulletin, press: str) -> None:
    correction = open_correction(bulletin)
    if correction is None:
        raise ValidationError(_("There is no such correction any more."))
    seen = request.POST.get("seen", "")
    if press == "approve_correction":
        corrections.approve_correction(correction, actor=_actor(request), seen=seen)
        messages.success(request, _("The correction is published, with its note."))
        return
    corrections.drop_correction(correction, actor=_actor(request), seen=seen)
    messages.success(request, _("The correction was dropped."))


@form_page
def bulletin_compose(request: HttpRequest, uid: str) -> HttpResponse:
    """Composing again: first what would be lost, and what is new in the record."""
    bulletin = find_bulletin(request.user, uid)
    if bulletin.is_public:
        return redirect(desk_of(bulletin))
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.compose_again(bulletin, actor=_actor(request), seen=seen)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            text = _("Composed again. What stood there before is in the history.")
            messages.success(request, text)
            return redirect(desk_of(bulletin))
    # Reading a period takes some thirty queries: asked for, and not for every look.
    drafts = draft_all(choice_of(bulletin)) if "new" in request.GET else {}
    context = _context(bulletin) | {
        "seen": actions.version_of(bulletin),
        "is_compared": bool(drafts),
        "is_empty": bool(drafts) and not any(drafts.values()),
        "nothing_to_tell": actions.nothing_to_tell(),
        "parts": [
            {
                "language": code,
                "name": name,
                "lost": what_was_written(bulletin, code),
                "new": what_is_new(bulletin, code, drafts[code]) if drafts else [],
            }
            for code, name in LANGUAGES
        ],
    }
    return render(request, "newsroom/bulletin_compose.html", context)


@form_page
def bulletin_correct(request: HttpRequest, uid: str) -> HttpResponse:
    bulletin = find_bulletin(request.user, uid)
    if not bulletin.is_public:
        return redirect(desk_of(bulletin))
    correction = open_correction(bulletin) or corrections.begin_correction(bulletin)
    form = CorrectionForm(request.POST or None, instance=correction)
    if form.is_valid():
        try:
            corrections.save_correction(form.instance, actor=_actor(request))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            text = _("The correction waits for the approval of a second person.")
            messages.success(request, text)
            return redirect(desk_of(bulletin))
    context = _context(bulletin) | {"form": form}
    return render(request, "newsroom/bulletin_correct.html", context)


def _context(bulletin: Bulletin) -> dict[str, Any]:
    return {
        "bulletin": bulletin,
        "plural": BULLETINS.plural,
        "list_url": BULLETINS.url("manage"),
        "change_url": BULLETINS.url("change", bulletin),
        "history_url": BULLETINS.url("history", bulletin),
        "desk_url": desk_of(bulletin),
        "public_url": BULLETINS.public_address(bulletin),
    }


def _actor(request: HttpRequest) -> Any:
    return request.user
