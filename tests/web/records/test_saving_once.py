"""A form that is sent twice makes one record."""

import datetime as dt
from typing import Any

import pytest
from django.core import signing
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from fondaco.accounts.records import USERS
from fondaco.activities.models import Activity, Participation
from fondaco.activities.records import ACTIVITIES, PARTICIPATIONS
from fondaco.core.actions import RECEIPTS_LAST, save_once, save_record
from fondaco.core.models import Receipt
from fondaco.core.outbox import run_due
from fondaco.registry.models import Label
from fondaco.registry.records import LABELS
from fondaco.web.records.visits import digest, open_visit, read_visit
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_label,
    make_place,
    make_source,
)
from tests.submitting import errors, form_values, said

FAIR = {"title_it": "Fiera", "kind": "fair", "start": "2016-11-23"}


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    client.force_login(cast.manager)
    return client


def fill(client: Client, url: str, **words: str) -> dict[str, Any]:
    return form_values(client.get(url)) | words


def test_a_double_click_makes_one_record_and_leads_to_it(manager: Client) -> None:
    url = ACTIVITIES.url("add")
    sent = fill(manager, url, **FAIR)
    first, second = manager.post(url, sent), manager.post(url, sent)
    made = Activity.objects.get()
    assert first.url == ACTIVITIES.url("manage")  # type: ignore[attr-defined]
    assert second.url == ACTIVITIES.url("change", made)  # type: ignore[attr-defined]
    (_saved, told) = said(second)
    assert "due volte" in told
    assert ACTIVITIES.url("change", made) in told


def test_another_button_with_the_same_words_makes_no_other_record(
    manager: Client,
) -> None:
    url = ACTIVITIES.url("add")
    sent = fill(manager, url, **FAIR)
    for pressed in ("save", "continue", "publish"):
        assert manager.post(url, sent | {"press": pressed}).status_code == 302
    assert Activity.objects.count() == 1


def test_other_words_from_the_history_are_kept_and_not_saved_unasked(
    manager: Client,
) -> None:
    url = ACTIVITIES.url("add")
    sent = fill(manager, url, **FAIR)
    manager.post(url, sent)
    made = Activity.objects.get()
    answer = manager.post(url, sent | {"title_it": "Fiera di Lione"})
    assert answer.status_code == 200
    assert Activity.objects.get() == made
    assert ACTIVITIES.url("change", made) in answer.text
    again = form_values(answer)
    assert again["title_it"] == ["Fiera di Lione"]
    assert manager.post(url, again).status_code == 302
    assert sorted(one.title_it for one in Activity.objects.all()) == [
        "Fiera",
        "Fiera di Lione",
    ]


def test_two_tabs_make_two_records(manager: Client) -> None:
    url = ACTIVITIES.url("add")
    one, other = fill(manager, url, **FAIR), fill(manager, url, **FAIR)
    manager.post(url, one)
    manager.post(url, other | {"title_it": "Un'altra fiera"})
    assert Activity.objects.count() == 2


