"""Who there is: networks, clusters, organisations, people, and the facts about them."""

from fondaco.registry.models.contacts import Consent, Position
from fondaco.registry.models.facts import (
    Label,
    LegalForm,
    Management,
    Mandate,
    MemberCount,
    Membership,
    NetworkMembership,
    Recognition,
)
from fondaco.registry.models.invitations import Invitation, InvitationState
from fondaco.registry.models.networks import Cluster, ClusterAlias, Network
from fondaco.registry.models.organisations import (
    ActivityCode,
    Competence,
    Identifier,
    Organisation,
    OrganisationAlias,
)
from fondaco.registry.models.people import Person
from fondaco.registry.models.proposals import ProposalState, ProposedChange
from fondaco.registry.models.working_groups import GroupMember, WorkingGroup

__all__ = [
    "ActivityCode",
    "Cluster",
    "ClusterAlias",
    "Competence",
    "Consent",
    "GroupMember",
    "Identifier",
    "Invitation",
    "InvitationState",
    "Label",
    "LegalForm",
    "Management",
    "Mandate",
    "MemberCount",
    "Membership",
    "Network",
    "NetworkMembership",
    "Organisation",
    "OrganisationAlias",
    "Person",
    "Position",
    "ProposalState",
    "ProposedChange",
    "Recognition",
    "WorkingGroup",
]
