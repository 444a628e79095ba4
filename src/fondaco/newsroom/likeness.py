"""Whether two press texts tell the same release, and how one finds likely ones fast.

A text is cut into runs of four words. Of every window of thirteen runs one is chosen
(winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003), so that texts which share
sixteen words in a row share a chosen run, however long either is. Whoever looks for
texts with a chosen run in common finds all that may be the same without comparing all
with all; those few are then compared run by run.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from fondaco.engines.language.folding import fold

RUN = 4
WINDOW = 13
# Of all runs of two texts, those in both: a release that papers edit stays above it,
# two releases of one sender with the same last paragraph stay below.
SAME = 0.4
# Of the shorter text: an abridged release is in the whole one, …
ABRIDGED = 0.7
# … stands where that begins, two thirds of it in the first words, and is long enough
# for that to mean something. A digest of many releases has each of them whole, too, and
# is none of them but perhaps the first.
HEAD = 1.5
LEAST = 20


@dataclass(frozen=True)
class Profile:
    """The runs of a text, in their order, as numbers below 2**32."""

    runs: Sequence[int]

    @cached_property
    def known(self) -> frozenset[int]:
        return frozenset(self.runs)

    @cached_property
    def chosen(self) -> frozenset[int]:
        last = max(1, len(self.runs) - WINDOW + 1)
        windows = (self.runs[start : start + WINDOW] for start in range(last))
        return frozenset(min(window) for window in windows if window)


def profile(text: str) -> Profile:
    words = re.findall(r"\w+", fold(text))
    last = max(1, len(words) - RUN + 1)
    runs = (words[start : start + RUN] for start in range(last))
    return Profile([crc32(" ".join(run).encode()) for run in runs if run])


def likeness(one: Profile, other: Profile) -> float:
    """From 0 to 1, where all runs are the same; 0 below what makes one release."""
    common = one.known & other.known
    if not common:
        return 0.0
    share = len(common) / len(one.known | other.known)
    if share >= SAME:
        return share
    shorter, longer = sorted((one, other), key=lambda each: len(each.known))
    contained = len(common) / len(shorter.known)
    if len(shorter.known) < LEAST or contained < ABRIDGED:
        return 0.0
    head = common & frozenset(longer.runs[: int(HEAD * len(shorter.runs))])
    return share if 3 * len(head) > 2 * len(common) else 0.0
