"""Of every model that may be cited: who sees its records, and how they are called."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    Attendance,
    Body,
    Claim,
    CountStatement,
    Encounter,
    Outcome,
    Participation,
    Place,
    Programme,
    TargetCountry,
)
from fondaco.activities.reach import (
    visible_activities,
    visible_counts,
    visible_encounters,
    visible_outcomes,
    visible_participations,
)
from fondaco.core.permissions import Actor
from fondaco.funding.models import Partnership, Party, Project, Proposal, ProposalCount
from fondaco.funding.reach import visible_undertakings
from fondaco.portal.queries import visibility
from fondaco.portal.queries.visibility import Visible
from fondaco.registry.models import (
    Cluster,
    GroupMember,
    Label,
    LegalForm,
    Management,
    Mandate,
    MemberCount,
    Membership,
    Network,
    NetworkMembership,
    Organisation,
    Person,
    Position,
    Recognition,
    WorkingGroup,
)
from fondaco.registry.reach import (
    of_kept_people,
    visible_groups,
    visible_mandates,
    visible_memberships,
    visible_organisations,
    visible_people,
)


@dataclass(frozen=True)
class Naming:
    """Paths from a model to what its line says; empty: it does not say it.

    `title` is without its language; `page` and `key` are the address of the page that
    shows the record. `narrowed` leaves open records to one kind of owner.
    """

    model: type[Model]
    title: str = ""
    page: str = ""
    key: str = ""
    who: str = ""
    code: str = ""
    country: str = ""
    # Of two columns: the path to both, as far as they agree.
    person: str | None = None
    seen: Visible | None = None
    narrowed: str = ""

    @property
    def is_open(self) -> bool:
        """Whether everybody may see every record."""
        return self.seen is None

    def visible(self, actor: Actor) -> "QuerySet[Any]":
        rows: QuerySet[Any] = (
            self.seen(actor) if self.seen else self.model._default_manager.all()
        )
        if self.narrowed:
            rows = rows.filter(**{f"{self.narrowed}__isnull": False})
        return rows


def _of_activity(
    model: type[Model],
    *,
    path: str = "activity",
    seen: Visible | None = None,
    **more: Any,
) -> Naming:
    """A part of an activity, shown on its page."""
    return Naming(
        model,
        f"{path}__title",
        "activities:activity_detail",
        f"{path}__uid",
        seen=seen or visibility.of_activities(model),
        **more,
    )


def _of_cluster(model: type[Model], **more: Any) -> Naming:
    page = "portal:cluster_detail"
    return Naming(model, "cluster__name", page, "cluster__slug", **more)


def _of_network(model: type[Model], **more: Any) -> Naming:
    return Naming(model, "network__name", "portal:home", narrowed="network", **more)


def _party(name: str) -> Naming:
    return Naming(
        Party,
        f"{name}__title",
        f"funding:{name}_detail",
        f"{name}__uid",
        who="cluster__acronym",
        code="role",
        seen=visibility.parties,
        narrowed=name,
    )


# In the order in which a page lists them.
NAMINGS: tuple[Naming, ...] = (
    Naming(Claim, "statement", "presence:year", "year"),
    Naming(
        Activity,
        "title",
        "activities:activity_detail",
        "uid",
        code="kind",
        seen=visible_activities,
    ),
    _of_activity(
        Participation,
        who="cluster__acronym",
        code="role",
        seen=visible_participations,
    ),
    _of_activity(Encounter, code="kind", seen=visible_encounters),
    _of_activity(CountStatement, code="subject", seen=visible_counts),
    _of_activity(Place, who="city", country="country"),
    _of_activity(Body, who="organisation__name", code="role", seen=visibility.bodies),
    _of_activity(
        Attendance,
        path="participation__activity",
        person="person__",
        seen=visibility.attendances,
    ),
    _of_activity(
        Outcome,
        path="participation__activity",
        who="participation__cluster__acronym",
        code="kind",
        seen=visible_outcomes,
    ),
    _of_activity(ActivityAlias, who="name"),
    Naming(Programme, "name", "portal:programme_detail", "slug", code="kind"),
    *(
        Naming(
            TargetCountry,
            f"{owner}__name",
            "presence:year",
            "year",
            country="country",
            narrowed=owner,
        )
        for owner in ("network", "cluster")
    ),
    Naming(
        Partnership,
        "title",
        "funding:partnership_detail",
        "uid",
        code="kind",
        seen=visible_undertakings(Partnership),
    ),
    Naming(
        Project,
        "title",
        "funding:project_detail",
        "uid",
        seen=visible_undertakings(Project),
    ),
    Naming(
        Proposal,
        "title",
        "funding:proposal_detail",
        "uid",
        code="status",
        seen=visible_undertakings(Proposal),
    ),
    _party("partnership"),
    _party("project"),
    _party("proposal"),
    Naming(ProposalCount, "network__name", "funding:proposal_list", code="status"),
    Naming(Cluster, "name", "portal:cluster_detail", "slug"),
    _of_cluster(
        Mandate,
        person="person__",
        code="kind",
        seen=visible_mandates,
        narrowed="cluster",
    ),
    Naming(
        Mandate,
        "network__name",
        "portal:home",
        person="person__",
        code="kind",
        seen=visible_mandates,
        narrowed="network",
    ),
    Naming(
        Mandate,
        "",
        "portal:organisation_detail",
        "organisation__slug",
        who="organisation__name",
        code="kind",
        seen=visibility.mandates_in_organisations,
        narrowed="organisation",
    ),
    _of_cluster(Label, code="level"),
    _of_cluster(LegalForm, code="form"),
    _of_cluster(
        Recognition,
        who="recognised_by__name",
        seen=visibility.naming_organisations(Recognition, "recognised_by"),
    ),
    _of_cluster(
        Management,
        who="organisation__name",
        seen=visibility.naming_organisations(Management, "organisation"),
    ),
    _of_cluster(MemberCount, code="unit", narrowed="cluster"),
    _of_network(MemberCount, code="unit"),
    _of_cluster(NetworkMembership, who="network__acronym"),
    Naming(Network, "name", "portal:home"),
    Naming(
        Organisation,
        # Under its official name, which is the same in every language.
        "",
        "portal:organisation_detail",
        "slug",
        who="name",
        code="kind",
        seen=visible_organisations,
    ),
    _of_cluster(
        Membership,
        who="organisation__name",
        code="kind",
        seen=visible_memberships,
    ),
    Naming(Person, person="", seen=visible_people),
    Naming(
        WorkingGroup,
        "name",
        "activities:workinggroup_detail",
        "uid",
        seen=visible_groups,
    ),
    Naming(
        GroupMember,
        "group__name",
        "activities:workinggroup_detail",
        "group__uid",
        person="person__",
        code="role",
        seen=visibility.group_members,
    ),
    Naming(
        Position,
        "",
        person="person__",
        who="organisation__name",
        seen=of_kept_people(Position),
    ),
)
