"""What programs are told that asked what cannot be answered: in words, and theirs."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from fondaco.web.api import rate
from tests.api.calling import Program
from tests.conftest import Cast

WRONG = {
    "network": "x",
    "status": "held",
    "time_zone": "Europe/Rome",
    "kind": "party",
    "title_it": 5,
    "edition": "x",
    "is_virtual": "perhaps",
    "start": {"earliest": "soon"},
    "end": 7,
    "start_time": 0.5,
    "places": [{"country": 5}],
    "colour": "red",
}
KINDS = (
    "'conference', 'seminar', 'fair', 'matchmaking', 'mission_outgoing', "
    "'mission_incoming', 'visit', 'meeting', 'kick_off', 'final_event', 'assembly', "
    "'networking', 'training', 'programme', 'other'"
)
ENGLISH = {
    "/kind": f"It must be one of these: {KINDS}.",
    "/title_it": "It must be a text.",
    "/edition": "It must be a whole number.",
    "/is_virtual": "It must be true or false.",
    "/start/earliest": "It must be a day, such as 2016-11-29.",
    "/end": "It must be a day, such as 2016-11-29.",
    "/start_time": "It must be a time of the day, such as 09:30.",
    "/places/0/country": "It must be a text.",
    "/colour": "There is no field of this name.",
}
ITALIAN = {
    "/kind": f"Deve essere uno di questi: {KINDS}.",
    "/title_it": "Deve essere un testo.",
    "/edition": "Deve essere un numero intero.",
    "/is_virtual": "Deve essere vero o falso (true, false).",
    "/start/earliest": "Deve essere un giorno, come 2016-11-29.",
    "/end": "Deve essere un giorno, come 2016-11-29.",
    "/start_time": "Deve essere un’ora del giorno, come 09:30.",
    "/places/0/country": "Deve essere un testo.",
    "/colour": "Non c’è un campo con questo nome.",
}


def mistakes(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    return {one["pointer"]: one["detail"] for one in answer.json()["errors"]}


@pytest.mark.parametrize(("language", "told"), [("en", ENGLISH), ("it", ITALIAN)])
def test_a_wrong_body_is_refused_in_the_language_asked_for(
    cast: Cast, language: str, told: dict[str, str]
) -> None:
    program = Program(cast.manager)
    program.client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    answer = program.post("activities", WRONG)
    assert mistakes(answer) == told
    assert answer["Content-Language"] == language


def test_a_wrong_question_is_refused_in_the_language_asked_for(cast: Cast) -> None:
    reader = Program()
    query = "clusters?limit=0&offset=x&modified_since=2016"
    assert mistakes(reader.get(query)) == {
        "limit": "It must be 1 or more.",
        "offset": "It must be a whole number.",
        "modified_since": "It must be a moment, such as 2016-11-29T09:30:00Z.",
    }
    reader.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "it"
    assert mistakes(reader.get(query)) == {
        "limit": "Deve essere almeno 1.",
        "offset": "Deve essere un numero intero.",
        "modified_since": "Deve essere un istante, come 2016-11-29T09:30:00Z.",
    }


def test_a_filter_that_nobody_knows_is_refused_rather_than_left_out(cast: Cast) -> None:
    told = "There is no filter of this name. There are: %s."
    known = "limit, modified_since, offset, order, search"
    reader = Program()
    assert mistakes(reader.get("networks?year=2016&limit=5&page=2")) == {
        "page": told % known,
        "year": told % known,
    }
    reader.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "it"
    assert mistakes(reader.get("networks?anno=2016"))["anno"].startswith(
        "Non c’è un filtro con questo nome. Ci sono: "
    )


def test_the_root_is_no_page_but_a_problem_like_any_other() -> None:
    answer = Program().get("")
    assert (answer.status_code, answer["Content-Type"]) == (
        404,
        "application/problem+json",
    )


def test_what_is_refused_before_it_is_read_is_a_problem_too(cast: Cast) -> None:
    client = Program(cast.manager).client
    no_method = client.put("/api/v1/clusters")
    assert (no_method.status_code, no_method["Allow"]) == (405, "GET, HEAD, POST")
    no_json = client.post("/api/v1/clusters", "{", content_type="application/json")
    assert no_json.status_code == 400
    assert no_json.json()["detail"] == "The body could not be read as JSON."
    for answer in (no_method, no_json):
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Content-Language"] == "en"


@pytest.fixture
def limit(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> int:
    """Of a minute that lasts as long as the test."""
    settings.API_RATE = 3
    monkeypatch.setattr(rate.time, "time", lambda: 60_000_045.5)
    monkeypatch.setattr(rate, "_held", {})
    return 3


def test_who_asks_too_often_is_told_when_to_come_back(cast: Cast, limit: int) -> None:
    reader = Program()
    answers = [reader.get("clusters") for _again in range(limit + 1)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert [one["RateLimit"] for one in answers] == [
        f'"minute";r={left};t=15' for left in (2, 1, 0, 0)
    ]
    refused = answers[-1]
    assert refused["Content-Type"] == "application/problem+json"
    assert refused["Retry-After"] == "15"
    assert refused["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert refused.json()["detail"] == "Too many requests: ask again in 15 seconds."


def test_each_key_and_each_address_counts_for_itself(cast: Cast, limit: int) -> None:
    visitor, one, other = Program(), Program(cast.manager), Program(cast.manager)
    for program in (visitor, one, other):
        answers = [program.get("clusters").status_code for _again in range(limit + 1)]
        assert answers == [200, 200, 200, 429]
    elsewhere = visitor.client.get("/api/v1/clusters", REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


def test_wrong_keys_count_for_the_address_they_come_from(
    cast: Cast, limit: int
) -> None:
    guesser = Program()
    statuses = [
        guesser.get("clusters", authorization=f"Bearer fondaco_{number}").status_code
        for number in range(limit + 1)
    ]
    assert statuses == [401, 401, 401, 429]


def test_processes_share_what_a_minute_allows(
    cast: Cast, settings: Settings, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.API_RATE = 100
    one: dict[str, Any] = {}
    other: dict[str, Any] = {}
    reader, allowed = Program(), 0
    for number in range(120):
        monkeypatch.setattr(rate, "_held", other if number % 2 else one)
        allowed += reader.get("clusters").status_code == 200
    assert allowed == 100


def test_counting_asks_no_database_where_the_cache_is_none(
    cast: Cast, settings: Settings, limit: int
) -> None:
    reader = Program()
    counts = []
    for asked in (0, 100):
        settings.API_RATE = asked
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert reader.get("clusters").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
