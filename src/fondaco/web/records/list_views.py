"""The pages of a list: itself, what is done to many of its records, its saved views."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fondaco.core.models import SavedView
from fondaco.core.permissions import require
from fondaco.core.refusals import log_refusal
from fondaco.core.spreadsheets.writing import MEDIA_TYPES
from fondaco.web.methods import form_page, read_only
from fondaco.web.records.answers import with_way_back
from fondaco.web.records.bulk import (
    MOST,
    Plan,
    carry_out,
    pick,
    plan,
    value_field,
    with_their_groups,
)
from fondaco.web.records.exports import export
from fondaco.web.records.listing import read_listing
from fondaco.web.records.saved_views import (
    SavedViewForm,
    keep_view,
    own_views,
    query_to_keep,
    visible_views,
)
from fondaco.web.records.types import RecordType
from fondaco.web.returning import own_address


@read_only
def record_list(request: HttpRequest, record_type: RecordType) -> HttpResponse:
    require(request.user, record_type.permission("change"))
    views = list(visible_views(record_type, request.user))
    if not request.GET:
        for view in views:
            if view.is_default and view.owner_id == request.user.pk and view.query:
                return redirect(f"{request.path}?{view.query}")
    listing = read_listing(record_type, request.user, request.GET)
    kind = request.GET.get("export", "")
    if kind in MEDIA_TYPES:
        return export(listing, kind)
    query = query_to_keep(request.GET)
    context = {
        "record_type": record_type,
        "listing": listing,
        "may_add": record_type.may(request.user, "add"),
        "add_url": record_type.url("add"),
        "bulk_url": record_type.url("bulk"),
        "views_url": record_type.url("views"),
        "views": [(view, _is_open(view, query)) for view in views],
        "query": query,
        # With nothing in the address, one's default view would come.
        "all_url": f"{request.path}?all=1",
        "here": request.get_full_path(),
    }
    return render(request, "web/record_list.html", context)


def _is_open(view: SavedView, query: str) -> bool:
    return view.query == query


@form_page
def record_bulk(request: HttpRequest, record_type: RecordType) -> HttpResponse:
    """First shows what would change, then does it."""
    require(request.user, record_type.permission("change"))
    back = _back(request, record_type)
    sent = request.POST
    known = {action.name: action for action in record_type.bulk_actions}
    action = known.get(sent.get("action", ""))
    keys = sent.getlist("selected")
    if sent.get("everything"):
        keys = _everything(record_type, request, sent["everything"])
    records = pick(record_type, request.user, keys)
    missing = len(set(keys[:MOST])) - len(records)
    if missing:
        label = record_type.model._meta.label
        log_refusal(request, "not theirs to change", f"{missing} of {label}")
    records = with_their_groups(record_type, request.user, records)
    if action is None or not records:
        messages.warning(
            request, _("Choose records of the list, and what to do with them.")
        )
        return redirect(back)
    field = value_field(record_type, action, request.user)
    value, mistake = _value(field, sent)
    made = None
    if field is None or value is not None:
        made = plan(record_type, action, request.user, records, value)
    if made and "confirmed" in sent:
        return _done(request, record_type, made, value, back)
    context = {
        "record_type": record_type,
        "action": action,
        "records": records,
        "keys": [getattr(one, record_type.key) for one in records],
        "field": field,
        "value": sent.get("value", ""),
        "mistake": mistake,
        "plan": made,
        "back": back,
        "is_cut": len(keys) > MOST,
        "missing": missing,
        "most": MOST,
    }
    return render(request, "web/record_bulk.html", context)


def _everything(record_type: RecordType, request: HttpRequest, query: str) -> list[str]:
    """All that the list shows, of every page."""
    listing = read_listing(
        record_type, request.user, QueryDict(query.partition("?")[2])
    )
    found = listing.records.values_list(record_type.key, flat=True)[: MOST + 1]
    return [str(key) for key in found]


def _value(field: Any, sent: QueryDict) -> tuple[Any, str]:
    if field is None or "value" not in sent:
        return None, ""
    try:
        return field.clean(sent["value"]), ""
    except ValidationError as error:
        return None, " ".join(error.messages)


def _done(
    request: HttpRequest, record_type: RecordType, made: Plan, value: Any, back: str
) -> HttpResponse:
    try:
        step = carry_out(record_type, made, request.user, value)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(back)
    count = len(made.doable)
    text = ngettext(
        "%(count)d record: done (%(action)s).",
        "%(count)d records: done (%(action)s).",
        count,
    ) % {"count": count, "action": made.action.label}
    messages.success(request, with_way_back(text, step))
    return redirect(back)


def _back(request: HttpRequest, record_type: RecordType) -> str:
    asked = own_address(request, request.POST.get("back", ""))
    return asked or record_type.url("manage")


@form_page
def record_views(request: HttpRequest, record_type: RecordType) -> HttpResponse:
    """One's saved views of a list, and keeping the one that was seen."""
    require(request.user, record_type.permission("change"))
    query = query_to_keep(request.GET)
    form = SavedViewForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        view = keep_view(record_type, request.user, form, query)
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": view})
        return redirect(f"{record_type.url('manage')}?{view.query or 'all=1'}")
    context = {
        "record_type": record_type,
        "form": form,
        "query": query,
        "own": own_views(record_type, request.user),
        "list_url": record_type.url("manage"),
    }
    return render(request, "web/record_views.html", context)


@form_page
def record_view(
    request: HttpRequest, record_type: RecordType, uid: str
) -> HttpResponse:
    """Opens a view; whoever keeps it may delete it."""
    require(request.user, record_type.permission("change"))
    if request.method != "POST":
        view = get_object_or_404(visible_views(record_type, request.user), uid=uid)
        return redirect(f"{record_type.url('manage')}?{view.query or 'all=1'}")
    own = get_object_or_404(own_views(record_type, request.user), uid=uid)
    if request.POST.get("press") != "delete":
        raise Http404
    own.delete()
    messages.success(request, _("The view “%(name)s” was deleted.") % {"name": own})
    return redirect(record_type.url("views"))
