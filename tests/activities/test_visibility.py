"""A draft is its cluster's own: in no list, page, feed or structured data of others."""

import pytest
from django.test import Client

from fondaco.accounts.models import User
from fondaco.activities.models import Activity
from tests.conftest import Cast
from tests.factories import make_activity, make_participation, make_place

pytestmark = pytest.mark.django_db

SECRET = "Missione riservata"


@pytest.fixture
def draft(cast: Cast) -> Activity:
    activity = make_activity(
        cast.network,
        title_it=SECRET,
        title_en=SECRET,
        maintained_by=cast.cluster,
        is_published=False,
    )
    make_place(activity, "IS", city="Reykjavik")
    make_participation(activity, cast.cluster, role="promoter")
    return activity


def seen_by(client: Client, user: User | None, draft: Activity) -> dict[str, bool]:
    client.logout()
    if user:
        client.force_login(user)
    listed = client.get("/en/calendar/").content.decode()
    searched = client.get("/en/calendar/?q=reykjavik").content.decode()
    page = client.get(f"/en/activities/{draft.uid}/")
    feed = client.get("/en/calendar.ics").content.decode()
    one = client.get(f"/en/activities/{draft.uid}.ics")
    return {
        "listed": SECRET in listed,
        "offered as a filter": "filter-country-IS" in listed,
        "found": SECRET in searched,
        "opened": page.status_code == 200,
        "in the feed": SECRET in feed,
        "as a calendar entry": one.status_code == 200,
        "structured": "ld+json" in page.content.decode(),
    }


SEEN = {"listed", "offered as a filter", "found", "opened"}


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("stranger", set()),
        ("participant", set()),
        ("member_contact", set()),
        ("other_manager", set()),
        ("manager", SEEN),
        ("coordinator", SEEN),
        ("administrator", SEEN),
    ],
)
def test_a_draft_is_seen_by_those_who_answer_for_its_cluster(
    client: Client, cast: Cast, draft: Activity, who: str, sees: set[str]
) -> None:
    seen = seen_by(client, getattr(cast, who), draft)
    assert {name for name, is_seen in seen.items() if is_seen} == sees


def test_who_may_not_see_a_draft_learns_nothing_from_its_absence(
    client: Client, cast: Cast, draft: Activity
) -> None:
    client.force_login(cast.other_manager)
    answers = [
        client.get(f"/en/activities/{uid}/") for uid in (draft.uid, "zzzzzzzzzz")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    first, second = (
        answer.content.decode().replace(draft.uid, "").replace("zzzzzzzzzz", "")
        for answer in answers
    )
    token = "csrfmiddlewaretoken"
    assert [line for line in first.splitlines() if token not in line] == [
        line for line in second.splitlines() if token not in line
    ]


def test_a_draft_is_marked_where_its_managers_see_it(
    client: Client, cast: Cast, draft: Activity
) -> None:
    client.force_login(cast.manager)
    listed = client.get("/en/calendar/").content.decode()
    assert listed.count('<span class="mark mark-warning">draft</span>') == 1
    page = client.get(f"/en/activities/{draft.uid}/").content.decode()
    assert "A draft" in page


def test_once_published_everybody_sees_it(
    client: Client, cast: Cast, draft: Activity
) -> None:
    draft.is_published = True
    draft.save()
    assert set(seen_by(client, None, draft).values()) == {True}


def test_a_draft_participation_is_no_filter_for_others(
    client: Client, cast: Cast
) -> None:
    activity = make_activity(cast.network, title_en="Public fair")
    make_participation(activity, cast.cluster, role="promoter", is_published=False)
    address = f"/en/calendar/?cluster={cast.cluster.slug}&role=promoter"
    assert "Public fair" not in client.get(address).content.decode()
    assert cast.cluster.acronym not in client.get("/en/calendar.ics").content.decode()
    client.force_login(cast.manager)
    assert "Public fair" in client.get(address).content.decode()
