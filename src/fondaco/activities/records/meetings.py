"""What happens at an activity: who met whom, and what a meeting decided."""

from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.activities import reach
from fondaco.activities.actions import save_encounter
from fondaco.activities.forms import encounters, minutes
from fondaco.activities.models import Encounter, EncounterParty, Minutes
from fondaco.activities.records.activities import public_activity
from fondaco.activities.vocabularies import EncounterStatus
from fondaco.activities.who_met import WHO_MET
from fondaco.web.records import BulkAction, Column, RecordType, Rows
from fondaco.web.records.columns import choice_column, column


def _when(encounter: Any) -> str:
    parts = []
    if encounter.day:
        parts.append(date_format(encounter.day, "SHORT_DATE_FORMAT"))
    if encounter.start_time:
        parts.append(time_format(encounter.start_time, "H:i"))
    return " ".join(parts)


def _who(encounter: Any) -> str:
    return "; ".join(str(party) for party in encounter.parties.all())


ENCOUNTERS = RecordType(
    model=Encounter,
    form=encounters.EncounterForm,
    address=pgettext_lazy("address", "manage/encounters/"),
    columns=(
        Column(_("when"), _when, ("day", "start_time"), "when"),
        Column(_("who met"), _who, name="parties"),
        column("activity", _("activity"), order="activity__title_it"),
        choice_column(Encounter, "status"),
        choice_column(Encounter, "outcome"),
        column("cluster", _("kept by"), order="cluster__acronym"),
    ),
    search=(
        "activity__title_it",
        "activity__title_en",
        "table",
        "parties__organisation__name",
        "parties__cluster__acronym",
        "parties__person__family_name",
        "parties__person__given_name",
    ),
    facets=("status", "outcome", "activity", "cluster", "kind"),
    bulk=(
        BulkAction(
            "held", _("Mark as held"), "status", value=EncounterStatus.HELD.value
        ),
    ),
    related=("activity", "cluster"),
    many=(WHO_MET,),
    changeable_by=reach.changeable_encounters,
    visible_to=reach.visible_encounters,
    rows=(
        Rows(
            EncounterParty,
            encounters.EncounterPartyRow,
            help_text=_(
                "At least two: each an organisation or a cluster, with the person who "
                "was there for it."
            ),
            wanted=2,
        ),
    ),
    save=save_encounter,
    public_address=lambda one: public_activity(one.activity),
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
