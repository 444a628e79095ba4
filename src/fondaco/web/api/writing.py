"""What programs send becomes what the form of the record is sent; the rest is its own.

So the same words are refused for the same reasons as on the page, the same action
saves, and the same history, undo step and permissions hold.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from pydantic import BaseModel

from fondaco.core.permissions import Actor, may, require
from fondaco.web.api.problems import Mistake, ProblemError
from fondaco.web.api.reading import show_record
from fondaco.web.api.resources import Resource, Rowed
from fondaco.web.api.schemas import ApiField
from fondaco.web.records.deletion import foresee_deletion
from fondaco.web.records.editing import Editing
from fondaco.web.records.types import RECORD_TYPES
from fondaco.web.records.undo import delete_with_way_back

Sent = Mapping[str, Any]


def create_record(
    resource: Resource, request: HttpRequest, body: BaseModel
) -> HttpResponse:
    record_type = resource.record_type
    # The list is there for whoever asks: there is nothing to hide.
    if not may(request.user, record_type.permission("add")):
        raise ProblemError(403, _("You may not add records of this kind."))
    sent = body.model_dump(exclude_unset=True)
    with transaction.atomic():
        editing = _edit(resource, record_type.model(), sent, request.user)
        record = _save(resource, editing, sent, request.user)
    response = show_record(resource, request, record_type.find(record.uid))
    response.status_code = 201
    response["Location"] = request.build_absolute_uri(f"{request.path}/{record.uid}")
    return response


def change_record(
    resource: Resource, request: HttpRequest, key: str, body: BaseModel
) -> HttpResponse:
    record_type = resource.record_type
    record = find_record(resource, request, key, "change")
    version = _version_sent(request, record)
    sent = body.model_dump(exclude_unset=True)
    with transaction.atomic():
        editing = _edit(resource, record, sent, request.user, version)
        _save(resource, editing, sent, request.user)
    return show_record(resource, request, record_type.find(key))


def delete_record(resource: Resource, request: HttpRequest, key: str) -> HttpResponse:
    record = find_record(resource, request, key, "delete")
    version = _version_sent(request, record)
    if version != str(record.latest_change or 0):
        raise _changed_meanwhile()
    deletion = foresee_deletion(record, request.user)
    if not deletion.is_possible:
        names = [
            Mistake("", f"{one.label}: {name}")
            for one in deletion.in_the_way
            for name in one.names
        ]
        detail = deletion.reason_to_keep or _(
            "The record cannot be deleted: others depend on it."
        )
        raise ProblemError(409, detail, names)
    delete_with_way_back(resource.record_type, record, request.user)
    return HttpResponse(status=204)


def find_record(
    resource: Resource, request: HttpRequest, key: str, verb: str = "view"
) -> Any:
    """404 for whoever may not even see it, 403 for who may not do this to it."""
    record_type = resource.record_type
    record = record_type.find(key)
    if record is None:
        raise Http404
    require(request.user, record_type.permission("view"), record)
    if not record_type.may(request.user, verb, record):
        raise ProblemError(403, _("The record is somebody else’s to change."))
    return record


def _version_sent(request: HttpRequest, record: Any) -> str:
    """The version that the program had read: nothing is overwritten unread."""
    mark = request.headers.get("If-Match", "").strip()
    if mark == "*":
        return str(record.latest_change or 0)
    found = re.fullmatch(r'(?:W/)?"(\d{1,18})-[0-9a-f]+"', mark)
    if found is None:
        detail = _(
            "Send the ETag of the record that you read as If-Match, so that nothing "
            "of others is overwritten."
        )
        raise ProblemError(428, detail)
    return found[1]


def _changed_meanwhile() -> ProblemError:
    return ProblemError(
        412, _("Somebody changed the record since you read it: read it again.")
    )


def _edit(
    resource: Resource, record: Any, sent: Sent, actor: Actor, version: str = ""
) -> Editing:
    rowed = [one for one in resource.rowed if one.name in sent]
    editing = Editing(
        record_type=resource.record_type,
        record=record,
        actor=actor,
        form_class=resource.record_type.form,
        rows=tuple(one.rows for one in rowed),
        pressed=_pressed(sent),
    )
    editing.fill(None, {})
    finder = _Finder(actor)
    filling = _Filling(editing, resource, finder)
    data = filling.fill(sent, rowed)
    data["version"] = version
    if finder.mistakes:
        raise _refused(finder.mistakes)
    editing.fill(data, {})
    for row_set in editing.row_sets:
        for number, form in enumerate(row_set.forms):
            form.place = filling.places.get((row_set.prefix, number), number)
    return editing


def _pressed(sent: Sent) -> str:
    asked = sent.get("is_published")
    return "save" if asked is None else "publish" if asked else "withdraw"


def _save(resource: Resource, editing: Editing, sent: Sent, actor: Actor) -> Any:
    if "is_published" in sent and not editing.may_publish:
        if sent["is_published"] or not editing.is_new:
            raise _refused(
                [Mistake("/is_published", _("You may not publish this record."))]
            )
        editing.pressed = "save"
    if not editing.is_valid():
        raise _why_not(editing, resource, sent)
    goes_public = editing.pressed == "publish" and not editing.record.is_published
    if editing.has_changed and not editing.save():
        raise _why_not(editing, resource, sent)
    record = editing.form.instance
    if resource.publishing and goes_public:
        # Refused, it was never saved: all of it is one transaction.
        if not sent.get("is_another"):
            _refuse_twins(resource.publishing.likely(record, actor))
        resource.publishing.publish(record, actor=actor)
    return record


def _refuse_twins(likely: Iterable[Any]) -> None:
    if found := [Mistake(f"/{one.uid}", str(one)) for one in likely]:
        raise ProblemError(
            409,
            _("This may be on record already. If it is not, send is_another as true."),
            found,
        )


def _why_not(editing: Editing, resource: Resource, sent: Sent) -> ProblemError:
    if editing.has_changed_meanwhile:
        return _changed_meanwhile()
    if editing.likenesses:
        detail = _(
            "This may be on record already. If it is not, send is_another as true."
        )
        found = [
            Mistake(f"/{one.record.uid}", f"{one.record}: {', '.join(one.reasons)}")
            for one in editing.likenesses
        ]
        return ProblemError(409, detail, found)
    return _refused(_mistakes(editing, resource, sent))


def _refused(mistakes: list[Mistake]) -> ProblemError:
    return ProblemError(422, _("The record could not be saved as it is."), mistakes)


def _mistakes(editing: Editing, resource: Resource, sent: Sent) -> list[Mistake]:
    found = _of_form(editing.form, "")
    rowed = [one for one in resource.rowed if one.name in sent]
    for one, row_set in zip(rowed, editing.row_sets, strict=True):
        found += [Mistake(f"/{one.name}", error) for error in row_set.non_form_errors()]
        for form in row_set.forms:
            found += _of_form(form, f"/{one.name}/{form.place}")
    return found


def _of_form(form: Any, pointer: str) -> list[Mistake]:
    return [
        Mistake(pointer if name == "__all__" else f"{pointer}/{name}", error)
        for name, errors in form.errors.items()
        for error in errors
    ]


class _Finder:
    """The numbers of the records that a body names by their identifiers."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.mistakes: list[Mistake] = []
        self.pointer = ""

    def __call__(self, model: type[Model], uid: str) -> str:
        known = RECORD_TYPES[model].visible_to(self.actor)
        pk = known.filter(uid=uid).values_list("pk", flat=True).first()
        if pk is None:
            detail = _("There is no such record, or none that you may see.")
            self.mistakes.append(Mistake(self.pointer, detail))
        return str(pk or "")