def test_the_same_words_in_a_form_fetched_anew_are_asked_about(
    cast: Cast, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a browser without scripts sends them after “back”."""
    url = ACTIVITIES.url("add")
    manager.post(url, fill(manager, url, **FAIR))
    made = Activity.objects.get()
    answer = manager.post(url, fill(manager, url, **FAIR))
    assert answer.status_code == 200
    assert Activity.objects.get() == made
    assert ACTIVITIES.url("change", made) in answer.text
    assert manager.post(url, form_values(answer)).status_code == 302
    assert Activity.objects.count() == 2
    manager.force_login(cast.coordinator)
    words = FAIR | {"maintained_by": str(cast.cluster.pk)}
    assert manager.post(url, fill(manager, url, **words)).status_code == 302
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(minutes=61))
    assert manager.post(url, fill(manager, url, **words)).status_code == 302
    assert Activity.objects.count() == 4


def test_words_that_others_changed_since_are_no_second_click(
    cast: Cast, manager: Client
) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    url = ACTIVITIES.url("change", activity)
    mine = fill(manager, url, title_en="Mine")
    manager.post(url, mine)
    manager.post(url, fill(manager, url, title_en="Later"))
    answer = manager.post(url, mine)
    assert answer.context["editing"].has_changed_meanwhile
    assert manager.post(url, form_values(answer)).status_code == 302
    activity.refresh_from_db()
    assert activity.title_en == "Mine"


def test_a_form_that_was_used_saves_other_words_upon_the_present_state(
    cast: Cast, manager: Client
) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    url = ACTIVITIES.url("change", activity)
    mine = fill(manager, url, title_en="Mine")
    manager.post(url, mine)
    version = form_values(manager.get(url))["version"]
    again = mine | {"title_en": "Better", "version": version}
    assert manager.post(url, again).status_code == 302
    activity.refresh_from_db()
    assert activity.title_en == "Better"


def test_a_mistake_does_not_use_the_form_up(manager: Client) -> None:
    url = ACTIVITIES.url("add")
    answer = manager.post(url, fill(manager, url, **FAIR | {"start": "31/02/2016"}))
    assert errors(answer) == ["id_start"]
    sent = form_values(answer) | FAIR
    for _time in range(2):
        assert manager.post(url, sent).status_code == 302
    assert Activity.objects.count() == 1


def test_what_only_the_saving_refuses_leaves_no_receipt(
    cast: Cast, client: Client
) -> None:
    label = make_label(cast.cluster)
    client.force_login(cast.manager)
    url = LABELS.url("supersede", label)
    answer = client.post(url, fill(client, url, valid_from=""))
    assert errors(answer) == ["id_valid_from"]
    assert not Receipt.objects.exists()
    sent = form_values(answer) | {"valid_from": "2018"}
    first, second = client.post(url, sent), client.post(url, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Label.objects.count() == 2


def test_what_may_be_there_only_once_is_no_mistake_the_second_time(
    cast: Cast, manager: Client
) -> None:
    activity = make_activity(cast.network)
    url = f"{PARTICIPATIONS.url('add')}?activity={activity.uid}"
    sent = fill(manager, url, role="speaker")
    manager.post(url, sent)
    answer = manager.post(url, sent)
    address = PARTICIPATIONS.url("change", Participation.objects.get())
    assert answer.url == address  # type: ignore[attr-defined]


def test_a_new_account_is_invited_once(
    cast: Cast, client: Client, mailoutbox: list[Any]
) -> None:
    client.force_login(cast.administrator)
    url = USERS.url("add")
    sent = fill(client, url, name="Ada", email="ada@example.org")
    for _time in range(2):
        assert client.post(url, sent).status_code == 302
    run_due()
    assert len(mailoutbox) == 1


def test_a_record_that_was_deleted_since_is_made_anew(manager: Client) -> None:
    url = ACTIVITIES.url("add")
    sent = fill(manager, url, **FAIR)
    manager.post(url, sent)
    Activity.objects.get().delete()
    manager.post(url, sent)
    manager.post(url, sent)
    assert Activity.objects.count() == 1


def test_a_change_sent_twice_is_no_change_of_somebody_else(
    cast: Cast, manager: Client
) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    url = ACTIVITIES.url("change", activity)
    sent = fill(manager, url, **{"place-0-country": "FR", "place-0-city": "Lyon"})
    for _time in range(2):
        assert manager.post(url, sent).status_code == 302
    assert activity.places.count() == 1
    answer = manager.post(url, sent | {"place-0-city": "Paris"})
    assert answer.context["editing"].has_changed_meanwhile


def test_sources_of_a_row_sent_twice_are_there_once(
    cast: Cast, manager: Client
) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    place = make_place(activity, "FR", city="Lyon")
    url = ACTIVITIES.sources_url(activity, place)
    words = {"citation-0-source": str(make_source().pk), "citation-0-quote": "Lione"}
    sent = fill(manager, url, **words)
    for _time in range(2):
        assert manager.post(url, sent).status_code == 302
    assert place.citations.count() == 1


def test_a_form_of_long_ago_is_looked_at_again(
    cast: Cast, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = ACTIVITIES.url("add")
    sent = fill(manager, url, **FAIR)
    long_ago = timezone.now() - RECEIPTS_LAST - dt.timedelta(days=1)
    with monkeypatch.context() as past:
        past.setattr(
            signing.TimestampSigner,
            "timestamp",
            lambda self: signing.b62_encode(int(long_ago.timestamp())),
        )
        sent["visit"] = open_visit(cast.manager)
    for odd in (sent["visit"], "tampered", open_visit(cast.coordinator)):
        answer = manager.post(url, sent | {"visit": odd})
        assert len(errors(answer)) == 1
        assert not Activity.objects.exists()
    assert manager.post(url, form_values(answer)).status_code == 302
    assert Activity.objects.count() == 1


def test_no_address_says_from_which_visit_a_form_is(
    cast: Cast, manager: Client
) -> None:
    theirs = open_visit(cast.coordinator)
    values = form_values(manager.get(f"{ACTIVITIES.url('add')}?visit={theirs}"))
    assert values["visit"] != [theirs]


def test_of_two_requests_at_once_the_second_finds_the_receipt(cast: Cast) -> None:
    """The first has saved; the second had looked before it did."""
    made = make_label(cast.cluster)
    saved = []

    def save() -> None:
        saved.append(save_record(made, actor=None))

    assert save_once(made, save, visit="one", words="w") is None
    receipt = save_once(Label(), save, visit="one", words="w")
    assert receipt is not None
    assert receipt.record == made
    assert len(saved) == 1


def test_receipts_go_after_a_month_and_with_what_is_taken_back(cast: Cast) -> None:
    made = make_label(cast.cluster)
    save_once(made, lambda: None, visit="old", words="w")
    before = timezone.now() - RECEIPTS_LAST - dt.timedelta(minutes=1)
    Receipt.objects.update(accepted_at=before)
    save_once(made, lambda: None, visit="new", words="w")
    assert [str(one) for one in Receipt.objects.all()] == ["new"]

    def fail() -> None:
        raise ValueError

    with pytest.raises(ValueError), transaction.atomic():  # noqa: PT011
        save_once(made, fail, visit="failed", words="w")
    assert Receipt.objects.count() == 1


def test_words_are_the_same_whatever_the_form_carries_beside_them(cast: Cast) -> None:
    me = cast.manager
    one = QueryDict("a=1&a=2&b=x&press=save&visit=v&version=3&csrfmiddlewaretoken=t")
    same = QueryDict("b=x&a=1&a=2&press=publish&visit=w")
    assert digest(one, me) == digest(same, me)
    assert digest(QueryDict("a=2&a=1&b=x"), me) != digest(one, me)
    assert digest(one, cast.coordinator) != digest(one, me)


def test_a_visit_is_of_whom_it_was_opened_for(cast: Cast) -> None:
    visit = read_visit({"visit": open_visit(cast.manager)})
    assert visit is not None
    assert visit.is_of(cast.manager)
    assert not visit.is_of(cast.coordinator)
    assert read_visit({}) is None
