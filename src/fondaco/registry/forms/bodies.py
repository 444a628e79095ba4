"""Forms of networks, clusters, organisations, competences and sources."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.core.forms import PartialDateField
from fondaco.core.models import Source
from fondaco.registry.choices import (
    COMPETENCES,
    MANAGED_CLUSTERS,
)
from fondaco.registry.models import (
    ActivityCode,
    Cluster,
    ClusterAlias,
    Competence,
    Identifier,
    Network,
    Organisation,
    OrganisationAlias,
)
from fondaco.registry.permissions import keeps_organisation
from fondaco.web.records import RecordForm, RowForm, Section

WHERE = pgettext_lazy("of an organisation or a cluster", "Where it is")
WHAT = _("What it does")


class SourceForm(RecordForm):
    published = PartialDateField()

    class Meta(RecordForm.Meta):
        model = Source
        fields = [
            "title",
            "publisher",
            "url",
            "language",
            "retrieved_on",
            "note_it",
            "note_en",
        ]

    field_order = ["title", "publisher", "url", "language", "published"]


class NetworkForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Network
        fields = [
            "acronym",
            "name_it",
            "name_en",
            "country",
            "region",
            "description_it",
            "description_en",
            "website",
        ]


class ClusterForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Cluster
        fields = [
            "acronym",
            "name_it",
            "name_en",
            "theme_it",
            "theme_en",
            "specialisation_area",
            "description_it",
            "description_en",
            "founded_note_it",
            "founded_note_en",
            "country",
            "region",
            "city",
            "site",
            "site_note_it",
            "site_note_en",
            "website",
            "public_email",
        ]

    sections = (
        Section(
            WHAT,
            [
                "theme_it",
                "theme_en",
                "specialisation_area",
                "description_it",
                "description_en",
                "founded_note_it",
                "founded_note_en",
            ],
        ),
        Section(
            WHERE,
            [
                "country",
                "region",
                "city",
                "site",
                "site_note_it",
                "site_note_en",
                "website",
                "public_email",
            ],
        ),
    )


class ClusterAliasRow(RowForm):
    class Meta(RowForm.Meta):
        model = ClusterAlias
        fields = ["name", "kind"]


class OrganisationForm(RecordForm):
    choices = {"maintained_by": MANAGED_CLUSTERS, "competences": COMPETENCES}
    preselected = ("maintained_by",)

    class Meta(RecordForm.Meta):
        model = Organisation
        fields = [
            "name",
            "name_it",
            "name_en",
            "acronym",
            "kind",
            "size_class",
            "maintained_by",
            "trusts_contact",
            "description_it",
            "description_en",
            "offers_it",
            "offers_en",
            "seeks_it",
            "seeks_en",
            "competences",
            "country",
            "region",
            "province",
            "city",
            "site",
            "website",
            "public_email",
        ]

    sections = (
        Section(
            WHAT,
            [
                "description_it",
                "description_en",
                "offers_it",
                "offers_en",
                "seeks_it",
                "seeks_en",
                "competences",
            ],
        ),
        Section(
            WHERE,
            [
                "country",
                "region",
                "province",
                "city",
                "site",
                "website",
                "public_email",
            ],
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self._may_hand_over():
            del self.fields["maintained_by"], self.fields["trusts_contact"]

    def _may_hand_over(self) -> bool:
        """Who answers for the record says who keeps it; its own contact does not."""
        record = self.instance
        return record.pk is None or bool(keeps_organisation(self.actor, record))


class ProfileForm(OrganisationForm):
    """What whoever does not keep the record may write in it, for who keeps it."""

    choices = OrganisationForm.choices

    class Meta(RecordForm.Meta):
        model = Organisation
        fields = [
            name
            for name in OrganisationForm.Meta.fields
            if name not in {"maintained_by", "trusts_contact"}
        ]

    def _may_hand_over(self) -> bool:
        return True


class OrganisationAliasRow(RowForm):
    class Meta(RowForm.Meta):
        model = OrganisationAlias
        fields = ["name", "kind"]


class IdentifierRow(RowForm):
    class Meta(RowForm.Meta):
        model = Identifier
        fields = ["scheme", "value"]


class ActivityCodeRow(RowForm):
    class Meta(RowForm.Meta):
        model = ActivityCode
        fields = ["vintage", "code"]


class CompetenceForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Competence
        fields = ["name_it", "name_en", "euroscivoc"]
