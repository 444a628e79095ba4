"""A profile as its contact writes it, and as its keeper accepts it."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fondaco.core.permissions import may, require
from fondaco.core.texts import plain
from fondaco.registry.completeness import completeness_of
from fondaco.registry.forms.bodies import ProfileForm
from fondaco.registry.models import Organisation
from fondaco.registry.proposals import (
    COMPETENCES,
    decide_proposals,
    pending_of,
    profiles_to_answer,
    propose_changes,
    refuse_nothing,
    show_proposals,
    value_of,
)
from fondaco.registry.records import ORGANISATIONS
from fondaco.web.methods import form_page, read_only
from fondaco.web.records import Options
from fondaco.web.records.changes import version_of

PAGE_SIZE = 50
LONGEST_WORD = 2000


def _find(request: HttpRequest, key: str, permission: str) -> Organisation:
    organisation: Organisation | None = ORGANISATIONS.find(key)
    if organisation is None:
        raise Http404
    require(request.user, permission, organisation)
    return organisation


@form_page
def organisation_profile(request: HttpRequest, key: str) -> HttpResponse:
    """Both languages side by side; what is written waits for who keeps the record."""
    organisation = _find(request, key, "registry.propose_organisation")
    if may(request.user, "registry.change_organisation", organisation):
        return redirect(ORGANISATIONS.url("change", organisation))
    pending = list(pending_of(organisation, request.user))
    before = _as_read(request, organisation)
    shown = before | {one.field: one.after for one in pending}
    form = ProfileForm(
        request.POST or None,
        instance=organisation,
        initial={**shown, "version": _signed_version(request, organisation)},
        options=Options(request.user),
    )
    # The form sets its words on the record that it is given.
    proposals = show_proposals(organisation, pending)
    missing = completeness_of(organisation)
    if request.method == "POST" and form.is_valid():
        after = {name: _sent(form.cleaned_data[name]) for name in before}
        number = propose_changes(
            organisation,
            shown=shown,
            before=before,
            after=after,
            why=plain(request.POST.get("why", ""))[:LONGEST_WORD],
            actor=request.user,
        )
        if number:
            text = _("Sent to who keeps the record: %d of your changes wait for them.")
            messages.success(request, text % number)
        else:
            messages.info(request, _("Nothing of yours waits for an answer."))
        return redirect("registry:organisation_profile", key=organisation.uid)
    context = {
        "organisation": organisation,
        "title": str(Organisation.objects.get(pk=organisation.pk))
        if form.is_bound
        else str(organisation),
        "form": form,
        "proposals": proposals,
        "completeness": missing,
        "why": request.POST.get("why", ""),
        "public_url": ORGANISATIONS.public_address(organisation),
    }
    return render(request, "registry/organisation_profile.html", context)


def _signer(request: HttpRequest, organisation: Organisation) -> Signer:
    return Signer(salt=f"fondaco.registry.profile:{organisation.uid}:{request.user.pk}")


def _signed_version(request: HttpRequest, organisation: Organisation) -> str:
    return _signer(request, organisation).sign(version_of(organisation))


def _as_read(request: HttpRequest, organisation: Organisation) -> dict[str, Any]:
    """The record as the person was reading it, who may have opened it long ago.

    Only a version that this person was shown: another may say what was not for them.
    """
    read: Any = organisation
    with suppress(BadSignature):
        signed = request.POST.get("version", "")
        version = _signer(request, organisation).unsign(signed)
        if version != version_of(organisation):
            history: Any = organisation.history
            read = history.filter(history_id=version).first() or organisation
    return {
        name: value_of(organisation, name)
        if name == COMPETENCES
        else getattr(read, name)
        for name in ProfileForm.Meta.fields
    }


def _sent(value: Any) -> Any:
    return sorted(one.pk for one in value) if isinstance(value, list) else value


@form_page
def organisation_proposals(request: HttpRequest, key: str) -> HttpResponse:
    """Field by field: what it says, what is proposed, and what it says meanwhile."""
    organisation = _find(request, key, "registry.publish_organisation")
    error, word = "", plain(request.POST.get("word", ""))[:LONGEST_WORD]
    if request.method == "POST":
        answers = {
            plain(name.removeprefix("answer-")): value == "accept"
            for name, value in request.POST.items()
            if name.startswith("answer-") and value in {"accept", "refuse"}
        }
        actor: Any = request.user
        try:
            refuse_nothing(answers)
            accepted, refused = decide_proposals(
                organisation, answers, word=word, actor=actor
            )
        except ValidationError as refusal:
            error = " ".join(refusal.messages)
        else:
            text = _("Accepted: %(accepted)d; refused: %(refused)d. They are told.")
            numbers = {"accepted": accepted, "refused": refused}
            messages.success(request, text % numbers)
            if pending_of(organisation):
                return redirect("registry:organisation_proposals", key=key)
            return redirect(ORGANISATIONS.url("change", organisation))
    pending = pending_of(organisation)
    context = {
        "organisation": organisation,
        "proposals": show_proposals(organisation, pending),
        "error": error,
        "word": word,
        "answers": request.POST,
        "record_url": ORGANISATIONS.url("change", organisation),
    }
    status = 409 if error else 200
    template = "registry/organisation_proposals.html"
    return render(request, template, context, status=status)


@read_only
@login_required
def proposal_list(request: HttpRequest) -> HttpResponse:
    """The profiles for which changes wait."""
    require(request.user, "accounts.keep_records")
    found = profiles_to_answer(request.user)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "registry/proposal_list.html", {"page": page})
