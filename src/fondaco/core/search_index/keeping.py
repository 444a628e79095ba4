"""Keeping the index in step with the record, and making it anew."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import Stemmer
from django.db import connection, transaction

from fondaco.core.backup.snapshot import missing_migrations
from fondaco.core.imports.bulk import batches, insert_parts
from fondaco.core.models import SearchEntry, SearchMark, SearchState, SearchUnsent
from fondaco.core.search_index import triggers
from fondaco.core.search_index.declared import INDEXED, Indexed
from fondaco.core.search_index.entries import COLUMNS, entries_of
from fondaco.core.search_index.matching import optimise
from fondaco.core.search_index.numbers import Numbers
from fondaco.core.search_index.sending import is_known, new_index, note, send_later
from fondaco.core.search_index.server import is_configured

AT_ONCE = 500
# FTS5 puts what it holds on the disk after every statement: of one entry each, an index
# of so many tiny parts takes five times as long. More would be too many parameters.
IN_A_STATEMENT = 100
MOST_IN_A_SEARCH = 2000
# Raised where the same declarations give other words.
VERSION = 1


def catch_up(most: int | None = None) -> int:
    """Write the entries of what was written since; how many rows that was.

    Whoever searches does so first: an answer is never older than the record.
    """
    if not SearchMark.objects.exists():
        return 0
    with transaction.atomic():
        marks = SearchMark.objects.select_for_update().order_by("pk")[:most]
        written: dict[str, set[int]] = defaultdict(set)
        done = []
        for number, kind, key in marks.values_list("pk", "kind", "object_id"):
            written[kind].add(key)
            done.append(number)
        for label, keys in _concerned(written).items():
            _write(INDEXED[label], keys)
        send_later()
        SearchMark.objects.filter(pk__in=Numbers(done)).delete()
    if len(done) > MOST_IN_A_SEARCH:
        optimise()
    return len(done)


def rebuild() -> dict[str, int]:
    """Make the whole index anew; how many entries of each kind."""
    with transaction.atomic():
        SearchMark.objects.all().delete()
        SearchUnsent.objects.all().delete()
        SearchEntry.objects.all().delete()
        counts = {
            label: _write(indexed, _all_keys(indexed))
            for label, indexed in sorted(INDEXED.items())
        }
        former = SearchState.objects.values_list("server_index", flat=True).first()
        SearchState.objects.all().delete()
        SearchState.objects.create(declared=_declared(), server_index=new_index())
        send_later(former or "")
    optimise()
    return counts


def forget_triggers(plan: Any = (), **kwargs: object) -> None:
    """Before tables are altered."""
    if plan:
        triggers.drop()


def keep_in_step(**kwargs: object) -> None:
    """After migrations: triggers as declared, and an index of just these words."""
    state = SearchState._meta.db_table
    if state not in connection.introspection.table_names():
        return
    same = SearchState.objects.filter(declared=_declared()).exists()
    if (same and is_known() and not triggers.missing()) or missing_migrations():
        return
    triggers.install()
    rebuild()


def _declared() -> str:
    told = f"{VERSION} {Stemmer.version()} {sorted(map(repr, INDEXED.values()))}"
    return hashlib.sha256(told.encode()).hexdigest()


def _all_keys(indexed: Indexed) -> list[int]:
    return list(indexed.model._base_manager.order_by("pk").values_list("pk", flat=True))


def _concerned(written: dict[str, set[int]]) -> dict[str, set[int]]:
    """Whose words the written rows are among: their own, and of what leads to them."""
    found: dict[str, set[int]] = defaultdict(set)
    for label, indexed in INDEXED.items():
        found[label] |= written.get(label, set())
        ways = {
            (prefix, model._meta.label_lower)
            for prefix, model in indexed.steps()
            if model._meta.label_lower in written
        }
        for prefix, other in sorted(ways):
            asked = {f"{prefix}__in": Numbers(written[other])}
            rows = indexed.model._base_manager.filter(**asked)
            found[label].update(rows.values_list("pk", flat=True))
    return {label: keys for label, keys in found.items() if keys}


def _write(indexed: Indexed, keys: Iterable[int]) -> int:
    count = 0
    for some in batches(sorted(keys), AT_ONCE):
        old = SearchEntry.objects.filter(
            kind=indexed.label, object_id__in=Numbers(some)
        )
        if is_configured():
            note(old.values_list("pk", flat=True))
        old._raw_delete(old.db)
        count += insert_parts(
            SearchEntry, entries_of(indexed, some), COLUMNS, IN_A_STATEMENT
        )
        if is_configured():
            note(old.values_list("pk", flat=True))
    return count
