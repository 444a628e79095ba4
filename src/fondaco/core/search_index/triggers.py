"""Triggers that note which rows were written: in their transaction, by whatever means.

Imports, merges and their undoing write in bulk, past every signal. The database misses
none of them, and a program that is killed in between loses none.
"""

import hashlib
from collections.abc import Iterator

from django.db import connection

from fondaco.core.models import SearchMark
from fondaco.core.search_index.declared import Watch, watches

PREFIX = "searched_"


def missing() -> bool:
    """Whether others are there than are declared."""
    return set(_there()) != {name for name, _table, _sql in _wanted()}


def install() -> None:
    drop()
    with connection.cursor() as cursor:
        for _name, _table, statements in _wanted():
            for one in statements:
                cursor.execute(one)


def drop() -> None:
    """Before migrations: columns of which a trigger tells cannot be altered."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for name, table in _there().items():
            of = f" ON {quote(table)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{of}")
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def _there() -> dict[str, str]:
    """The table of each, by its name."""
    asked = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname, relname FROM pg_trigger "
        "JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {name: table for name, table in cursor if name.startswith(PREFIX)}


def _wanted() -> Iterator[tuple[str, str, list[str]]]:
    """Named by what they do: one that does something else has another name."""
    for watch in watches():
        events = ["UPDATE"] if watch.only_changes else ["INSERT", "DELETE", "UPDATE"]
        for event in events:
            told = f"{watch} {event}".encode()
            name = PREFIX + hashlib.sha256(told).hexdigest()[:24]
            yield name, watch.table, _statements(name, watch, event)


def _statements(name: str, watch: Watch, event: str) -> list[str]:
    quote = connection.ops.quote_name
    table, key = quote(watch.table), quote(watch.key)
    columns = [quote(one) for one in watch.columns]
    rows = [] if event == "DELETE" else ["NEW"]
    # What moves from one record to another is another word of both.
    if event == "DELETE" or (event == "UPDATE" and watch.key in watch.columns):
        rows.append("OLD")
    note = " ".join(
        f"INSERT INTO {SearchMark._meta.db_table} (kind, object_id) "
        f"SELECT '{watch.kind}', {row}.{key} WHERE {row}.{key} IS NOT NULL;"
        for row in rows
    )
    is_sqlite = connection.vendor == "sqlite"
    differs = "IS NOT" if is_sqlite else "IS DISTINCT FROM"
    when, of = "", ""
    if event == "UPDATE":
        changed = [f"OLD.{one} {differs} NEW.{one}" for one in columns]
        when, of = f"WHEN ({' OR '.join(changed)})", f" OF {', '.join(columns)}"
    trigger = f"CREATE TRIGGER {name} AFTER {event}{of} ON {table} FOR EACH ROW {when}"
    if is_sqlite:
        return [f"{trigger} BEGIN {note} END"]
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN {note} RETURN NULL; END $$",
        f"{trigger} EXECUTE FUNCTION {name}()",
    ]
