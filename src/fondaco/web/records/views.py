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
from fondaco.web.records.answers import (
    after,
    context_of,
    edit,
    edit_sources,
    with_way_back,
)
from fondaco.web.records.changes import read_changes
from fondaco.web.records.deletion import foresee_deletion
from fondaco.web.records.drafts import is_kept
from fondaco.web.records.merging import follows_merges
from fondaco.web.records.opening import start_editing
from fondaco.web.records.prefill import copied, prefill
from fondaco.web.records.restoring import bring_back, differences, find_version
from fondaco.web.records.rows import Rows
from fondaco.web.records.types import RecordType
from fondaco.web.records.undo import delete_with_way_back


@form_page
def record_add(request: HttpRequest, record_type: RecordType) -> HttpResponse:
    require(request.user, record_type.permission("add"))
    editing = start_editing(request, record_type, record_type.model())
    if not editing.form.is_bound:
        prefill(editing, request)
    title = _("%(label)s: new record") % {"label": record_type.label}
    return edit(request, editing, title)


@form_page
@follows_merges
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
            step = delete_with_way_back(record_type, record, actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(record_type.url("change", record))
        text = _("“%(name)s” was deleted.") % {"name": name}
        messages.success(request, with_way_back(text, step))
        return redirect(after(request, record_type))
    context = context_of(request, record_type, record, str(record))
    context["deletion"] = deletion
    status = 409 if request.method == "POST" else 200
    return render(request, "web/record_confirm_delete.html", context, status=status)


@read_only
@follows_merges
def record_history(
    request: HttpRequest, record_type: RecordType, key: str
) -> HttpResponse:
    record = _find(request, record_type, key, "change")
    context = context_of(request, record_type, record, str(record))
    context["changes"] = read_changes(record, request.user)
    context["history_url"] = record_type.url("history", record)
    return render(request, "web/record_history.html", context)


@form_page
def record_restore(
    request: HttpRequest, record_type: RecordType, key: str, version: str
) -> HttpResponse:
    """An earlier version: what would change, then done, as a new change."""
    record = _find(request, record_type, key, "change")
    found = find_version(record_type, record, version, request.user)
    if found is None:
        raise Http404
    context = context_of(request, record_type, record, str(record)) | {
        "version": found,
        "fields": differences(record, found, request.user),
        "history_url": record_type.url("history", record),
    }
    if request.method == "POST":
        try:
            step = bring_back(record_type, record, found, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(request.path)
        text = _("The version was brought back.")
        messages.success(request, with_way_back(text, step))
        return redirect(record_type.url("change", record))
    return render(request, "web/record_restore.html", context)


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
    draft = is_kept(request.user, request.path)
    record = record_type.find(key, has_draft=draft)
    if record is None:
        raise Http404
    require(request.user, record_type.permission(verb), record)
    return record
