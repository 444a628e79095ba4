"""Proposals, projects and partnerships that are confirmed, and who is in them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from fondaco.funding.models import Partnership, Party, Project, Proposal, ProposalCount
from fondaco.newsroom.actions.confirming import (
    confirm_finding,
    reject_finding,
    reopen_finding,
)
from fondaco.newsroom.models import Finding
from fondaco.newsroom.queries.likely import model_of
from fondaco.newsroom.vocabularies import FindingKind
from fondaco.registry.models import Organisation
from tests.conftest import Cast
from tests.factories import (
    make_party,
    make_programme,
    make_project,
    make_proposal_count,
)
from tests.newsroom.confirming.findings import make_finding, make_part, make_reading

WORDS = {"title": "Pollutec", "start": "2016"}


def told(cast: Cast, kind: str, *, by_network: bool = False, **said: Any) -> Finding:
    cluster = None if by_network else cast.cluster
    reading = make_reading(cluster, cast.network)
    said = {"title": "GreenFab", "start": "2016", "end": ""} | said
    finding = make_finding(reading, words=WORDS, **said)
    finding.said = finding.proposed = finding.said | {"kind": kind}
    finding.save()
    return finding


def test_a_project_is_made_with_its_parties(cast: Cast) -> None:
    programme = make_programme(name_it="LIFE")
    finding = told(cast, "project", status="under_way", end="2018", programme="LIFE")
    own = cast.cluster.slug
    make_part(finding, FindingKind.ROLE, cluster=own, role="coordinator")
    make_part(finding, FindingKind.ROLE, name="Reed Expo S.r.l.", role="participant")
    make_part(finding, FindingKind.PLACE, "Lione")
    make_part(finding, FindingKind.COUNT, "30 le aziende", subject="companies")
    confirm_finding(finding, actor=cast.manager)
    project = Project.objects.get()
    assert (project.title_it, project.status, project.programme) == (
        "GreenFab",
        "running",
        programme,
    )
    assert (str(project.start), str(project.end)) == ("2016", "2018")
    assert (project.maintained_by, project.is_published) == (cast.cluster, True)
    new = Organisation.objects.get(name="Reed Expo S.r.l.")
    assert [
        (one.cluster, one.organisation, one.role) for one in project.parties.all()
    ] == [
        (cast.cluster, None, "coordinator"),
        (None, new, "partner"),
    ]
    assert sorted(project.citations.values_list("field", "quote")) == [
        ("start", "2016"),
        ("title", "Pollutec"),
    ]
    assert [one.quote for one in project.parties.all()[0].citations.all()] == [
        "Il cluster"
    ]
    assert list(finding.parts.values_list("state", flat=True)) == [
        "confirmed",
        "confirmed",
        "left_out",
        "left_out",
    ]
    assert all(one.reason for one in finding.parts.filter(state="left_out"))


@pytest.mark.parametrize(
    ("title", "kind"),
    [("European Strategic Cluster Partnership", "escp"), ("Patto", "other")],
)
def test_a_partnership_is_made_of_its_kind(cast: Cast, title: str, kind: str) -> None:
    finding = told(cast, "partnership", title=title)
    make_part(finding, FindingKind.ROLE, cluster=cast.cluster.slug)
    confirm_finding(finding, actor=cast.manager)
    partnership = Partnership.objects.get()
    assert (partnership.kind, partnership.parties.get().role) == (kind, "member")


def test_a_proposal_is_made_as_it_was_handed_in(cast: Cast) -> None:
    finding = told(cast, "proposal")
    make_part(finding, FindingKind.ROLE, cluster=cast.cluster.slug)
    confirm_finding(finding, actor=cast.manager)
    proposal = Proposal.objects.get()
    assert (proposal.status, str(proposal.submitted)) == ("submitted", "2016")
    assert proposal.parties.get().role == "partner"
    assert sorted(proposal.citations.values_list("field", flat=True)) == [
        "submitted",
        "title",
    ]


def test_a_known_one_keeps_its_words_and_its_parties(cast: Cast) -> None:
    known = make_project(cast.network, maintained_by=cast.cluster, title_it="Verde")
    make_party(project=known, cluster=cast.cluster, role="coordinator")
    finding = told(cast, "project")
    make_part(finding, FindingKind.ROLE, cluster=cast.cluster.slug)
    done = confirm_finding(finding, actor=cast.manager, known=known)
    known.refresh_from_db()
    assert (done.record, done.was_there, known.title_it) == (known, True, "Verde")
    assert [one.role for one in Party.objects.all()] == ["coordinator"]


def test_of_anothers_project_one_says_only_that_one_is_in_it(cast: Cast) -> None:
    known = make_project(cast.network, maintained_by=cast.other_cluster)
    finding = told(cast, "project")
    make_part(finding, FindingKind.ROLE, cluster=cast.cluster.slug)
    make_part(finding, FindingKind.ROLE, name="Reed Expo S.r.l.")
    done = confirm_finding(finding, actor=cast.manager, known=known)
    assert [one.cluster for one in known.parties.all()] == [cast.cluster]
    assert list(done.parts.values_list("state", flat=True)) == ["confirmed", "left_out"]
    assert not Organisation.objects.filter(name="Reed Expo S.r.l.").exists()
    assert not known.citations.exists()


def test_an_organisation_chosen_goes_before_the_cluster_beside_it(cast: Cast) -> None:
    finding = told(cast, "project")
    named = {"organisation": cast.member.uid, "cluster": cast.cluster.slug}
    make_part(finding, FindingKind.ROLE, **named)
    confirm_finding(finding, actor=cast.manager)
    party = Party.objects.get()
    assert (party.cluster, party.organisation) == (None, cast.member)


def counted(cast: Cast, **number: Any) -> Finding:
    finding = told(cast, "proposal", by_network=True, title="richieste")
    number = {"name": "richieste", "subject": ""} | number
    make_part(finding, FindingKind.COUNT, "30", **number)
    make_part(finding, FindingKind.ROLE, cluster=cast.cluster.slug)
    make_part(finding, FindingKind.ROLE, name="Reed Expo S.r.l.")
    return finding


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ({"number": 12, "some": False, "of": 47}, (12, False, 47)),
        ({"number": None, "some": True}, (None, True, None)),
    ],
)
def test_several_applications_are_a_number_of_them(
    cast: Cast, number: dict[str, Any], kept: tuple[Any, ...]
) -> None:
    finding = counted(cast, **number)
    make_part(finding, FindingKind.COUNT, "30 le aziende", subject="companies")
    confirm_finding(finding, actor=cast.coordinator)
    count = ProposalCount.objects.get()
    assert (count.number, count.is_some, count.of_total) == kept
    assert (list(count.clusters.all()), str(count.period)) == ([cast.cluster], "2016")
    assert (count.note_it, count.status) == ("richieste", "submitted")
    assert not Proposal.objects.exists()
    assert list(finding.parts.values_list("state", flat=True)) == [
        "confirmed",
        "confirmed",
        "left_out",
        "left_out",
    ]


def test_a_count_is_the_coordinators(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        confirm_finding(counted(cast), actor=cast.manager)
    assert not ProposalCount.objects.exists()


def test_six_clusters_that_applied_are_not_six_applications(cast: Cast) -> None:
    finding = told(cast, "proposal")
    six = {"name": "cluster", "subject": "clusters", "number": 6, "some": False}
    make_part(finding, FindingKind.COUNT, "30", **six)
    confirm_finding(finding, actor=cast.manager)
    assert (Proposal.objects.count(), ProposalCount.objects.count()) == (1, 0)


def test_without_the_number_it_is_one_application(cast: Cast) -> None:
    finding = counted(cast)
    assert model_of(finding) is ProposalCount
    reject_finding(finding.parts.all()[0], actor=cast.coordinator)
    assert model_of(finding) is Proposal
    confirm_finding(finding, actor=cast.coordinator)
    assert (Proposal.objects.count(), ProposalCount.objects.count()) == (1, 0)


def test_a_known_count_gets_the_clusters_that_it_lacks_and_loses_them_again(
    cast: Cast,
) -> None:
    known = make_proposal_count(cast.network, number=None, is_some=True)
    known.clusters.add(cast.other_cluster)
    finding = counted(cast)
    confirm_finding(finding, actor=cast.coordinator, known=known)
    assert ProposalCount.objects.count() == 1
    assert set(known.clusters.all()) == {cast.cluster, cast.other_cluster}
    reopen_finding(finding, actor=cast.coordinator)
    assert set(known.clusters.all()) == {cast.other_cluster}
    assert not known.citations.exists()
