"""One programme: what is part of it, and what the clusters do in it."""

from dataclasses import dataclass
from typing import Any

from fondaco.activities.entries import Entry, read_entries
from fondaco.activities.models import Programme
from fondaco.activities.queries import latest_activities, visible_activities
from fondaco.core.permissions import Actor, may
from fondaco.funding.models import Partnership, Project, Proposal
from fondaco.funding.queries import Undertaking
from fondaco.funding.reach import visible_undertakings
from fondaco.portal.queries.facts import attach_evidence
from fondaco.registry.models import Organisation
from fondaco.registry.scope import scope_of


@dataclass(frozen=True)
class ProgrammePage:
    funder: Organisation | None
    parts: list[Programme]
    entries: list[Entry]
    partnerships: list[Undertaking]
    projects: list[Undertaking]
    proposals: list[Undertaking]


def read_programme(programme: Programme, actor: Actor) -> ProgrammePage:
    scope = scope_of(actor)
    activities = visible_activities(scope).filter(programme=programme)
    attach_evidence([], programme)

    def found(model: type[Undertaking]) -> list[Any]:
        undertakings = visible_undertakings(model)(actor)
        return list(undertakings.filter(programme=programme).order_by("title_it", "pk"))

    return ProgrammePage(
        funder=_shown(programme.funder, actor),
        parts=list(programme.children.all()),
        entries=read_entries(latest_activities(activities), scope),
        partnerships=found(Partnership),
        projects=found(Project),
        proposals=found(Proposal),
    )


def _shown(organisation: Organisation | None, actor: Actor) -> Organisation | None:
    if organisation and may(actor, "registry.view_organisation", organisation):
        return organisation
    return None
