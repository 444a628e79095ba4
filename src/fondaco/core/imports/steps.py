"""The way of one file: received, its columns matched, looked through, carried out."""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from fondaco.core.imports.applying import apply_rows
from fondaco.core.imports.files import (
    column_names,
    file_hash,
    guess_mapping,
    headers_hash,
    look_at,
    open_table,
    read_given,
    require_columns,
)
from fondaco.core.imports.keeping import keep_plan
from fondaco.core.imports.planning import Plan, make_plan
from fondaco.core.imports.rows import drained, read_rows
from fondaco.core.models import Import, ImportMapping, ImportState
from fondaco.core.outbox import enqueue
from fondaco.core.resources import RESOURCES, ImportScope, Resource
from fondaco.core.spreadsheets import Table

# A request must answer soon; what takes longer is the worker's.
LARGE_BYTES = 400_000
Progress = Callable[[int], None]
JOB = "import"


def resource_of(record: Import) -> Resource:
    return RESOURCES[record.kind]


def scope_of_import(record: Import) -> ImportScope:
    return ImportScope(record.actor, record.cluster, record.publish)


@transaction.atomic
def receive_file(upload: Any, resource: Resource, scope: ImportScope) -> Import:
    """Keep the file and guess its columns; UnreadableTableError if it has none."""
    if refusal := resource.refusal(scope):
        raise ValidationError(refusal)
    name = Path(upload.name or "").name[-200:]
    table = open_table(upload.file, name)
    _rows, samples = look_at(table)
    record = Import(
        kind=resource.kind,
        actor_id=scope.actor.pk if scope.actor else None,
        cluster=scope.cluster,
        publish=scope.publish,
        file_name=name,
        file_hash=file_hash(upload.file),
        headers=column_names(table),
        mapping=_remembered(resource, table, scope.actor),
        preview={"samples": samples, "sheet": table.sheet},
    )
    record.file.save(name, upload, save=False)
    record.save()
    return record


def _remembered(resource: Resource, table: Table, actor: Any) -> list[str]:
    known = ImportMapping.objects.filter(
        actor=actor, kind=resource.kind, headers_hash=headers_hash(column_names(table))
    ).first()
    names = {one.name for one in resource.columns} | {""}
    if known and len(known.mapping) == len(table.header):
        return [name if name in names else "" for name in known.mapping]
    return guess_mapping(resource, table.header)


@transaction.atomic
def match_columns(
    record: Import, mapping: list[str], given: dict[str, str] | None = None
) -> Import:
    """Say which field each column is; the next file with these headers knows it."""
    resource = resource_of(record)
    _refuse_done(record)
    names = {one.name for one in resource.columns} | {""}
    if len(mapping) != len(record.headers) or not names.issuperset(mapping):
        raise ValidationError(_("Match the columns again: the page was out of date."))
    several = {one.name for one in resource.fields if one.multiple}
    single = [name for name in mapping if name and name not in several]
    if twice := next((name for name in single if single.count(name) > 1), ""):
        field = resource.find_field(twice)
        label = field.label if field else twice
        text = _("Two columns are matched to “%(field)s”: keep one of them.")
        raise ValidationError(text % {"field": label})
    given = {name: text for name, text in (given or {}).items() if text.strip()}
    said = read_given(resource, given)
    require_columns(resource, mapping, said)
    if refusal := resource.given_refusal(scope_of_import(record), said):
        raise ValidationError(refusal)
    record.mapping, record.given = mapping, given
    record.save(update_fields=["mapping", "given"])
    if record.actor:
        ImportMapping.objects.update_or_create(
            actor=record.actor,
            kind=record.kind,
            headers_hash=headers_hash(record.headers),
            defaults={"mapping": mapping},
        )
    return record


def _refuse_done(record: Import) -> None:
    if record.state in {ImportState.APPLIED, ImportState.UNDONE}:
        raise ValidationError(_("This file was imported already."))


def look_through(record: Import, progress: Progress | None = None) -> Plan:
    """The dry run: what would be done is kept with the import, and shown."""
    resource, scope = resource_of(record), scope_of_import(record)
    plan, _catalogue = make_plan(
        _read(record, progress), resource, scope, record.headers, record.mapping
    )
    keep_plan(record, plan)
    record.state = ImportState.PLANNED
    record.save()
    return plan


def carry_out(record: Import, progress: Progress | None = None) -> Plan:
    # All are read before anything is locked.
    rows = deque(_read(record, progress))
    return apply_rows(
        record,
        drained(rows),
        resource_of(record),
        scope_of_import(record),
        record.headers,
        record.mapping,
    )


def _read(record: Import, progress: Progress | None) -> Any:
    opened: Any = record.file.open("rb")
    with opened as file:
        table = open_table(file, record.file_name)
        resource = resource_of(record)
        given = read_given(resource, record.given)
        yield from read_rows(table, resource, record.mapping, progress, given)


def is_large(record: Import) -> bool:
    return bool(record.file.size > LARGE_BYTES)


@transaction.atomic
def hand_to_worker(record: Import, step: str) -> None:
    """`step`: look or apply."""
    _refuse_done(record)
    record.state, record.rows_done, record.failure = ImportState.WAITING, 0, ""
    record.save(update_fields=["state", "rows_done", "failure"])
    enqueue(JOB, {"import": record.uid, "step": step})


def do_step(uid: str, step: str, progress: Progress | None = None) -> None:
    """The worker's part; done again after a stop, it does nothing twice."""
    record = Import.objects.filter(uid=uid, state=ImportState.WAITING).first()
    if record is None:
        return

    def tell(done: int) -> None:
        Import.objects.filter(pk=record.pk).update(rows_done=done)
        if progress:
            progress(done)

    try:
        (carry_out if step == "apply" else look_through)(record, tell)
    except ValueError as error:
        record.failure, record.state = str(error), ImportState.FAILED
        record.save(update_fields=["failure", "state"])
    except ValidationError as error:
        record.failure, record.state = " ".join(error.messages), ImportState.FAILED
        record.save(update_fields=["failure", "state"])
