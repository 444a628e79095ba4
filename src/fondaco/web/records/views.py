"""The managers' pages of every type of record: list, add, change, delete, history."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from fondaco.core.actions import save_record, supersede_fact
from fondaco.core.permissions import require
from fondaco.web.methods import form_page, read_only
from fondaco.web.records.answers import after, context_of, edit, edit_sources
from fondaco.web.records.changes import read_changes
from fondaco.web.records.deletion import foresee_deletion
from fondaco.web.records.listing import read_listing
from fondaco.web.records.opening import start_editing
from fondaco.web.records.prefill import copied, prefill
from fondaco.web.records.rows import Rows
from fondaco.web.records.types import RecordType


@read_only
def record_list(request: HttpRequest, record_type: RecordType) -> HttpResponse:
    require(request.user, record_type.permission("change"))
    context = {
        "record_type": record_type,
        "listing": read_listing(record_type, request.user, request.GET),
        "may_add": record_type.may(request.user, "add"),
        "add_url": record_type.url("add"),
    }
    return render(request, "web/record_list.html", context)


@form_page
def record_add(request: HttpRequest, record_type: RecordType) -> HttpResponse:
    require(request.user, record_type.permission("add"))
    editing = start_editing(request, record_type, record_type.model())
    if not editing.form.is_bound:
        prefill(editing, request)
    title = _("%(label)s: new record") % {"label": record_type.label}
    return edit(request, editing, title)


@form_page
def record_change(
    request: HttpRequest, record_type: RecordType, key: str
) -> HttpResponse:
    record = _find(request, record_type, key, "change")
    title = str(record)
    return edit(request, start_editing(request, record_type, record), title)


@form_page
def record_supersede(
    request: HttpRequest, record_type: RecordType, key: str
) -> HttpResponse:
    """What changed: the fact that takes the place of this one."""
    old = _find(request, record_type, key, "change")
    initial = copied(old) | {"valid_from": None, "valid_until": None}
    editing = start_editing(request, record_type, record_type.model(), initial)
    title = _("What came after: %(record)s") % {"record": old}
    return edit(request, editing, title, action=partial(supersede_fact, old))


@form_page
def record_delete(
    request: HttpRequest, record_type: RecordType, key: str
) -> HttpResponse:
    record = _find(request, record_type, key, "delete")
    deletion = foresee_deletion(record, request.user)
    if request.method == "POST" and deletion.is_possible:
        name, actor = str(record), request.user
        try:
            record_type.remove(record, actor=actor)  # type: ignore[arg-type]
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(record_type.url("change", record))
        messages.success(request, _("“%(name)s” was deleted.") % {"name": name})
        return redirect(after(request, record_type))
    context = context_of(request, record_type, record, str(record))
    context["deletion"] = deletion
    status = 409 if request.method == "POST" else 200
    return render(request, "web/record_confirm_delete.html", context, status=status)


@read_only
def record_history(
    request: HttpRequest, record_type: RecordType, key: str
) -> HttpResponse:
    record = _find(request, record_type, key, "change")
    context = context_of(request, record_type, record, str(record))
    context["changes"] = read_changes(record, request.user)
    return render(request, "web/record_history.html", context)


@form_page
def row_sources(
    request: HttpRequest, record_type: RecordType, key: str, rows: Rows, row: int
) -> HttpResponse:
    """The sources of one row: of a place, of an organiser, of a name."""
    record = _find(request, record_type, key, "change")
    own = rows.model._default_manager.filter(**{rows.parent_name(record): record})
    found = get_object_or_404(own, pk=row)
    editing = start_editing(request, record_type, record, row=found)
    return edit_sources(request, editing, save_record)


def _find(request: HttpRequest, record_type: RecordType, key: str, verb: str) -> Any:
    record = record_type.find(key)
    if record is None:
        raise Http404
    require(request.user, record_type.permission(verb), record)
    return record
