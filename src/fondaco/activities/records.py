"""The calendar's records as their managers list and edit them."""

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.activities import reach
from fondaco.activities.actions import save_activity
from fondaco.activities.forms import activities, minutes, participations, programmes
from fondaco.activities.merging import ACTIVITIES_MERGED
from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    Attendance,
    Body,
    Claim,
    CountStatement,
    Minutes,
    Outcome,
    Participation,
    Place,
    Programme,
    TargetCountry,
)
from fondaco.activities.publication import publish_from_form
from fondaco.core.actions import save_addressed
from fondaco.registry.reach import everything
from fondaco.web.context import address
from fondaco.web.records import Column, Link, RecordType, Rows
from fondaco.web.records.columns import (
    choice_column,
    column,
    count_in_words,
    date_column,
    publication_column,
)
from fondaco.web.templatetags.words import country_name


def _public_activity(activity: Any) -> str:
    if not activity.is_published:
        return ""
    return address("activities:activity_detail", activity.uid)


def _links(activity: Any) -> list[Link]:
    add = f"?activity={activity.uid}"
    return [
        Link(_("Add a participation"), reverse("activities:participation_add") + add),
        Link(_("Add a count"), reverse("activities:countstatement_add") + add),
        *_links_of_meeting(activity),
    ]


def _links_of_meeting(activity: Any) -> list[Link]:
    """A working group's meeting has a list to sign and minutes."""
    if activity.working_group_id is None:
        return []
    sheet = reverse("activities:activity_sheet", args=[activity.uid])
    known = Minutes.objects.filter(activity=activity).first()
    if known is not None:
        url = reverse("activities:minutes_change", args=[known.uid])
    else:
        url = f"{reverse('activities:minutes_add')}?activity={activity.uid}"
    return [Link(_("Attendance list"), sheet), Link(_("Minutes"), url)]


def _links_of_participation(participation: Any) -> list[Link]:
    url = reverse("activities:outcome_add")
    return [Link(_("Add an outcome"), f"{url}?participation={participation.uid}")]


ACTIVITIES = RecordType(
    model=Activity,
    form=activities.ActivityForm,
    address=pgettext_lazy("address", "manage/activities/"),
    columns=(
        column("title", _("title"), order="title_it"),
        choice_column(Activity, "kind"),
        date_column("start", _("start")),
        choice_column(Activity, "status"),
        column("maintained_by", _("maintained by"), order="maintained_by__acronym"),
        publication_column(),
    ),
    search=("title_it", "title_en", "aliases__name", "places__city"),
    facets=("kind", "status", "maintained_by", "is_published"),
    span=("start", "end"),
    related=("network", "maintained_by"),
    changeable_by=reach.changeable_activities,
    visible_to=reach.visible_activities,
    rows=(
        Rows(
            Place,
            activities.PlaceRow,
            help_text=_("Where it is; of a programme, the countries that it covers."),
        ),
        Rows(
            Body,
            activities.BodyRow,
            help_text=_(
                "Who organises, promotes or supports it. Clusters take part through "
                "participations instead."
            ),
        ),
        Rows(ActivityAlias, activities.ActivityAliasRow),
    ),
    save=save_activity,
    publish=publish_from_form,
    merging=ACTIVITIES_MERGED,
    links=_links,
    public_address=_public_activity,
)
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
    public_address=lambda one: _public_activity(one.activity),
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
    public_address=lambda one: _public_activity(one.activity),
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
    public_address=lambda one: _public_activity(one.participation.activity),
)
MINUTES = RecordType(
    model=Minutes,
    form=minutes.MinutesForm,
    address=pgettext_lazy("address", "manage/minutes/"),
    columns=(
        column("activity", _("meeting"), order="activity__start_earliest"),
        Column(_("working group"), lambda one: one.activity.working_group),
        column("approved_on", _("approved on"), order="approved_on"),
    ),
    search=("activity__title_it", "activity__title_en", "text_it", "text_en"),
    related=("activity__working_group", "activity"),
    changeable_by=reach.changeable_minutes,
    visible_to=reach.changeable_minutes,
)
PROGRAMMES = RecordType(
    model=Programme,
    form=programmes.ProgrammeForm,
    address=pgettext_lazy("address", "manage/programmes/"),
    columns=(
        column("title", _("name"), order="name_it"),
        column("acronym", _("acronym"), order="acronym"),
        choice_column(Programme, "kind"),
        column("parent", _("part of"), order="parent__name_it"),
    ),
    search=("name_it", "name_en", "acronym"),
    facets=("kind",),
    related=("parent",),
    changeable_by=reach.changeable_programmes,
    visible_to=everything(Programme),
    public_address=lambda one: address("portal:programme_detail", one.slug),
    save=partial(save_addressed, words=("acronym", "name_it")),
)
CLAIMS = RecordType(
    model=Claim,
    form=programmes.ClaimForm,
    address=pgettext_lazy("address", "manage/claims/"),
    columns=(
        Column(_("claim"), str),
        column("year", _("year"), order="year"),
        column("network", _("network"), order="network__acronym"),
    ),
    search=("statement_it", "statement_en"),
    facets=("network",),
    related=("network",),
    changeable_by=reach.changeable_claims,
    visible_to=everything(Claim),
)
TARGET_COUNTRIES = RecordType(
    model=TargetCountry,
    form=programmes.TargetCountryForm,
    address=pgettext_lazy("address", "manage/target-countries/"),
    columns=(
        Column(_("country"), lambda target: country_name(target.country), ("country",)),
        column("year", _("year"), order="year"),
        Column(
            _("cluster or network"), lambda target: target.cluster or target.network
        ),
    ),
    search=("country", "cluster__acronym", "network__acronym"),
    facets=("cluster",),
    related=("cluster", "network"),
    changeable_by=reach.changeable_targets,
    visible_to=everything(TargetCountry),
)

RECORDS = (
    ACTIVITIES,
    PARTICIPATIONS,
    OUTCOMES,
    COUNT_STATEMENTS,
    MINUTES,
    PROGRAMMES,
    TARGET_COUNTRIES,
    CLAIMS,
)
