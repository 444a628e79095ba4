"""How many members a cluster has, as each source counts them."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from fondaco.core.partial_dates import PartialDate
from fondaco.portal.queries.cluster_page import read_cluster
from fondaco.registry.models import (
    MemberCount,
)
from tests.factories import (
    cite,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def open_page(client, cluster, **query):
    return client.get(reverse("portal:cluster_detail", args=[cluster.slug]), query)


def count_members(cluster, **fields):
    values = {"population": "members", "unit": "bodies", "number": 100} | fields
    as_of = PartialDate.parse(values.pop("as_of", "2015-09"))
    return MemberCount.objects.create(cluster=cluster, as_of=as_of, **values)


def test_members_and_the_sector_are_kept_apart(cast, client):
    count_members(cast.cluster, number=101)
    count_members(cast.cluster, population="sector", unit="companies", number=220)

    page = open_page(client, cast.cluster)

    assert [group.first.number for group in page.context["page"].members] == [101]
    assert [group.first.number for group in page.context["page"].sector] == [220]
    assert "The sector that it speaks for" in page.content.decode()


def test_counts_are_grouped_by_date_the_newest_first_and_the_undated_last(cast):
    for as_of, unit in (
        ("", "bodies"),
        ("2015-09", "universities"),
        ("2015-09", "companies"),
        ("2021", "bodies"),
    ):
        count_members(cast.cluster, as_of=as_of, unit=unit)

    groups = read_cluster(cast.cluster, cast.administrator).members

    assert [
        (str(group.first.as_of), [count.unit for count in group.counts])
        for group in groups
    ] == [
        ("2021", ["bodies"]),
        ("2015-09", ["companies", "universities"]),
        ("", ["bodies"]),
    ]


def test_a_source_that_all_counts_of_a_date_share_is_named_once(cast):
    source = make_source()
    for unit in ("companies", "banks"):
        cite(count_members(cast.cluster, unit=unit), source)
    cite(count_members(cast.cluster, as_of="2021"), source)
    count_members(cast.cluster, as_of="2021", unit="banks")

    newest, older = read_cluster(cast.cluster, cast.administrator).members

    assert newest.shared_citations == []
    assert [one.source for one in older.shared_citations] == [source]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"number": 1500}, "1,500"),
        ({"number": 150, "is_approximate": True}, "about 150"),
        ({"number": None, "minimum": 120}, "at least 120"),
        ({"number": None, "is_some": True}, "several (number not said)"),
    ],
)
def test_a_number_is_written_as_its_source_says_it(cast, client, fields, words):
    count_members(cast.cluster, **fields)

    assert words in open_page(client, cast.cluster).content.decode()


def test_partners_abroad_are_no_members(cast, client):
    count_members(cast.cluster, population="partners", number=None, minimum=100)
    count_members(cast.cluster, population="partners", unit="countries", number=20)

    page = open_page(client, cast.cluster)

    [group] = page.context["page"].partners_abroad
    assert [(one.unit, one.number, one.minimum) for one in group.counts] == [
        ("bodies", None, 100),
        ("countries", 20, None),
    ]
    assert page.context["page"].members == []
    assert "Partners abroad" in page.content.decode()
