"""A worker is killed while it sends: no mail leaves twice, and none is lost unsaid."""

import time
from itertools import chain

import pytest

from tests.stress.harness import Ground, moments, points
from tests.stress.sink import Sink

pytestmark = pytest.mark.stress


def test_no_mail_leaves_twice(ground: Ground, sink: Sink) -> None:
    number = points(20)
    ground.do("write_mails", number=20)
    one = ground.time("drain") / 20
    sink.arrived.clear()
    marks = ground.do("write_mails", number=12 * number)

    # A kill takes back what lay longer than a lease, and some mails then leave.
    killed = 0
    for moment in moments(number, within=14 * one):
        killed += ground.kill("drain", after=moment)
    time.sleep(0.4)
    ground.do("drain")
    found = ground.do("mails")

    arrived = dict(sink.arrived)
    assert {mark for mark, times in arrived.items() if times > 1} == set()
    assert sorted(chain(*found.values())) == sorted(marks)
    doubtful = set(found.pop("in_doubt", []))
    assert len(doubtful) <= killed
    assert list(found) == ["done"]
    assert set(found["done"]) == set(arrived) - doubtful
    assert killed >= number // 3
