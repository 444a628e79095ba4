"""How the cost of suggestions grows with the number of profiles.

    python -m benchmarks.matching_scale [--sizes 1000 10000 100000] [--plot FILE]

Profiles are generated: each offers and seeks two things, in words of the vocabulary,
half of them in Italian; and has a place, a kind, languages, and a few partners.
Measured are reading the profiles into an index, the suggestions for one of them (the
median and the slowest of thirty, after a first), and a whole event of 500.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from html import escape
from math import log10
from pathlib import Path
from statistics import median

from fondaco.engines.matching import (
    Collaboration,
    Gathering,
    Matcher,
    Profile,
    Quota,
    Text,
)
from fondaco.engines.matching.texts.vocabulary import competences, small_words

IMAGES = Path(__file__).parents[1] / "docs/images"
EVENT, ASKED = 500, 30
MOST_ONE, MOST_EVENT = 0.1, 10.0
WIDTH, HEIGHT, MARGIN, LEGEND = 720, 400, 60, 230
COLOURS = ("#0066cc", "#008758", "#a66300", "#cc334d")
REGIONS = ("ITC4C", "ITC11", "FRK2", "DE21", "ES51", "NL41", "")


def gathering(size: int, seed: int = 1) -> Gathering:
    """Generate profiles, of which each seeks what some others offer."""
    chance = random.Random(seed)
    known = sorted(competences())
    fillers = {one: sorted(small_words(one)) for one in ("it", "en")}

    def text(language: str) -> Text:
        """A sentence: five competences, some much more usual, and small words."""
        # The cube makes the first hundredth of them as usual as a fifth of all.
        places = [int(len(known) * chance.random() ** 3) for _ in range(5)]
        names = [competences()[known[place]] for place in places]
        words = [name.it if language == "it" else name.en for name in names]
        words += chance.choices(fillers[language], k=10)
        chance.shuffle(words)
        return Text(" ".join(words), language)

    profiles = []
    for number in range(size):
        language = ("it", "en")[number % 2]
        region = chance.choice(REGIONS)
        profiles.append(
            Profile(
                number,
                f"Body {number}",
                offers=(text(language), text(language)),
                seeks=(text(language), text(language)),
                competences=(chance.choice(known),),
                nuts=region,
                country=region[:2],
                kind=chance.choice(("company", "university", "institute")),
                languages=frozenset({language, "en"}),
            )
        )
    pairs = {tuple(sorted(chance.sample(range(size), 2))) for _ in range(size)}
    return Gathering(
        tuple(profiles),
        collaborations=tuple(Collaboration(one, other) for one, other in sorted(pairs)),
    )


def seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def measured(size: int) -> dict[str, float]:
    given = gathering(size)
    matcher = Matcher(given)
    first = seconds(lambda: matcher.suggest(0))
    asked = random.Random(2).sample(range(size), ASKED)
    one = [seconds(lambda n=number: matcher.suggest(n)) for number in asked]  # type: ignore[misc]
    return {
        "index": first,
        "one, median": median(one),
        "one, slowest": max(one),
    }


def plot(curves: dict[str, list[tuple[int, float]]]) -> str:
    """Both axes by powers of ten."""
    sizes = [size for points in curves.values() for size, _ in points]
    times = [time for points in curves.values() for _, time in points]
    left, right = log10(min(sizes)), log10(max(sizes))
    low, high = int(log10(min(times)) - 1), int(log10(max(times)) + 1)

    def x(size: float) -> float:
        part = (log10(size) - left) / ((right - left) or 1)
        return MARGIN + part * (WIDTH - MARGIN - LEGEND)

    def y(time: float) -> float:
        part = (log10(time) - low) / ((high - low) or 1)
        return HEIGHT - MARGIN - part * (HEIGHT - 2 * MARGIN)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        "<title>Seconds by the number of profiles</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for power in range(low, high + 1):
        height = y(10.0**power)
        lines.append(
            f'<path d="M{MARGIN} {height:.1f}H{WIDTH - LEGEND}" stroke="#ccc"/>'
            f'<text x="{MARGIN - 6}" y="{height + 4:.1f}" text-anchor="end">'
            f"{10.0**power:g} s</text>"
        )
    for size in sorted(set(sizes)):
        lines.append(
            f'<text x="{x(size):.1f}" y="{HEIGHT - MARGIN + 20}" text-anchor="middle">'
            f"{size:,}</text>"
        )
    for number, (name, points) in enumerate(curves.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = "L".join(f"{x(size):.1f} {y(time):.1f}" for size, time in points)
        lines.append(
            f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
            f'<text x="{WIDTH - LEGEND + 12}" y="{MARGIN + number * 18}" '
            f'fill="{colour}">{escape(name)}</text>'
        )
    return "\n".join([*lines, "</svg>", ""])


def main() -> int:
    """Print a line for each size, then the event; fail beyond the limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000]
    )
    parser.add_argument("--plot", type=Path, default=IMAGES / "matching.svg")
    options = parser.parse_args()
    curves: dict[str, list[tuple[int, float]]] = {}
    print("| profiles | index, s | one, median, ms | one, slowest, ms |")
    print("|---|---|---|---|")
    for size in options.sizes:
        times = measured(size)
        for name, value in times.items():
            curves.setdefault(name, []).append((size, value))
        one, slowest = times["one, median"] * 1000, times["one, slowest"] * 1000
        print(f"| {size:,} | {times['index']:.1f} | {one:.1f} | {slowest:.1f} |")
    matcher = Matcher(gathering(EVENT))
    plans = []
    event = seconds(lambda: plans.append(matcher.suggest_event(Quota())))
    plan = plans[0]
    print(
        f"\nevent of {EVENT}: {event:.1f} s; {plan.served:.1%} have suggestions, "
        f"{plan.shown:.1%} are suggested, at most on {plan.most_shown} lists"
    )
    options.plot.write_text(plot(curves), encoding="utf-8")
    slow = curves["one, median"][-1][1] > MOST_ONE or event > MOST_EVENT
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
