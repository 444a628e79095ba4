"""Suggested partners beside peers, on the Horizon 2020 participations.

    python -m benchmarks.matching [--split 2017-07-01] [--peers ALS] [--untuned]

Before the split everything is known; after it, the partners are predicted with whom
organisations work for the first time, in projects of 2 to 60 partners. Asked are all
organisations that were known before and find a new partner who was known, too; those
without projects with partners before are among them. Peers choose their settings as
ours learns its weights: by going back a year inside what is known. Intervals are of
95 %, by 2,000 samples of the organisations.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.matching_peers import PEERS, Scorer
from fondaco.engines.matching.collaborations.history import History, history_before
from fondaco.engines.matching.collaborations.learning import learn, new_partners
from fondaco.engines.matching.collaborations.participations import (
    Participations,
    read_participations,
)
from fondaco.engines.matching.collaborations.suggesting import suggest_partners

DATA = Path(__file__).parents[1] / "../shared/data/cordis"
K = 20
SAMPLES = 2000
END = date(2100, 1, 1)
MEASURES = ("hit rate", "recall@20", "MRR", "nDCG@20")
# Peers choose among settings by this many organisations of the year before.
TUNING = 1500
Lists = Iterator[tuple[int, list[int]]]


def measures(suggested: list[int], truth: set[int]) -> tuple[float, ...]:
    """Hit rate, recall, reciprocal rank and nDCG of one list."""
    hits = np.array([other in truth for other in suggested[:K]], float)
    discounts = 1 / np.log2(np.arange(2, K + 2))
    ideal = discounts[: min(len(truth), K)].sum()
    return (
        float(hits.any()),
        float(hits.sum() / len(truth)),
        1 / (int(hits.argmax()) + 1) if hits.any() else 0.0,
        float((hits * discounts[: len(hits)]).sum() / ideal),
    )


def lists_of_scores(history: History, score: Scorer, asked: list[int]) -> Lists:
    """The first twenty by a peer's scores, without partners of before."""
    for start in range(0, len(asked), 500):
        some = np.array(asked[start : start + 500])
        scores = np.array(score(some), np.float64)
        known = history.partners[some]
        rows = np.repeat(np.arange(len(some)), np.diff(known.indptr))
        scores[rows, known.indices] = -np.inf
        scores[np.arange(len(some)), some] = -np.inf
        first = np.argpartition(-scores, K, axis=1)[:, :K]
        values = np.take_along_axis(scores, first, axis=1)
        order = np.lexsort((first, -values), axis=1)
        for number, row in zip(
            some, np.take_along_axis(first, order, axis=1), strict=True
        ):
            yield int(number), row.tolist()


def our_lists(
    participations: Participations, history: History, asked: list[int], day: date
) -> Lists:
    pics = [history.known.organisations[number].pic for number in asked]
    for pic, suggestions in suggest_partners(participations, pics, before=day, top=K):
        numbers = [history.number_of[one.organisation] for one in suggestions]
        yield history.number_of[pic], numbers


def judged(lists: Lists, truth: dict[int, set[int]]) -> NDArray[np.float64]:
    return np.array([measures(suggested, truth[one]) for one, suggested in lists])


def tuned(
    name: str, known: Participations, day: date, untuned: bool
) -> dict[str, float]:
    """The settings that are best a year before."""
    build, settings = PEERS[name]
    if len(settings) == 1 or untuned:
        return settings[0]
    since = day - timedelta(days=365)
    history = history_before(known, since)
    truth = new_partners(history, known, day)
    asked = sorted(truth)[:: max(1, len(truth) // TUNING)]

    def recall(one: dict[str, float]) -> float:
        lists = lists_of_scores(history, build(history, **one), asked)
        return float(judged(lists, truth)[:, 1].mean())

    return max(settings, key=recall)


def interval(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The 95 % interval of each mean, by samples of the organisations."""
    chance = np.random.default_rng(1)
    means: list[NDArray[np.float64]] = [
        values[chance.integers(0, len(values), len(values))].mean(axis=0)
        for _ in range(SAMPLES)
    ]
    return np.asarray(np.percentile(means, [2.5, 97.5], axis=0))


def report(name: str, values: NDArray[np.float64], seconds: float, note: str) -> None:
    low, high = interval(values)
    cells = [
        f"{mean:.4f} [{a:.4f}, {b:.4f}]"
        for mean, a, b in zip(values.mean(axis=0), low, high, strict=True)
    ]
    print(f"| {name} | {' | '.join(cells)} | {seconds:.0f} | {note} |", flush=True)


def timed(run: Callable[[], NDArray[np.float64]]) -> tuple[NDArray[np.float64], float]:
    began = time.monotonic()
    return run(), time.monotonic() - began


def main() -> int:
    """Print the table; fail where ours is not a tenth better than every peer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", type=date.fromisoformat, default=date(2017, 7, 1))
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=list(PEERS))
    parser.add_argument("--untuned", action="store_true", help="the first settings")
    options = parser.parse_args()
    everything = read_participations(
        DATA / "h2020_participations_to_2018.csv.gz",
        DATA / "h2020_programme_parts.csv.gz",
    )
    known = everything.before(options.split)
    history = History(known, options.split)
    truth = new_partners(history, everything, END)
    asked = sorted(truth)
    alone = sum(1 for one in asked if history.partners[one].nnz == 0)
    print(
        f"Split {options.split}: {history.size} organisations known, "
        f"{len(history.joint)} projects of 2 to 60; {len(asked)} asked, {alone} of "
        f"them without partners before.\n"
    )
    print(f"| method | {' | '.join(MEASURES)} | s | settings |")
    print("|---|---|---|---|---|---|---|")
    ours, seconds = timed(
        lambda: judged(our_lists(everything, history, asked, options.split), truth)
    )
    report("ours", ours, seconds, f"{learn(known, options.split).teachers} teachers")
    best = 0.0
    for name in options.peers:
        settings = tuned(name, known, options.split, options.untuned)
        values, seconds = timed(
            lambda name=name, settings=settings: judged(  # type: ignore[misc]
                lists_of_scores(history, PEERS[name][0](history, **settings), asked),
                truth,
            )
        )
        note = ", ".join(f"{key} {value:g}" for key, value in settings.items())
        report(name, values, seconds, note)
        best = max(best, float(values[:, 1].mean()))
    if best:
        gain = float(ours[:, 1].mean()) / best - 1
        print(f"\nours over the best peer in recall@20: {gain:+.1%}")
        return int(gain < 0.1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
