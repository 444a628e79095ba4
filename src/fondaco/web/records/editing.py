"""One visit to a record's form: checked, saved, or refused with the words kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from fondaco.core.actions import delete_record, save_once, save_record
from fondaco.core.models import KeptDraft, Receipt, UndoStep
from fondaco.core.permissions import Actor
from fondaco.web.records.changes import Change, read_changes, version_of
from fondaco.web.records.forms import RecordForm
from fondaco.web.records.gone_rows import set_gone_rows_apart
from fondaco.web.records.mistakes import FormError, list_gone_rows, list_mistakes
from fondaco.web.records.options import Options
from fondaco.web.records.rows import Rows, read_rows
from fondaco.web.records.types import Likeness, RecordType, Save
from fondaco.web.records.undo import Undoing
from fondaco.web.records.visits import (
    FIELD,
    Visit,
    digest,
    find_receipt,
    find_twin,
    open_visit,
    read_visit,
)

PUBLICATION = {"publish": True, "withdraw": False}


class _ChangedMeanwhileError(Exception):
    """Takes back what was written before it was noticed."""


@dataclass
class Editing:
    record_type: RecordType
    record: Any
    actor: Actor
    form_class: type[RecordForm]
    rows: tuple[Rows, ...]
    # What the rows hang on, where that is not the record: a row of it.
    parent: Any = None
    # What was pressed: save, continue, publish or withdraw.
    pressed: str = "save"
    # The words come from a form that could not be saved when it was sent.
    is_restored: bool = False
    # Words that were typed here and not sent.
    draft: KeptDraft | None = None
    # What somebody else saved while the person was writing.
    has_changed_meanwhile: bool = False
    meanwhile: list[Change] = field(default_factory=list)
    # What was made from this form before, with other words in it.
    made_before: Any = None
    # The same words stood in another one, a little while ago.
    is_repeated: bool = False
    # Records that may be the new one, which nobody has said is another.
    likenesses: list[Likeness] = field(default_factory=list)
    form: Any = None
    row_sets: list[Any] = field(default_factory=list)
    # How to take back what was saved.
    undo_step: UndoStep | None = None

    def fill(self, data: Any, initial: Mapping[str, Any]) -> None:
        """Build the forms: with what was sent, or else as the record is."""
        options = Options(self.actor)
        state = {"version": version_of(self.record), FIELD: open_visit(self.actor)}
        self.form = self.form_class(
            data, instance=self.record, initial={**state, **initial}, options=options
        )
        parent = self.parent or self.record
        known = read_rows(self.rows, parent) if data is None else {}
        self.row_sets = [
            rows.build(parent, options, data, known.get(rows)) for rows in self.rows
        ]
        if self.parent is None:
            self._lead_to_sources()

    def _lead_to_sources(self) -> None:
        for rows, row_set in zip(self.rows, self.row_sets, strict=True):
            for row in row_set.initial_forms if rows.is_cited else ():
                if row.instance.pk:
                    url = self.record_type.sources_url(self.record, row.instance)
                    row.sources_url = url

    @property
    def is_new(self) -> bool:
        return bool(self.record._state.adding)

    @cached_property
    def may_publish(self) -> bool:
        return self.record_type.may_publish(self.actor, self.record)

    @property
    def visit(self) -> Visit | None:
        visit = read_visit(self.form.data)
        return visit if visit and visit.is_of(self.actor) else None

    def find_saved(self) -> Any:
        """The record that was saved from this very form before, with these words.

        Other words in the same form, or the same words in another, are a second record
        only to whoever says so: they are kept, and stand in a form that may.
        """
        visit, words = self.visit, digest(self.form.data, self.actor)
        receipt = find_receipt(visit) if visit else None
        if receipt and receipt.words == words and self._is_latest(receipt):
            return receipt.record
        if receipt is None and self.is_new and visit and not visit.may_repeat:
            receipt = find_twin(self.record_type.model, words)
            self.is_repeated = receipt is not None
        if receipt is not None:
            self.made_before = receipt.record if self.is_new else None
            self._renew_visit()
        return None

    def _is_latest(self, receipt: Receipt) -> bool:
        """Whether nobody changed the record since; a new one is there all the same."""
        later = self.record_type.model.history.filter(  # type: ignore[attr-defined]
            history_date__gt=receipt.accepted_at,
            **{self.record_type.pk_name: receipt.object_id},
        )
        return self.is_new or not later.exists()

    def is_valid(self) -> bool:
        """Valid in form, and still the person's to keep once it is saved."""
        if self.made_before is not None or self.catch_up():
            return False
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
        if self.is_new and self.form.data.get(FIELD) and self.visit is None:
            message = _(
                "This form was opened too long ago. Look whether the record was made "
                "meanwhile; if not, save again."
            )
            self.form.add_error(None, message)
            self._renew_visit()
        return bool(self.form.is_valid()) and not self._may_be_known()

    def _may_be_known(self) -> bool:
        """Whether it is on record already, and nobody has said that it is not."""
        if not self.is_new or self.record_type.likenesses is None:
            return False
        if self.form.data.get("is_another"):
            return False
        found = self.record_type.likenesses.find(self.form.data, self.actor)
        if any(one.is_certain for one in found):
            self.likenesses = found
        return bool(self.likenesses)

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
        if self._try_to_save(action or self.record_type.action):
            return True
        if was_new:
            # What the database took back is no record yet.
            self.record.pk, self.record._state.adding = None, True
        return False

    def _try_to_save(self, action: Save) -> bool:
        try:
            with transaction.atomic():
                return self._save_once(action)
        except _ChangedMeanwhileError:
            self.catch_up()
        except ValidationError as error:
            self.form._update_errors(error)
        except IntegrityError:
            self.form.add_error(
                None, _("Somebody saved the same meanwhile. Try again.")
            )
        return False

    def _save_once(self, action: Save) -> bool:
        def save() -> None:
            self._hold()
            undoing = Undoing(self.actor)
            undoing.before_saving(self.record_type, self.form.instance)
            action(
                self.form.instance,
                actor=self.actor,  # type: ignore[arg-type]
                reason=self._reason(),
                write_rows=self._write_rows,
            )
            undoing.after_saving(self.form.instance)
            self.undo_step = undoing.keep()

        if self.visit is None:
            save()
            return True
        words = digest(self.form.data, self.actor)
        receipt = save_once(
            self.form.instance, save, visit=self.visit.number, words=words
        )
        return receipt is None

    def _hold(self) -> None:
        """Hold the record until the end of the transaction, and compare its version."""
        if self.is_new:
            return
        known = self.record_type.model._default_manager
        present = known.select_for_update().get(pk=self.record.pk)
        if self._version_read != version_of(present):
            raise _ChangedMeanwhileError

    @property
    def _version_read(self) -> str:
        return str(self.form.data.get("version", ""))

    def catch_up(self) -> bool:
        """Set the person's words upon the record as somebody else left it meanwhile.

        Before anything is validated: a row that is gone would be refused as tampering.
        """
        if self.is_new:
            return False
        present = self.record_type.model._default_manager.get(pk=self.record.pk)
        data, gone = self.form.data, []
        for rows, row_set in zip(self.rows, self.row_sets, strict=True):
            key = row_set.model._meta.pk.name
            known = set(map(str, row_set.queryset.values_list("pk", flat=True)))
            data, numbers = set_gone_rows_apart(data, rows.prefix, key, known)
            gone.append(numbers)
        is_current = self._version_read == version_of(present)
        if is_current and not any(gone):
            return False
        if not is_current:
            self.meanwhile = read_changes(present, self.actor, since=self._version_read)
        self.record, self.has_changed_meanwhile = present, True
        data["version"], data[FIELD] = version_of(present), open_visit(self.actor)
        self.fill(data, {})
        for row_set, numbers in zip(self.row_sets, gone, strict=True):
            for number in numbers:
                row_set.forms[number].is_gone = True
        return True

    def _renew_visit(self) -> None:
        data = self.form.data.copy()
        data[FIELD] = open_visit(self.actor, may_repeat=self.made_before is not None)
        self.form.data = data

    def _reason(self) -> str:
        rows = [
            f"rows:{row_set.model._meta.label_lower}"
            for row_set in self.row_sets
            if row_set.has_changed()
        ]
        return " ".join([*({self.pressed} & set(PUBLICATION)), *rows])

    def _write_rows(self) -> None:
        self.form._save_m2m()
        for row_set in self.row_sets:
            row_set.instance = self.parent or self.form.instance
            _write(row_set, self.actor)

    @property
    def errors(self) -> list[FormError]:
        return list_mistakes(self.form, self.row_sets)

    @property
    def gone_rows(self) -> list[FormError]:
        return list_gone_rows(self.row_sets)


def _write(row_set: Any, actor: Any) -> None:
    rows = row_set.save(commit=False)
    for gone in row_set.deleted_objects:
        delete_record(gone, actor=actor)
    for row in rows:
        save_record(row, actor=actor)
    row_set.save_m2m()
