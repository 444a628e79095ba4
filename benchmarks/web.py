"""The pages of a generated network: how long they take, how much they move.

    python -m benchmarks.web [--scales 0.1,1,10] [--database URL] [--cache FOLDER]

Two workers of gunicorn with the settings of production; each figure stands beside its
goal. Cold is the first request for a page to a process that has answered others, with
nothing kept; warm are those after it, on the same connection. `--database` names a
server of PostgreSQL on which databases may be made (postgres://user@host:port/postgres);
`--pretalx` the Python of an environment that has pretalx (`benchmarks.web_pretalx`).
"""

import argparse
import os
import sys
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import web_pretalx
from benchmarks.web_plot import plot
from benchmarks.web_reading import Browser, Crowd, Reader, Timed, percentile
from benchmarks.web_site import WORKERS, Database, Site, served

WARM, TURNS = 5, 20
WORDS = " ".join(
    (
        "fotonica ottica robot robotica energia eolica idrogeno acqua",
        "depurazione sensori laser salute medicina genomica vaccini",
        "tessuti filati moda legno batterie freni meccanica officine",
        "fonderie cattaneo forlì milano brescia parigi conferenza",
        "seminario photonics optics energy hydrogen water health textiles",
        "batteries conference seminar fair mission munich paris university",
        "sørensen müller università politecnico",
    )
).split()
OTHER_PAGES = ("/en/clusters/", "/en/sources/")


@dataclass(frozen=True)
class Figure:
    """One line of the table: what, how much, and what it should be at most."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    note: str = ""

    def __str__(self) -> str:
        goal = f"{self.goal:10,.0f}" if self.goal is not None else f"{'–':>10}"
        over = self.goal is not None and self.value > self.goal
        mark = " OVER" if over else ""
        return (
            f"{self.name:<46}{self.value:10,.0f} {self.unit:<3}{goal}{mark:<6}"
            f"{self.note}"
        )


def calendar_page(database: Database) -> tuple[str, str]:
    """Of a kind in some years, the page that comes nearest to 300 activities."""
    code = """
import json
from fondaco.activities.models import Activity
from fondaco.activities.vocabularies import ActivityKind
best = None
for kind in ActivityKind.values:
    for first in range(2017, 2027):
        for last in range(first, 2027):
            found = Activity.objects.filter(
                kind=kind, is_published=True,
                start_earliest__year__gte=first, start_earliest__year__lte=last)
            number = found.count()
            if best is None or abs(number - 300) < abs(best[0] - 300):
                best = [number, kind, first, last]
print(json.dumps(best))
"""
    found = database.ask(code)
    assert isinstance(found, list)
    number, kind, first, last = found
    years = "&".join(f"year={year}" for year in range(first, last + 1))
    address = f"/en/calendar/?kind={kind}&{years}&page=all"
    return address, f"{kind} {first}–{last}: {number}"


def some_pages(database: Database) -> dict[str, str]:
    code = """
import json
from fondaco.registry.models import Cluster, Organisation
from django.db.models import Count
found = Organisation.objects.filter(is_published=True).alias(
    number=Count("participations")).order_by("-number", "pk")
