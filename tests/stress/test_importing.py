"""Whoever imports is killed: the whole file is in the record, or nothing of it."""

import pytest

from tests.stress.harness import Ground, moments, points

pytestmark = pytest.mark.stress


def test_nothing_is_half_imported(ground: Ground) -> None:
    number, rows = points(20), 100
    ground.do("forget_imported")
    whole = ground.time("import_file", number=rows)
    killed = 0
    for moment in moments(number, within=whole):
        killed += ground.kill("import_file", number=rows, after=moment)
        assert ground.do("half_imported") == []
    assert killed >= number // 3
    assert ground.do("number_imported") > 0
