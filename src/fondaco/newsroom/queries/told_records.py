"""The public records that sentences tell of: what each is called, and its page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from fondaco.activities.models import Claim
from fondaco.activities.reach import (
    visible_activities,
    visible_counts,
    visible_outcomes,
    visible_participations,
)
from fondaco.core.texts import Text, localised
from fondaco.funding.models import Partnership, Project, ProposalCount
from fondaco.funding.reach import visible_undertakings
from fondaco.newsroom.telling.facts import Key

VISITOR: Any = AnonymousUser()


@dataclass(frozen=True)
class _Kind:
    name: str
    rows: Callable[[], "QuerySet[Any]"]
    page: str
    # The paths to the title, without its language, and to what the address has in it.
    title: str
    key: str = ""


_ACTIVITY = "activities:activity_detail"
KINDS = (
    _Kind("activity", lambda: visible_activities(VISITOR), _ACTIVITY, "title", "uid"),
    _Kind(
        "participation",
        lambda: visible_participations(VISITOR),
        _ACTIVITY,
        "activity__title",
        "activity__uid",
    ),
    _Kind(
        "countstatement",
        lambda: visible_counts(VISITOR),
        _ACTIVITY,
        "activity__title",
        "activity__uid",
    ),
    _Kind(
        "outcome",
        lambda: visible_outcomes(VISITOR),
        _ACTIVITY,
        "participation__activity__title",
        "participation__activity__uid",
    ),
    _Kind(
        "partnership",
        lambda: visible_undertakings(Partnership)(VISITOR),
        "funding:partnership_detail",
        "title",
        "uid",
    ),
    _Kind(
        "project",
        lambda: visible_undertakings(Project)(VISITOR),
        "funding:project_detail",
        "title",
        "uid",
    ),
    _Kind(
        "proposalcount",
        ProposalCount.objects.all,
        "funding:proposal_list",
        "network__name",
    ),
    _Kind("claim", Claim.objects.all, "presence:year", "statement", "year"),
)


@dataclass(frozen=True)
class ToldRecord:
    """A page that shows what a sentence tells of."""

    page: str
    title_it: str
    title_en: str
    key: str

    @property
    def title(self) -> Text:
        return localised(self, "title")

    @property
    def url(self) -> str:
        return reverse(self.page, args=[self.key] if self.key else [])


def read_told(keys: Iterable[Key]) -> dict[Key, ToldRecord]:
    """Those that anybody may see today, in one query; drafts stay unnamed."""
    sought: dict[str, set[str]] = {}
    for kind, uid in keys:
        sought.setdefault(kind, set()).add(uid)
    rows = [
        _select(number, kind, sought[kind.name])
        for number, kind in enumerate(KINDS)
        if kind.name in sought
    ]
    if not rows:
        return {}
    found = rows[0].union(*rows[1:], all=True) if rows[1:] else rows[0]
    return {
        (KINDS[number].name, uid): ToldRecord(KINDS[number].page, it, en, key)
        for number, uid, it, en, key in found
    }


def _select(number: int, kind: _Kind, uids: set[str]) -> "QuerySet[Any, Any]":
    text = CharField()
    return (
        kind.rows()
        .filter(uid__in=uids)
        .order_by()
        .values_list(
            Value(number),
            "uid",
            F(f"{kind.title}_it"),
            F(f"{kind.title}_en"),
            Cast(F(kind.key), text) if kind.key else Value("", text),
        )
    )
