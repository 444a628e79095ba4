"""A search server beside the database: never worse than none."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from fondaco.core.models import OutboxEntry, SearchEntry, SearchState, SearchUnsent
from fondaco.core.outbox import run_due
from fondaco.core.search_index import asking, sending
from fondaco.core.search_index.asking import ask, end_silence
from fondaco.core.search_index.keeping import catch_up, keep_in_step
from fondaco.core.search_index.question import Level, read_question
from fondaco.core.search_index.sending import send_unsent
from fondaco.portal.searching import search_everything
from fondaco.registry.models import Organisation
from tests.conftest import Cast
from tests.factories import make_organisation
from tests.search_server import SearchServer, search_server, use


@pytest.fixture
def server(cast: Cast, settings: Any) -> Iterator[SearchServer]:
    with search_server() as own:
        make_organisation(name="Acme", acronym="", description_it="Ruote per carri.")
        make_organisation(name="Acmeon", acronym="")
        use(own, settings)
        own.asked.clear()
        yield own
    end_silence()


def names(text: str, actor: Any) -> list[str]:
    return [
        hit.name
        for group in search_everything(text, actor).groups
        for hit in group.hits
    ]


def test_it_tells_numbers_and_how_well_each_answers(server: SearchServer) -> None:
    keys = dict(SearchEntry.objects.values_list("title", "pk"))
    answer = ask(read_question("acme"))
    assert {level: found for level, found in (answer or {}).items() if found} == {
        Level.TITLE_WHOLE: [keys["acme"]],
        Level.TITLE_BEGINNING: [keys["acmeon"]],
    }
    answer = ask(read_question("ruota"))
    assert answer
    assert answer[Level.ANY] == [keys["acme"]]


def test_what_it_lacks_the_database_answers_until_a_worker_has_sent_it(
    server: SearchServer, cast: Cast
) -> None:
    make_organisation(name="Acmette", acronym="")
    Organisation.objects.filter(name="Acme").update(name="Bolide")
    Organisation.objects.filter(name="Acmeon").delete()
    assert names("acme", cast.participant) == ["Acmette"]
    assert names("bolide", cast.participant) == ["Bolide"]
    assert SearchUnsent.objects.count() == 4
    assert OutboxEntry.objects.filter(kind=sending.JOB, state="waiting").count() == 1
    run_due()
    assert not SearchUnsent.objects.exists()
    (index,) = server.indexes.values()
    assert set(index.found) == {str(one.pk) for one in SearchEntry.objects.all()}
    assert names("acme", cast.participant) == ["Acmette"]


@pytest.mark.parametrize(
    "fault", [500, 429, 401, 404, "no JSON", "timed out", "silent"]
)
def test_without_its_help_the_database_answers_and_the_log_says_why(
    fault: int | str,
    server: SearchServer,
    cast: Cast,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if fault == "silent":
        monkeypatch.setattr(asking, "SECONDS", 0.1)
    server.fault = fault
    with caplog.at_level(logging.WARNING):
        assert names("acme", cast.participant) == ["Acme", "Acmeon"]
    (said,) = caplog.messages
    assert said.startswith("The search server was no help, the database answers: ")
    # Nobody waits for it again, for a while.
    server.fault, asked = "", len(server.asked)
    assert names("acme", cast.participant) == ["Acme", "Acmeon"]
    assert len(server.asked) == asked
    end_silence()
    assert names("acme", cast.participant) == ["Acme", "Acmeon"]
    assert server.asked[-1] == "POST _search"


def test_what_could_not_be_sent_is_tried_again(server: SearchServer) -> None:
    make_organisation(name="Acmette")
    server.fault = 503
    catch_up()
    run_due()
    entry = OutboxEntry.objects.get(kind=sending.JOB, state="waiting")
    assert (entry.attempts, SearchUnsent.objects.count()) == (1, 1)
    server.fault = ""
    assert send_unsent() == 1


def test_an_index_that_it_lost_is_made_anew(server: SearchServer, cast: Cast) -> None:
    server.indexes.clear()
    assert names("acme", cast.participant) == ["Acme", "Acmeon"]
    assert send_unsent() == SearchEntry.objects.count()
    end_silence()
    server.asked.clear()
    assert names("acme", cast.participant) == ["Acme", "Acmeon"]
    assert server.asked == ["POST _search"]


def test_more_than_it_gives_at_once_is_asked_for_in_parts(
    server: SearchServer, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PAGE", 1)
    monkeypatch.setattr(sending, "MOST_BYTES", 1)
    call_command("search", "index")
    server.asked.clear()
    assert names("acme", cast.participant) == ["Acme", "Acmeon"]
    assert server.asked == ["POST _search"] * 3


def test_the_index_of_before_goes_when_all_is_written_again(
    server: SearchServer,
) -> None:
    (former,) = server.indexes
    call_command("search", "index")
    run_due()
    assert list(server.indexes) == [SearchState.objects.get().server_index]
    assert former not in server.indexes
    server.fault = 500
    with pytest.raises(CommandError, match=r"500 .*the database answers"):
        call_command("search", "index")


def test_a_server_that_was_not_told_everything_is_not_asked(
    server: SearchServer, cast: Cast, settings: Any
) -> None:
    own, settings.SEARCH_SERVER = settings.SEARCH_SERVER, None
    make_organisation(name="Acmette", acronym="")
    assert names("acmette", cast.participant) == ["Acmette"]
    settings.SEARCH_SERVER = own
    assert names("acmette", cast.participant) == ["Acmette"]
    assert server.asked == []
    keep_in_step()
    run_due()
    server.asked.clear()
    assert names("acmette", cast.participant) == ["Acmette"]
    assert server.asked == ["POST _search"]
