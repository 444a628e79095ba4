"""Sums as their sources give them: “more than EUR 22 million” is not EUR 22 million."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from fondaco.funding import records
from fondaco.funding.amounts import Amount
from fondaco.funding.models import Project, ProposalCount
from tests.conftest import Cast
from tests.factories import make_project, make_proposal_count
from tests.submitting import submit

pytestmark = pytest.mark.django_db
MILLION = Decimal(1_000_000)


@pytest.mark.parametrize(
    ("language", "bound", "words"),
    [
        ("en", "exact", "€22,000,000"),
        ("en", "at_least", "at least €22,000,000"),
        ("en", "about", "about €22,000,000"),
        ("it", "exact", "22.000.000\xa0€"),
        ("it", "at_least", "almeno 22.000.000\xa0€"),
        ("it", "about", "circa 22.000.000\xa0€"),
    ],
)
def test_a_sum_is_said_as_its_source_says_it(
    language: str, bound: str, words: str
) -> None:
    with override(language):
        assert str(Amount(22 * MILLION, bound)) == words


def test_pages_say_that_a_sum_is_a_minimum(cast: Cast, client: Client) -> None:
    count = make_proposal_count(
        cast.network,
        status="funded",
        number=10,
        total_budget=22 * MILLION,
        total_budget_bound="at_least",
        contribution_to_clusters=Decimal(1_200_000),
    )
    count.clusters.add(cast.cluster)
    project = make_project(
        cast.network, total_budget=2 * MILLION, total_budget_bound="about"
    )
    with override("en"):
        cluster = reverse("portal:cluster_detail", args=[cast.cluster.slug])
        for address, words in (
            (reverse("funding:proposal_list"), ">at least €22,000,000</td>"),
            (reverse("funding:proposal_list"), ">€1,200,000</td>"),
            (
                cluster,
                "Total value of the projects: at least €22,000,000; "
                "Contribution to the clusters: €1,200,000<",
            ),
            (
                reverse("funding:project_detail", args=[project.uid]),
                "about €2,000,000",
            ),
        ):
            assert words in client.get(address).content.decode()


@pytest.mark.parametrize("model", [Project, ProposalCount])
def test_a_minimum_of_no_sum_is_refused(
    cast: Cast, model: type[Project] | type[ProposalCount]
) -> None:
    made = make_project if model is Project else make_proposal_count
    record = made(cast.network, total_budget_bound="at_least")
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    assert set(refused.value.message_dict) == {"total_budget_bound"}


def test_a_form_takes_a_minimum(cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    submit(
        client,
        records.PROPOSAL_COUNTS.url("add"),
        status="funded",
        number="10",
        total_budget="22000000",
        total_budget_bound="at_least",
    )
    made = ProposalCount.objects.get()
    assert (made.total_budget, made.total_budget_bound) == (22 * MILLION, "at_least")
    assert made.contribution_to_clusters_bound == "exact"
