"""Every page takes one digit of queries, whoever asks and however much there is."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from fondaco.activities.models import ActivityAlias, Attendance
from fondaco.core.models import Cited
from fondaco.core.search_index.keeping import catch_up
from tests.conftest import Cast
from tests.factories import (
    cite,
    make_activity,
    make_body,
    make_cluster,
    make_count,
    make_encounter,
    make_label,
    make_mandate,
    make_membership,
    make_organisation,
    make_outcome,
    make_participation,
    make_partnership,
    make_party,
    make_person,
    make_place,
    make_programme,
    make_project,
    make_proposal,
    make_proposal_count,
)
from tests.test_walk import drafts, fill, patterns  # noqa: F401

pytestmark = pytest.mark.walk

AT_MOST = 9


def publish(records: dict[str, Any]) -> None:
    """A visitor is to see them all."""
    for record in records.values():
        if hasattr(record, "is_published"):
            record.is_published = True
            record.save()


def add(records: dict[str, Any]) -> None:
    """One more of whatever a page shows many of."""
    cluster, activity = records["cluster"], records["activity"]
    network, organisation = records["network"], records["organisation"]
    programme = records["programme"]
    member, other = make_organisation(), make_cluster(network=network)
    make_membership(cluster, member)
    make_membership(other, organisation)
    for where in (activity, make_activity(network, programme=programme)):
        one = make_participation(where, other, role="speaker")
        own = make_participation(where, cluster, organisation=member)
        for taking_part in (one, own):
            Attendance.objects.create(
                participation=taking_part, person=make_person(is_public=True)
            )
            make_outcome(taking_part, counterpart=make_organisation())
            make_count(where, "companies", participation=taking_part, is_some=True)
        make_body(where, make_organisation())
        make_encounter(where, (member, make_person()), (organisation, make_person()))
        make_encounter(where, cluster, make_organisation(), cluster=cluster)
        if where is not activity:
            make_body(where, organisation)
        make_place(where, "FR", city="Lyon")
        make_count(where, number=7, of_total=9)
        ActivityAlias.objects.create(activity=where, name="Altro nome")
    make_activity(network, parent=activity)
    make_label(cluster)
    make_mandate(make_person(is_public=True), "president", cluster=cluster)
    make_programme(parent=programme)
    make_proposal_count(network).clusters.add(cluster)
    for name, make in (
        ("partnership", make_partnership),
        ("project", make_project),
        ("proposal", make_proposal),
    ):
        undertaking = make(network, programme=programme)
        for found in (undertaking, records[name]):
            make_party(**{name: found}, cluster=other)
            make_party(**{name: found}, organisation=make_organisation())
        make_party(**{name: undertaking}, cluster=cluster)
        make_party(**{name: undertaking}, organisation=organisation)
    for record in records.values():
        if isinstance(record, Cited):
            cite(record, records["source"], quote="words")
            cite(record)


def addresses(records: dict[str, Any]) -> Iterator[str]:
    """Every address that can be filled in, with one record of each kind."""
    for name, arguments in patterns(get_resolver()):
        model, _, verb = name.rpartition(":")[2].rpartition("_")
        if not name.startswith("account_"):
            row = records.get(model, records["cluster"])
            values = fill(arguments, row)
            if verb == "sources":
                owner = row.participation if model == "attendance" else row.activity
                values = fill(arguments, owner) | {"row": row.pk}
            if name == "portal:import_template":
                values["kind"] = "organisations"
            yield reverse(name, kwargs=values)


# Coordinators see the pages of managers, of more clusters.
@pytest.mark.parametrize("who", ["stranger", "coordinator"])
def test_every_page_takes_one_digit_of_queries(
    who: str,
    cast: Cast,
    drafts: dict[str, Any],  # noqa: F811
    client: Client,
) -> None:
    """Of three of each: what reads row by row is over the bound, and one is no more."""
    publish(drafts)
    for _ in range(3):
        add(drafts)
    # As whoever writes on a page does.
    catch_up()
    if person := getattr(cast, who):
        client.force_login(person, backend="fondaco.accounts.backends.EmailBackend")
    slow = []
    for address in addresses(drafts):
        with CaptureQueriesContext(connection) as queries:
            client.get(address).close()
        if len(queries) > AT_MOST:
            slow.append((len(queries), address))
    assert slow == [], "\n".join(f"{n} {a}" for n, a in slow)
