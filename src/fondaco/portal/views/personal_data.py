"""What is held on oneself, or on somebody whose record one keeps; and erasing it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from fondaco.accounts.models import User
from fondaco.core.models import ErasureMeans, ErasureReceipt, ErasureRole
from fondaco.core.permissions import may, require
from fondaco.core.privacy import Subject, all_kinds, as_archive, as_json, foresee, tell
from fondaco.core.refusals import log_refusal
from fondaco.portal import actions
from fondaco.portal.forms import ConfirmationForm, ErasureForm
from fondaco.portal.permissions import ERASE, SEE_DATA, is_administrator
from fondaco.portal.queries.mentions import read_mentions
from fondaco.portal.queries.personal_data import (
    backups_kept,
    read_data_page,
    read_named_people,
)
from fondaco.registry.actions import withdraw_listing
from fondaco.registry.models import Person
from fondaco.registry.privacy import subject_of, subject_of_user
from fondaco.web.methods import form_page, read_only


# 1. Of oneself.
@form_page
@login_required
@never_cache
def own_data(request: HttpRequest) -> HttpResponse:
    subject = subject_of_user(request.user)
    if request.method == "POST":
        _settle(request, subject)
        return redirect("portal:own_data")
    context = {"page": read_data_page(subject), "is_own": True}
    return render(request, "portal/data.html", context)


def _settle(request: HttpRequest, subject: Subject) -> None:
    wanted = request.POST.get("settle")
    if wanted == "withdraw" and subject.person is not None:
        if withdraw_listing(subject.person, actor=_user(request)):
            messages.success(request, gettext("You are named publicly no more."))
    elif wanted == "keep" and actions.take_back_request(_user(request)):
        messages.success(request, gettext("Your request was taken back."))


@read_only
@login_required
@never_cache
def own_data_json(request: HttpRequest) -> HttpResponseBase:
    return _json(subject_of_user(request.user), None)


@read_only
@login_required
@never_cache
def own_data_zip(request: HttpRequest) -> HttpResponseBase:
    return _archive(request, subject_of_user(request.user), None)


@form_page
@login_required
@never_cache
def own_erasure(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    if user.is_demonstration:
        messages.info(request, gettext("Demonstration accounts stay as they are."))
        return redirect("portal:own_data")
    if request.method == "POST" and request.POST.get("send") == "link":
        actions.send_confirmation(user)
        messages.success(request, gettext("A link is on its way to your address."))
        return redirect("portal:own_erasure")
    form = ConfirmationForm(
        request.POST or None,
        initial={"key": request.GET.get("key", "")},
        check_password=partial(_is_password, request),
        check_key=partial(actions.is_confirmed, user),
    )
    if request.method == "POST" and form.is_valid():
        return _ask(request, user)
    subject = subject_of_user(user)
    context = _erasure_context(subject, user) | {
        "form": form,
        "who_decides": actions.who_decides(subject),
        "has_password": user.has_usable_password(),
        "has_key": actions.is_confirmed(user, request.GET.get("key", "")),
        "is_own": True,
    }
    return render(request, "portal/erasure.html", context)


def _ask(request: HttpRequest, user: User) -> HttpResponse:
    try:
        done = actions.ask_for_erasure(user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("portal:own_erasure")
    if isinstance(done, ErasureReceipt):
        # The account is gone: what the browser still holds of it goes, too.
        logout(request)
        return redirect("portal:erasure_receipt", uid=done.uid)
    messages.success(request, gettext("Your request is with those who decide on it."))
    return redirect("portal:own_data")


@read_only
def receipt(request: HttpRequest, uid: str) -> HttpResponse:
    """For whoever has its address: it names nobody."""
    found = get_object_or_404(ErasureReceipt, uid=uid)
    labels = {kind.name: kind.label for kind in all_kinds()}
    lines = [
        (labels.get(name, name), numbers) for name, numbers in found.counts.items()
    ]
    context = {"receipt": found, "lines": lines, "backups_kept": backups_kept()}
    return render(request, "portal/erasure_receipt.html", context)


# 2. Of somebody whose record one keeps.
@read_only
@login_required
@never_cache
def person_data(request: HttpRequest, uid: str) -> HttpResponse:
    person = _kept_person(request, uid)
    page = read_data_page(subject_of(person), _viewer(request))
    context = {"page": page, "person": person, "may_erase": _may_erase(request, person)}
    return render(request, "portal/data.html", context)


@read_only
@login_required
@never_cache
def person_data_json(request: HttpRequest, uid: str) -> HttpResponseBase:
    return _json(subject_of(_kept_person(request, uid)), _viewer(request))


@read_only
@login_required
@never_cache
def person_data_zip(request: HttpRequest, uid: str) -> HttpResponseBase:
    subject = subject_of(_kept_person(request, uid))
    return _archive(request, subject, _viewer(request))


@form_page
@login_required
@never_cache
def person_erasure(request: HttpRequest, uid: str) -> HttpResponse:
    person = _kept_person(request, uid)
    may_erase = _may_erase(request, person)
    if request.method == "POST" and not may_erase:
        log_refusal(request, "erasure refused")
    asked = actions.request_of(person)
    form = ErasureForm(
        request.POST or None,
        was_asked_here=asked is not None,
        check_password=partial(_is_password, request),
        check_key=lambda key: False,
    )
    if request.method == "POST" and may_erase and form.is_valid():
        return _erase(request, person, form)
    context = _erasure_context(subject_of(person), _user(request)) | {
        "form": form,
        "person": person,
        "asked": asked,
        "may_erase": may_erase,
    }
    return render(request, "portal/erasure.html", context)


def _erase(request: HttpRequest, person: Person, form: ErasureForm) -> HttpResponse:
    values = form.cleaned_data
    try:
        done = actions.erase_person(
            person,
            actor=_user(request),
            means=values.get("means", ""),
            asked_on=values.get("asked_on"),
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("portal:person_erasure", uid=person.uid)
    if (done.role, done.means) == (ErasureRole.KEEPER, ErasureMeans.ONLINE):
        # The receipt is the person's: it counts what others held, too.
        text = gettext("It is done; who asked for it gets the receipt by mail.")
        messages.success(request, text)
        return redirect("portal:desk")
    return redirect("portal:erasure_receipt", uid=done.uid)


@read_only
@login_required
def named_people(request: HttpRequest) -> HttpResponse:
    require(request.user, "accounts.keep_records")
    named = read_named_people(request.user)
    return render(request, "portal/named_people.html", {"named": named})


# 3. What both have in common.
def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _viewer(request: HttpRequest) -> User | None:
    """None sees all: an administrator, as the person would."""
    user = _user(request)
    return None if is_administrator(user) else user


def _kept_person(request: HttpRequest, uid: str) -> Person:
    person = Person.objects.filter(uid=uid).select_related("user", "maintained_by")
    found = person.first()
    if found is None:
        raise Http404
    require(request.user, SEE_DATA, found)
    return found


def _may_erase(request: HttpRequest, person: Person) -> bool:
    return may(request.user, ERASE, person)


def _is_password(request: HttpRequest, word: str) -> bool:
    user = _user(request)
    if not ratelimit.consume(request, action="reauthenticate", user=user):
        raise ValidationError(
            gettext("Too many requests. Wait a few minutes, then try again.")
        )
    return user.check_password(word)


def _erasure_context(subject: Subject, user: User) -> dict[str, Any]:
    sees_all = subject.user == user or is_administrator(user)
    return {
        "subject": subject,
        "foreseen": foresee(subject, None if sees_all else user),
        "sees_all": sees_all,
        "mentions": read_mentions(subject, user),
        "refusal": actions.reason_to_refuse(subject),
        "backups_kept": backups_kept(),
    }


def _json(subject: Subject, viewer: User | None) -> HttpResponse:
    return HttpResponse(
        as_json(subject, tell(subject, viewer)),
        content_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="data.json"'},
    )


def _archive(
    request: HttpRequest, subject: Subject, viewer: User | None
) -> FileResponse:
    told = tell(subject, viewer)
    page: Callable[[], str] = partial(
        render_to_string,
        "portal/data_file.html",
        {"subject": subject, "told": told, "folder": "files"},
    )
    archive = as_archive(subject, told, page)
    return FileResponse(archive, as_attachment=True, filename="data.zip")
