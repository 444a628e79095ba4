"""The answers of the development texts: a slip in one would count as a miss."""

import datetime as dt
from typing import Any

import pytest
from benchmarks.press import first_day, last_day, listed, texts_of

KINDS = {
    "conference",
    "seminar",
    "fair",
    "matchmaking",
    "mission_outgoing",
    "mission_incoming",
    "visit",
    "meeting",
    "kick_off",
    "final_event",
    "assembly",
    "networking",
    "training",
    "programme",
    "other",
    "proposal",
    "project",
    "partnership",
    "agreement",
    "recognition",
    "mandate",
}
ROLES = {
    "mentioned",
    "participant",
    "exhibitor",
    "delegate",
    "b2b_participant",
    "speaker",
    "coordinator",
    "head_of_delegation",
    "organiser",
    "promoter",
    "partner",
    "patron",
    "sponsor",
    "host",
    "funder",
}
STATUSES = {"planned", "announced", "under_way", "held", "cancelled", "postponed"}
FACTS = {"mandate", "label", "membership"}
TEXTS = {text["id"]: text for text in texts_of("development")}


@pytest.mark.parametrize("identifier", TEXTS)
def test_codes_of_an_answer(identifier: str) -> None:
    """Kinds, roles and statuses are those of the vocabularies."""
    answer = TEXTS[identifier]["answer"]
    for activity in answer["activities"]:
        assert set(listed(activity["kind"])) <= KINDS
        assert set(listed(activity["status"])) <= STATUSES
        for part in activity["participations"]:
            assert set(listed(part["role"])) <= ROLES
            assert set(listed(part["status"])) <= STATUSES | {"took_part"}
    assert {fact["kind"] for fact in answer["facts"]} <= FACTS


@pytest.mark.parametrize("identifier", TEXTS)
def test_days_of_an_answer(identifier: str) -> None:
    """Days exist, and none ends before it starts in every way it may be read."""
    answer = TEXTS[identifier]["answer"]
    for said in [*answer["activities"], *answer["facts"]]:
        starts, ends = (days(said[name]) for name in ("start", "end"))
        assert not starts or not ends or min(starts) <= max(ends)


def days(value: Any) -> list[dt.date]:
    """Give the days that are said; of months and years first and last."""
    said = [one for one in listed(value) if one]
    return [
        dt.date.fromisoformat(e(one)) for one in said for e in (first_day, last_day)
    ]
