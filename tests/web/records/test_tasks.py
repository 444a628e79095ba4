"""Tasks on records: asked, done, taken back; and who sees them."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fondaco.core.models import Task
from fondaco.core.tasks import add_task, finish_task
from tests.conftest import Cast, acting_as
from tests.factories import make_activity, make_organisation

DAY = dt.date(2026, 3, 1)


def add_url(record: Any) -> str:
    return reverse("web:record_task", args=[record._meta.label_lower, record.uid])


def words(**changed: object) -> dict[str, object]:
    return {"title": "Chiamare", "due_on": "2026-03-01"} | changed


def test_a_task_is_asked_of_a_colleague_and_done_by_one_click(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    client.post(add_url(cast.member), words(owner=cast.coordinator.pk, note="Presto"))
    (task,) = Task.objects.all()
    assert (task.record, task.owner, task.created_by, task.note) == (
        cast.member,
        cast.coordinator,
        cast.manager,
        "Presto",
    )
    panels = reverse(
        "web:record_panels", args=["registry.organisation", cast.member.uid]
    )
    assert "Chiamare" in client.get(panels).content.decode()
    client.force_login(cast.coordinator)
    url, mine = reverse("web:task_change", args=[task.uid]), reverse("web:task_manage")
    page = client.get(mine)
    assert [(line.task, line.about) for line in page.context["lines"]] == [
        (task, cast.member.name)
    ]
    assert client.post(url, {"press": "done", "next": mine}).url == mine
    task.refresh_from_db()
    assert (task.done_by, task.is_done) == (cast.coordinator, True)
    done = client.get(mine + "?view=done").context["lines"]
    assert [line.task for line in done] == [task]
    client.post(url, {"press": "reopen", "next": "https://example.org/"})
    task.refresh_from_db()
    assert (task.done_by, task.is_done) == (None, False)


def test_only_those_who_may_change_the_record_are_asked(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    beyond = [cast.other_manager, cast.participant]
    for owner in beyond:
        response = client.post(add_url(cast.member), words(owner=owner.pk))
        assert list(response.context["form"].errors) == ["owner"], owner
    # A colleague of the coordinator, and yet not one who keeps this record.
    client.force_login(cast.coordinator)
    response = client.post(add_url(cast.member), words(owner=cast.other_manager.pk))
    assert list(response.context["form"].errors) == ["owner"]
    response = client.post(add_url(cast.member), words(owner=cast.manager.pk))
    assert response.status_code == 302
    assert not Task.objects.exclude(owner=cast.manager).exists()


@pytest.mark.parametrize("due_on", ["", "ieri", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_refused(due_on: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.manager)
    asked = words(owner=cast.manager.pk, due_on=due_on)
    response = client.post(add_url(cast.member), asked)
    assert list(response.context["form"].errors) == ["due_on"]


def test_tasks_are_seen_by_their_owner_and_by_who_keeps_the_record(
    cast: Cast, client: Client
) -> None:
    own = make_organisation(maintained_by=cast.cluster)
    other = make_activity(cast.network, maintained_by=cast.other_cluster)
    asked = {"due_on": DAY, "actor": cast.administrator}
    add_task("a", record=own, owner=cast.manager, **asked)
    add_task("b", record=own, owner=None, **asked)
    add_task("c", record=other, owner=cast.other_manager, **asked)
    alone = add_task("d", owner=cast.participant, **asked)
    seen = {}
    for who in ("administrator", "manager", "other_manager", "participant"):
        client.force_login(getattr(cast, who))
        seen[who] = [
            "".join(line.task.title for line in page.context["lines"])
            for view in ("mine", "shared")
            if (page := client.get(reverse("web:task_manage"), {"view": view}))
        ]
    assert seen == {
        "administrator": ["", "abcd"],
        "manager": ["a", "b"],
        "other_manager": ["c", ""],
        "participant": ["d", ""],
    }
    client.force_login(cast.manager)
    url = reverse("web:task_change", args=[alone.uid])
    assert client.post(url).status_code == 404
    assert Client().post(url).status_code == 404


def test_a_task_of_ones_own_is_quickly_noted(cast: Cast, client: Client) -> None:
    client.force_login(cast.manager)
    url = reverse("web:task_manage")
    client.post(url, words(owner=cast.manager.pk))
    (task,) = Task.objects.all()
    assert (task.record, task.is_late(DAY), task.is_late(DAY + dt.timedelta(1))) == (
        None,
        False,
        True,
    )
    assert client.post(url, {}).status_code == 200


def test_done_twice_is_done_by_the_first(cast: Cast) -> None:
    task = add_task("a", due_on=DAY, owner=cast.manager, actor=cast.manager)
    finish_task(task, actor=cast.manager)
    assert finish_task(task, actor=cast.coordinator).done_by == cast.manager


def test_the_list_takes_few_queries_whatever_stands_in_it(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    today = timezone.localdate()
    colleague = acting_as("cluster_manager", cluster=cast.cluster)
    for owner in (cast.manager, colleague) * 4:
        for record in (
            make_organisation(maintained_by=cast.cluster),
            make_activity(cast.network, maintained_by=cast.cluster),
        ):
            add_task("a", due_on=today, record=record, owner=owner, actor=owner)
    client.force_login(cast.manager)
    for view in ("mine", "shared", "done"):
        with django_assert_max_num_queries(9):
            client.get(reverse("web:task_manage"), {"view": view})
