"""What a visit to a form is answered with: saved, saved before, or the form again."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fondaco.core.models import DatedFact, UndoStep
from fondaco.core.queries import overlapping_facts
from fondaco.web.records.drafts import forget_draft, keep_draft
from fondaco.web.records.editing import Editing
from fondaco.web.records.kept_words import forget_words
from fondaco.web.records.locating import panels_url
from fondaco.web.records.types import RecordType, Save
from fondaco.web.records.visits import read_visit
from fondaco.web.returning import own_address


def context_of(
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


def edit(
    request: HttpRequest, editing: Editing, title: str, action: Save | None = None
) -> HttpResponse:
    """Save what was sent, once; or show the form, with whatever was written in it."""
    if answer := _answer(request, editing, action):
        return answer
    record_type, record = editing.record_type, editing.record
    context = context_of(request, record_type, record, title) | {
        "editing": editing,
        "record_url": "",
        "cancel_url": after(request, record_type, record),
    }
    if editing.made_before is not None:
        context["made_before"] = _linked(request, record_type, editing.made_before)
    if not editing.is_new:
        context["may_delete"] = record_type.may(request.user, "delete", record)
        context["public_url"] = record_type.public_address(record)
        context["links"] = record_type.links(record)
        context["addresses"] = _addresses(record_type, record)
        context["panels_url"] = panels_url(record)
    return render(request, "web/record_form.html", context)


def edit_sources(request: HttpRequest, editing: Editing, action: Save) -> HttpResponse:
    """The same for the sources of one row."""
    if answer := _answer(request, editing, action):
        return answer
    context = context_of(
        request, editing.record_type, editing.record, str(editing.parent)
    )
    return render(request, "web/record_sources.html", context | {"editing": editing})


def _answer(
    request: HttpRequest, editing: Editing, action: Save | None
) -> HttpResponse | None:
    if request.method != "POST":
        if not editing.is_restored:
            return None
        if (saved := editing.find_saved()) is None:
            editing.catch_up()
            return None
        return _saved_before(request, editing, saved)
    if editing.pressed == "keep":
        # Sent by the page itself while somebody types; whose words, the visit says.
        if editing.visit is not None:
            keep_draft(request)
        return HttpResponse(status=204)
    if editing.pressed == "discard":
        forget_words(request, read_visit(editing.form.data))
        forget_draft(request)
        return redirect(request.path)
    if (saved := editing.find_saved()) is not None:
        return _saved_before(request, editing, saved)
    if not editing.is_valid():
        return None
    if not editing.has_changed:
        messages.info(request, _("Nothing had changed."))
        return redirect(_next_page(request, editing))
    if editing.save(action):
        forget_words(request, editing.visit)
        forget_draft(request)
        return redirect(_saved(request, editing))
    # The other half of a double click may have been quicker.
    if (saved := editing.find_saved()) is not None:
        return _saved_before(request, editing, saved)
    return None


def _saved_before(request: HttpRequest, editing: Editing, record: Any) -> HttpResponse:
    forget_words(request, editing.visit)
    record_type = editing.record_type
    text = _("“{link}” was saved already: the form was sent twice, and counts once.")
    link = _linked(request, record_type, record)
    messages.info(request, format_html(text, link=link))
    if record_type.may(request.user, "change", record):
        return redirect(record_type.url("change", record))
    return redirect(after(request, record_type))


def _linked(request: HttpRequest, record_type: RecordType, record: Any) -> SafeString:
    if not record_type.may(request.user, "change", record):
        return format_html("{}", record)
    url = record_type.url("change", record)
    return format_html('<a href="{}">{}</a>', url, record)


def _addresses(record_type: RecordType, record: Any) -> dict[str, str]:
    verbs = ["history", "delete", *(["supersede"] if record_type.is_fact else [])]
    verbs += ["merge"] if record_type.merging else []
    addresses = {verb: record_type.url(verb, record) for verb in verbs}
    if record_type.is_fact:
        addresses["another_account"] = (
            f"{record_type.url('add')}?alternative_to={record.uid}"
        )
    return addresses


def _saved(request: HttpRequest, editing: Editing) -> str:
    """Say what was saved and what to look at; return where to go next."""
    record_type, record = editing.record_type, editing.form.instance
    if editing.parent is not None:
        text = _("The sources of “%s” were saved.")
        messages.success(request, text % editing.parent)
        return record_type.url("change", record)
    address = record_type.public_address(record) or record_type.url("change", record)
    link = format_html('<a href="{}">{}</a>', address, record)
    text = format_html(_("“{link}” was saved."), link=link)
    messages.success(request, with_way_back(text, editing.undo_step))
    _warn_of_overlap(request, record_type, record)
    where = record_type.after_save(request, record)
    if editing.pressed == "publish" and record_type.publish and editing.may_publish:
        where = record_type.publish(request, record) or where
    return where or _next_page(request, editing)


def with_way_back(text: str, step: UndoStep | None) -> SafeString:
    """What was done, and where to take it back; that page asks before it does."""
    if step is None:
        return format_html("{}", text)
    url = reverse("web:undo", args=[step.uid])
    return format_html('{} <a href="{}">{}</a>', text, url, _("Undo"))


def _next_page(request: HttpRequest, editing: Editing) -> str:
    if editing.pressed == "continue" or editing.parent is not None:
        return editing.record_type.url("change", editing.form.instance)
    return after(request, editing.record_type, editing.form.instance)


def after(request: HttpRequest, record_type: RecordType, record: Any = None) -> str:
    """Where the person came from, or else the list, if that is theirs to see."""
    if asked := own_address(request, request.GET.get("next", "")):
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
