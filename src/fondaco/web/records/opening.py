"""Opening a form: of a record, or of the sources of one of its rows."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db.models import Model
from django.forms import modelform_factory
from django.http import HttpRequest

from fondaco.web.records.drafts import find_draft, words_of
from fondaco.web.records.editing import Editing
from fondaco.web.records.forms import RecordForm
from fondaco.web.records.kept_words import find_words
from fondaco.web.records.rows import CITATIONS
from fondaco.web.records.types import RecordType


class _SourcesForm(RecordForm):
    """Of the record itself it knows the version, and changes nothing."""

    def _post_clean(self) -> None:
        pass


@cache
def _sources_form(model: type[Model]) -> Any:
    return modelform_factory(model, _SourcesForm, fields=())


def start_editing(
    request: HttpRequest,
    record_type: RecordType,
    record: Any,
    initial: Mapping[str, Any] | None = None,
    row: Any = None,
) -> Editing:
    """The forms of a visit to a record; or, of one row of it, to the row's sources."""
    form_class, rows = record_type.form, record_type.all_rows
    if row is not None:
        form_class = _sources_form(record_type.model)
        rows = (CITATIONS,)
    is_sent = request.method == "POST"
    kept = None if is_sent else find_words(request)
    draft = None
    if kept is None and not is_sent and getattr(record, "has_draft", True):
        draft = find_draft(request)
    if draft and "draft" in request.GET:
        kept = words_of(draft)
    editing = Editing(
        record_type=record_type,
        record=record,
        actor=request.user,
        form_class=form_class,
        rows=rows,
        parent=row,
        pressed=request.POST.get("press", "save"),
        is_restored=kept is not None,
        draft=draft,
    )
    editing.fill(request.POST if is_sent else kept, initial or {})
    return editing
