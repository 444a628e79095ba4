"""What each who signs in finds on their desk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fondaco.core.partial_dates import PartialDate
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_label,
    make_mandate,
    make_organisation,
    make_participation,
    make_person,
)
from tests.world import make_world


def desk(client: Client) -> Any:
    return client.get(reverse("portal:desk"))


def test_a_manager_finds_their_clusters_drafts_and_lists(
    cast: Cast, client: Client
) -> None:
    public = make_activity(cast.network)
    make_activity(
        cast.network, is_published=False, maintained_by=cast.cluster, title_it="Bozza"
    )
    make_activity(
        cast.network,
        is_published=False,
        maintained_by=cast.other_cluster,
        title_it="Piano segreto",
    )
    make_participation(public, cast.cluster, is_published=False)
    make_organisation(name="Nuova", is_published=False, maintained_by=cast.cluster)
    client.force_login(cast.manager)
    page = desk(client)
    assert list(page.context["clusters"]) == [cast.cluster]
    names = {one.name for one in page.context["drafts"]}
    title = public.title_it
    assert names == {
        "Bozza",
        "Nuova",
        str(cast.member),
        f"{cast.cluster.acronym} – {title}",
    }
    assert "Piano segreto" not in page.content.decode()
    titles = [str(title) for title, _links in page.context["groups"]]
    assert len(titles) == 3, "the accounts are not a manager's"


def test_facts_that_end_within_months_are_told_in_time(
    cast: Cast, client: Client
) -> None:
    soon = PartialDate.day(timezone.localdate() + dt.timedelta(days=30))
    late = PartialDate.day(timezone.localdate() + dt.timedelta(days=300))
    person = make_person(given_name="Ada", family_name="Rossi")
    make_mandate(person, "president", cluster=cast.cluster, valid_until=soon)
    make_mandate(person, "president", cluster=cast.other_cluster, valid_until=soon)
    make_label(cast.cluster, valid_until=late)
    client.force_login(cast.manager)
    (ending,) = desk(client).context["ending"]
    assert (ending.name, ending.when) == ("Ada Rossi", soon.latest)


def test_activities_whose_date_has_passed_wait_for_who_keeps_them(
    cast: Cast, client: Client
) -> None:
    announced = {"status": "announced", "start": "2016-12-01", "end": "2016-12-02"}
    own = make_activity(cast.network, maintained_by=cast.cluster, **announced)
    make_activity(cast.network, maintained_by=cast.other_cluster, **announced)
    make_activity(cast.network, maintained_by=cast.cluster, status="held")
    client.force_login(cast.manager)
    page = desk(client)
    (waiting,) = page.context["overtaken"]
    url = reverse("activities:activity_change", args=[own.uid])
    assert (waiting.name, waiting.status, waiting.url) == (
        own.title_it,
        "annunciata",
        url,
    )
    assert "annunciata, dal 1º al 2 dicembre 2016" in page.content.decode()


def test_the_desk_says_no_more_of_a_date_than_is_known(
    cast: Cast, client: Client
) -> None:
    make_activity(
        cast.network,
        maintained_by=cast.cluster,
        status="under_way",
        start="2016",
        end="",
    )
    client.force_login(cast.manager)
    assert "in corso, 2016<" in desk(client).content.decode()


def test_a_member_contact_finds_their_organisation(cast: Cast, client: Client) -> None:
    client.force_login(cast.member_contact)
    page = desk(client)
    url = reverse("registry:organisation_profile", args=[cast.member.uid])
    assert url in page.content.decode()
    assert "groups" not in page.context


def test_a_participant_is_told_what_they_can_do(cast: Cast, client: Client) -> None:
    client.force_login(cast.participant)
    page = desk(client)
    assert page.status_code == 200
    assert reverse("activities:calendar") in page.content.decode()


def test_a_stranger_is_asked_to_sign_in(db: None, client: Client) -> None:
    response = desk(client)
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_a_desk_takes_few_queries_whatever_waits(
    cast: Cast, client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for make_more in (lambda cast: None, make_world):
        make_more(cast)
        for person in (cast.administrator, cast.coordinator, cast.manager):
            client.force_login(person)
            with django_assert_max_num_queries(9):
                assert desk(client).status_code == 200
