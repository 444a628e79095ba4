"""What each who signs in finds on their desk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fondaco.core.actions import save_record
from fondaco.core.partial_dates import PartialDate
from fondaco.core.tasks import add_task
from fondaco.portal import waiting
from fondaco.registry.models import Organisation
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
    names = {one.name for one in page.context["waiting"]}
    title = public.title_it
    assert names == {
        "Bozza",
        "Nuova",
        str(cast.member),
        f"{cast.cluster.acronym} – {title}",
    }
    assert "Piano segreto" not in page.content.decode()
    titles = [str(title) for title, _links in page.context["groups"]]
    assert len(titles) == 6, "the accounts are not a manager's"
    for name in ("registry:duplicate_list", "portal:named_people"):
        assert reverse(name) in page.content.decode(), "two clicks to everything"


def test_facts_that_end_within_months_are_told_in_time(
    cast: Cast, client: Client
) -> None:
    soon = PartialDate.day(timezone.localdate() + dt.timedelta(days=30))
    late = PartialDate.day(timezone.localdate() + dt.timedelta(days=300))
    person = make_person(given_name="Ada", family_name="Rossi")
    mandate = make_mandate(person, "president", cluster=cast.cluster, valid_until=soon)
    make_mandate(person, "president", cluster=cast.other_cluster, valid_until=soon)
    make_label(cast.cluster, valid_until=late)
    client.force_login(cast.manager)
    ending = desk(client).context["waiting"][0]
    assert (ending.name, ending.date, ending.action_url) == (
        "Ada Rossi",
        soon.latest,
        reverse("registry:mandate_supersede", args=[mandate.uid]),
    )


def test_activities_whose_date_has_passed_wait_for_who_keeps_them(
    cast: Cast, client: Client
) -> None:
    announced = {"status": "announced", "start": "2016-12-01", "end": "2016-12-02"}
    own = make_activity(cast.network, maintained_by=cast.cluster, **announced)
    make_activity(cast.network, maintained_by=cast.other_cluster, **announced)
    make_activity(cast.network, maintained_by=cast.cluster, status="held")
    client.force_login(cast.manager)
    page = desk(client)
    waiting = page.context["waiting"][0]
    url = reverse("activities:activity_change", args=[own.uid])
    assert (waiting.name, waiting.url) == (own.title_it, url)
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


def test_what_waits_stands_in_the_order_of_its_days_with_what_clears_it(
    cast: Cast, client: Client
) -> None:
    today = timezone.localdate()
    soon = PartialDate.day(today + dt.timedelta(days=31))
    make_label(cast.cluster, valid_until=soon)
    late = add_task(
        "Chiamare",
        due_on=today - dt.timedelta(days=1),
        owner=cast.manager,
        actor=cast.manager,
    )
    waiting.register(_pending)
    client.force_login(cast.manager)
    try:
        page = desk(client)
    finally:
        waiting._providers.remove(_pending)
    assert [(one.name, str(one.action)) for one in page.context["waiting"]] == [
        ("Chiamare", "Fatto"),
        ("elenco.xlsx", "Continua"),
        (cast.member.name, "Pubblica"),
        (cast.cluster.acronym, "Di’ che cosa è seguito"),
    ]
    assert "In ritardo" in page.content.decode()
    done = reverse("web:task_change", args=[late.uid])
    assert client.post(done, {"next": page.request["PATH_INFO"]}).url == reverse(
        "portal:desk"
    )
    assert len(desk(client).context["waiting"]) == 2


def _pending(actor: Any, today: dt.date) -> list[waiting.Waiting]:
    return [waiting.Waiting(today, "Importazione", "elenco.xlsx", "/", "Continua")]


def test_the_next_four_weeks_are_those_of_ones_networks(
    cast: Cast, client: Client
) -> None:
    day = timezone.localdate()
    for weeks, network, status in (
        (1, cast.network, "announced"),
        (2, cast.network, "cancelled"),
        (5, cast.network, "announced"),
        (1, None, "announced"),
        (-1, cast.network, "held"),
    ):
        when = PartialDate.day(day + dt.timedelta(weeks=weeks))
        make_activity(network, status=status, start=when, end=when)
    under_way = make_activity(
        cast.network,
        status="under_way",
        start=PartialDate.day(day - dt.timedelta(days=40)),
        end=PartialDate.day(day + dt.timedelta(days=40)),
    )
    client.force_login(cast.manager)
    upcoming = desk(client).context["upcoming"]
    assert [one.start_earliest - day for one in upcoming] == [
        dt.timedelta(days=-40),
        dt.timedelta(weeks=1),
    ]
    assert upcoming[0] == under_way


def test_the_desk_tells_what_colleagues_changed_within_reach(
    cast: Cast, client: Client
) -> None:
    for number in range(5):
        own = make_organisation(name=f"Nostra {number}", maintained_by=cast.cluster)
        own.city = "Como"
        save_record(own, actor=cast.coordinator)
    other = make_organisation(name="Loro", maintained_by=cast.other_cluster)
    save_record(other, actor=cast.other_manager)
    client.force_login(cast.manager)
    page = desk(client)
    (group,) = page.context["changes"]
    assert (group.who, [name for name, _url in group.links], group.others) == (
        "network_coordinator",
        ["Nostra 4", "Nostra 3", "Nostra 2"],
        2,
    )
    assert "e altri 2" in page.content.decode()


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


def test_a_change_after_midnight_is_of_the_new_day(cast: Cast, client: Client) -> None:
    """In Italy it is July already."""
    moment = dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC)
    drafts = Organisation.objects.filter(pk=cast.member.pk)
    drafts.update(is_published=False, modified_at=moment)
    client.force_login(cast.manager)
    (draft,) = desk(client).context["waiting"]
    assert draft.date == dt.date(2026, 7, 31)
    assert "1º luglio 2026" in draft.when
