"""Forms of dated facts: what holds since when, and which account is preferred."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.core.forms import PartialDateField
from fondaco.core.models import DatedFact
from fondaco.core.permissions import Actor
from fondaco.registry import reach
from fondaco.registry.choices import (
    CLUSTERS_TO_JOIN,
    COORDINATED_NETWORKS,
    MANAGED_CLUSTERS,
    MEMBERS,
    VISIBLE_ORGANISATIONS,
    VISIBLE_PEOPLE,
)
from fondaco.registry.models import (
    Label,
    LegalForm,
    Management,
    Mandate,
    MemberCount,
    Membership,
    NetworkMembership,
    Recognition,
)
from fondaco.web.records import Choices, RecordForm, Section

FACT_FIELDS = [
    "alternative_to",
    "preference_reason_it",
    "preference_reason_en",
    "note_it",
    "note_en",
]
COUNT_FIELDS = ["number", "minimum", "is_approximate", "is_some", "of_total"]


def accounts(changeable: reach.Reach, *related: str) -> Choices:
    """The accounts among which one is preferred: facts that the person keeps."""
    return Choices(lambda actor: changeable(actor).select_related(*related))


class FactForm(RecordForm):
    """`about`: the fields that two accounts of one fact share."""

    valid_from = PartialDateField()
    valid_until = PartialDateField()

    about: ClassVar[tuple[str, ...]] = ("cluster",)
    sections = (
        Section(_("When"), ["valid_from", "valid_until", "note_it", "note_en"]),
        Section(
            _("Where sources disagree"),
            ["alternative_to", "preference_reason_it", "preference_reason_en"],
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self._offer_other_accounts()

    def _offer_other_accounts(self) -> None:
        same: dict[str, Any] = {
            f"{name}_id": getattr(self.instance, f"{name}_id") for name in self.about
        }
        known, own = self.choices["alternative_to"], self.instance.pk

        def others(actor: Actor) -> Any:
            return known.read(actor).filter(**same).exclude(pk=own)

        field: Any = self.fields["alternative_to"]
        self.options.forget(known)
        present = self.instance.alternative_to_id
        field.bind(
            self.options,
            Choices(others),
            [] if present is None else [present],
            self._held("alternative_to"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        preferred = cleaned.get("alternative_to")
        if preferred is None:
            return cleaned
        if any(self._differs(preferred, name) for name in self.about):
            message = gettext("That fact is about something else.")
            self.add_error("alternative_to", ValidationError(message))
        if preferred.alternative_to_id not in {None, self.instance.pk}:
            message = gettext(
                "That account is not the preferred one. Choose the one preferred to it."
            )
            self.add_error("alternative_to", ValidationError(message))
        reasons = ("preference_reason_it", "preference_reason_en")
        if not any(cleaned.get(name) for name in reasons):
            self.add_error(
                "preference_reason_it", gettext("Say why the other is preferred.")
            )
        return cleaned

    def _differs(self, preferred: DatedFact, name: str) -> bool:
        own: Model | None = self.cleaned_data.get(name)
        return bool(getattr(preferred, f"{name}_id") != (own.pk if own else None))


class NetworkMembershipForm(FactForm):
    choices = {
        "network": COORDINATED_NETWORKS,
        "cluster": CLUSTERS_TO_JOIN,
        "alternative_to": accounts(
            reach.of_coordinated_networks(NetworkMembership), "network", "cluster"
        ),
    }
    preselected = ("network",)
    about = ("network", "cluster")

    class Meta(RecordForm.Meta):
        model = NetworkMembership
        fields = ["network", "cluster", *FACT_FIELDS]


class ManagementForm(FactForm):
    choices = {
        "cluster": MANAGED_CLUSTERS,
        "organisation": VISIBLE_ORGANISATIONS,
        "alternative_to": accounts(
            reach.of_managed_clusters(Management), "cluster", "organisation"
        ),
    }
    preselected = ("cluster",)

    class Meta(RecordForm.Meta):
        model = Management
        fields = ["cluster", "organisation", *FACT_FIELDS]


class MembershipForm(FactForm):
    choices = {
        "cluster": MANAGED_CLUSTERS,
        "organisation": VISIBLE_ORGANISATIONS,
        "alternative_to": accounts(
            reach.changeable_memberships, "cluster", "organisation"
        ),
    }
    preselected = ("cluster",)
    about = ("cluster", "organisation")

    class Meta(RecordForm.Meta):
        model = Membership
        fields = ["cluster", "organisation", "kind", *FACT_FIELDS]


class MandateForm(FactForm):
    choices = {
        "person": VISIBLE_PEOPLE,
        "network": COORDINATED_NETWORKS,
        "cluster": MANAGED_CLUSTERS,
        "organisation": MEMBERS,
        "alternative_to": accounts(
            reach.changeable_mandates, "person", "network", "cluster", "organisation"
        ),
    }
    about = ("network", "cluster", "organisation")

    class Meta(RecordForm.Meta):
        model = Mandate
        help_texts = {
            "kind": _(
                "A cluster manager or director keeps all that is the cluster’s; a "
                "network coordinator all that is the network’s and its clusters’; a "
                "member’s contact the profile of their organisation. Every other "
                "office, president included, is only on record: who holds it and is "
                "to keep records needs one of these as well, and an account."
            ),
        }
        fields = [
            "person",
            "kind",
            "title_it",
            "title_en",
            "cluster",
            "network",
            "organisation",
            "is_public",
            *FACT_FIELDS,
        ]


class LabelForm(FactForm):
    choices = {
        "cluster": MANAGED_CLUSTERS,
        "alternative_to": accounts(reach.of_managed_clusters(Label), "cluster"),
    }
    preselected = ("cluster",)

    class Meta(RecordForm.Meta):
        model = Label
        fields = ["cluster", "level", *FACT_FIELDS]


class LegalFormForm(FactForm):
    choices = {
        "cluster": MANAGED_CLUSTERS,
        "alternative_to": accounts(reach.of_managed_clusters(LegalForm), "cluster"),
    }
    preselected = ("cluster",)

    class Meta(RecordForm.Meta):
        model = LegalForm
        fields = ["cluster", "form", "act", *FACT_FIELDS]


class RecognitionForm(FactForm):
    choices = {
        "cluster": MANAGED_CLUSTERS,
        "recognised_by": VISIBLE_ORGANISATIONS,
        "alternative_to": accounts(
            reach.of_managed_clusters(Recognition), "cluster", "recognised_by"
        ),
    }
    preselected = ("cluster",)

    class Meta(RecordForm.Meta):
        model = Recognition
        fields = ["cluster", "recognised_by", "act", *FACT_FIELDS]


class MemberCountForm(RecordForm):
    as_of = PartialDateField()

    choices = {"cluster": MANAGED_CLUSTERS, "network": COORDINATED_NETWORKS}

    class Meta(RecordForm.Meta):
        model = MemberCount
        fields = [
            "cluster",
            "network",
            "population",
            "unit",
            *COUNT_FIELDS,
            "note_it",
            "note_en",
        ]
