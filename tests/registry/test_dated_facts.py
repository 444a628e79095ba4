"""Facts that change: what came after, and what another source says."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from fondaco.core.partial_dates import PartialDate
from fondaco.registry import records
from fondaco.registry.models import (
    Label,
    Mandate,
)
from fondaco.registry.scope import scope_of
from tests.conftest import Cast
from tests.factories import (
    make_label,
    make_mandate,
    make_person,
    make_user,
)
from tests.submitting import form_values, said, submit


def test_what_came_after_ends_what_was(cast: Cast, client: Client) -> None:
    old = make_label(cast.cluster, "bronze", valid_from="2014")
    client.force_login(cast.manager)
    url = records.LABELS.url("supersede", old)
    values = form_values(client.get(url))
    assert (values["cluster"], values["valid_from"]) == ([str(cast.cluster.pk)], [""])
    submit(client, url, level="gold", valid_from="1/9/2015")
    new = Label.objects.get(level="gold")
    old.refresh_from_db()
    assert old.superseded_by == new
    assert old.valid_until == PartialDate.day(dt.date(2015, 8, 31))
    assert old.history.first().history_change_reason == "supersede"


@pytest.mark.parametrize("begins", ["", "2010"])
def test_what_came_after_began_after(cast: Cast, client: Client, begins: str) -> None:
    old = make_label(cast.cluster, "bronze", valid_from="2014")
    client.force_login(cast.manager)
    url = records.LABELS.url("supersede", old)
    response = submit(client, url, level="gold", valid_from=begins)
    assert list(response.context["editing"].form.errors) == ["valid_from"]  # type: ignore[attr-defined]
    assert Label.objects.count() == 1


def test_two_at_once_are_saved_with_a_warning(cast: Cast, client: Client) -> None:
    first, second = make_person(is_public=True), make_person(is_public=True)
    make_mandate(first, "president", cluster=cast.cluster, valid_from="2014")
    client.force_login(cast.manager)
    response = submit(
        client,
        records.MANDATES.url("add"),
        person=str(second.pk),
        kind="president",
        cluster=str(cast.cluster.pk),
        valid_from="2016",
    )
    assert Mandate.objects.filter(kind="president").count() == 2
    _saved, warning = said(response)
    assert str(first) in warning


def test_another_account_of_a_fact_says_why_the_first_is_preferred(
    cast: Cast, client: Client
) -> None:
    first = make_label(cast.cluster, "bronze", valid_from="2014")
    client.force_login(cast.manager)
    url = f"{records.LABELS.url('add')}?alternative_to={first.uid}"
    values = form_values(client.get(url))
    assert values["alternative_to"] == [str(first.pk)]
    assert values["level"] == ["bronze"]
    response = submit(client, url, level="silver")
    assert list(response.context["editing"].form.errors) == ["preference_reason_it"]  # type: ignore[attr-defined]
    submit(client, url, level="silver", preference_reason_en="It is dated")
    second = Label.objects.get(level="silver")
    assert second.alternative_to == first
    url = records.LABELS.url("change", first)
    submit(
        client,
        url,
        alternative_to=str(second.pk),
        preference_reason_en="The register says so",
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.alternative_to, second.alternative_to) == (second, None)


def test_an_account_of_another_clusters_fact_is_refused(
    cast: Cast, client: Client
) -> None:
    theirs = make_label(cast.other_cluster)
    mine = make_label(cast.cluster)
    client.force_login(cast.coordinator)
    response = submit(
        client,
        records.LABELS.url("add"),
        cluster=str(cast.cluster.pk),
        level="gold",
        alternative_to=str(theirs.pk),
        preference_reason_en="No",
    )
    assert "alternative_to" in response.context["editing"].form.errors  # type: ignore[attr-defined]
    page = client.get(records.LABELS.url("change", mine)).content.decode()
    assert str(theirs) not in page


def test_a_mandate_that_a_manager_gives_opens_the_door_at_once(
    cast: Cast, client: Client
) -> None:
    newcomer = make_user()
    person = make_person(maintained_by=cast.cluster, user=newcomer)
    client.force_login(cast.manager)
    submit(
        client,
        records.MANDATES.url("add"),
        person=str(person.pk),
        kind="director",
        cluster=str(cast.cluster.pk),
        valid_from=str(timezone.localdate()),
    )
    assert scope_of(newcomer).managed_clusters == {cast.cluster.pk}


@pytest.mark.parametrize(
    "kind", ["network_coordinator", "member_contact", "cluster_manager"]
)
def test_an_office_that_opens_doors_is_held_in_its_own_kind_of_body(
    cast: Cast, kind: str
) -> None:
    bodies = {
        "network_coordinator": {"network": cast.network},
        "cluster_manager": {"cluster": cast.cluster},
        "member_contact": {"organisation": cast.member},
    }
    for office, body in bodies.items():
        mandate = Mandate(person=make_person(), kind=kind, **body)
        if office == kind:
            mandate.full_clean()
        else:
            with pytest.raises(ValidationError):
                mandate.full_clean()
