"""Texts that come in: kept once, word for word, beside those that tell the same."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fondaco.core.models import UndoStep
from fondaco.newsroom import actions
from fondaco.newsroom.models import Fingerprint, PressItem, Story
from fondaco.newsroom.queries.alike import MOST_ALIKE
from fondaco.newsroom.records import ITEMS
from fondaco.web.records.undo import delete_with_way_back, undo
from tests.conftest import Cast
from tests.factories import make_press_item, make_source
from tests.submitting import errors, submit

LIST = reverse("newsroom:pressitem_manage")
RELEASE = (
    "Nove cluster lombardi hanno partecipato alla conferenza europea dei cluster che "
    "si è tenuta a Bruxelles dal 30 novembre al 2 dicembre, dove il Lombardia Energy "
    "Cleantech Cluster è stato selezionato come relatore in una sessione plenaria."
)


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    client.force_login(cast.manager)
    return client


def address(verb: str, item: PressItem) -> str:
    return reverse(f"newsroom:pressitem_{verb}", args=[item.uid])


def words(number: int, start: int = 0) -> str:
    return " ".join(f"w{n}" for n in range(start, start + number))


def test_a_paste_is_kept_word_for_word_with_who_and_when(
    cast: Cast, manager: Client
) -> None:
    text = "Nove cluster a Bruxelles\r\n\r\nDal 30 novembre:  «è qui». \r\n"
    published = {"publisher": "Il Foglio", "published": "novembre 2016"}
    answer = submit(manager, reverse("newsroom:pressitem_add"), text=text, **published)
    item = PressItem.objects.get()
    assert answer.headers["Location"] == address("detail", item)
    assert item.text == "Nove cluster a Bruxelles\n\nDal 30 novembre:  «è qui»."
    assert item.title == "Nove cluster a Bruxelles"
    assert (item.origin, item.state, item.language) == ("pasted", "new", "")
    assert (item.cluster, item.added_by) == (cast.cluster, cast.manager)
    assert str(item.published) == "2016-11"
    assert item.history.get().history_user == cast.manager
    page = manager.get(address("detail", item)).content.decode()
    assert "«è qui»" in page
    assert "novembre 2016" in page


def test_what_has_no_words_is_no_text(cast: Cast, manager: Client) -> None:
    answer = submit(manager, reverse("newsroom:pressitem_add"), text=" \n\u200b\ufeff ")
    assert errors(answer) == ["id_text"]
    assert not PressItem.objects.exists()


def test_the_same_text_comes_once(cast: Cast, manager: Client) -> None:
    first = make_press_item(cast.cluster, text=RELEASE, publisher="Ansa", url="")
    add = reverse("newsroom:pressitem_add")
    assert errors(submit(manager, add, text=RELEASE, publisher="ansa")) == ["id_text"]
    answer = submit(manager, add, text=RELEASE, publisher="Il Foglio")
    assert answer.status_code == 302
    second = PressItem.objects.exclude(pk=first.pk).get()
    assert second.story == first.story
    theirs = make_press_item(cast.other_cluster, text=RELEASE, publisher="Ansa")
    assert theirs.story != first.story
    url = "https://foglio.example/1"
    make_press_item(cast.cluster, url=f"{url}?utm_source=x#top")
    with pytest.raises(actions.KnownError) as known:
        make_press_item(cast.cluster, url=url)
    assert known.value.item.url == url


def test_of_a_known_text_only_what_is_said_of_it_changes(
    cast: Cast, manager: Client
) -> None:
    item = make_press_item(cast.cluster, text=RELEASE)
    change = ITEMS.url("change", item)
    submit(manager, change, title="Corretto", text="Altro", network=cast.network.pk)
    item.refresh_from_db()
    assert (item.title, item.text, item.network) == ("Corretto", RELEASE, None)


def test_one_release_of_several_papers_is_one_line(cast: Cast, manager: Client) -> None:
    make_press_item(cast.cluster, text=RELEASE, publisher="Regione")
    make_press_item(cast.cluster, text=f"Milano. {RELEASE}", publisher="Il Foglio")
    make_press_item(cast.cluster, text=f"{RELEASE} (ANSA)", publisher="Ansa")
    other = make_press_item(cast.cluster, publisher="Il Sole")
    listing = manager.get(LIST).context["listing"]
    lines = [(line.record.publisher, line.cells[1][1]) for line in listing.lines]
    assert lines == [("Il Sole", ""), ("Regione", "Il Foglio, Ansa")]
    assert listing.total == 2
    # Whoever looks for one of the others finds it, and who else has it.
    found = manager.get(LIST, {"publisher": "Ansa"}).context["listing"]
    assert [line.cells[1][1] for line in found.lines] == ["Regione, Il Foglio"]
    assert len(manager.get(LIST, {"search": "plenaria"}).context["listing"].lines) == 1
    assert other.story.items.count() == 1


def test_groups_are_split_and_joined_by_hand_and_stay_so(
    cast: Cast, manager: Client
) -> None:
    one = make_press_item(cast.cluster, text=RELEASE, publisher="A")
    two = make_press_item(cast.cluster, text=f"{RELEASE} Due.", publisher="B")
    group = address("group", one)
    manager.post(group, {"press": "leave", "other": two.uid})
    two.refresh_from_db()
    assert two.story != one.story
    three = make_press_item(cast.cluster, text=f"{RELEASE} Tre.", publisher="C")
    assert three.story == one.story
    assert PressItem.objects.get(pk=two.pk).story == two.story
    manager.post(group, {"press": "join", "other": two.uid})
    assert one.story.items.count() == 3
    reasons = two.history.values_list("history_change_reason", flat=True)
    assert list(reasons) == ["group", "ungroup", ""]
    # Joining one of a group brings all of them.
    alone = make_press_item(cast.cluster)
    manager.post(address("group", alone), {"press": "join", "other": two.uid})
    assert alone.story.items.count() == 4
    theirs = make_press_item(cast.other_cluster)
    answer = manager.post(group, {"press": "join", "other": theirs.uid})
    assert answer.status_code == 404
    with pytest.raises(ValidationError):
        actions.join_stories(one, theirs, actor=cast.administrator)


def test_texts_to_join_are_looked_for(cast: Cast, manager: Client) -> None:
    item = make_press_item(cast.cluster)
    make_press_item(cast.cluster, title="Più forti", publisher="Ansa")
    make_press_item(cast.cluster, title="Altro")
    make_press_item(cast.other_cluster, title="Altrui")
    group = address("group", item)
    page = manager.get(group).context["page"]
    assert [one.title for one in page] == ["Altro", "Più forti"]
    found = manager.get(group, {"search": "piu ansa"}).context["page"]
    assert [one.title for one in found] == ["Più forti"]


def test_setting_aside_takes_the_group_along_and_is_taken_back(
    cast: Cast, manager: Client
) -> None:
    one = make_press_item(cast.cluster, text=RELEASE, publisher="A")
    two = make_press_item(cast.cluster, text=f"{RELEASE} Due.", publisher="B")

    def states() -> list[str]:
        return list(PressItem.objects.order_by("pk").values_list("state", flat=True))

    manager.post(address("state", two), {"press": "set_aside"})
    assert states() == ["set_aside", "set_aside"]
    manager.post(reverse("web:undo", args=[UndoStep.objects.get().uid]))
    assert states() == ["new", "new"]
    chosen = {"action": "set_aside", "selected": [one.uid]}
    bulk = reverse("newsroom:pressitem_bulk")
    shown = manager.post(bulk, chosen).content.decode()
    assert "<del>da leggere</del> → <ins>messo da parte</ins>" in shown
    manager.post(bulk, {**chosen, "confirmed": "1"})
    assert states() == ["set_aside", "set_aside"]
    manager.post(address("state", one), {"press": "take_up"})
    manager.post(address("state", one), {"press": "nonsense"})
    assert states() == ["new", "new"]


def test_what_facts_rest_on_is_not_deleted(cast: Cast, manager: Client) -> None:
    item = make_press_item(cast.cluster, source=make_source())
    delete = ITEMS.url("delete", item)
    assert manager.post(delete).status_code == 409
    assert delete not in manager.get(address("detail", item)).content.decode()
    free = make_press_item(cast.cluster)
    assert manager.post(ITEMS.url("delete", free)).status_code == 302
    assert list(PressItem.objects.all()) == [item]


def test_what_was_deleted_comes_back_to_its_group(cast: Cast) -> None:
    one = make_press_item(cast.cluster, text=RELEASE)
    before = Fingerprint.objects.count()
    step = delete_with_way_back(ITEMS, one, cast.manager)
    assert step is not None
    assert actions.tidy_up() == 0
    undo(step, cast.manager)
    back = PressItem.objects.get()
    assert (back.text, back.story_id) == (RELEASE, one.story_id)
    two = make_press_item(cast.cluster, text=f"{RELEASE} Due.")
    assert two.story_id == back.story_id
    assert Fingerprint.objects.count() >= before


def test_what_is_left_of_texts_that_are_gone_goes_later(cast: Cast) -> None:
    one, two = make_press_item(cast.cluster), make_press_item(cast.cluster)
    one.delete()
    two.delete()
    past = timezone.now() - dt.timedelta(days=3)
    PressItem.history.update(history_date=past)
    Story.objects.update(created_at=past)
    assert Fingerprint.objects.exists()
    assert actions.tidy_up() > 0
    assert not Fingerprint.objects.exists()
    assert not Story.objects.exists()


def test_a_last_paragraph_that_all_share_is_looked_up_in_few(cast: Cast) -> None:
    """However many texts there are, a new one reads as many rows."""
    last = words(60, 90_000)
    for number in range(MOST_ALIKE + 5):
        text = f"{words(70, number * 100)} {last}"
        make_press_item(cast.cluster, text=text)
    counts: dict[int, int] = {}
    for key in Fingerprint.objects.values_list("key", flat=True):
        counts[key] = counts.get(key, 0) + 1
    assert max(counts.values()) == MOST_ALIKE
    assert Story.objects.count() == MOST_ALIKE + 5


def test_a_new_text_takes_as_many_queries_whatever_is_there(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            make_press_item(cast.cluster, text=f"{RELEASE} {words(5)}", publisher="Z")
        return len(captured)

    make_press_item(cast.cluster, text=RELEASE)
    few = queries()
    for number in range(30):
        make_press_item(cast.cluster, text=f"{RELEASE} {number}")
    PressItem.objects.filter(publisher="Z").update(publisher="Y")
    assert queries() == few


def test_pages_take_as_many_queries_for_many_as_for_one(
    cast: Cast, manager: Client
) -> None:
    item = make_press_item(cast.cluster, text=RELEASE, publisher="A")
    make_press_item(cast.cluster)

    def queries() -> list[int]:
        counts = []
        for url in (LIST, address("detail", item), address("group", item)):
            with CaptureQueriesContext(connection) as captured:
                manager.get(url)
            counts.append(len(captured))
        return counts

    make_press_item(cast.cluster, text=f"{RELEASE} Uno.", publisher="B")
    queries()
    few = queries()
    for number in range(10):
        make_press_item(
            cast.cluster, text=f"{RELEASE} {number}", publisher=f"P{number}"
        )
        make_press_item(cast.cluster)
    assert (queries(), max(few) <= 9) == (few, True)


def test_nobody_else_learns_of_a_text(cast: Cast, client: Client) -> None:
    item = make_press_item(cast.cluster)
    own = make_press_item(cast.other_cluster)
    for user in (cast.other_manager, cast.member_contact, cast.participant, None):
        client.logout()
        if user is not None:
            client.force_login(user)
        for verb in ("detail", "group", "change", "delete", "history"):
            assert client.get(address(verb, item)).status_code == 404, (user, verb)
        for press in ({"press": "set_aside"}, {"press": "leave", "other": own.uid}):
            for verb in ("state", "group"):
                assert client.post(address(verb, item), press).status_code == 404
    item.refresh_from_db()
    assert item.state == "new"


def test_a_network_has_texts_of_its_own(cast: Cast, client: Client) -> None:
    item = make_press_item(None, network=cast.network)
    answers: dict[str, Any] = {}
    for name in ("coordinator", "manager"):
        client.force_login(getattr(cast, name))
        answers[name] = client.get(address("detail", item)).status_code
    assert answers == {"coordinator": 200, "manager": 404}


def test_where_there_is_nothing_the_ways_to_begin_are_said(manager: Client) -> None:
    page = manager.get(LIST).content.decode()
    for name in ("pressitem_add", "pressitem_upload", "pressitem_fetch", "feed_manage"):
        assert f'href="{reverse(f"newsroom:{name}")}"' in page
