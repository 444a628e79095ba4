"""Whoever saves is killed: the record, its rows, history and job, or none of them."""

import pytest

from tests.stress.harness import Ground, moments, points

pytestmark = pytest.mark.stress


def test_nothing_is_half_saved(ground: Ground) -> None:
    number, at_once = points(20), 10
    ground.do("forget_saved")
    whole = ground.time("save", number=at_once)
    killed = 0
    for moment in moments(number, within=whole):
        killed += ground.kill("save", number=at_once, after=moment)
        assert ground.do("half_saved") == []
    assert killed >= number // 3
    assert ground.do("number_saved") > at_once
