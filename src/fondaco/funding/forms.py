"""The forms of proposals, projects, partnerships, their parties, and counts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from fondaco.activities.choices import PROGRAMMES
from fondaco.core.forms import PartialDateField
from fondaco.funding.choices import PARTNERSHIPS, PROJECTS, PROPOSALS
from fondaco.funding.models import Partnership, Party, Project, Proposal, ProposalCount
from fondaco.funding.reach import changeable_parties
from fondaco.registry.choices import (
    ALL_CLUSTERS,
    COORDINATED_NETWORKS,
    JOINED_NETWORKS,
    MANAGED_CLUSTERS,
    VISIBLE_ORGANISATIONS,
)
from fondaco.registry.forms.facts import COUNT_FIELDS, FACT_FIELDS, FactForm, accounts
from fondaco.web.records import RecordForm, RowForm, Section

KEEPING = Section(_("Who keeps it"), ["network", "maintained_by"])
UNDERTAKING_CHOICES = {
    "programme": PROGRAMMES,
    "network": JOINED_NETWORKS,
    "maintained_by": MANAGED_CLUSTERS,
}


def _fields(*own: str) -> list[str]:
    return [
        "acronym",
        "title_it",
        "title_en",
        *own,
        "programme",
        "description_it",
        "description_en",
        "website",
        "target_countries",
        "network",
        "maintained_by",
    ]


class ProposalForm(RecordForm):
    submitted = PartialDateField()

    choices = UNDERTAKING_CHOICES
    preselected = ("network", "maintained_by")
    sections = (KEEPING,)

    class Meta(RecordForm.Meta):
        model = Proposal
        fields = _fields("status")

    field_order = ["acronym", "title_it", "title_en", "status", "submitted"]


class ProjectForm(RecordForm):
    start = PartialDateField()
    end = PartialDateField()

    choices = UNDERTAKING_CHOICES
    preselected = ("network", "maintained_by")
    sections = (KEEPING,)

    class Meta(RecordForm.Meta):
        model = Project
        fields = _fields("status", "total_budget", "total_budget_bound")

    field_order = ["acronym", "title_it", "title_en", "status", "start", "end"]


class PartnershipForm(RecordForm):
    choices = UNDERTAKING_CHOICES
    preselected = ("network", "maintained_by")
    sections = (KEEPING,)

    class Meta(RecordForm.Meta):
        model = Partnership
        fields = _fields("kind", "is_unnamed")


class PartyRow(RowForm):
    """One who takes part, in the form of what they take part in."""

    valid_from = PartialDateField(help_text="")
    valid_until = PartialDateField(help_text="")

    choices = {"cluster": ALL_CLUSTERS, "organisation": VISIBLE_ORGANISATIONS}

    class Meta(RowForm.Meta):
        model = Party
        fields = ["cluster", "organisation", "role"]


class PartyForm(FactForm):
    """The same on a page of its own: a cluster says of itself that it is in."""

    choices = {
        "proposal": PROPOSALS,
        "project": PROJECTS,
        "partnership": PARTNERSHIPS,
        "cluster": ALL_CLUSTERS,
        "organisation": VISIBLE_ORGANISATIONS,
        "alternative_to": accounts(
            changeable_parties,
            "cluster",
            "organisation",
            "proposal",
            "project",
            "partnership",
        ),
    }
    about = ("proposal", "project", "partnership", "cluster", "organisation")

    class Meta(RecordForm.Meta):
        model = Party
        fields = [
            "proposal",
            "project",
            "partnership",
            "cluster",
            "organisation",
            "role",
            *FACT_FIELDS,
        ]


class ProposalCountForm(RecordForm):
    period = PartialDateField()

    choices = {"network": COORDINATED_NETWORKS, "clusters": ALL_CLUSTERS}
    preselected = ("network",)

    class Meta(RecordForm.Meta):
        model = ProposalCount
        fields = [
            "network",
            "clusters",
            "status",
            *COUNT_FIELDS,
            "total_budget",
            "total_budget_bound",
            "contribution_to_clusters",
            "contribution_to_clusters_bound",
            "contribution_to_territory",
            "contribution_to_territory_bound",
            "note_it",
            "note_en",
        ]

    field_order: Any = ["network", "clusters", "status", "period"]
