"""The managers' pages of every type of record: list, add, change, delete, history."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from fondaco.core.actions import save_record, supersede_fact
from fondaco.core.models import Citation, DatedFact
from fondaco.core.permissions import require
from fondaco.core.queries import overlapping_facts
from fondaco.web.methods import form_page, read_only
from fondaco.web.records.changes import read_changes
from fondaco.web.records.deletion import foresee_deletion
from fondaco.web.records.editing import Editing, start_editing, write_rows
from fondaco.web.records.listing import read_listing
from fondaco.web.records.options import Options, RecordChoiceField
from fondaco.web.records.rows import CITATIONS, Rows
from fondaco.web.records.types import RecordType, Save


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
    if request.method == "GET":
        _prefill(editing, request)
    title = _("%(label)s: new record") % {"label": record_type.label}
    return _edit(request, editing, title)


@form_page
def record_change(
    request: HttpRequest, record_type: RecordType, key: str
) -> HttpResponse:
    record = _find(request, record_type, key, "change")
    title = str(record)
    return _edit(request, start_editing(request, record_type, record), title)


@form_page
def record_supersede(
    request: HttpRequest, record_type: RecordType, key: str
) -> HttpResponse:
    """What changed: the fact that takes the place of this one."""
    old = _find(request, record_type, key, "change")
    initial = _copied(old) | {"valid_from": None, "valid_until": None}
    editing = start_editing(request, record_type, record_type.model(), initial)
    title = _("What came after: %(record)s") % {"record": old}
    return _edit(request, editing, title, action=partial(supersede_fact, old))


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
        return redirect(_after(request, record_type))
    context = _context(request, record_type, record, str(record))
    context["deletion"] = deletion
    status = 409 if request.method == "POST" else 200
    return render(request, "web/record_confirm_delete.html", context, status=status)


@read_only
def record_history(
    request: HttpRequest, record_type: RecordType, key: str
) -> HttpResponse:
    record = _find(request, record_type, key, "change")
    context = _context(request, record_type, record, str(record))
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
    data = request.POST if request.method == "POST" else None
    citations = CITATIONS.build(found, Options(request.user), data)
    if request.method == "POST" and citations.is_valid():
        save_record(
            record,
            actor=request.user,  # type: ignore[arg-type]
            reason=f"rows:{Citation._meta.label_lower}",
            write_rows=partial(write_rows, citations, request.user),
        )
        messages.success(request, _("The sources of “%s” were saved.") % found)
        return redirect(record_type.url("change", record))
    context = _context(request, record_type, record, str(found))
    context["rows"] = citations
    return render(request, "web/record_sources.html", context)


def _find(request: HttpRequest, record_type: RecordType, key: str, verb: str) -> Any:
    record = record_type.find(key)
    if record is None:
        raise Http404
    require(request.user, record_type.permission(verb), record)
    return record


def _context(
    request: HttpRequest, record_type: RecordType, record: Any, title: str
) -> dict[str, Any]:
    listed = record_type.may(request.user, "change")
    return {
        "record_type": record_type,
        "record": record,
        "title": title,
        "list_url": record_type.url("manage") if listed else "",
        "record_url": "" if record.pk is None else record_type.url("change", record),
    }


def _edit(
    request: HttpRequest, editing: Editing, title: str, action: Save | None = None
) -> HttpResponse:
    if request.method == "POST" and editing.is_valid():
        if not editing.has_changed:
            messages.info(request, _("Nothing had changed."))
            return redirect(_next_page(request, editing))
        if editing.save(action):
            return redirect(_saved(request, editing))
    record_type, record = editing.record_type, editing.record
    context = _context(request, record_type, record, title) | {
        "editing": editing,
        "record_url": "",
        "cancel_url": _after(request, record_type, record),
    }
    if not editing.is_new:
        context["may_delete"] = record_type.may(request.user, "delete", record)
        context["public_url"] = record_type.public_address(record)
        context["links"] = record_type.links(record)
        context["addresses"] = _addresses(record_type, record)
    return render(request, "web/record_form.html", context)


def _addresses(record_type: RecordType, record: Any) -> dict[str, str]:
    verbs = ["history", "delete", *(["supersede"] if record_type.is_fact else [])]
    addresses = {verb: record_type.url(verb, record) for verb in verbs}
    if record_type.is_fact:
        addresses["another_account"] = (
            f"{record_type.url('add')}?alternative_to={record.uid}"
        )
    return addresses


def _saved(request: HttpRequest, editing: Editing) -> str:
    """Say what was saved and what to look at; return where to go next."""
    record_type, record = editing.record_type, editing.form.instance
    address = record_type.public_address(record) or record_type.url("change", record)
    text = _("“{link}” was saved.")
    link = format_html('<a href="{}">{}</a>', address, record)
    messages.success(request, format_html(text, link=link))
    _warn_of_overlap(request, record_type, record)
    where = record_type.after_save(request, record)
    if editing.pressed == "publish" and record_type.publish and editing.may_publish:
        where = record_type.publish(request, record) or where
    return where or _next_page(request, editing)


def _next_page(request: HttpRequest, editing: Editing) -> str:
    if editing.pressed == "continue":
        return editing.record_type.url("change", editing.form.instance)
    return _after(request, editing.record_type, editing.form.instance)


def _after(request: HttpRequest, record_type: RecordType, record: Any = None) -> str:
    """Where the person came from, or else the list, if that is theirs to see."""
    asked = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        return asked
    if record_type.may(request.user, "change"):
        return record_type.url("manage")
    if record is not None and record.pk is not None:
        return record_type.url("change", record)
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _warn_of_overlap(
    request: HttpRequest, record_type: RecordType, record: Any
) -> None:
    same = record_type.one_at_a_time(record)
    if not isinstance(record, DatedFact) or not same:
        return
    others = [
        str(other)
        for other in overlapping_facts(record, same)
        if record_type.may(request.user, "change", other)
    ]
    if others:
        text = _(
            "In the same time this holds, too: %(others)s. If one of them has ended, "
            "say when; if sources disagree, make one another account of the other."
        )
        messages.warning(request, text % {"others": "; ".join(others)})


def _prefill(editing: Editing, request: HttpRequest) -> None:
    """Start from what the address says, such as ?activity=…, and from only choices."""
    form = editing.form
    given: dict[str, Any] = {}
    for name in request.GET:
        value, field = request.GET.get(name, ""), form.fields.get(name)
        if isinstance(field, RecordChoiceField):
            if key := _key_of(form.choices[name].read(request.user), value):
                given[name] = key
        elif field is not None and name != "version":
            given[name] = value
    if key := given.get("alternative_to"):
        account = form.choices["alternative_to"].read(request.user).get(pk=key)
        form.initial.update(_copied(account))
    form.initial.update(given)
    form.preselect()


def _key_of(known: Any, value: str) -> Any:
    fields = {field.name for field in known.model._meta.fields}
    name = "uid" if "uid" in fields else "pk"
    if "\0" in value or (name == "pk" and not value.isdecimal()):
        return None
    return known.filter(**{name: value}).values_list("pk", flat=True).first()


_OF_ONE_ACCOUNT = {
    "alternative_to",
    "superseded_by",
    "preference_reason_it",
    "preference_reason_en",
    "note_it",
    "note_en",
}


def _copied(fact: Model) -> dict[str, Any]:
    """What two accounts of a fact, or it and its successor, have in common."""
    copied = {
        field.name: getattr(fact, field.attname)
        if isinstance(field, ForeignKey)
        else getattr(fact, field.name)
        for field in fact._meta.fields
        if field.editable and field.name not in _OF_ONE_ACCOUNT
    }
    return copied | {
        name: getattr(fact, name) for name in ("valid_from", "valid_until")
    }
