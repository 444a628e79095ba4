"""Of every model that may be cited: who sees its records, and how they are called."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    Attendance,
    Body,
    Claim,
    CountStatement,
    Outcome,
    Participation,
    Place,
    Programme,
    TargetCountry,
)
from fondaco.core.permissions import Actor
from fondaco.funding.models import Partnership, Party, Project, Proposal, ProposalCount
from fondaco.funding.queries import visible_undertakings
from fondaco.portal.queries import visibility as seen
from fondaco.registry import reach
from fondaco.registry.models import (
    Cluster,
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
    Recognition,
)
from fondaco.registry.scope import scope_of

Rows = QuerySet[Any]
Visible = Callable[[Actor], Rows]


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

    def visible(self, actor: Actor) -> Rows:
        rows: Rows = (
            self.seen(actor) if self.seen else self.model._default_manager.all()
        )
        if self.narrowed:
            rows = rows.filter(**{f"{self.narrowed}__isnull": False})
        return rows


def _of_activity(
    model: type[Model],
    *,
    path: str = "activity",
    seen_as: Visible | None = None,
    **more: Any,
) -> Naming:
    """A part of an activity, shown on its page and seen with it."""

    def visible(actor: Actor) -> Rows:
        return model._default_manager.filter(
            activity__in=seen.visible_activities(actor).order_by().values("pk")
        )

    return Naming(
        model,
        f"{path}__title",
        "activities:activity_detail",
        f"{path}__uid",
        seen=seen_as or visible,
        **more,
    )


def _of_cluster(model: type[Model], **more: Any) -> Naming:
    page = "portal:cluster_detail"
    return Naming(model, "cluster__name", page, "cluster__slug", **more)


def _of_network(model: type[Model], **more: Any) -> Naming:
    return Naming(model, "network__name", "portal:home", narrowed="network", **more)


def _bodies(actor: Actor) -> Rows:
    return Body.objects.filter(
        activity__in=seen.visible_activities(actor).order_by().values("pk"),
        organisation__in=reach.visible_organisations(actor).order_by().values("pk"),
    )


def _attendances(actor: Actor) -> Rows:
    return Attendance.objects.filter(
        participation__in=seen.visible_participations(actor).order_by().values("pk"),
        person__in=reach.visible_people(actor).order_by().values("pk"),
    )


def _counts(actor: Actor) -> Rows:
    participations = seen.visible_participations(actor).order_by().values("pk")
    activities = seen.visible_activities(actor).order_by().values("pk")
    return CountStatement.objects.filter(
        Q(participation__in=participations)
        | Q(participation=None, activity__in=activities)
    )


def _with_organisation(model: type[Model], path: str) -> Visible:
    """Facts that name an organisation are seen by those who may see it."""
    return lambda actor: model._default_manager.filter(
        **{f"{path}__in": reach.visible_organisations(actor).order_by().values("pk")}
    )


def _undertakings(model: Any) -> Visible:
    return lambda actor: visible_undertakings(model, scope_of(actor))


def _party(model: Any, name: str) -> Naming:
    def visible(actor: Actor) -> Rows:
        organisations = reach.visible_organisations(actor).order_by().values("pk")
        undertakings = (
            visible_undertakings(model, scope_of(actor)).order_by().values("pk")
        )
        return Party.objects.filter(
            Q(organisation=None) | Q(organisation__in=organisations),
            **{f"{name}__in": undertakings},
        )

    return Naming(
        Party,
        f"{name}__title",
        f"funding:{name}_detail",
        f"{name}__uid",
        who="cluster__acronym",
        code="role",
        seen=visible,
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
        seen=seen.visible_activities,
    ),
    _of_activity(
        Participation,
        who="cluster__acronym",
        code="role",
        seen_as=seen.visible_participations,
    ),
    _of_activity(CountStatement, code="subject", seen_as=_counts),
    _of_activity(Place, who="city", country="country"),
    _of_activity(Body, who="organisation__name", code="role", seen_as=_bodies),
    _of_activity(
        Attendance,
        path="participation__activity",
        person="person__",
        seen_as=_attendances,
    ),
    _of_activity(
        Outcome,
        path="participation__activity",
        who="participation__cluster__acronym",
        code="kind",
        seen_as=seen.visible_outcomes,
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
        seen=_undertakings(Partnership),
    ),
    Naming(
        Project,
        "title",
        "funding:project_detail",
        "uid",
        seen=_undertakings(Project),
    ),
    Naming(
        Proposal,
        "title",
        "funding:proposal_detail",
        "uid",
        code="status",
        seen=_undertakings(Proposal),
    ),
    _party(Partnership, "partnership"),
    _party(Project, "project"),
    _party(Proposal, "proposal"),
    Naming(ProposalCount, "network__name", "funding:proposal_list", code="status"),
    Naming(Cluster, "name", "portal:cluster_detail", "slug"),
    _of_cluster(
        Mandate,
        person="person__",
        code="kind",
        seen=reach.visible_mandates,
        narrowed="cluster",
    ),
    Naming(
        Mandate,
        "network__name",
        "portal:home",
        person="person__",
        code="kind",
        seen=reach.visible_mandates,
        narrowed="network",
    ),
    Naming(
        Mandate,
        "",
        "portal:organisation_detail",
        "organisation__slug",
        who="organisation__name",
        code="kind",
        seen=lambda actor: reach.visible_mandates(actor).filter(
            organisation__in=reach.visible_organisations(actor).order_by().values("pk")
        ),
        narrowed="organisation",
    ),
    _of_cluster(Label, code="level"),
    _of_cluster(LegalForm, code="form"),
    _of_cluster(
        Recognition,
        who="recognised_by__name",
        seen=_with_organisation(Recognition, "recognised_by"),
    ),
    _of_cluster(
        Management,
        who="organisation__name",
        seen=_with_organisation(Management, "organisation"),
    ),
    _of_cluster(MemberCount, code="unit", narrowed="cluster"),
    _of_network(MemberCount, code="unit"),
    _of_cluster(NetworkMembership, who="network__acronym"),
    Naming(Network, "name", "portal:home"),
    Naming(
        Organisation,
        "name",
        "portal:organisation_detail",
        "slug",
        who="name",
        code="kind",
        seen=reach.visible_organisations,
    ),
    _of_cluster(
        Membership,
        who="organisation__name",
        code="kind",
        seen=_with_organisation(Membership, "organisation"),
    ),
    Naming(Person, person="", seen=reach.visible_people),
)
