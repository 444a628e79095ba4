"""The files of a record: attaching them, letting visitors have them, serving them."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fondaco.core import attachments
from fondaco.core.attachments import attachments_of, path_of
from fondaco.core.media_types import ACCEPTED, tell_media_type
from fondaco.core.models import Attachment, AttachmentKind
from fondaco.core.permissions import Actor, RefusedError
from fondaco.core.uploads import too_large, was_too_large
from fondaco.web.methods import form_page, read_only
from fondaco.web.records.locating import (
    back_to,
    locate,
    may_change,
    panels_url,
    type_of,
)
from fondaco.web.records.panels import Panel, register

Verb = Callable[..., object]


class AttachmentForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=255,
        widget=forms.ClearableFileInput({"accept": ACCEPTED}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=AttachmentKind.choices,
        initial=AttachmentKind.OTHER,
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="attach-%s")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        tell_media_type(file, file.name)
        return file


def read_files(record: Any, actor: Actor) -> Mapping[str, Any] | None:
    if not may_change(actor, record):
        return None
    found = list(attachments_of(record))
    return {
        "attachments": [one for one in found if one.removed_at is None],
        "removed": [one for one in found if one.removed_at is not None],
        "form": AttachmentForm(),
        "attach_url": panels_url(record, "web:record_attach"),
        "may_show": is_shown(record),
    }


register(
    Panel("files", gettext_lazy("Files"), read_files, "web/panel_files.html", order=40)
)


def is_shown(record: Any) -> bool:
    """Whether visitors see a page of the record: only there are files for them."""
    record_type = type_of(record)
    if record_type is None or not record_type.has_page:
        return False
    return record_type.may(AnonymousUser(), "view", record)


@form_page
def attach(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    record_type, record = locate(request, kind, key, "change")
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if was_too_large(request):
            form = AttachmentForm(request.POST, {})
            form.is_valid()
            form.errors.pop("file", None)
            form.add_error("file", too_large())
        elif form.is_valid() and (attachment := _attach(request, form, record)):
            text = _("“%(name)s” was attached. Only those who keep the record see it.")
            messages.success(request, text % {"name": attachment})
            return redirect(back_to(request, record, "files"))
    context = {"form": form, "record": record, "record_type": record_type}
    status = 413 if was_too_large(request) else 200
    return render(request, "web/attachment_form.html", context, status=status)


def _attach(request: HttpRequest, form: Any, record: Any) -> Attachment | None:
    words = form.cleaned_data
    try:
        return attachments.attach_file(
            record,
            words["file"],
            kind=words["kind"],
            title=words["title"],
            actor=request.user,  # type: ignore[arg-type]
        )
    except ValidationError as error:
        form.add_error("file", error)
        return None


@form_page
def change_attachment(request: HttpRequest, key: str) -> HttpResponse:
    """What a button beside a file does; the buttons stand on the record's page."""
    attachment = get_object_or_404(Attachment, uid=key)
    record = attachment.record
    if record is None or not may_change(request.user, record):
        raise RefusedError("core.change_attachment", attachment)
    if request.method == "POST":
        _press(request, attachment, record)
    return redirect(back_to(request, record, "files"))


def _press(request: HttpRequest, attachment: Attachment, record: Any) -> None:
    verbs: dict[str, tuple[Verb, str]] = {
        "publish": (
            attachments.publish_attachment,
            _("Visitors may now have “%(name)s”."),
        ),
        "withdraw": (
            attachments.withdraw_attachment,
            _("“%(name)s” is private again."),
        ),
        "remove": (
            attachments.remove_attachment,
            _("“%(name)s” was removed. For a day it can be put back."),
        ),
        "put_back": (attachments.put_back_attachment, _("“%(name)s” is back.")),
    }
    pressed = request.POST.get("press", "")
    if pressed == "publish" and not (is_shown(record) and not attachment.removed_at):
        text = _("A file can be public only where its record is: publish that first.")
        messages.error(request, text)
        return
    if pressed not in verbs:
        return
    act, said = verbs[pressed]
    try:
        act(attachment, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said % {"name": attachment})


@read_only
def attachment(request: HttpRequest, uid: str) -> HttpResponseBase:
    """The file itself: whole to who keeps the record, bare to visitors."""
    found = get_object_or_404(Attachment, uid=uid, removed_at=None)
    record = found.record
    if record is None:
        raise Http404
    if may_change(request.user, record):
        return serve(found, found.stored_name, "inline" in request.GET)
    if found.is_public and is_shown(record):
        name = found.public_name or found.stored_name
        return serve(found, name, "inline" in request.GET)
    raise RefusedError("core.view_attachment", found)


def serve(found: Attachment, stored_name: str, is_inline: bool) -> FileResponse:
    """To be saved, never opened within the site; a picture may be seen in its place."""
    try:
        file = path_of(stored_name).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    shows = is_inline and found.is_picture and _is_still(file, found)
    response = FileResponse(
        file,
        as_attachment=not shows,
        filename=found.name,
        content_type=found.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-cache"
    return response


def _is_still(file: Any, found: Attachment) -> bool:
    """What was a picture when it came is one now."""
    try:
        return tell_media_type(file, "") == found.media_type
    except ValidationError:
        return False
    finally:
        file.seek(0)
