"""A backup, or its restore, is killed: what has its name is whole, as all else."""

import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from fondaco.core.backup import Archive
from tests.stress.harness import Ground, moments, points
from tests.stress.operations.saving import ROWS

pytestmark = pytest.mark.stress


def rows(file: Path, table: str) -> list[list[object]]:
    with zipfile.ZipFile(file) as archive:
        return [json.loads(line) for line in archive.open(f"data/{table}.jsonl")]


def test_a_backup_while_people_write_is_whole_or_not_there(
    ground: Ground, tmp_path: Path
) -> None:
    number = points(10)
    ground.do("forget_saved")
    ground.do("save", number=200)
    whole = ground.time("back_up", file=str(tmp_path / "whole.zip"))
    writer = ground.another()
    writer.begin("save", number=100 * number)
    killed = 0
    for each, moment in enumerate(moments(number, within=whole)):
        file = tmp_path / f"{each}.zip"
        killed += ground.kill("back_up", after=moment, file=str(file))
    ground.do("back_up", file=str(tmp_path / "last.zip"))
    assert writer.end() == 0
    writer.close()

    assert killed >= number // 3
    assert ground.do("half_saved") == []
    for file in tmp_path.glob("*.zip"):
        Archive(file).verify()
        citations = Counter(row[1] for row in rows(file, "core_citation"))
        sources = [row[0] for row in rows(file, "core_source")]
        assert citations == dict.fromkeys(sources, ROWS)


def test_a_restore_that_is_killed_changes_nothing(
    ground: Ground, tmp_path: Path
) -> None:
    ground.do("forget_saved")
    ground.do("save", number=20)
    first = str(tmp_path / "first.zip")
    there = [ground.do("back_up", file=first)]
    ground.do("save", number=20)
    there.append(ground.do("back_up", file=str(tmp_path / "second.zip")))
    whole = ground.time("put_back", file=first)
    for each, moment in enumerate(moments(points(3), within=whole)):
        ground.kill("put_back", after=moment, file=first)
        now = ground.do("back_up", file=str(tmp_path / f"after-{each}.zip"))
        assert now in there
