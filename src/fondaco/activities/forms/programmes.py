"""Forms of programmes, and of what is said and planned of a year."""

from fondaco.activities.choices import PROGRAMMES
from fondaco.activities.models import Claim, Programme, TargetCountry
from fondaco.registry.choices import (
    COORDINATED_NETWORKS,
    MANAGED_CLUSTERS,
    VISIBLE_ORGANISATIONS,
)
from fondaco.web.records import RecordForm


class ProgrammeForm(RecordForm):
    choices = {"parent": PROGRAMMES, "funder": VISIBLE_ORGANISATIONS}

    class Meta(RecordForm.Meta):
        model = Programme
        fields = [
            "name_it",
            "name_en",
            "acronym",
            "kind",
            "parent",
            "funder",
            "website",
            "description_it",
            "description_en",
        ]


class ClaimForm(RecordForm):
    choices = {"network": COORDINATED_NETWORKS}
    preselected = ("network",)

    class Meta(RecordForm.Meta):
        model = Claim
        fields = ["network", "year", "statement_it", "statement_en"]


class TargetCountryForm(RecordForm):
    choices = {"cluster": MANAGED_CLUSTERS, "network": COORDINATED_NETWORKS}

    class Meta(RecordForm.Meta):
        model = TargetCountry
        fields = ["cluster", "network", "year", "country"]
