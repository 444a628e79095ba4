"""The search of everything: by the words of a record, among what a person may see.

The index answers with keys; a second query reads the few records that are shown.
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db import OperationalError
from django.urls import reverse
from django.utils.translation import gettext as _

from fondaco.core.models import Task
from fondaco.core.permissions import Actor
from fondaco.core.search_index.keeping import MOST_IN_A_SEARCH, catch_up
from fondaco.core.search_index.question import Question, read_question
from fondaco.portal.searching.correcting import correct
from fondaco.portal.searching.kinds import TASKS, Kind, kinds_for
from fondaco.portal.searching.marking import Marker, Piece
from fondaco.portal.searching.ranking import Ranked, rank
from fondaco.web.records.locating import Keys, read_records

MOST_OF_KIND = 20
MOST_OF_ONE_KIND = 200


@dataclass(frozen=True)
class Hit:
    name: str
    url: str
    note: str = ""
    pieces: list[Piece] = field(default_factory=list)
    snippet: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class HitGroup:
    """The best of one kind, how many there are, and where all of them are listed."""

    label: str
    total: int
    hits: list[Hit]
    list_url: str = ""
    # What addresses call the kind.
    name: str = ""


@dataclass(frozen=True)
class Found:
    text: str
    # All kinds that answer, with how many; and those of which some are shown.
    kinds: list[HitGroup] = field(default_factory=list)
    kind: str = ""
    # What may have been meant, where nothing was found.
    correction: str = ""

    @property
    def groups(self) -> list[HitGroup]:
        return [one for one in self.kinds if one.hits]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.kinds)


def search_everything(
    text: str, actor: Actor, most: int = MOST_OF_KIND, kind: str = ""
) -> Found:
    """With `kind`, more of that kind, and of the others only how many."""
    question = read_question(text)
    if not question:
        return Found(question.text)
    _catch_up()
    kinds = kinds_for(actor)
    chosen = kind if kind in {one.name for one in kinds} else ""
    limits = {one.label: most for one in kinds}
    if chosen:
        limits = {one.label: MOST_OF_ONE_KIND for one in kinds if one.name == chosen}
    ranked = rank(question, kinds, actor, limits)
    if not ranked:
        return Found(question.text, correction=_correction(question, kinds, actor))
    return Found(question.text, _groups(question, kinds, ranked, actor), kind=chosen)


def _catch_up() -> None:
    """Where somebody writes for long, what was written just before waits as well."""
    try:
        catch_up(MOST_IN_A_SEARCH)
    except OperationalError:
        return


def _correction(question: Question, kinds: list[Kind], actor: Actor) -> str:
    """Only what finds something."""
    corrected = correct(question, actor)
    if not corrected:
        return ""
    meant = read_question(corrected)
    return corrected if rank(meant, kinds, actor, {kinds[0].label: 1}) else ""


def _groups(
    question: Question, kinds: list[Kind], ranked: dict[str, Ranked], actor: Actor
) -> list[HitGroup]:
    wanted: Keys = {
        one.indexed.model: set(ranked[one.label].keys)
        for one in kinds
        if one.label in ranked and one.record_type
    }
    known = read_records(wanted, actor)
    marker = Marker(question)
    return [
        _tasks(ranked[one.label], marker)
        if one is TASKS
        else _group(one, ranked[one.label], known, actor, question, marker)
        for one in kinds
        if one.label in ranked
    ]


def _group(
    kind: Kind,
    ranked: Ranked,
    known: dict[Any, Any],
    actor: Actor,
    question: Question,
    marker: Marker,
) -> HitGroup:
    record_type = kind.record_type
    assert record_type
    hits = []
    for key in ranked.keys:
        record = known.get((record_type.model, key))
        if record is None:
            continue
        is_kept = record_type.may(actor, "change", record)
        url = (
            record_type.url("change", record)
            if is_kept
            else record_type.public_address(record)
        )
        if url:
            name = str(record) or "—"
            found = marker.pieces(name), marker.snippet(kind, record)
            hits.append(Hit(name, url, _note(record), *found))
    is_listed = ranked.total > len(hits) and record_type.may(actor, "change")
    query = urlencode({"search": question.text})
    url = f"{record_type.url('manage')}?{query}" if is_listed else ""
    return HitGroup(record_type.plural, ranked.total, hits, url, kind.name)


def _note(record: Any) -> str:
    if getattr(record, "is_published", True) is False:
        return _("draft")
    return str(getattr(record, "city", "") or "")


def _tasks(ranked: Ranked, marker: Marker) -> HitGroup:
    url = reverse("web:task_manage")
    found = Task.objects.in_bulk(ranked.keys)
    hits = [
        Hit(
            str(found[key]),
            url,
            _("done") if found[key].is_done else "",
            marker.pieces(str(found[key])),
        )
        for key in ranked.keys
        if key in found
    ]
    return HitGroup(str(TASKS.plural), ranked.total, hits, name=TASKS.name)
