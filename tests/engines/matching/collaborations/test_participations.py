"""Reading participations: what is taken, and what is said of slips."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from fondaco.engines.matching.collaborations.participations import (
    Organisation,
    Project,
    read_participations,
)
from tests.engines.matching.collaborations.worlds import (
    CIRCLE,
    COLUMNS,
    DAY,
    read_world,
    write_world,
)


def test_organisations_projects_and_roles(tmp_path: Path) -> None:
    """Everything is there once, sorted; a null is nothing."""
    world = read_world(tmp_path)
    assert [one.pic for one in world.organisations] == list("ABCDEFGH")
    assert world.organisations[0] == Organisation("A", "Alfa", "IT", "HES")
    assert world.organisations[5].title == "F"
    assert world.projects[1] == Project("p2", date(2016, 3, 1), 200.0, ("LEIT",))
    assert world.pairs[:2].tolist() == [[0, 0, 1], [0, 4, 0]]


def test_before_a_day_the_later_is_not_known(tmp_path: Path) -> None:
    """Who appears later is nobody yet, whether left out in reading or afterwards."""
    table, parts = write_world(tmp_path)
    world = read_participations(table, parts).before(DAY)
    assert [one.pic for one in world.organisations] == list("ABCDEFG")
    assert [one.id for one in world.projects] == ["p1", "p2", "p3", "p4"]
    read = read_participations(table, parts, before=DAY)
    *known, later = read.organisations
    assert known == list(world.organisations)
    assert later == Organisation("H", "", "", "")
    assert read.pairs.tolist() == world.pairs.tolist()


def test_the_order_of_rows_is_no_matter_nor_a_row_twice(tmp_path: Path) -> None:
    """A file turned round, with a row again, is the same world."""
    world = read_world(tmp_path)
    turned = read_world(tmp_path, [*reversed(CIRCLE), CIRCLE[0]])
    assert turned.organisations == world.organisations
    assert turned.projects == world.projects
    assert turned.pairs.tolist() == world.pairs.tolist()


def test_compressed_files_are_told_by_their_content(tmp_path: Path) -> None:
    """Whatever the name, gzip is opened."""
    table, _ = write_world(tmp_path)
    packed = tmp_path / "packed.csv"
    packed.write_bytes(gzip.compress(table.read_bytes()))
    assert read_participations(packed).pairs.tolist() == (
        read_participations(table).pairs.tolist()
    )


def test_an_amount_that_is_none_counts_nothing(tmp_path: Path) -> None:
    """Old files have decimal commas, and nulls."""
    rows = [
        "p,A,,,,,NA,2015-01-01",
        'q,A,,,,,"1,5",2015-01-01',
        "r,A,,,,,inf,2015-01-01",
    ]
    assert [one.budget for one in read_world(tmp_path, rows).projects] == [0, 1.5, 0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"project,pic\n1,2\n", "lacks the columns start_date in its first line."),
        (b"", "lacks the columns project, pic, start_date in its first line."),
        (b"project,pic,start_date\n1,NA,2015-01-01\n", "line 2: pic is empty."),
        (b"project,pic,start_date\n1,2\n", "line 2: start_date is empty."),
        (
            b"project,pic,start_date\n1,2,1/2/2015\n",
            "line 2: start_date must be a day as 2017-07-01, and is '1/2/2015'.",
        ),
        (b"project,pic,start_date\n\xff\xfe,2,3\n", "is not text in UTF-8."),
        (gzip.compress(COLUMNS.encode() * 99, mtime=0)[:60], "is damaged: "),
        (b"\x1f\x8b\x00\x00", "is damaged: "),
    ],
)
def test_bad_files(tmp_path: Path, content: bytes, said: str) -> None:
    """The sentence says what is wrong and where."""
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"bad\.csv") as error:
        read_participations(path)
    assert said in str(error.value)
