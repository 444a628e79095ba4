"""One visit to a record's form: checked, saved, or refused with the words kept."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BoundField
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from fondaco.core.actions import delete_record, save_record
from fondaco.core.permissions import Actor
from fondaco.web.records.changes import Change, read_changes, version_of
from fondaco.web.records.forms import RecordForm
from fondaco.web.records.options import Options
from fondaco.web.records.types import RecordType, Save

PUBLICATION = {"publish": True, "withdraw": False}


@dataclass(frozen=True)
class FormError:
    """One mistake, and the field to go to."""

    label: str
    message: str
    anchor: str


@dataclass
class Editing:
    record_type: RecordType
    record: Any
    actor: Actor
    form: RecordForm
    row_sets: list[Any]
    # What was pressed: save, continue, publish or withdraw.
    pressed: str = "save"
    # What somebody else saved while the person was writing.
    meanwhile: list[Change] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return bool(self.record._state.adding)

    @cached_property
    def may_publish(self) -> bool:
        return self.record_type.may_publish(self.actor, self.record)

    def is_valid(self) -> bool:
        """Valid in form, and still the person's to keep once it is saved."""
        valid = [self.form.is_valid(), *(rows.is_valid() for rows in self.row_sets)]
        if not all(valid):
            return False
        become = self.form.instance
        if self.pressed in PUBLICATION and self.may_publish:
            publishes_later = self.record_type.publish and self.pressed == "publish"
            if not publishes_later:
                become.is_published = PUBLICATION[self.pressed]
        verb = "add" if self.is_new else "change"
        if not self.record_type.may(self.actor, verb, become):
            message = _(
                "You may not keep the record as you wrote it: "
                "choose a network, a cluster or a record that you answer for."
            )
            self.form.add_error(None, message)
        return self.form.is_valid()

    @property
    def has_changed(self) -> bool:
        return (
            self.is_new
            or self.pressed in PUBLICATION
            or self.form.has_changed()
            or any(rows.has_changed() for rows in self.row_sets)
        )

    def save(self, action: Save | None = None) -> bool:
        """Save all of it, or say in the form why not."""
        was_new = self.is_new
        if self._try_to_save(action):
            return True
        if was_new:
            # What the database took back is no record yet.
            self.record.pk, self.record._state.adding = None, True
        return False

    def _try_to_save(self, action: Save | None) -> bool:
        try:
            with transaction.atomic():
                if self._has_changed_meanwhile():
                    return False
                (action or self.record_type.action)(
                    self.form.instance,
                    actor=self.actor,  # type: ignore[arg-type]
                    reason=self._reason(),
                    write_rows=self._write_rows,
                )
        except ValidationError as error:
            self.form._update_errors(error)
            return False
        except IntegrityError:
            self.form.add_error(
                None, _("Somebody saved the same meanwhile. Try again.")
            )
            return False
        return True

    def _has_changed_meanwhile(self) -> bool:
        """Hold the record until the end of the transaction, and compare its version."""
        if self.is_new:
            return False
        known = self.record_type.model._default_manager
        present = known.select_for_update().get(pk=self.record.pk)
        read = self.form.data.get(self.form.add_prefix("version"), "")
        if read == version_of(present):
            return False
        self.meanwhile = read_changes(present, self.actor, since=read)
        data: Any = self.form.data.copy()  # type: ignore[attr-defined]
        data[self.form.add_prefix("version")] = version_of(present)
        self.form.data = data
        return True

    def _reason(self) -> str:
        rows = [
            f"rows:{row_set.model._meta.label_lower}"
            for row_set in self.row_sets
            if row_set.has_changed()
        ]
        return " ".join([*({self.pressed} & set(PUBLICATION)), *rows])

    def _write_rows(self) -> None:
        self.form._save_m2m()  # type: ignore[attr-defined]
        for row_set in self.row_sets:
            row_set.instance = self.form.instance
            write_rows(row_set, self.actor)

    @property
    def errors(self) -> list[FormError]:
        """Every mistake of the page, in the order of the page."""
        found = [
            FormError("", str(error), "") for error in self.form.non_field_errors()
        ]
        found += _field_errors(self.form, "")
        for row_set in self.row_sets:
            if not row_set.is_bound:
                continue
            found += [
                FormError(row_set.title, error, "")
                for error in row_set.non_form_errors()
            ]
            for number, form in enumerate(row_set.forms, 1):
                place = _("%(rows)s, row %(number)d") % {
                    "rows": row_set.title,
                    "number": number,
                }
                found += [
                    FormError(place, error, "") for error in form.non_field_errors()
                ]
                found += _field_errors(form, f"{place}: ")
        return found


def write_rows(row_set: Any, actor: Any) -> None:
    rows = row_set.save(commit=False)
    for gone in row_set.deleted_objects:
        delete_record(gone, actor=actor)
    for row in rows:
        save_record(row, actor=actor)
    row_set.save_m2m()


def _field_errors(form: Any, place: str) -> list[FormError]:
    return [
        FormError(f"{place}{bound.label}", error, _anchor(bound))
        for bound in form
        for error in bound.errors
    ]


def _anchor(bound: BoundField) -> str:
    return "" if bound.is_hidden else str(bound.id_for_label or bound.auto_id)


def start_editing(
    request: HttpRequest,
    record_type: RecordType,
    record: Any,
    initial: dict[str, Any] | None = None,
) -> Editing:
    """The forms of a visit, filled with what was sent, or else as the record is."""
    data = request.POST if request.method == "POST" else None
    options = Options(request.user)
    form = record_type.form(
        data,
        instance=record,
        initial={"version": version_of(record)} | (initial or {}),
        options=options,
    )
    row_sets = [rows.build(record, options, data) for rows in record_type.all_rows]
    for rows, row_set in zip(record_type.all_rows, row_sets, strict=True):
        for row in row_set.initial_forms if rows.is_cited else ():
            if row.instance.pk:
                row.sources_url = record_type.sources_url(record, row.instance)
    return Editing(
        record_type=record_type,
        record=record,
        actor=request.user,
        form=form,
        row_sets=row_sets,
        pressed=request.POST.get("press", "save"),
    )
