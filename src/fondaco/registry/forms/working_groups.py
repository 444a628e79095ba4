"""The form of a working group and of who sits in it."""

from fondaco.core.forms import PartialDateField
from fondaco.registry.choices import (
    COORDINATED_NETWORKS,
    MANAGED_CLUSTERS,
    VISIBLE_ORGANISATIONS,
    VISIBLE_PEOPLE,
)
from fondaco.registry.models import GroupMember, WorkingGroup
from fondaco.web.records import RecordForm, RowForm


class WorkingGroupForm(RecordForm):
    start = PartialDateField()
    end = PartialDateField()

    choices = {"network": COORDINATED_NETWORKS, "cluster": MANAGED_CLUSTERS}
    preselected = ("cluster",)

    class Meta(RecordForm.Meta):
        model = WorkingGroup
        fields = ["name_it", "name_en", "aims_it", "aims_en", "cluster", "network"]


class GroupMemberRow(RowForm):
    valid_from = PartialDateField(help_text="")
    valid_until = PartialDateField(help_text="")

    choices = {"person": VISIBLE_PEOPLE, "organisation": VISIBLE_ORGANISATIONS}

    class Meta(RowForm.Meta):
        model = GroupMember
        fields = ["person", "organisation", "role"]
