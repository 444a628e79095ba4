"""Dated facts and counts, as managers keep them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.registry import reach
from fondaco.registry.forms import facts
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
from fondaco.registry.vocabularies import MandateKind
from fondaco.web.records import Column, RecordType
from fondaco.web.records.columns import (
    choice_column,
    column,
    count_in_words,
    date_column,
)

SINCE = date_column("valid_from", _("since"))
UNTIL = date_column("valid_until", _("until"))
CLUSTER = column("cluster", _("cluster"), order="cluster__acronym")

# The offices that one person holds at a time.
SINGLE_OFFICES = {MandateKind.PRESIDENT, MandateKind.SECRETARY_GENERAL}


def _single_office(mandate: Any) -> tuple[str, ...]:
    if mandate.kind not in SINGLE_OFFICES:
        return ()
    return ("kind", "network", "cluster", "organisation")


NETWORK_MEMBERSHIPS = RecordType(
    model=NetworkMembership,
    form=facts.NetworkMembershipForm,
    address=pgettext_lazy("address", "manage/network-memberships/"),
    columns=(CLUSTER, column("network", _("network")), SINCE, UNTIL),
    search=("cluster__acronym", "cluster__name_it", "network__acronym"),
    facets=("network",),
    related=("network", "cluster"),
    changeable_by=reach.of_coordinated_networks(NetworkMembership),
    visible_to=reach.everything(NetworkMembership),
    one_at_a_time=lambda fact: ("network", "cluster"),
)
MANAGEMENTS = RecordType(
    model=Management,
    form=facts.ManagementForm,
    address=pgettext_lazy("address", "manage/managing-organisations/"),
    columns=(CLUSTER, column("organisation", _("managing organisation")), SINCE, UNTIL),
    search=("cluster__acronym", "organisation__name"),
    facets=("cluster",),
    related=("cluster", "organisation"),
    changeable_by=reach.of_managed_clusters(Management),
    visible_to=reach.everything(Management),
    one_at_a_time=lambda fact: ("cluster",),
)
MEMBERSHIPS = RecordType(
    model=Membership,
    form=facts.MembershipForm,
    address=pgettext_lazy("address", "manage/memberships/"),
    columns=(
        column("organisation", _("organisation"), order="organisation__name"),
        CLUSTER,
        choice_column(Membership, "kind"),
        SINCE,
        UNTIL,
    ),
    search=("organisation__name", "cluster__acronym"),
    facets=("cluster", "kind"),
    related=("cluster", "organisation"),
    changeable_by=reach.changeable_memberships,
    visible_to=reach.visible_memberships,
    one_at_a_time=lambda fact: ("cluster", "organisation"),
)
MANDATES = RecordType(
    model=Mandate,
    form=facts.MandateForm,
    address=pgettext_lazy("address", "manage/mandates/"),
    columns=(
        column("person", _("person"), order="person__family_name"),
        choice_column(Mandate, "kind"),
        column("body", _("in")),
        SINCE,
        UNTIL,
    ),
    search=(
        "person__given_name",
        "person__family_name",
        "title_it",
        "title_en",
        "cluster__acronym",
        "network__acronym",
        "organisation__name",
    ),
    facets=("cluster", "kind"),
    related=("person", "network", "cluster", "organisation"),
    changeable_by=reach.changeable_mandates,
    visible_to=reach.visible_mandates,
    one_at_a_time=_single_office,
)
LABELS = RecordType(
    model=Label,
    form=facts.LabelForm,
    address=pgettext_lazy("address", "manage/labels/"),
    columns=(CLUSTER, choice_column(Label, "level"), SINCE, UNTIL),
    search=("cluster__acronym",),
    facets=("cluster", "level"),
    related=("cluster",),
    changeable_by=reach.of_managed_clusters(Label),
    visible_to=reach.everything(Label),
    one_at_a_time=lambda fact: ("cluster",),
)
LEGAL_FORMS = RecordType(
    model=LegalForm,
    form=facts.LegalFormForm,
    address=pgettext_lazy("address", "manage/legal-forms/"),
    columns=(CLUSTER, choice_column(LegalForm, "form"), SINCE, UNTIL),
    search=("cluster__acronym", "act"),
    facets=("cluster", "form"),
    related=("cluster",),
    changeable_by=reach.of_managed_clusters(LegalForm),
    visible_to=reach.everything(LegalForm),
    one_at_a_time=lambda fact: ("cluster",),
)
RECOGNITIONS = RecordType(
    model=Recognition,
    form=facts.RecognitionForm,
    address=pgettext_lazy("address", "manage/recognitions/"),
    columns=(CLUSTER, column("recognised_by", _("recognised by")), SINCE, UNTIL),
    search=("cluster__acronym", "recognised_by__name", "act"),
    facets=("cluster",),
    related=("cluster", "recognised_by"),
    changeable_by=reach.of_managed_clusters(Recognition),
    visible_to=reach.everything(Recognition),
)
MEMBER_COUNTS = RecordType(
    model=MemberCount,
    form=facts.MemberCountForm,
    address=pgettext_lazy("address", "manage/member-counts/"),
    columns=(
        Column(_("cluster or network"), lambda count: count.cluster or count.network),
        choice_column(MemberCount, "population"),
        choice_column(MemberCount, "unit"),
        Column(_("how many"), count_in_words),
        date_column("as_of", _("as of")),
    ),
    search=("cluster__acronym", "network__acronym"),
    facets=("cluster", "population", "unit"),
    span=("as_of", "as_of"),
    related=("cluster", "network"),
    changeable_by=reach.changeable_member_counts,
    visible_to=reach.everything(MemberCount),
)
