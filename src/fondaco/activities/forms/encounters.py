"""Forms of who met whom, and what came of it."""

from django.utils.translation import gettext_lazy as _

from fondaco.activities.choices import VISIBLE_ACTIVITIES
from fondaco.activities.models import Encounter, EncounterParty
from fondaco.registry.choices import (
    ALL_CLUSTERS,
    MANAGED_CLUSTERS,
    VISIBLE_ORGANISATIONS,
    VISIBLE_PEOPLE,
)
from fondaco.web.records import RecordForm, RowForm, Section


class EncounterForm(RecordForm):
    choices = {"activity": VISIBLE_ACTIVITIES, "cluster": MANAGED_CLUSTERS}
    preselected = ("cluster",)

    class Meta(RecordForm.Meta):
        model = Encounter
        fields = [
            "activity",
            "cluster",
            "kind",
            "status",
            "outcome",
            "private_note",
            "day",
            "start_time",
            "end_time",
            "table",
        ]

    sections = (
        Section(_("When and where"), ["day", "start_time", "end_time", "table"]),
    )


class EncounterPartyRow(RowForm):
    choices = {
        "organisation": VISIBLE_ORGANISATIONS,
        "cluster": ALL_CLUSTERS,
        "person": VISIBLE_PEOPLE,
    }

    class Meta(RowForm.Meta):
        model = EncounterParty
        fields = ["organisation", "cluster", "person"]
