"""What waits among the records: drafts, facts that end, activities that are over."""

import datetime as dt
from typing import Any

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from fondaco.activities import records as activities
from fondaco.activities.overtaken import overtaken
from fondaco.core.models import Task
from fondaco.core.partial_dates import PartialDate, range_in_words
from fondaco.core.permissions import Actor
from fondaco.core.reading import Read, records
from fondaco.newsroom import records as newsroom
from fondaco.newsroom.vocabularies import BulletinState
from fondaco.portal.waiting import Waiting
from fondaco.registry import records as registry
from fondaco.registry.choices import ORGANISATION_NAME
from fondaco.registry.scope import scope_of
from fondaco.web.records import RecordType

MOST = 12
SOON = dt.timedelta(days=120)
# A draft that nobody touched for so long is asked about.
DRAFTS_REST = dt.timedelta(days=30)


def _either(first: str, second: str) -> Any:
    return Coalesce(NullIf(first, Value("")), F(second))


# What a draft, or a fact about to end, is called: in Italian and in English.
DRAFTS: dict[RecordType, tuple[Any, Any]] = {
    activities.ACTIVITIES: (
        _either("title_it", "title_en"),
        _either("title_en", "title_it"),
    ),
    activities.PARTICIPATIONS: (
        Concat(
            "cluster__acronym",
            Value(" – "),
            _either("activity__title_it", "activity__title_en"),
        ),
        Concat(
            "cluster__acronym",
            Value(" – "),
            _either("activity__title_en", "activity__title_it"),
        ),
    ),
    registry.ORGANISATIONS: ORGANISATION_NAME,
}
_OF_CLUSTER = F("cluster__acronym")
_MEMBER = Concat("organisation__name", Value(" – "), "cluster__acronym")
_OFFICER = Concat("person__given_name", Value(" "), "person__family_name")
ENDING: dict[RecordType, Any] = {
    registry.MANDATES: _OFFICER,
    registry.LABELS: _OF_CLUSTER,
    registry.MEMBERSHIPS: _MEMBER,
    registry.MANAGEMENTS: _MEMBER,
    registry.RECOGNITIONS: _OF_CLUSTER,
    registry.LEGAL_FORMS: _OF_CLUSTER,
    registry.NETWORK_MEMBERSHIPS: _OF_CLUSTER,
}


def waiting_reads(actor: Actor, today: dt.date) -> list[Read]:
    """All of them as reads of one query, each of a dozen rows."""
    tasks = [_tasks(actor, today)]
    if not scope_of(actor).is_editor:
        return tasks
    drafts = [_drafts(kind, names, actor) for kind, names in DRAFTS.items()]
    ending = [_ending(kind, name, actor, today) for kind, name in ENDING.items()]
    return [
        *tasks,
        *drafts,
        *ending,
        _overtaken(actor, today),
        _to_approve(actor),
    ]


def first_dozen(
    rows: "QuerySet[Any]", *order: Any, most: int = MOST
) -> "QuerySet[Any]":
    """The first dozen, in a form that a union may hold."""
    known = rows.model._default_manager
    first = rows.order_by(*order, "pk").values("pk")[:most]
    found: QuerySet[Any] = known.filter(pk__in=first)
    return found


def named(rows: "QuerySet[Any]", name: Any) -> "QuerySet[Any]":
    text = Coalesce(Cast(name, TextField()), Value(""), output_field=TextField())
    named: QuerySet[Any] = rows.annotate(desk_name=text)
    return named


def _address(record_type: RecordType, uid: str) -> str:
    return record_type.url("change", record_type.model(uid=uid))


def _drafts(record_type: RecordType, names: tuple[Any, Any], actor: Actor) -> Read:
    drafts = record_type.changeable_by(actor).filter(is_published=False)
    name = names[get_language() == "en"]

    def build(row: tuple[Any, ...]) -> Waiting:
        uid, said, touched = row
        day, url = timezone.localdate(touched), _address(record_type, uid)
        words = _("draft, changed on %(day)s") % {"day": in_words(day)}
        return Waiting(
            day + DRAFTS_REST, record_type.label, said, url, _("Publish"), when=words
        )

    rows = named(first_dozen(drafts, "-modified_at"), name)
    return Read(rows, ("uid", "desk_name", "modified_at"), build)


def _to_approve(actor: Actor) -> Read:
    """Bulletins that wait for a second person, of whom this is one."""
    own = newsroom.BULLETINS.changeable_by(actor)
    rows = own.filter(state=BulletinState.IN_REVIEW).exclude(
        Q(drafted_by=actor.pk) | Q(edited_by=actor.pk)
    )
    names = (_either("title_it", "title_en"), _either("title_en", "title_it"))

    def build(row: tuple[Any, ...]) -> Waiting:
        uid, said, touched = row
        url = newsroom.desk_of(newsroom.BULLETINS.model(uid=uid))
        day = timezone.localdate(touched)
        words = _("waits for approval since %(day)s") % {"day": in_words(day)}
        label = newsroom.BULLETINS.label
        return Waiting(day, label, said, url, _("Approve"), when=words)

    found = named(first_dozen(rows, "modified_at"), names[get_language() == "en"])
    return Read(found, ("uid", "desk_name", "modified_at"), build)


def _ending(record_type: RecordType, name: Any, actor: Actor, today: dt.date) -> Read:
    """Facts that end within some months: somebody must say what comes after."""
    facts = record_type.changeable_by(actor).filter(
        alternative_to=None,
        superseded_by=None,
        valid_until_latest__range=(today, today + SOON),
    )

    def build(row: tuple[Any, ...]) -> Waiting:
        uid, said, day = row
        record = record_type.model(uid=uid)
        return Waiting(
            day,
            record_type.label,
            said,
            record_type.url("change", record),
            _("Say what came after"),
            record_type.url("supersede", record),
            when=_("until %(day)s") % {"day": in_words(day)},
        )

    rows = named(first_dozen(facts, "valid_until_latest"), name)
    return Read(rows, ("uid", "desk_name", "valid_until_latest"), build)


def _overtaken(actor: Actor, today: dt.date) -> Read:
    """Activities that are over by now, of which nobody has said how they went."""
    kind = activities.ACTIVITIES
    last = Coalesce("end_latest", "start_latest")
    over = kind.changeable_by(actor).filter(overtaken(today), is_published=True)
    read = records(first_dozen(over, last.desc()))

    def build(row: tuple[Any, ...]) -> Waiting:
        assert read.build
        one = read.build(row)
        dates = range_in_words(one.start, one.end, get_language() or "it")
        return Waiting(
            one.end_latest or one.start_latest,
            kind.label,
            str(one),
            kind.url("change", one),
            _("Say how it went"),
            when=f"{one.get_status_display()}, {dates}",
        )

    return Read(read.rows, read.columns, build)


def _tasks(actor: Actor, today: dt.date) -> Read:
    own = Task.objects.filter(owner=actor.pk, done_at=None)

    def build(row: tuple[Any, ...]) -> Waiting:
        uid, title, due_on = row
        return Waiting(
            due_on,
            _("Task"),
            title,
            reverse("web:task_manage"),
            _("Done"),
            reverse("web:task_change", args=[uid]),
            posts=True,
            when=pgettext("task", "by %(day)s") % {"day": in_words(due_on)},
            is_late=due_on < today,
        )

    return Read(first_dozen(own, "due_on"), ("uid", "title", "due_on"), build)


def in_words(day: dt.date) -> str:
    return PartialDate.day(day).in_words(get_language() or "it")
