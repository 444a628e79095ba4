"""Requests and offers in two languages: ours beside plain BM25 and TF-IDF.

    python -m benchmarks.matching_text

The pairs are in tests/engines/matching/data: `development.jsonl`, on which the method
was tuned, and `held_out.jsonl`, which someone else wrote who had not seen it. For each
request all offers of its half are ranked; one that is not graded for it counts as 0.
"""

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from fondaco.engines.matching.texts.index import build_index
from fondaco.engines.matching.texts.terms import terms_of

DATA = Path(__file__).parents[1] / "tests/engines/matching/data"
HALVES = ("development", "held_out")
K = 10
SAMPLES = 2000


@dataclass(frozen=True)
class Text:
    lang: str
    text: str


@dataclass(frozen=True)
class Half:
    """The requests and all offers of one half, and the grades of pairs."""

    requests: list[Text]
    offers: list[Text]
    grades: list[dict[int, int]]


Ranker = Callable[[Sequence[Text], Sequence[Text]], np.ndarray]


def read(path: Path) -> Half:
    requests: list[Text] = []
    offers: list[Text] = []
    grades: list[dict[int, int]] = []
    number_of: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        requests.append(Text(row["request"]["lang"], row["request"]["text"]))
        graded = {}
        for offer in row["offers"]:
            if offer["id"] not in number_of:
                number_of[offer["id"]] = len(offers)
                offers.append(Text(offer["lang"], offer["text"]))
            graded[number_of[offer["id"]]] = offer["grade"]
        grades.append(graded)
    return Half(requests, offers, grades)


def ours(requests: Sequence[Text], offers: Sequence[Text]) -> np.ndarray:
    texts = [{"offers": terms_of(one.text, one.lang)} for one in offers]
    index = build_index(texts, {"offers": 1.0})
    return np.array([index.ask(terms_of(one.text, one.lang)) for one in requests])


def tokens(text: Text) -> list[str]:
    return re.findall(r"\w+", text.text.lower())


def plain_bm25(requests: Sequence[Text], offers: Sequence[Text]) -> np.ndarray:
    """Words as they stand, k1 1.2 and b 0.75."""
    counted = [Counter(tokens(one)) for one in offers]
    frequency = Counter(word for words in counted for word in words)
    mean = sum(map(Counter.total, counted)) / len(counted)

    def score(request: Text, words: Counter[str]) -> float:
        held = 1.2 * (0.25 + 0.75 * words.total() / mean)
        return sum(
            math.log1p((len(offers) - frequency[w] + 0.5) / (frequency[w] + 0.5))
            * words[w]
            * 2.2
            / (words[w] + held)
            for w in tokens(request)
            if w in words
        )

    return np.array([[score(one, words) for words in counted] for one in requests])


def tf_idf(requests: Sequence[Text], offers: Sequence[Text]) -> np.ndarray:
    """The cosine of logarithmic term frequencies by inverse document frequencies."""
    frequency = Counter(word for one in offers for word in set(tokens(one)))

    def vector(text: Text) -> dict[str, float]:
        weights = {
            word: (1 + math.log(count)) * math.log(1 + len(offers) / frequency[word])
            for word, count in Counter(tokens(text)).items()
            if word in frequency
        }
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}

    vectors = [vector(one) for one in offers]
    return np.array(
        [
            [
                sum(w * other.get(t, 0.0) for t, w in vector(one).items())
                for other in vectors
            ]
            for one in requests
        ]
    )


def ndcg(scores: np.ndarray, grades: dict[int, int]) -> float:
    """With gains of 2^grade - 1; ties in the order of the offers."""
    first = np.argsort(-scores, kind="stable")[:K]
    # What no term brought is no answer.
    gains = [2 ** grades.get(int(n), 0) - 1 if scores[n] > 0 else 0 for n in first]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:K]
    discounts = 1 / np.log2(np.arange(2, K + 2))
    return float(gains @ discounts[: len(gains)] / (best @ discounts[: len(best)]))


def main() -> int:
    """Print a table for each half that is there; fail where a peer is better."""
    worse = False
    for name in HALVES:
        path = DATA / f"{name}.jsonl"
        if not path.exists():
            print(f"{name}: not there\n")
            continue
        half = read(path)
        pairs = sum(map(len, half.grades))
        print(f"{name}: {len(half.requests)} requests, {pairs} graded pairs\n")
        print("| method | nDCG@10 | 95 % interval |\n|---|---|---|")
        means = {}
        rankers: dict[str, Ranker] = {
            "ours": ours,
            "plain BM25": plain_bm25,
            "TF-IDF": tf_idf,
        }
        for method, rank in rankers.items():
            scores = rank(half.requests, half.offers)
            values = np.array(
                [ndcg(*one) for one in zip(scores, half.grades, strict=True)]
            )
            chance = np.random.default_rng(1)
            samples = chance.choice(values, (SAMPLES, len(values))).mean(axis=1)
            low, high = np.percentile(samples, [2.5, 97.5])
            means[method] = values.mean()
            print(f"| {method} | {means[method]:.3f} | [{low:.3f}, {high:.3f}] |")
        print()
        worse |= means["ours"] < max(means.values())
    return int(worse)


if __name__ == "__main__":
    sys.exit(main())
