"""Writes in bulk with history, and notes each row so that it can be undone."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from fondaco.core.changes import tell
from fondaco.core.imports.bulk import batches, insert_parts, insert_records
from fondaco.core.models import ExternalId, Import, ImportChange

BATCH = 2000


def write_columns(
    records: Sequence[Any], columns: Sequence[str], actor: Any, reason: str
) -> None:
    """Write some columns of rows of one table, with history where it has one."""
    model = type(records[0])
    if not hasattr(model, "history"):
        model._default_manager.bulk_update(records, columns, batch_size=BATCH)
        return
    bulk_update_with_history(
        records,
        model,
        columns,
        batch_size=BATCH,
        default_user=actor,
        default_change_reason=reason,
    )
    for chunk in batches([record.pk for record in records], BATCH):
        tell(model, "~", chunk)


class Journal:
    """What one import writes. The caller's transaction holds it together."""

    def __init__(self, record: Import) -> None:
        self.record = record
        self._changes: dict[tuple[int, int], dict[str, Any] | None] = {}
        self._kinds: dict[type[Model], int] = {}
        self._made: set[tuple[int, int]] = set()

    def create(self, records: Sequence[Any]) -> None:
        """Write new records of one table, which have a history."""
        if not records:
            return
        insert_records(records, actor=self.record.actor, reason=self.record.reason)
        for record in records:
            self._note(record, None)

    def add_parts(self, parts: Sequence[Model], of: str) -> None:
        """Write rows that hang on records: a new record's go with it, if it goes."""
        if not parts:
            return
        model = type(parts[0])
        names = [
            one.attname for one in model._meta.concrete_fields if not one.primary_key
        ]
        rows = [{name: getattr(part, name) for name in names} for part in parts]
        self.add_rows(model, rows, of)

    def add_rows(
        self, model: type[Model], rows: Sequence[dict[str, Any]], of: str
    ) -> None:
        """The same, where there are as many as records: given by their columns."""
        if not rows:
            return
        parent: Any = model._meta.get_field(of)
        kind = self._kind(parent.related_model)
        with_new: list[dict[str, Any]] = []
        others: list[dict[str, Any]] = []
        for row in rows:
            is_of_new = (kind, row[parent.attname]) in self._made
            (with_new if is_of_new else others).append(row)
        insert_parts(model, with_new, list(rows[0]))
        self._create_noted([model(**row) for row in others])

    def link(self, rows: Sequence[Model]) -> None:
        """Write rows between records that may be new: to go, they are named."""
        self._create_noted(rows)

    def _create_noted(self, rows: Sequence[Model]) -> None:
        if rows:
            type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)
        for row in rows:
            self._note(row, None)

    def update(self, records: Sequence[Any], before: dict[int, dict[str, Any]]) -> None:
        """Write what changed of rows of one table; `before` by key, as it was."""
        # Rows that change the same columns are written together: most change a few,
        # and a statement that names every column for every row takes minutes.
        by_columns: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        for record in records:
            by_columns[tuple(sorted(before[record.pk]))].append(record)
            self._note(record, before[record.pk])
        now = timezone.now()
        for columns, together in by_columns.items():
            fields = list(columns)
            if hasattr(together[0], "modified_at"):
                fields.append("modified_at")
                for record in together:
                    record.modified_at = now
            write_columns(together, fields, self.record.actor, self.record.reason)

    def name_externally(
        self, names: Sequence[tuple[Model, str, str]], cluster: int | None
    ) -> None:
        """Keep what another system calls records of one kind: `(record, system, id)`.

        A record has one name a system: another takes the place of the one it had.
        """
        if not names:
            return
        kind = ContentType.objects.get_for_model(names[0][0])
        own = ExternalId.objects.filter(content_type=kind, cluster=cluster)
        had = {(row.object_id, row.system): row for row in own}
        of_new: list[dict[str, Any]] = []
        others: list[dict[str, Any]] = []
        changed, before = [], {}
        for record, system, value in names:
            row = had.get((record.pk, system))
            if row is not None:
                before[row.pk] = {"value": row.value}
                row.value = value
                changed.append(row)
                continue
            said = {
                "content_type_id": kind.pk,
                "object_id": record.pk,
                "cluster": cluster,
                "system": system,
                "value": value,
            }
            is_of_new = (kind.pk, record.pk) in self._made
            (of_new if is_of_new else others).append(said)
        if of_new:
            insert_parts(ExternalId, of_new, list(of_new[0]))
        self._create_noted([ExternalId(**said) for said in others])
        self.update(changed, before)

    def _kind(self, model: type[Model]) -> int:
        if model not in self._kinds:
            self._kinds[model] = ContentType.objects.get_for_model(model).pk
        return self._kinds[model]

    def _note(self, record: Model, before: dict[str, Any] | None) -> None:
        key = (self._kind(type(record)), record.pk)
        if key not in self._changes:
            self._changes[key] = before
            if before is None:
                self._made.add(key)
        elif (known := self._changes[key]) is not None:
            self._changes[key] = {**(before or {}), **known}

    def close(self) -> None:
        rows = (
            {
                "of_import_id": self.record.pk,
                "content_type_id": kind,
                "object_id": key,
                "before": before,
            }
            for (kind, key), before in self._changes.items()
        )
        insert_parts(
            ImportChange,
            rows,
            ["of_import_id", "content_type_id", "object_id", "before"],
        )
