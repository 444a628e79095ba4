"""The calendar for programs: `/api/v1/activities`, `participations`, `outcomes`…"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from fondaco.activities import records
from fondaco.activities.actions import publish_activity
from fondaco.activities.duplicates import likely_duplicates
from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    Attendance,
    Body,
    EncounterParty,
    Place,
)
from fondaco.core.permissions import Actor
from fondaco.registry.api import COUNT
from fondaco.registry.scope import scope_of
from fondaco.web.api import SCOPES, Publishing, Resource


def _likely(activity: Any, actor: Actor) -> list[Activity]:
    return [one.activity for one in likely_duplicates(activity, scope_of(actor))]


SCOPES["write:activities"] = _(
    "The calendar: activities, who takes part, meetings and what comes of them"
)
resources = (
    Resource(
        records.PROGRAMMES,
        "programmes",
        fields=(
            *("slug", "acronym", "name_it", "name_en", "kind", "parent", "funder"),
            *("website", "description_it", "description_en"),
        ),
        filters=("parent",),
    ),
    Resource(
        records.ACTIVITIES,
        "activities",
        fields=(
            *("network", "maintained_by", "kind", "status", "title_it", "title_en"),
            *("edition", "description_it", "description_en", "start", "end"),
            *("start_time", "end_time", "time_zone", "is_virtual"),
            *("is_international", "parent", "occasion", "programme"),
            *("working_group", "website"),
        ),
        rows={"aliases": ActivityAlias, "places": Place, "bodies": Body},
        filters=("network", "parent", "programme"),
        publishing=Publishing(publish_activity, _likely),
    ),
    Resource(
        records.PARTICIPATIONS,
        "participations",
        fields=(
            *("activity", "cluster", "organisation", "role", "status", "session"),
            *("topic_it", "topic_en", "presented_it", "presented_en"),
        ),
        private=("private_note",),
        rows={"people": Attendance},
        filters=("activity", "organisation"),
        is_named=False,
    ),
    Resource(
        records.ENCOUNTERS,
        "encounters",
        fields=(
            *("activity", "cluster", "kind", "status", "outcome", "day"),
            *("start_time", "end_time", "table"),
        ),
        private=("private_note",),
        rows={"parties": EncounterParty},
        filters=("activity",),
        is_named=False,
    ),
    Resource(
        records.OUTCOMES,
        "outcomes",
        fields=(
            *("participation", "kind", "counterpart", "reached_on"),
            *("description_it", "description_en"),
        ),
        filters=("participation", "counterpart"),
        is_named=False,
    ),
    Resource(
        records.COUNT_STATEMENTS,
        "counts",
        fields=(
            *("activity", "participation", "subject", *COUNT),
            *("note_it", "note_en"),
        ),
        filters=("activity", "participation"),
        is_named=False,
    ),
    Resource(
        records.CLAIMS,
        "claims",
        fields=("network", "year", "statement_it", "statement_en"),
        filters=("year",),
    ),
    Resource(
        records.TARGET_COUNTRIES,
        "target-countries",
        fields=("network", "cluster", "year", "country"),
        filters=("network", "year", "country"),
        is_named=False,
    ),
)
