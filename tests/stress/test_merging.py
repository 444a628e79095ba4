"""Whoever merges is killed: two records or one, with all that hangs on them."""

import pytest

from tests.stress.harness import Ground, moments, points

pytestmark = pytest.mark.stress


def test_nothing_is_half_merged(ground: Ground) -> None:
    number, at_once = points(20), 6
    ground.do("forget_merged")
    whole = ground.time("merge_pairs", number=at_once)
    killed = 0
    for moment in moments(number, within=whole):
        killed += ground.kill("merge_pairs", number=at_once, after=moment)
        assert ground.do("half_merged") == []
    assert killed >= number // 3
    assert ground.do("number_merged") > at_once
    assert ground.do("take_apart") > 0
    assert ground.do("half_merged") == []
    ground.do("forget_merged")
