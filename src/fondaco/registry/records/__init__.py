"""The registry's records as their managers list and edit them."""

from fondaco.registry.records.bodies import (
    CLUSTERS,
    COMPETENCES,
    NETWORKS,
    ORGANISATIONS,
    SOURCES,
)
from fondaco.registry.records.contacts import CONSENTS, PEOPLE, POSITIONS
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
from fondaco.registry.records.working_groups import WORKING_GROUPS

__all__ = [
    "CLUSTERS",
    "COMPETENCES",
    "CONSENTS",
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
    "POSITIONS",
    "RECOGNITIONS",
    "RECORDS",
    "SOURCES",
    "WORKING_GROUPS",
]

RECORDS = (
    ORGANISATIONS,
    MEMBERSHIPS,
    PEOPLE,
    POSITIONS,
    CONSENTS,
    MANDATES,
    WORKING_GROUPS,
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
