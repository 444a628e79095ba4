"""Putting a backup back: all of it in one transaction, or nothing.

The tables are made as they were when it was made, filled, and then brought to this
version. Files come before: those that no row names yet do no harm.
"""

import os
import secrets
import shutil
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from fondaco.core.backup.archive import (
    RESTORING,
    Archive,
    BackupError,
    Manifest,
    digest,
)
from fondaco.core.backup.snapshot import kept_models
from fondaco.core.outbox.restored import hold_back_what_leaves
from fondaco.core.revisions import unnoted

# They are there as soon as the tables are.
MADE_BY_MIGRATING = {"contenttypes.contenttype", "auth.permission"}
AT_ONCE = 500


def restore(file: Path, *, replace: bool = False) -> Manifest:
    """Put a backup where nothing is, or with `replace` in its place."""
    archive = Archive(file)
    try:
        archive.verify()
        targets = _targets(archive.manifest)
        if not replace and (kept := _first_kept()):
            raise BackupError(
                f"There is data here ({kept}). Restore on an empty installation, or "
                "with --replace, which deletes what is here."
            )
        media = _Media(Path(settings.MEDIA_ROOT), archive)
        media.add()
        _put_back(archive, targets)
        media.finish()
    finally:
        archive.close()
    return archive.manifest


def _targets(manifest: Manifest) -> list[tuple[str, str]]:
    """The last migrations of each app that the backup's tables had."""
    graph = MigrationExecutor(connection).loader.graph
    nodes = {
        (app, name) for app, names in manifest.migrations.items() for name in names
    }
    known = {node for node in nodes if node in graph.nodes}
    apps_here = {app for app, _name in graph.nodes}
    if unknown := sorted(n for n in nodes - known if n[0] in apps_here):
        raise BackupError(
            f"The backup is of a later version of Fondaco (it has {unknown[0][0]} "
            f"{unknown[0][1]}): restore it with that."
        )
    if not known:
        raise BackupError("The backup does not say which tables it is of.")
    parents = {
        parent.key
        for node in known
        for parent in graph.node_map[node].parents
        if parent.key[0] == node[0]
    }
    return sorted(known - parents)


def _first_kept() -> str:
    """The name of a table with rows that somebody wrote."""
    there = set(connection.introspection.table_names())
    for model in kept_models():
        label, table = model._meta.label_lower, model._meta.db_table
        if label in MADE_BY_MIGRATING or table not in there:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608 — our own table
            if cursor.fetchone():
                return table
    return ""


def _put_back(archive: Archive, targets: list[tuple[str, str]]) -> None:
    try:
        with unnoted(), connection.constraint_checks_disabled(), transaction.atomic():
            _drop_tables()
            executor = MigrationExecutor(connection)
            state = executor.migrate(targets)
            # Migrations leave some checks on, which rows that come in any order fail.
            _set_constraints("DEFERRED")
            _load(archive, state.apps)
            connection.check_constraints()
            # A table with checks outstanding cannot be altered.
            _set_constraints("IMMEDIATE")
            executor = MigrationExecutor(connection)
            executor.migrate(executor.loader.graph.leaf_nodes())
            ContentType.objects.clear_cache()
            emit_post_migrate_signal(0, False, connection.alias)
            hold_back_what_leaves()
    except (
        DatabaseError,
        ValidationError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        raise BackupError(
            f"The backup does not fit its own tables; nothing was changed ({error})."
        ) from error
    finally:
        ContentType.objects.clear_cache()


def _set_constraints(when: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS ALL {when}")


def _drop_tables() -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        tables = [quote(name) for name in connection.introspection.table_names(cursor)]
        if connection.vendor == "postgresql" and tables:
            cursor.execute(f"DROP TABLE {', '.join(tables)} CASCADE")
        elif connection.vendor == "sqlite":
            for name in tables:
                cursor.execute(f"DROP TABLE IF EXISTS {name}")


def _load(archive: Archive, registry: Any) -> None:
    models = {model._meta.label_lower: model for model in kept_models(registry)}
    # What the migrations themselves wrote is in the backup, as it was by then.
    for model in models.values():
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}"  # noqa: S608 — our own table
            )
    told = {one.model for one in archive.manifest.tables.values()}
    if told - set(models):
        raise LookupError(f"it has {min(told - set(models))}")
    for table, one in archive.manifest.tables.items():
        _fill(archive, table, models[one.model], one.columns)
    for statement in connection.ops.sequence_reset_sql(no_style(), [*models.values()]):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _fill(archive: Archive, table: str, model: type[Model], columns: list[str]) -> None:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in columns]
    rows = archive.rows(table)
    while batch := list(islice(rows, AT_ONCE)):
        records = [
            model(
                **{
                    field.attname: field.to_python(value)
                    for field, value in zip(fields, row, strict=True)
                }
            )
            for row in batch
        ]
        # Raw: no field writes today's date over its own.
        model._base_manager.all()._insert(  # type: ignore[attr-defined]
            records, fields=fields, using=connection.alias, raw=True
        )


class _Media:
    """The uploaded files: added before the rows that name them are there.

    One that is there with other contents waits until the rows are, and so does the end
    of those that the backup does not have. Who is stopped in between restores again.
    """

    def __init__(self, folder: Path, archive: Archive) -> None:
        self.folder, self.archive = folder, archive
        self.late: list[tuple[Path, Path]] = []

    def add(self) -> None:
        room = sum(file.size for file in self.archive.manifest.files.values())
        self.folder.mkdir(parents=True, exist_ok=True)
        if room > shutil.disk_usage(self.folder).free:
            raise BackupError(f"There is no room for its files in {self.folder}.")
        for path, file in self.archive.manifest.files.items():
            place = self.folder / path
            if not place.parent.resolve().is_relative_to(self.folder.resolve()):
                raise BackupError(f"{place.parent} leads elsewhere: remove that link.")
            if place.is_file() and not place.is_symlink():
                with place.open("rb") as here:
                    if digest(here)[0] == file.sha256:
                        continue
            self._write(path, place)

    def _write(self, path: str, place: Path) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        new = place.with_name(f".{secrets.token_hex(8)}{RESTORING}")
        with self.archive.open_file(path) as source, new.open("xb") as out:
            shutil.copyfileobj(source, out)
            out.flush()
            os.fsync(out.fileno())
        if place.exists() or place.is_symlink():
            self.late.append((new, place))
        else:
            new.rename(place)

    def finish(self) -> None:
        for new, place in self.late:
            new.replace(place)
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if (path.is_file() or path.is_symlink()) and (
                name not in self.archive.manifest.files
            ):
                path.unlink()
