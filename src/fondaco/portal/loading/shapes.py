"""Which collections a data file may hold, what each becomes, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    Attendance,
    Body,
    Claim,
    CountStatement,
    Participation,
    Place,
    Programme,
)
from fondaco.core.models import Source
from fondaco.funding.models import Partnership, Party, Project, ProposalCount
from fondaco.registry.models import (
    Cluster,
    ClusterAlias,
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


@dataclass(frozen=True)
class Shape:
    """The model of a collection, and the collections nested in each of its entries."""

    model: type[models.Model]
    # Of a nested entry: the field that points at what holds it …
    parent: str = ""
    # … and those that it has in common with it.
    inherited: tuple[str, ...] = ()
    nested: Mapping[str, "Shape"] = field(default_factory=dict)


_PARTICIPATION = Shape(
    Participation,
    parent="activity",
    nested={
        "attendances": Shape(Attendance, parent="participation"),
        "counts": Shape(
            CountStatement, parent="participation", inherited=("activity",)
        ),
    },
)

# What comes first may be referred to by what follows.
COLLECTIONS: Mapping[str, Shape] = {
    "sources": Shape(Source),
    "networks": Shape(Network),
    "clusters": Shape(
        Cluster, nested={"aliases": Shape(ClusterAlias, parent="cluster")}
    ),
    "organisations": Shape(
        Organisation,
        nested={"aliases": Shape(OrganisationAlias, parent="organisation")},
    ),
    "people": Shape(Person),
    "programmes": Shape(Programme),
    "network_memberships": Shape(NetworkMembership),
    "managements": Shape(Management),
    "memberships": Shape(Membership),
    "mandates": Shape(Mandate),
    "labels": Shape(Label),
    "legal_forms": Shape(LegalForm),
    "recognitions": Shape(Recognition),
    "member_counts": Shape(MemberCount),
    "activities": Shape(
        Activity,
        nested={
            "aliases": Shape(ActivityAlias, parent="activity"),
            "places": Shape(Place, parent="activity"),
            "bodies": Shape(Body, parent="activity"),
            "counts": Shape(CountStatement, parent="activity"),
            "participations": _PARTICIPATION,
        },
    ),
    "claims": Shape(Claim),
    "partnerships": Shape(
        Partnership, nested={"parties": Shape(Party, parent="partnership")}
    ),
    "projects": Shape(Project, nested={"parties": Shape(Party, parent="project")}),
    "proposal_counts": Shape(ProposalCount),
}
COLLECTION_OF = {shape.model: name for name, shape in COLLECTIONS.items()}
