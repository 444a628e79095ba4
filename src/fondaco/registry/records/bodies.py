"""Networks, clusters, organisations and sources, as managers keep them."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.core.actions import save_addressed
from fondaco.core.models import Source
from fondaco.core.permissions import may
from fondaco.registry import choices, reach
from fondaco.registry.actions import save_organisation
from fondaco.registry.forms import bodies
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
from fondaco.registry.records.duplicates import (
    ORGANISATIONS_BESIDE,
    ORGANISATIONS_MERGED,
)
from fondaco.web.context import address
from fondaco.web.records import BulkAction, RecordType, Rows
from fondaco.web.records.columns import (
    choice_column,
    column,
    date_column,
    publication_column,
)

MAINTAINED_BY = BulkAction(
    "maintained_by",
    _("Set the cluster that keeps them"),
    "maintained_by",
    choices=choices.MANAGED_CLUSTERS,
)
ADD_COMPETENCE = BulkAction(
    "competence",
    _("Add a competence"),
    "competences",
    choices=choices.COMPETENCES,
    adds=True,
)


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
    facets=("language",),
    span=("published", "published"),
    changeable_by=reach.changeable_sources,
    visible_to=reach.everything(Source),
    save=partial(save_addressed, words=("title",)),
    public_address=lambda source: address("portal:source_detail", source.slug),
    has_page=True,
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
    facets=("city",),
    search=("acronym", "name_it", "name_en", "theme_it", "theme_en"),
    changeable_by=reach.managed_clusters,
    visible_to=reach.everything(Cluster),
    rows=(Rows(ClusterAlias, bodies.ClusterAliasRow),),
    save=partial(save_addressed, words=("acronym",)),
    after_save=_lead_into_network,
    public_address=lambda one: address("portal:cluster_detail", one.slug),
    has_page=True,
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
    facets=(
        *("kind", "size_class", "country", "competences"),
        *("maintained_by", "is_published"),
    ),
    bulk=(MAINTAINED_BY, ADD_COMPETENCE),
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
    merging=ORGANISATIONS_MERGED,
    likenesses=ORGANISATIONS_BESIDE,
    public_address=lambda one: (
        address("portal:organisation_detail", one.slug) if one.is_published else ""
    ),
    has_page=True,
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
