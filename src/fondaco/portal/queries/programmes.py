"""One programme: what is part of it, and what the clusters do in it."""

from dataclasses import dataclass

from fondaco.activities.entries import Entry, entry_reads, latest_entries
from fondaco.activities.models import Programme
from fondaco.activities.queries import visible_activities
from fondaco.core.permissions import Actor, may
from fondaco.core.reading import read_groups, records
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
    undertakings = (Partnership, Project, Proposal)
    rows = read_groups(
        {
            "parts": [records(programme.children.all())],
            "entries": entry_reads(activities, scope),
            "undertakings": [
                records(visible_undertakings(model)(actor).filter(programme=programme))
                for model in undertakings
            ],
        }
    )
    partnerships, projects, proposals = (
        sorted(found, key=lambda one: (one.title_it, one.pk))
        for found in rows["undertakings"]
    )
    return ProgrammePage(
        funder=_shown(programme.funder, actor),
        parts=sorted(rows["parts"][0], key=lambda one: one.name_it),
        entries=latest_entries(*rows["entries"]),
        partnerships=partnerships,
        projects=projects,
        proposals=proposals,
    )


def _shown(organisation: Organisation | None, actor: Actor) -> Organisation | None:
    if organisation and may(actor, "registry.view_organisation", organisation):
        return organisation
    return None
