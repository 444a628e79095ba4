"""Keeping proposals, projects, partnerships and who is in them."""

import pytest
from django.test import Client

from fondaco.funding import records
from fondaco.funding.models import Partnership, Party, Project, Proposal, ProposalCount
from tests.conftest import Cast
from tests.factories import (
    make_organisation,
    make_partnership,
    make_party,
    make_project,
)
from tests.submitting import errors, submit


def test_a_proposal_is_recorded_with_its_parties(cast: Cast, client: Client) -> None:
    partner = make_organisation()
    client.force_login(cast.manager)
    submit(
        client,
        records.PROPOSALS.url("add"),
        press="publish",
        title_it="Proposta",
        status="submitted",
        submitted="autunno 2016",
        target_countries="us  mx",
        party__TOTAL_FORMS="2",
        party__0__cluster=str(cast.cluster.pk),
        party__0__role="coordinator",
        party__1__organisation=str(partner.pk),
        party__1__role="partner",
        party__1__valid_from="2016",
    )
    made = Proposal.objects.get()
    assert (made.maintained_by, made.is_published) == (cast.cluster, True)
    assert str(made.submitted) == "2016-autumn"
    assert made.target_countries == "US MX"
    parties = {
        (one.cluster, one.organisation, str(one.valid_from))
        for one in Party.objects.all()
    }
    assert parties == {(cast.cluster, None, ""), (None, partner, "2016")}
    assert Party.history.first().history_user == cast.manager


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"target_countries": "US XX"}, 1),
        ({"total_budget": "NaN"}, 1),
        ({"total_budget": "9" * 20}, 1),
        ({"party__0__role": "partner", "party__0__valid_from": "2016"}, 1),
        ({"website": "data:text/html,x"}, 1),
    ],
)
def test_what_is_wrong_with_a_project_is_said(
    cast: Cast, client: Client, wrong: dict[str, str], where: int
) -> None:
    client.force_login(cast.manager)
    response = submit(client, records.PROJECTS.url("add"), title_it="Progetto", **wrong)
    assert len(errors(response)) == where
    assert not Project.objects.exists()


def test_a_party_is_a_cluster_or_an_organisation(cast: Cast, client: Client) -> None:
    client.force_login(cast.manager)
    response = submit(
        client,
        records.PARTNERSHIPS.url("add"),
        title_it="Partenariato",
        kind="escp",
        party__0__cluster=str(cast.cluster.pk),
        party__0__organisation=str(make_organisation().pk),
    )
    assert len(errors(response)) == 1
    assert not Partnership.objects.exists()


def test_a_cluster_says_of_itself_that_it_is_in_what_others_keep(
    cast: Cast, client: Client
) -> None:
    theirs = make_partnership(cast.network, maintained_by=cast.other_cluster)
    client.force_login(cast.manager)
    url = f"{records.PARTIES.url('add')}?partnership={theirs.uid}"
    submit(client, url, cluster=str(cast.cluster.pk), valid_from="2016")
    assert theirs.parties.get().cluster == cast.cluster
    for other in (
        {"cluster": str(cast.other_cluster.pk)},
        {"organisation": str(make_organisation().pk)},
    ):
        response = submit(client, url, **other)
        assert len(errors(response)) == 1
    assert theirs.parties.count() == 1
    url = records.PARTNERSHIPS.url("change", theirs)
    assert client.get(url).status_code == 404


def test_nobody_joins_a_draft_of_others(cast: Cast, client: Client) -> None:
    hidden = make_project(
        cast.network,
        maintained_by=cast.other_cluster,
        is_published=False,
        title_it="Piano segreto",
    )
    client.force_login(cast.manager)
    url = records.PARTIES.url("add")
    assert "Piano segreto" not in client.get(url).content.decode()
    response = submit(client, url, project=str(hidden.pk), cluster=str(cast.cluster.pk))
    assert errors(response)[0] == "id_project"
    assert not Party.objects.exists()


def test_what_others_said_of_themselves_stays_when_a_keeper_deletes(
    cast: Cast, client: Client
) -> None:
    """The keeper of a partnership says who is in it, and may say that nobody is."""
    mine = make_partnership(cast.network, maintained_by=cast.cluster)
    make_party(partnership=mine, cluster=cast.other_cluster)
    client.force_login(cast.manager)
    assert client.post(records.PARTNERSHIPS.url("delete", mine)).status_code == 302
    assert not Party.objects.exists()


def test_proposals_counted_over_a_period_keep_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    clusters = [str(cast.cluster.pk), str(cast.other_cluster.pk)]
    submit(
        client,
        records.PROPOSAL_COUNTS.url("add"),
        status="submitted",
        clusters=clusters,
        number="47",
        period="2016-01-01/2018-12-31",
        contribution_to_territory="3000000",
    )
    made = ProposalCount.objects.get()
    assert str(made.period) == "2016-01-01/2018-12-31"
    assert set(made.clusters.all()) == {cast.cluster, cast.other_cluster}
    url = records.PROPOSAL_COUNTS.url("change", made)
    submit(client, url, clusters=clusters[:1])
    assert list(made.clusters.all()) == [cast.cluster]
    response = submit(client, url, clusters=["0", "x"])
    assert errors(response) == ["id_clusters"]
