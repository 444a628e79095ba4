"""The form of an activity and of what hangs on it: places, bodies, other names."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from fondaco.activities.choices import PROGRAMMES, VISIBLE_ACTIVITIES
from fondaco.activities.models import Activity, ActivityAlias, Body, Place
from fondaco.core.forms import PartialDateField
from fondaco.registry.choices import (
    JOINED_NETWORKS,
    MANAGED_CLUSTERS,
    OWN_GROUPS,
    VISIBLE_ORGANISATIONS,
)
from fondaco.web.records import RecordForm, RowForm, Section


class ActivityForm(RecordForm):
    start = PartialDateField()
    end = PartialDateField()

    choices = {
        "network": JOINED_NETWORKS,
        "maintained_by": MANAGED_CLUSTERS,
        "parent": VISIBLE_ACTIVITIES,
        "occasion": VISIBLE_ACTIVITIES,
        "programme": PROGRAMMES,
        "working_group": OWN_GROUPS,
    }
    preselected = ("network", "maintained_by")

    class Meta(RecordForm.Meta):
        model = Activity
        fields = [
            "title_it",
            "title_en",
            "kind",
            "status",
            "edition",
            "start_time",
            "end_time",
            "time_zone",
            "is_virtual",
            "description_it",
            "description_en",
            "website",
            "parent",
            "occasion",
            "programme",
            "working_group",
            "network",
            "maintained_by",
            "is_international",
        ]

    sections = (
        Section(_("When"), ["start", "end", "start_time", "end_time", "time_zone"]),
        Section(_("What it is about"), ["description_it", "description_en", "website"]),
        Section(
            _("What it belongs to"),
            ["parent", "occasion", "programme", "working_group"],
        ),
        Section(_("Who keeps it"), ["network", "maintained_by", "is_international"]),
    )


class ActivityAliasRow(RowForm):
    class Meta(RowForm.Meta):
        model = ActivityAlias
        fields = ["name", "kind"]


class PlaceRow(RowForm):
    class Meta(RowForm.Meta):
        model = Place
        fields = ["country", "city", "venue"]

    def save(self, commit: bool = True) -> Any:
        if {"country", "city"} & set(self.changed_data):
            # Where the old city was says nothing of the new one.
            self.instance.latitude = self.instance.longitude = None
        return super().save(commit=commit)


class BodyRow(RowForm):
    choices = {"organisation": VISIBLE_ORGANISATIONS}

    class Meta(RowForm.Meta):
        model = Body
        fields = ["organisation", "role"]
