"""An empty database of this version, made once and kept.

Migrating takes as long as hundreds of tests. The tables that the migrations of all apps
make are kept, on SQLite in a file in the user's cache, on PostgreSQL in a database to
copy from; its name says which migrations those were.
"""

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import django
from django.apps import apps
from django.db import connection

MOST_KEPT = 8
# What the databases that are kept on PostgreSQL begin with.
ON_SERVER = "fondaco_tables_"


def _folder() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(cache) / "fondaco-tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _migrations(made_with: str) -> str:
    """The sum of these very migrations, and of what ran them."""
    made_of = hashlib.sha256(f"{django.VERSION}, {made_with}".encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            made_of.update(f"{app.name} {path.name}\n".encode())
            made_of.update(path.read_bytes())
    return made_of.hexdigest()[:32]


def kept_tables() -> Path:
    """The file with the tables of these very migrations, if any run made it."""
    return _folder() / f"{_migrations(sqlite3.sqlite_version)}.sqlite3"


@contextmanager
def _alone(kind: str) -> Iterator[IO[str]]:
    """Others who want the same wait meanwhile, rather than migrate as well."""
    with open(_folder() / f"{kind}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


@contextmanager
def filled_before(address: str) -> Iterator[None]:
    """Within it, who opens `address` finds what was kept, or is kept in the end."""
    kept = kept_tables()
    with _alone("sqlite") as lock:
        with closing(sqlite3.connect(address, uri=True)) as memory:
            if kept.exists():
                with closing(sqlite3.connect(kept)) as source:
                    source.backup(memory)
                fcntl.flock(lock, fcntl.LOCK_UN)
                yield
                return
            yield
        _keep(kept)


def _keep(kept: Path) -> None:
    part = kept.with_suffix(".part")
    part.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(part)])
    os.replace(part, kept)
    all_kept = sorted(_folder().glob("*.sqlite3"), key=lambda one: one.stat().st_mtime)
    for old in all_kept[:-MOST_KEPT]:
        old.unlink(missing_ok=True)


@contextmanager
def copied_before() -> Iterator[None]:
    """The same on PostgreSQL, where Django makes a database of what was kept."""
    # A role may copy and drop only what is its own.
    kept = f"{ON_SERVER}{_migrations(connection.settings_dict['USER'])}"
    with _alone("server"):
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
                " AND pg_get_userbyid(datdba) = current_user",
                [ON_SERVER],
            )
            there = {name for (name,) in cursor.fetchall()}
        if kept in there:
            connection.settings_dict["TEST"]["TEMPLATE"] = kept
        yield
        if kept not in there:
            _keep_on_server(kept, there)


def _keep_on_server(kept: str, old: set[str]) -> None:
    quote, made = connection.ops.quote_name, connection.settings_dict["NAME"]
    # Nobody may be in a database that is copied.
    connection.close()
    with connection._nodb_cursor() as cursor:
        for name in sorted(old):
            cursor.execute(f"DROP DATABASE IF EXISTS {quote(name)}")
        cursor.execute(f"CREATE DATABASE {quote(kept)} TEMPLATE {quote(made)}")
