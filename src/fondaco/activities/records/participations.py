"""Who takes part, how many were counted and what came of it, as managers keep it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.activities import reach
from fondaco.activities.forms import participations
from fondaco.activities.models import (
    Attendance,
    CountStatement,
    Outcome,
    Participation,
)
from fondaco.activities.records.activities import public_activity
from fondaco.web.records import Column, Link, RecordType, Rows
from fondaco.web.records.columns import (
    choice_column,
    column,
    count_in_words,
    publication_column,
)


def _links_of_participation(participation: Any) -> list[Link]:
    url = reverse("activities:outcome_add")
    return [Link(_("Add an outcome"), f"{url}?participation={participation.uid}")]


PARTICIPATIONS = RecordType(
    model=Participation,
    form=participations.ParticipationForm,
    address=pgettext_lazy("address", "manage/participations/"),
    columns=(
        column("activity", _("activity"), order="activity__title_it"),
        column("cluster", _("cluster"), order="cluster__acronym"),
        column("organisation", _("member"), order="organisation__name"),
        choice_column(Participation, "role"),
        choice_column(Participation, "status"),
        publication_column(),
    ),
    search=(
        "activity__title_it",
        "activity__title_en",
        "cluster__acronym",
        "organisation__name",
    ),
    facets=("cluster", "role", "status", "is_published"),
    related=("activity", "cluster", "organisation"),
    changeable_by=reach.changeable_participations,
    visible_to=reach.visible_participations,
    rows=(Rows(Attendance, participations.AttendanceRow),),
    links=_links_of_participation,
    public_address=lambda one: public_activity(one.activity),
)
COUNT_STATEMENTS = RecordType(
    model=CountStatement,
    form=participations.CountStatementForm,
    address=pgettext_lazy("address", "manage/counts/"),
    columns=(
        column("activity", _("activity"), order="activity__title_it"),
        Column(
            _("participation"),
            lambda one: one.participation.cluster if one.participation else "",
        ),
        choice_column(CountStatement, "subject"),
        Column(_("how many"), count_in_words),
    ),
    search=("activity__title_it", "activity__title_en"),
    facets=("subject",),
    related=("activity", "participation__cluster"),
    changeable_by=reach.changeable_counts,
    visible_to=reach.visible_counts,
    public_address=lambda one: public_activity(one.activity),
)
OUTCOMES = RecordType(
    model=Outcome,
    form=participations.OutcomeForm,
    address=pgettext_lazy("address", "manage/outcomes/"),
    columns=(
        Column(_("outcome"), str),
        choice_column(Outcome, "kind"),
        column("participation", _("participation")),
        column("reached_on", _("date"), order="reached_on"),
        publication_column(),
    ),
    search=("description_it", "description_en", "participation__activity__title_it"),
    facets=("kind", "is_published"),
    related=(
        "participation__activity",
        "participation__cluster",
        "participation__organisation",
    ),
    changeable_by=reach.changeable_outcomes,
    visible_to=reach.visible_outcomes,
    public_address=lambda one: public_activity(one.participation.activity),
)
