"""An empty database of this version, made once and kept in the user's cache.

Migrating takes as long as hundreds of tests. On SQLite the tables that the migrations
of all apps make are kept in a file, whose name says which migrations those were.
"""

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.db import connection

MOST_KEPT = 8


def _folder() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(cache) / "fondaco-tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def kept_tables() -> Path:
    """The file with the tables of these very migrations, if any run made it."""
    made_of = hashlib.sha256(f"{django.VERSION}, {sqlite3.sqlite_version}".encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            made_of.update(f"{app.name} {path.name}\n".encode())
            made_of.update(path.read_bytes())
    return _folder() / f"{made_of.hexdigest()[:32]}.sqlite3"


@contextmanager
def filled_before(address: str) -> Iterator[None]:
    """Within it, who opens `address` finds what was kept, or else is kept in the end.

    Others who want the same wait meanwhile, rather than migrate as well.
    """
    kept = kept_tables()
    with open(_folder() / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
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
