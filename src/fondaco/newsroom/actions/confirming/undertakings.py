"""A proposal, a project or a partnership that was confirmed, and who is in it."""

from typing import Any

from django.utils.translation import gettext as _

from fondaco.core.partial_dates import PartialDate
from fondaco.funding.models import Partnership, Party, Project, Proposal, ProposalCount
from fondaco.funding.vocabularies import (
    PartnershipKind,
    PartyRole,
    ProjectStatus,
    ProposalStatus,
)
from fondaco.newsroom.actions.confirming.activities import programme_called
from fondaco.newsroom.actions.confirming.bodies import (
    body_of,
    cluster_of,
    keep_alias_of_cluster,
)
from fondaco.newsroom.actions.confirming.parts import Parts
from fondaco.newsroom.actions.confirming.pen import LeftOutError, Pen
from fondaco.newsroom.confirming.proposing import PASSAGE
from fondaco.newsroom.confirming.titles import as_title
from fondaco.newsroom.models import Finding
from fondaco.newsroom.queries.likely import counts_whole, model_of
from fondaco.newsroom.vocabularies import FindingKind, UndertakingKind

Undertaking = Proposal | Project | Partnership
ROLES = {
    "coordinator": PartyRole.COORDINATOR,
    "organiser": PartyRole.COORDINATOR,
    "promoter": PartyRole.COORDINATOR,
    "partner": PartyRole.PARTNER,
}


def write_undertaking(
    pen: Pen, finding: Finding, parts: Parts, known: Any
) -> Undertaking | ProposalCount:
    if model_of(finding) is ProposalCount:
        return _write_count(pen, finding, parts, known)
    undertaking = known or _new(pen, finding)
    if known is None or pen.may("change", known):
        pen.save(undertaking, lambda: _cite(pen, undertaking, finding))
    for part in parts.of(FindingKind.ROLE):
        with parts.writing(part):
            parts.done(part, _write_party(pen, undertaking, part))
    _leave_out_others(parts)
    return undertaking


def _leave_out_others(parts: Parts) -> None:
    for part in (*parts.of(FindingKind.PLACE), *parts.of(FindingKind.COUNT)):
        part.reason = _("The record has no place for it.")


def _new(pen: Pen, finding: Finding) -> Undertaking:
    said = finding.said
    start = PartialDate.parse(said["start"])
    shared = {
        "title_it": as_title(said["title"]),
        "network": pen.network,
        "maintained_by": pen.keeper,
        "is_published": pen.publishes,
        "programme": programme_called(said["programme"]),
    }
    if said["kind"] == UndertakingKind.PROPOSAL:
        proposal = Proposal(status=ProposalStatus.SUBMITTED, **shared)
        proposal.submitted = start
        return proposal
    if said["kind"] == UndertakingKind.PROJECT:
        running = said["status"] == "under_way"
        status = ProjectStatus.RUNNING if running else ProjectStatus.UNKNOWN
        project = Project(status=status, **shared)
        project.start, project.end = start, PartialDate.parse(said["end"])
        return project
    is_escp = "strategic cluster partnership" in said["title"].lower()
    kind = PartnershipKind.ESCP if is_escp else PartnershipKind.OTHER
    return Partnership(kind=kind, **shared)


def _cite(pen: Pen, undertaking: Undertaking, finding: Finding) -> None:
    pen.cite_as(undertaking, finding, PASSAGE, "")
    pen.cite(undertaking, finding, "title")
    dated = "submitted" if isinstance(undertaking, Proposal) else "start"
    pen.cite_as(undertaking, finding, "start", dated)


def _write_party(pen: Pen, undertaking: Undertaking, part: Finding) -> Party:
    cluster, organisation = body_of(pen, part)
    name = str(undertaking._meta.model_name)
    whom = {name: undertaking, "cluster": cluster, "organisation": organisation}
    party = Party.objects.filter(**whom).first() or Party(
        role=_role_in(undertaking, part.said["role"]), **whom
    )
    if cluster is not None:
        keep_alias_of_cluster(pen, cluster, part)
    pen.save(party, lambda: pen.cite(party, part))
    return party


def _role_in(undertaking: Undertaking, role: str) -> PartyRole:
    if role in PartyRole.values:
        return PartyRole(role)
    if isinstance(undertaking, Partnership) and role not in ROLES:
        return PartyRole.MEMBER
    return ROLES.get(role, PartyRole.PARTNER)


def _write_count(
    pen: Pen, finding: Finding, parts: Parts, known: ProposalCount | None
) -> ProposalCount:
    """Of several applications one number, and the clusters that are named."""
    clusters = []
    for part in parts.of(FindingKind.ROLE):
        with parts.writing(part):
            cluster = cluster_of(part.said)
            if cluster is None:
                raise LeftOutError(_("Counted applications are of clusters."))
            clusters.append(cluster)
            parts.done(part, cluster, was_there=True)
    first = next(part for part in parts.of(FindingKind.COUNT) if counts_whole(part))
    said = first.said
    count = known or ProposalCount(
        network=pen.network,
        status=ProposalStatus.SUBMITTED,
        number=None if said["some"] else said["number"],
        is_some=bool(said["some"]),
        of_total=said["of"],
        note_it=finding.said["title"],
    )
    if known is None:
        count.period = PartialDate.parse(finding.said["start"])

    def write_rows() -> None:
        count.clusters.add(*clusters)
        pen.cite_as(count, finding, PASSAGE, "")
        pen.cite_as(count, finding, "start", "period")

    pen.save(count, write_rows)
    parts.done(first, count)
    _leave_out_others(parts)
    return count
