"""The search of everything: by the words of a record, among what a person may see.

Texts are folded on the spot, as lists do it: databases fold letters differently, and
nothing must be kept in step. One query reads the words of every kind; a second one the
few records that are shown. Only what may have the words is folded, and remembered so.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from fondaco.accounts import records as accounts
from fondaco.activities import records as activities
from fondaco.activities.search import words_of
from fondaco.core.models import Task
from fondaco.core.permissions import Actor
from fondaco.core.searching import says
from fondaco.engines.language.folding import fold
from fondaco.funding import records as funding
from fondaco.registry import records as registry
from fondaco.registry.scope import scope_of
from fondaco.web.records import RecordType
from fondaco.web.records.locating import Keys, read_records
from fondaco.web.records.tasks import visible_tasks
from fondaco.web.records.types import Reach, no_address

LONGEST_SEARCH = 200
MOST_WORDS = 10
MOST_OF_KIND = 20
# What everybody may look for, then what only those who keep records do.
PUBLIC: tuple[RecordType, ...] = (
    registry.ORGANISATIONS,
    activities.ACTIVITIES,
    registry.CLUSTERS,
    activities.PROGRAMMES,
    funding.PROJECTS,
    funding.PARTNERSHIPS,
    funding.PROPOSALS,
    registry.SOURCES,
)
KEPT: tuple[RecordType, ...] = (
    registry.PEOPLE,
    activities.PARTICIPATIONS,
    activities.ENCOUNTERS,
    registry.COMPETENCES,
    accounts.USERS,
)


@dataclass(frozen=True)
class Hit:
    name: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class HitGroup:
    """The best of one kind, how many there are, and where all of them are listed."""

    label: str
    total: int
    hits: list[Hit]
    list_url: str = ""


@dataclass(frozen=True)
class Found:
    text: str
    groups: list[HitGroup]

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


def search_everything(text: str, actor: Actor, most: int = MOST_OF_KIND) -> Found:
    text = " ".join(text.replace("\0", " ")[:LONGEST_SEARCH].split())
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return Found(text, [])
    kinds = [*PUBLIC, *(KEPT if scope_of(actor).is_editor else ())]
    ranked = _rank(kinds, words, actor)
    wanted: Keys = {
        kind.model: set(ranked[number][:most])
        for number, kind in enumerate(kinds)
        if ranked[number]
    }
    known = read_records(wanted, actor)
    groups = [
        _group(kind, ranked[number], known, actor, text, most)
        for number, kind in enumerate(kinds)
    ]
    groups.append(_tasks(ranked[len(kinds)], actor, most))
    return Found(text, [group for group in groups if group.hits])


def _rank(
    kinds: list[RecordType], words: list[str], actor: Actor
) -> dict[int, list[Any]]:
    """Keys by kind, the best first: beginning so, or the fewest words beside."""
    best: dict[int, dict[Any, tuple[int, int]]] = defaultdict(dict)
    wanted = [f" {word}" for word in words]
    for number, key, said in _said(kinds, actor):
        if not all(says(said, word) for word in words):
            continue
        plain = _plain(said)
        if all(word in plain for word in wanted):
            mark = (0 if plain.startswith(wanted[0]) else 1, len(plain))
            before = best[number].get(key)
            if before is None or mark < before:
                best[number][key] = mark
    return defaultdict(
        list,
        {
            number: sorted(found, key=lambda key: (found[key], key))
            for number, found in best.items()
        },
    )


def _said(kinds: list[RecordType], actor: Actor) -> "QuerySet[Any, Any]":
    rows = [
        _words(_reach(kind)(actor), number, kind.search)
        for number, kind in enumerate(kinds)
    ]
    tasks = visible_tasks(actor) if actor.pk else Task.objects.none()
    rows.append(_words(tasks.select_related(None), len(kinds), ("title", "note")))
    return rows[0].union(*rows[1:], all=True)


def _reach(kind: RecordType) -> Reach:
    """Where nobody but its keeper has a page of it, nobody else's words are searched:
    of whoever is named publicly the address is not.
    """
    return kind.changeable_by if kind.public_address is no_address else kind.visible_to


def _words(
    rows: "QuerySet[Any]", number: int, fields: tuple[str, ...]
) -> "QuerySet[Any, Any]":
    texts = [Coalesce(Cast(F(name), TextField()), Value("")) for name in fields]
    return rows.order_by().values_list(Value(number), "pk", _Joined(*texts))


class _Joined(Func):
    """Texts one after the other; `Concat` would nest them."""

    template = "(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = TextField()


_SIGNS = str.maketrans(dict.fromkeys("\"'.,;:!?()[]{}<>|*+-/\\&@_–—", " "))


@lru_cache(maxsize=100_000)
def _plain(text: str) -> str:
    """Words with a space before each: “ foo” is the beginning of one of them.

    What stands between signs is found alone and with them: “d'impresa”, “impresa”.
    """
    folded = fold(text)
    apart = " ".join(folded.translate(_SIGNS).split())
    return f" {folded}" if apart == folded else f" {folded} {apart}"


def _group(
    kind: RecordType,
    keys: list[Any],
    known: dict[Any, Any],
    actor: Actor,
    text: str,
    most: int,
) -> HitGroup:
    hits, listed = [], kind.may(actor, "change")
    for key in keys[:most]:
        record = known.get((kind.model, key))
        if record is None:
            continue
        kept = kind.may(actor, "change", record)
        url = kind.url("change", record) if kept else kind.public_address(record)
        if url:
            hits.append(Hit(str(record) or "—", url, _note(record)))
    more = len(keys) > len(hits) and listed
    url = f"{kind.url('manage')}?{_query(text)}" if more else ""
    return HitGroup(kind.plural, len(keys), hits, url)


def _note(record: Any) -> str:
    if getattr(record, "is_published", True) is False:
        return _("draft")
    return str(getattr(record, "city", "") or "")


def _query(text: str) -> str:
    return urlencode({"search": text})


def _tasks(keys: list[Any], actor: Actor, most: int) -> HitGroup:
    """They have one page, with all of them."""
    url = reverse("web:task_manage")
    found = Task.objects.in_bulk(keys[:most]) if keys else {}
    hits = [
        Hit(str(found[key]), url, _("done") if found[key].is_done else "")
        for key in keys[:most]
        if key in found
    ]
    return HitGroup(_("Tasks"), len(keys), hits)
