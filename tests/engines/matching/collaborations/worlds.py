"""Small worlds of organisations and projects, whose answers are known by hand."""

import random
from datetime import date, timedelta
from pathlib import Path

from fondaco.engines.matching.collaborations.participations import (
    Participations,
    read_participations,
)

COLUMNS = "project,pic,name,role,type,country,max_contribution,start_date"
# Anna's circle: A worked with B and C, each of whom worked with D; E stands apart.
CIRCLE = [
    "p1,A,Alfa,coordinator,HES,IT,100,2015-01-01",
    "p1,B,Beta,participant,PRC,FR,100,2015-01-01",
    "p1,C,Gamma,participant,REC,IT,100,2015-01-01",
    "p2,B,Beta,participant,PRC,FR,200,2016-03-01",
    "p2,C,Gamma,participant,REC,IT,200,2016-03-01",
    "p2,D,Delta,coordinator,HES,IT,200,2016-03-01",
    "p3,E,Epsilon,coordinator,PRC,ES,300,2016-05-01",
    "p3,F,NA,participant,PRC,ES,300,2016-05-01",
    "p4,G,Solo,coordinator,PRC,IT,50,2016-06-01",
    "p5,H,Later,coordinator,PRC,IT,50,2018-06-01",
    "p5,A,Alfa,participant,HES,IT,50,2018-06-01",
]
PARTS = ["p1,LEIT", "p2,LEIT", "p3,SC5", "p4,SC5"]
DAY = date(2017, 1, 1)


def write_world(
    folder: Path, rows: list[str] | None = None, parts: list[str] | None = None
) -> tuple[Path, Path]:
    """Write a world's two files."""
    table, of_parts = folder / "participations.csv", folder / "parts.csv"
    table.write_text("\n".join([COLUMNS, *(CIRCLE if rows is None else rows), ""]))
    lines = ["project,programme_part", *(PARTS if parts is None else parts), ""]
    of_parts.write_text("\n".join(lines))
    return table, of_parts


def read_world(folder: Path, rows: list[str] | None = None) -> Participations:
    """Write a world and read it."""
    return read_participations(*write_world(folder, rows))


def circles(seed: int, organisations: int = 300, projects: int = 330) -> list[str]:
    """Make a world of ten circles, whose members work with each other for years."""
    chance = random.Random(seed)
    rows = []
    for number in range(projects):
        circle = chance.randrange(10)
        members = range(circle, organisations, 10)
        start = date(2014, 1, 1) + timedelta(days=chance.randrange(3 * 365))
        for place, member in enumerate(chance.sample(members, 6)):
            role = "participant" if place else "coordinator"
            country = ("IT", "FR", "DE")[member % 3]
            rows.append(
                f"p{number},{member:09},Body {member},{role},PRC,{country},1000,{start}"
            )
    return rows
