"""The shipped network, loaded once for the tests of a module that only add to it."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from fondaco.portal.loading.network import load_network

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def shipped_9ctl(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Around each test's own transaction there is this one, which is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        kinds = ContentType.objects.order_by("pk").values_list(
            "pk", "app_label", "model"
        )
        _write(_rows_of_9ctl(tuple(kinds)))
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@cache
def _rows_of_9ctl(kinds: tuple[tuple[int, str, str], ...]) -> Rows:
    """What the tables hold that loading it writes to: known after the first time.

    Where tests that flush the tables have numbered the types of content anew, it is
    loaded again.
    """
    with transaction.atomic():
        before = _all_rows()
        load_network("9ctl")
        after = _all_rows()
        transaction.set_rollback(True)
    return {table: rows for table, rows in after.items() if rows != before[table]}


def _all_rows() -> Rows:
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = [tuple(map(_writable, row)) for row in cursor.fetchall()]
    return found


def _writable(value: Any) -> Any:
    """SQLite reads times of the day that it does not write."""
    return value.isoformat() if isinstance(value, dt.time) else value


def _write(rows: Rows) -> None:
    """In any order: what points elsewhere is looked at when the transaction ends."""
    with connection.cursor() as cursor:
        for table, among in rows.items():
            places = ", ".join(["%s"] * len(among[0]))
            name = connection.ops.quote_name(table)
            cursor.execute(f"DELETE FROM {name}")
            cursor.executemany(f"INSERT INTO {name} VALUES ({places})", among)