class _Filling:
    """The form as it stands, with what was sent written over it."""

    def __init__(self, editing: Editing, resource: Resource, finder: _Finder) -> None:
        self.editing, self.resource, self.finder = editing, resource, finder
        self.data = QueryDict(mutable=True)
        # Where the rows of the form stand in what was sent.
        self.places: dict[tuple[str, int], int] = {}

    def fill(self, sent: Sent, rowed: Iterable[Rowed]) -> QueryDict:
        form = self.editing.form
        for bound in form.visible_fields():
            self._put(bound.html_name, bound.value())
        for one in self.resource.written:
            if one.name in sent:
                self._take(one, sent[one.name])
        for rows, row_set in zip(rowed, self.editing.row_sets, strict=True):
            self._fill_rows(rows, row_set, sent[rows.name])
        return self.data

    def _take(self, one: ApiField, value: Any) -> None:
        self.finder.pointer = f"/{one.name}"
        if one.name not in self.editing.form.fields:
            detail = _("You may not change this.")
            self.finder.mistakes.append(Mistake(self.finder.pointer, detail))
            return
        self._put(one.name, one.send(value, self.finder))

    def _put(self, name: str, value: Any) -> None:
        if isinstance(value, list):
            self.data.setlist(name, [str(one) for one in value])
        elif value is None or value is False:
            self.data.setlist(name, [])
        else:
            self.data[name] = "on" if value is True else str(value)

    def _fill_rows(self, rowed: Rowed, row_set: Any, sent: list[Sent]) -> None:
        """Rows sent as they are on record stay those; the others go, or are new."""
        prefix, key = row_set.prefix, row_set.model._meta.pk.name
        blank = {one.name: one.value() for one in _own(row_set.empty_form, key)}
        wanted = [
            self._cells(rowed, blank, row, place) for place, row in enumerate(sent)
        ]
        left = list(range(len(wanted)))
        known = row_set.initial_forms
        for number, form in enumerate(known):
            cells = {bound.name: _cell(bound.value()) for bound in _own(form, key)}
            place = next((one for one in left if wanted[one] == cells), None)
            self.data[f"{prefix}-{number}-{key}"] = str(form.instance.pk)
            for name, value in cells.items():
                self._put(f"{prefix}-{number}-{name}", value)
            if place is None:
                self.data[f"{prefix}-{number}-DELETE"] = "on"
            else:
                left.remove(place)
                self.places[prefix, number] = place
        for number, place in enumerate(left, len(known)):
            self.places[prefix, number] = place
            for name, value in wanted[place].items():
                self._put(f"{prefix}-{number}-{name}", value)
        self.data[f"{prefix}-TOTAL_FORMS"] = str(len(known) + len(left))
        self.data[f"{prefix}-INITIAL_FORMS"] = str(len(known))

    def _cells(
        self, rowed: Rowed, blank: Sent, row: Sent, place: int
    ) -> dict[str, Any]:
        cells = {name: _cell(value) for name, value in blank.items()}
        for one in rowed.fields:
            self.finder.pointer = f"/{rowed.name}/{place}/{one.name}"
            if one.name in row:
                cells[one.name] = _cell(one.send(row[one.name], self.finder))
        return cells


def _own(form: Any, key: str) -> list[Any]:
    return [
        one for one in form if one.name not in {key, "DELETE"} and not one.is_hidden
    ]


def _cell(value: Any) -> Any:
    """Alike for what stands in a form and what was sent."""
    if isinstance(value, list):
        return [str(one) for one in value]
    if value is None or value is False:
        return ""
    return "on" if value is True else str(value)
