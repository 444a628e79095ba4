"""The registry's records as their managers list and edit them."""

from fondaco.registry.records.bodies import (
    CLUSTERS,
    COMPETENCES,
    NETWORKS,
    ORGANISATIONS,
    PEOPLE,
    SOURCES,
)
from fondaco.registry.records.facts import (
    LABELS,
    LEGAL_FORMS,
    MANAGEMENTS,
    MANDATES,
    MEMBER_COUNTS,
    MEMBERSHIPS,
    NETWORK_MEMBERSHIPS,
    RECOGNITIONS,
)

__all__ = [
    "CLUSTERS",
    "COMPETENCES",
    "LABELS",
    "LEGAL_FORMS",
    "MANAGEMENTS",
    "MANDATES",
    "MEMBERSHIPS",
    "MEMBER_COUNTS",
    "NETWORKS",
    "NETWORK_MEMBERSHIPS",
    "ORGANISATIONS",
    "PEOPLE",
    "RECOGNITIONS",
    "RECORDS",
    "SOURCES",
]

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
