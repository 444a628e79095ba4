"""The first page of whoever signs in: what is theirs, what waits, where to go on."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from fondaco.accounts import records as accounts
from fondaco.activities import records as activities
from fondaco.activities.overtaken import overtaken
from fondaco.core.partial_dates import PartialDate
from fondaco.core.permissions import Actor, may
from fondaco.funding import records as funding
from fondaco.portal.permissions import KEEP_JOBS
from fondaco.registry import records as registry
from fondaco.registry.choices import ORGANISATION_NAME
from fondaco.registry.models import Cluster, Organisation
from fondaco.registry.scope import Scope, scope_of
from fondaco.web.methods import read_only
from fondaco.web.records import RecordType

MOST = 12
SOON = dt.timedelta(days=120)

GROUPS: tuple[tuple[str | Promise, tuple[RecordType, ...]], ...] = (
    (_("Calendar"), activities.RECORDS),
    (_("Registry"), registry.RECORDS),
    (_("European projects"), funding.RECORDS),
    (_("Accounts"), accounts.RECORDS),
)


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


@dataclass(frozen=True)
class Waiting:
    """A record that waits for its keeper."""

    kind: str
    name: str
    url: str
    when: dt.date


@dataclass(frozen=True)
class Passed:
    """An activity that is over, with what was said of it beforehand."""

    status: str
    name: str
    url: str
    start: PartialDate
    end: PartialDate


@dataclass(frozen=True)
class RecordLink:
    label: str
    url: str


@read_only
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request.user)
    context: dict[str, Any] = {
        "own_organisations": Organisation.objects.filter(
            pk__in=scope.own_organisations
        ),
    }
    if scope.is_editor:
        context |= {
            "clusters": _clusters(scope),
            "drafts": _drafts(request.user),
            "ending": _ending(request.user, timezone.localdate()),
            "overtaken": _overtaken(request.user, timezone.localdate()),
            "groups": _groups(request.user) + _installation(request.user),
            "add": _additions(request.user),
        }
    return render(request, "portal/desk.html", context | {"scope": scope})


def _installation(actor: Actor) -> list[tuple[str | Promise, list[RecordLink]]]:
    if not may(actor, KEEP_JOBS):
        return []
    link = RecordLink(gettext("Jobs and backups"), reverse("portal:jobs"))
    return [(_("Installation"), [link])]


def _clusters(scope: Scope) -> "QuerySet[Cluster]":
    if scope.is_administrator:
        return Cluster.objects.all()
    return Cluster.objects.filter(pk__in=scope.managed_clusters)


def _groups(actor: Actor) -> list[tuple[str | Promise, list[RecordLink]]]:
    groups = [
        (
            title,
            [
                RecordLink(record_type.plural, record_type.url("manage"))
                for record_type in record_types
                if record_type.may(actor, "change")
            ],
        )
        for title, record_types in GROUPS
    ]
    return [(title, links) for title, links in groups if links]


def _additions(actor: Actor) -> list[RecordLink]:
    return [
        RecordLink(record_type.label, record_type.url("add"))
        for record_type in DRAFTS
        if record_type.may(actor, "add")
    ]


def _drafts(actor: Actor) -> list[Waiting]:
    """What only its keepers see so far, the latest touched first."""
    queries = [
        record_type.changeable_by(actor)
        .filter(is_published=False)
        .order_by()
        .values_list(
            Value(number), "uid", _text(names[0]), _text(names[1]), "modified_at"
        )
        for number, (record_type, names) in enumerate(DRAFTS.items())
    ]
    rows = queries[0].union(*queries[1:], all=True).order_by("-modified_at")[:MOST]
    english, types = get_language() == "en", list(DRAFTS)
    return [
        _waiting(types[number], uid, en if english else it, when.date())
        for number, uid, it, en, when in rows
    ]


def _ending(actor: Actor, today: dt.date) -> list[Waiting]:
    """Facts that end within some months: somebody must say what comes after."""
    queries = [
        record_type.changeable_by(actor)
        .filter(
            alternative_to=None,
            superseded_by=None,
            valid_until_latest__range=(today, today + SOON),
        )
        .order_by()
        .values_list(Value(number), "uid", _text(name), "valid_until_latest")
        for number, (record_type, name) in enumerate(ENDING.items())
    ]
    rows = queries[0].union(*queries[1:], all=True)
    types = list(ENDING)
    return [
        _waiting(types[number], uid, name, when)
        for number, uid, name, when in rows.order_by("valid_until_latest")[:MOST]
    ]


def _overtaken(actor: Actor, today: dt.date) -> list[Passed]:
    """Activities that are over by now, of which nobody has said how they went."""
    keeping = activities.ACTIVITIES
    rows = (
        keeping.changeable_by(actor)
        .filter(overtaken(today), is_published=True)
        .order_by(Coalesce("end_latest", "start_latest").desc(), "-pk")
    )
    return [
        Passed(
            str(row.get_status_display()),
            str(row),
            keeping.url("change", row),
            row.start,
            row.end,
        )
        for row in rows[:MOST]
    ]


def _text(name: Any) -> Any:
    return Coalesce(Cast(name, TextField()), Value(""), output_field=TextField())


def _waiting(record_type: RecordType, uid: str, name: str, when: dt.date) -> Waiting:
    address = record_type.url("change", record_type.model(uid=uid))
    return Waiting(record_type.label, name, address, when)
