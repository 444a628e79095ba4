"""What becomes of a job: tried again later and later, taken back, in doubt, settled."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from fondaco.core.models import OutboxEntry
from fondaco.core.outbox import GiveUpError, enqueue, failures, handler, run_due
from fondaco.core.outbox.restored import hold_back_what_leaves
from fondaco.core.outbox.running import (
    LEASE,
    LeaseLostError,
    claim_next,
    run,
    take_back_lost,
)
from fondaco.core.outbox.settling import (
    forget_settled,
    give_up,
    try_again,
    try_all_again,
)

pytestmark = pytest.mark.django_db
State = OutboxEntry.State
DAY = dt.timedelta(days=1)


@handler("test", attempts=3, secrets=("secret",), leaves=True)
def work(payload: dict[str, Any], entry: Any) -> str:
    entry.progress(1, 2, "half")
    if payload.get("leave"):
        entry.leave()
    if "error" in payload:
        raise ValueError(payload["error"])
    if "useless" in payload:
        raise GiveUpError(payload["useless"])
    return "all of it"


@handler("test-atomic", atomic=True)
def work_atomically(payload: dict[str, Any], entry: Any) -> None:
    enqueue("test")
    raise ValueError


def told(entry: OutboxEntry) -> tuple[str, int, str]:
    entry.refresh_from_db()
    return entry.state, entry.attempts, entry.last_error


def test_a_job_is_done_once_and_its_secrets_are_forgotten() -> None:
    entry = enqueue("test", {"secret": "s", "kept": "k"})
    assert run_due() == ["done"]
    assert told(entry) == ("done", 1, "")
    assert (entry.payload, entry.words, entry.done, entry.total) == (
        {"kept": "k"},
        "all of it",
        1,
        2,
    )
    assert run_due() == []


def test_a_job_that_fails_is_tried_later_and_later_then_fails() -> None:
    entry = enqueue("test", {"error": "no"})
    delays = []
    for _attempt in range(3):
        OutboxEntry.objects.update(due_at=timezone.now())
        run_due()
        entry.refresh_from_db()
        delays.append(round((entry.due_at - timezone.now()).total_seconds() / 60))
    assert delays[:2] == [1, 2]
    assert told(entry) == ("failed", 3, "ValueError: no")
    assert list(failures()) == [entry]
    assert try_again(entry.pk)
    assert told(entry)[:2] == ("waiting", 0)


def test_what_is_of_no_use_is_not_tried_again() -> None:
    entry = enqueue("test", {"useless": "never"})
    assert run_due() == ["failed"]
    assert told(entry) == ("failed", 1, "never")


def test_what_fails_while_it_leaves_is_in_doubt() -> None:
    entry = enqueue("test", {"leave": True, "error": "silence"})
    assert run_due() == ["in_doubt"]
    assert told(entry) == ("in_doubt", 1, "ValueError: silence")
    assert give_up(entry.pk)
    assert told(entry)[0] == "dropped"
    assert not try_again(entry.pk)
    assert not give_up(entry.pk + 1)


def test_an_atomic_job_that_fails_wrote_nothing() -> None:
    enqueue("test-atomic")
    assert run_due() == ["waiting"]
    assert OutboxEntry.objects.filter(kind="test").count() == 0


def test_a_job_of_a_kind_that_nobody_does_any_more_fails() -> None:
    with pytest.raises(LookupError):
        enqueue("unheard-of")
    entry = OutboxEntry.objects.create(kind="unheard-of")
    assert run_due() == ["failed"]
    assert told(entry) == ("failed", 1, "#nobody")
    assert give_up(entry.pk)


def test_what_a_dead_worker_held_is_tried_again_unless_it_was_leaving() -> None:
    running, leaving = enqueue("test"), enqueue("test")
    held = [claim_next(), claim_next()]
    held[1].leave()
    assert take_back_lost() == 0
    later = timezone.now() + LEASE + dt.timedelta(seconds=1)
    assert take_back_lost(later) == 2
    assert told(running) == ("waiting", 1, "#stopped")
    assert told(leaving) == ("in_doubt", 1, "#may-have-left")
    for one in held:
        with pytest.raises(LeaseLostError):
            one.leave()
        assert run(one) == "lost"


def test_who_lost_a_job_does_not_say_how_it_failed() -> None:
    enqueue("test", {"error": "no"})
    held = claim_next()
    # The last word that it gets in is its first.
    held._told_at = float("inf")
    OutboxEntry.objects.update(claim="another")
    assert run(held) == "lost"


def test_after_a_restore_nothing_leaves_by_itself() -> None:
    waiting = enqueue("test")
    enqueue("test-atomic")
    daily = claim_next(timezone.now() + DAY)
    assert daily.entry == waiting
    hold_back_what_leaves()
    assert told(waiting) == ("in_doubt", 1, "#since-the-backup")


def test_what_failed_is_tried_again_all_at_once_but_not_what_is_in_doubt() -> None:
    enqueue("test", {"useless": "a"})
    enqueue("test", {"leave": True, "error": "b"})
    run_due()
    assert try_all_again() == 1
    assert sorted(OutboxEntry.objects.values_list("state", flat=True)) == [
        "in_doubt",
        "waiting",
    ]


def test_after_thirty_days_only_keys_are_left() -> None:
    enqueue("test", {"kept": "k"})
    keyed = enqueue("test", {"kept": "k"}, key="once")
    failed = enqueue("test", {"useless": "never"})
    run_due()
    now = timezone.now()
    forget_settled(now + 29 * DAY)
    assert OutboxEntry.objects.count() == 3
    forget_settled(now + 31 * DAY)
    assert set(OutboxEntry.objects.all()) == {keyed, failed}
    keyed.refresh_from_db()
    assert (keyed.payload, keyed.words) == ({}, "")
    assert told(failed)[0] == "dropped"
    assert enqueue("test", key="once") is None
