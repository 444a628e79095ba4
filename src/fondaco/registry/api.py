"""The registry for programs: `/api/v1/networks`, `clusters`, `organisations`…"""

from django.utils.translation import gettext_lazy as _

from fondaco.registry import records
from fondaco.registry.models import (
    ActivityCode,
    ClusterAlias,
    GroupMember,
    Identifier,
    OrganisationAlias,
)
from fondaco.web.api import SCOPES, Resource

# What every dated fact says beside what it is about.
FACT = (
    "valid_from",
    "valid_until",
    "alternative_to",
    "preference_reason_it",
    "preference_reason_en",
    "note_it",
    "note_en",
)
COUNT = ("number", "minimum", "is_approximate", "is_some", "of_total")

SCOPES["write:registry"] = _(
    "Networks, clusters, organisations, people, and what holds of them for a time"
)
resources = (
    Resource(
        records.SOURCES,
        "sources",
        fields=(
            *("slug", "title", "publisher", "url", "language", "published"),
            *("retrieved_on", "note_it", "note_en"),
        ),
    ),
    Resource(
        records.NETWORKS,
        "networks",
        fields=(
            *("slug", "acronym", "name_it", "name_en", "country", "region"),
            *("description_it", "description_en", "website"),
        ),
    ),
    Resource(
        records.CLUSTERS,
        "clusters",
        fields=(
            *("slug", "acronym", "name_it", "name_en", "theme_it", "theme_en"),
            *("specialisation_area", "country", "region", "city", "site"),
            *("site_note_it", "site_note_en", "website", "public_email"),
            *("description_it", "description_en"),
            *("founded_note_it", "founded_note_en"),
        ),
        rows={"aliases": ClusterAlias},
    ),
    Resource(
        records.COMPETENCES,
        "competences",
        fields=("name_it", "name_en", "euroscivoc"),
    ),
    Resource(
        records.ORGANISATIONS,
        "organisations",
        fields=(
            *("slug", "name", "name_it", "name_en", "acronym", "kind"),
            *("size_class", "country", "region", "province", "city", "site"),
            *("website", "public_email", "description_it", "description_en"),
            *("offers_it", "offers_en", "seeks_it", "seeks_en"),
            *("competences", "maintained_by"),
        ),
        private=("trusts_contact",),
        rows={
            "aliases": OrganisationAlias,
            "identifiers": Identifier,
            "activity_codes": ActivityCode,
        },
        filters=("competences",),
    ),
    Resource(
        records.PEOPLE,
        "people",
        fields=("given_name", "family_name"),
        private=(
            *("email", "phone", "language", "maintained_by"),
            *("holds_public_office", "private_note"),
        ),
    ),
    Resource(
        records.WORKING_GROUPS,
        "working-groups",
        fields=(
            *("network", "cluster", "name_it", "name_en", "aims_it", "aims_en"),
            *("start", "end"),
        ),
        rows={"members": GroupMember},
    ),
    Resource(
        records.NETWORK_MEMBERSHIPS,
        "network-memberships",
        fields=("network", "cluster", *FACT),
        filters=("cluster",),
        is_named=False,
    ),
    Resource(
        records.MANAGEMENTS,
        "managements",
        fields=("cluster", "organisation", *FACT),
        filters=("organisation",),
        is_named=False,
    ),
    Resource(
        records.MEMBERSHIPS,
        "memberships",
        fields=("cluster", "organisation", "kind", *FACT),
        filters=("organisation",),
        is_named=False,
    ),
    Resource(
        records.MANDATES,
        "mandates",
        fields=(
            *("person", "kind", "title_it", "title_en"),
            *("network", "cluster", "organisation", *FACT),
        ),
        private=("is_public",),
        filters=("network", "organisation", "person"),
        is_named=False,
    ),
    Resource(
        records.LABELS,
        "labels",
        fields=("cluster", "level", *FACT),
        is_named=False,
    ),
    Resource(
        records.LEGAL_FORMS,
        "legal-forms",
        fields=("cluster", "form", "act", *FACT),
        is_named=False,
    ),
    Resource(
        records.RECOGNITIONS,
        "recognitions",
        fields=("cluster", "recognised_by", "act", *FACT),
        is_named=False,
    ),
    Resource(
        records.MEMBER_COUNTS,
        "member-counts",
        fields=(
            *("cluster", "network", "population", "unit", "as_of"),
            *(*COUNT, "note_it", "note_en"),
        ),
        filters=("network",),
        is_named=False,
    ),
)
