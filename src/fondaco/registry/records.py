"""The registry's records as their managers list and edit them."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.core.actions import save_addressed
from fondaco.core.models import Source
from fondaco.core.permissions import may
from fondaco.registry import reach
from fondaco.registry.actions import save_organisation
from fondaco.registry.forms import bodies, facts
from fondaco.registry.models import (
    ActivityCode,
    Cluster,
    ClusterAlias,
    Competence,
    Identifier,
    Label,
    LegalForm,
    Management,
    Mandate,
    MemberCount,
    Membership,
    Network,
    NetworkMembership,
    Organisation,
    OrganisationAlias,
    Person,
    Recognition,
)
from fondaco.registry.vocabularies import MandateKind
from fondaco.web.context import address
from fondaco.web.records import Column, RecordType, Rows
from fondaco.web.records.columns import (
    choice_column,
    column,
    count_in_words,
    date_column,
    publication_column,
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


def _lead_into_network(request: HttpRequest, cluster: Any) -> str | None:
    """A cluster outside every network is nobody's yet: bring it into one."""
    if may(request.user, "registry.change_cluster", cluster):
        return None
    return f"{reverse('registry:networkmembership_add')}?cluster={cluster.uid}"


SOURCES = RecordType(
    model=Source,
    namespace="registry",
    form=bodies.SourceForm,
    address=pgettext_lazy("address", "manage/sources/"),
    columns=(
        column("title", _("title"), order="title"),
        column("publisher", _("publisher"), order="publisher"),
        date_column("published", _("published on")),
    ),
    search=("title", "publisher", "url"),
    changeable_by=reach.changeable_sources,
    visible_to=reach.everything(Source),
    save=partial(save_addressed, words=("title",)),
    public_address=lambda source: address("portal:source_detail", source.slug),
)
NETWORKS = RecordType(
    model=Network,
    form=bodies.NetworkForm,
    address=pgettext_lazy("address", "manage/networks/"),
    columns=(
        column("acronym", _("acronym"), order="acronym"),
        column("title", _("name"), order="name_it"),
    ),
    search=("acronym", "name_it", "name_en"),
    changeable_by=reach.coordinated_networks,
    visible_to=reach.everything(Network),
    save=partial(save_addressed, words=("acronym",)),
)
CLUSTERS = RecordType(
    model=Cluster,
    form=bodies.ClusterForm,
    address=pgettext_lazy("address", "manage/clusters/"),
    columns=(
        column("acronym", _("acronym"), order="acronym"),
        column("title", _("name"), order="name_it"),
        column("city", _("seat"), order="city"),
    ),
    search=("acronym", "name_it", "name_en", "theme_it", "theme_en"),
    changeable_by=reach.managed_clusters,
    visible_to=reach.everything(Cluster),
    rows=(Rows(ClusterAlias, bodies.ClusterAliasRow),),
    save=partial(save_addressed, words=("acronym",)),
    after_save=_lead_into_network,
    public_address=lambda one: address("portal:cluster_detail", one.slug),
)
ORGANISATIONS = RecordType(
    model=Organisation,
    form=bodies.OrganisationForm,
    address=pgettext_lazy("address", "manage/organisations/"),
    columns=(
        column("name", _("official name"), order="name"),
        choice_column(Organisation, "kind"),
        column("city", _("city"), order="city"),
        column("maintained_by", _("maintained by"), order="maintained_by__acronym"),
        publication_column(),
    ),
    search=("name", "name_it", "name_en", "acronym", "city", "aliases__name"),
    facets=("kind", "maintained_by", "is_published"),
    related=("maintained_by",),
    changeable_by=reach.changeable_organisations,
    visible_to=reach.visible_organisations,
    rows=(
        Rows(OrganisationAlias, bodies.OrganisationAliasRow),
        Rows(Identifier, bodies.IdentifierRow),
        Rows(ActivityCode, bodies.ActivityCodeRow),
    ),
    save=save_organisation,
    publish_verb="publish",
    public_address=lambda one: (
        address("portal:organisation_detail", one.slug) if one.is_published else ""
    ),
)
PEOPLE = RecordType(
    model=Person,
    form=bodies.PersonForm,
    address=pgettext_lazy("address", "manage/people/"),
    columns=(
        Column(_("name"), str, ("family_name", "given_name")),
        column("maintained_by", _("maintained by"), order="maintained_by__acronym"),
        column("email", _("e-mail (private)"), order="email"),
        column("user", _("signs in as"), order="user__email"),
    ),
    search=("given_name", "family_name", "email"),
    facets=("maintained_by",),
    related=("maintained_by", "user"),
    changeable_by=reach.changeable_people,
    visible_to=reach.visible_people,
)
COMPETENCES = RecordType(
    model=Competence,
    form=bodies.CompetenceForm,
    address=pgettext_lazy("address", "manage/competences/"),
    columns=(
        column("name_it", _("name (Italian)"), order="name_it"),
        column("name_en", _("name (English)"), order="name_en"),
        column("euroscivoc", _("EuroSciVoc code"), order="euroscivoc"),
    ),
    search=("name_it", "name_en", "euroscivoc"),
    changeable_by=reach.changeable_competences,
    visible_to=reach.everything(Competence),
)
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
    related=("cluster", "network"),
    changeable_by=reach.changeable_member_counts,
    visible_to=reach.everything(MemberCount),
)

RECORDS = (
    ORGANISATIONS,
    MEMBERSHIPS,
    PEOPLE,
    MANDATES,
    SOURCES,
    CLUSTERS,
    MANAGEMENTS,
    LABELS,
    LEGAL_FORMS,
    RECOGNITIONS,
    MEMBER_COUNTS,
    COMPETENCES,
    NETWORKS,
    NETWORK_MEMBERSHIPS,
)
