"""Bids, projects and partnerships for programs."""

from django.utils.translation import gettext_lazy as _

from fondaco.funding import records
from fondaco.registry.api import COUNT, FACT
from fondaco.web.api import SCOPES, Resource

UNDERTAKING = (
    *("acronym", "title_it", "title_en", "programme", "description_it"),
    *("description_en", "website", "target_countries", "network", "maintained_by"),
)

SCOPES["write:funding"] = _("Proposals, projects and partnerships")
resources = (
    Resource(
        records.PROPOSALS,
        "proposals",
        fields=(*UNDERTAKING, "status", "submitted"),
        filters=("programme", "network"),
    ),
    Resource(
        records.PROJECTS,
        "projects",
        fields=(
            *(*UNDERTAKING, "status", "start", "end"),
            *("total_budget", "total_budget_bound"),
        ),
        filters=("programme", "network"),
    ),
    Resource(
        records.PARTNERSHIPS,
        "partnerships",
        fields=(*UNDERTAKING, "kind", "is_unnamed"),
        filters=("programme", "network"),
    ),
    Resource(
        records.PARTIES,
        "parties",
        fields=(
            *("proposal", "project", "partnership", "cluster", "organisation"),
            *("role", *FACT),
        ),
        filters=("proposal", "project", "partnership", "organisation"),
        is_named=False,
    ),
    Resource(
        records.PROPOSAL_COUNTS,
        "proposal-counts",
        fields=(
            *("network", "clusters", "status", "period", *COUNT),
            *("total_budget", "total_budget_bound"),
            *("contribution_to_clusters", "contribution_to_clusters_bound"),
            *("contribution_to_territory", "contribution_to_territory_bound"),
            *("note_it", "note_en"),
        ),
        filters=("network",),
        is_named=False,
    ),
)
