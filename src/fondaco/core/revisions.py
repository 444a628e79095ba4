"""Which state the record is in, told by every statement that changes it.

Signals would miss what is written in bulk or by hand; the statements themselves are
seen, whoever sends them.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.models import Count, Max, Sum
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from fondaco.core.models import Revision

APPS = ("registry", "activities", "funding")
OF_THE_HOUSE = ("core_source", "core_citation", "core_attachment", "core_merge")
# Of the newsroom, what is published; what comes in is for managers.
PUBLISHED = ("newsroom_bulletin", "newsroom_correction")
WRITES = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(\w+)"', re.I)
LARGEST = 2**31 - 1
# Beyond so many the daily job begins anew.
MOST = 500


@cache
def public_tables() -> frozenset[str]:
    """Those that pages of visitors read; histories are for managers."""
    own = {
        model._meta.db_table
        for name in APPS
        for model in apps.get_app_config(name).get_models(include_auto_created=True)
        if not model._meta.model_name.startswith("historical")  # type: ignore[union-attr]
    }
    return frozenset({*own, *OF_THE_HOUSE, *PUBLISHED})


# While tables are made, the one that would be written to may not be there.
_migrating: list[object] = []


@receiver(connection_created)
def watch(connection: Any, **_more: Any) -> None:
    """Every connection that is opened, once."""
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note)


@receiver(pre_migrate)
def pause(sender: Any, **_more: Any) -> None:
    _migrating.append(sender)


@receiver(post_migrate)
def go_on(sender: Any, **_more: Any) -> None:
    """What migrations wrote is a change like any other."""
    _migrating.clear()
    if sender.label == "core" and Revision._meta.db_table in _tables():
        _add(connection)


@contextmanager
def unnoted() -> Iterator[None]:
    """While all tables are taken away and made again; what is there then is new."""
    _migrating.append(unnoted)
    try:
        yield
    finally:
        _migrating.clear()


def _tables() -> list[str]:
    return connection.introspection.table_names()


def _note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    result = execute(sql, params, many, context)
    found = WRITES.match(sql) if isinstance(sql, str) else None
    if found and not _migrating and found[1] in public_tables():
        _add(context["connection"])
    return result


def _add(known: Any) -> None:
    # In the same transaction: it is there when what was written is, and goes with it.
    with known.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_revision (token) VALUES (%s)",
            [secrets.randbelow(LARGEST)],
        )


def present_revision() -> str:
    """A word that is another one after every change."""
    state = Revision.objects.aggregate(
        rows=Count("pk"), last=Max("pk"), tokens=Sum("token")
    )
    return f"{state['rows']}-{state['last']}-{state['tokens']}"


def begin_anew() -> int:
    """Forget the oldest rows, which makes another state, too."""
    keep = Revision.objects.order_by("-pk").values_list("pk", flat=True)[:MOST]
    oldest = min(keep, default=0)
    return int(Revision.objects.filter(pk__lt=oldest).delete()[0])
