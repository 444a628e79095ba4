"""Which tables are kept, and reading them all as they were at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

# What lives no longer than a process or a visit, and what is made of the rest.
LEFT_OUT = {
    *("sessions.session", "core.workersign"),
    *("core.searchentry", "core.searchmark", "core.searchstate"),
    *("core.searchunsent", "core.revision"),
}


def kept_models(registry: Any = apps) -> list[type[Model]]:
    models = registry.get_models(include_auto_created=True)
    return sorted(
        (
            model
            for model in models
            if model._meta.managed
            and not model._meta.proxy
            and model._meta.label_lower not in LEFT_OUT
        ),
        key=lambda model: model._meta.db_table,
    )


def applied_migrations() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationExecutor(connection).loader.applied_migrations):
        found.setdefault(app, []).append(name)
    return found


def missing_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def snapshot() -> Iterator[None]:
    """Whatever is read inside is of one moment; nobody waits for it to end."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # `atomic` would hold the lock of those who write.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
                )
            yield