print(json.dumps([Cluster.objects.order_by("pk")[0].slug, found[0].slug]))
"""
    found = database.ask(code)
    assert isinstance(found, list)
    cluster, organisation = found
    return {
        "list of organisations": "/en/organisations/",
        "an organisation": f"/en/organisations/{organisation}/",
        "a cluster": f"/en/clusters/{cluster}/",
    }


def cold_and_warm(
    database: Database, paths: dict[str, str], rounds: int
) -> dict[str, list[Timed]]:
    """Each path first and again, from processes that have not shown it yet."""
    found = {name: [Timed(), Timed()] for name in paths}
    for _ in range(rounds):
        database.forget()
        print(".", end="", flush=True, file=sys.stderr)
        with served(database) as site:
            reader = Reader(site.port)
            for path in OTHER_PAGES * 2:
                reader.get(path)
            for name, path in paths.items():
                cold, warm = found[name]
                reader.time(path, cold)
                for _ in range(WARM):
                    reader.time(path, warm)
            reader.close()
    return found


def measure(database: Database, rounds: int, crowd_seconds: float) -> Iterator[Figure]:
    calendar, what = calendar_page(database)
    paths = {
        "calendar": calendar,
        "presence of a year": "/en/presence/2025/",
        **some_pages(database),
    }
    goals = {"calendar": (150, 30), "presence of a year": (100, None)}
    found = cold_and_warm(database, paths, rounds)
    for name, (cold, warm) in found.items():
        first, again = goals.get(name, (None, None))
        yield Figure(f"{name}, cold: median", cold.median, "ms", first)
        yield Figure(f"{name}, warm: median", warm.median, "ms", again)
        yield Figure(f"{name}, warm: 95th percentile", warm.p95, "ms")
        limit = 250 if name == "calendar" else None
        yield Figure(f"{name}: size", cold.size / 1000, "kB", limit)
    text = found["calendar"][0].text
    shown, taking = text.count('class="entry"'), text.count('class="role-badge"')
    yield Figure("calendar: activities on the page", shown, "", None, what)
    yield Figure("calendar: who takes part on the page", taking, "")
    with served(database) as site:
        yield from _searches(site)
        yield from _visits(site)
        yield from _crowd(site, list(paths.values()), crowd_seconds)


def _searches(site: Site) -> Iterator[Figure]:
    reader, timed = Reader(site.port), Timed()
    for path in OTHER_PAGES:
        reader.get(path)
    for word in WORDS:
        reader.time(f"/en/search/?{urllib.parse.urlencode({'q': word})}", timed)
    reader.close()
    yield Figure(f"search of {len(WORDS)} words: median", timed.median, "ms", 50)
    yield Figure("search: 95th percentile", timed.p95, "ms", 150)


def _visits(site: Site) -> Iterator[Figure]:
    browser = Browser(site.port)
    yield Figure("first visit (home)", browser.visit("/en/") / 1000, "kB", 300)
    yield Figure("second visit (home)", browser.visit("/en/") / 1000, "kB", 40)
    browser.close()


def _crowd(site: Site, paths: list[str], seconds: float) -> Iterator[Figure]:
    if seconds:
        crowd = Crowd(site.port, ["/en/", *paths], 200, seconds)
        crowd.read()
        note = f"{len(crowd.times)} pages in {seconds:.0f} s"
        yield Figure("200 readers at once: errors", crowd.errors, "", 0, note)
        yield Figure(
            "200 readers: 95th percentile", percentile(crowd.times, 0.95), "ms", 500
        )
    for number, (rss, pss) in enumerate(site.memory(), 1):
        note = f"PSS {pss:.0f} MB"
        yield Figure(f"memory of worker {number} (RSS)", rss, "MB", 150, note)


def beside_pretalx(database: Database, python: Path) -> Iterator[Figure]:
    """By turns, both without a cache of pages: each makes its page each time."""
    calendar, _ = calendar_page(database)
    with (
        served(database, FONDACO_KEPT_PAGES="0") as site,
        web_pretalx.served(python) as schedule,
    ):
        reader, ours, theirs = Reader(site.port), Timed(), []
        reader.get(calendar)
        for _ in range(TURNS):
            reader.time(calendar, ours)
            theirs.append(web_pretalx.read(schedule))
        reader.close()
    peer = percentile([milliseconds for milliseconds, _ in theirs], 0.5)
    note = f"{theirs[0][1] / 1000:.0f} kB"
    yield Figure("pretalx, 306 sessions: median", peer, "ms", None, note)
    note = f"{peer / ours.median:.1f} times as fast"
    yield Figure("calendar made anew, by turns: median", ours.median, "ms", None, note)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scales", default="1", help="such as 0.1,1,10")
    parser.add_argument("--database", default="", help="a server of PostgreSQL")
    parser.add_argument("--cache", type=Path, default=Path("var/benchmarks"))
    parser.add_argument("--rounds", type=int, default=3, help="starts of the site")
    parser.add_argument("--crowd", type=float, default=60, help="seconds; 0: none")
    parser.add_argument("--pretalx", type=Path, help="the Python that has pretalx")
    parser.add_argument("--plot", type=Path, default=Path("var/benchmarks/web.svg"))
    given = parser.parse_args()
    given.cache.mkdir(parents=True, exist_ok=True)
    curves: dict[str, list[tuple[float, float]]] = {}
    for scale in map(float, given.scales.split(",")):
        database = Database.at(given.cache.resolve(), scale, given.database)
        database.make(given.database)
        where = "PostgreSQL" if given.database else "SQLite"
        load = "/".join(f"{one:.1f}" for one in os.getloadavg())
        print(f"\n{scale:g} times large, {where}, {WORKERS} workers; load {load}")
        print(f"{'':<46}{'measured':>10} {'':<3}{'goal':>10}")
        for figure in measure(database, given.rounds, given.crowd if scale == 1 else 0):
            print(figure, flush=True)
            if figure.unit == "ms":
                curves.setdefault(figure.name, []).append((scale, figure.value))
    if len(given.scales.split(",")) > 1:
        given.plot.write_text(plot(curves), encoding="utf-8")
        print(f"\nHow each grows: {given.plot}")
    if given.pretalx:
        database = Database.at(given.cache.resolve(), 1, given.database)
        database.make(given.database)
        for figure in beside_pretalx(database, given.pretalx):
            print(figure)
    else:
        print("pretalx is not measured: name its Python with --pretalx.")


if __name__ == "__main__":
    main()
