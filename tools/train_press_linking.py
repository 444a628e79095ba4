"""Learn the weights by which the press reader says who takes part in what.

    uv run --frozen tools/train_press_linking.py [--dry]

Learns from the development half of the press texts, prints what it is worth by
cross-validation, whole texts left out, as `benchmarks.press` counts it, and writes
`data/linking.json` of the engine. The same texts and rules give the same weights.

Two log-linear models are learned from the pairs of a party and an activity: does the
party take part, and if so in which role, where an answer that allows several roles is
satisfied by any. The rules were made with these texts and look better on them than
they are, so each pair is learned twice, the second time without what the rules said,
and each text is read twice, the second time by rules that have forgotten half of the
words that give roles, as of a text that nobody has seen. Both readings are validated.
Of the features those that weigh most are kept, the models are fitted to them again, and
their weights are rounded to hundredths.
"""

import argparse
import datetime as dt
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from rapidfuzz import fuzz
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import press  # noqa: E402

from fondaco.engines.press.as_json import reading_values  # noqa: E402
from fondaco.engines.press.linking.deciding import STRONG, decide, pairs_of  # noqa: E402
from fondaco.engines.press.linking.model import ONE, Model  # noqa: E402
from fondaco.engines.press.linking.pairs import RULED, Pair, Pairs  # noqa: E402
from fondaco.engines.press.names.naming import name_of  # noqa: E402
from fondaco.engines.press.names.registry import registry_of  # noqa: E402
from fondaco.engines.press.reader import Drafted, draft  # noqa: E402
from fondaco.engines.press.reading import Reading  # noqa: E402
from fondaco.engines.press.telling import assembling  # noqa: E402
from fondaco.engines.press.telling.triggers import find_triggers  # noqa: E402

TARGET = ROOT / "src/fondaco/engines/press/data/linking.json"
FOLDS, SEED = 8, 1
# Of a pair, how much it counts without what the rules said.
HIDDEN = 0.4
# Penalties of squared weights, and how many features are kept.
PENALTY, ROLE_PENALTY = 15.0, 4.0
MOST, MOST_OF_ROLES = 800, 300
FEWEST_TIMES = 3
LEAST_NEW, LEAST_KEPT, LEAST_SAID = 0.25, 0.3, 0.05
# How many of the words that give roles are forgotten.
FORGOTTEN = 0.5
SAME_NAME = 88
ROLES = (
    "b2b_participant",
    "coordinator",
    "delegate",
    "exhibitor",
    "funder",
    "head_of_delegation",
    "host",
    "organiser",
    "participant",
    "partner",
    "patron",
    "promoter",
    "speaker",
    "sponsor",
)


@dataclass
class Lesson:
    """A text with its pairs, and the roles that the answer gives to each.

    Pairs in `unclear` are not learned from: the answer is silent on their activity, or
    the party has two names of which one is right. Those in `optional` teach roles only.
    """

    text: dict[str, Any]
    drafted: Drafted
    pairs: Pairs
    all: list[Pair]
    roles: dict[tuple[int, int], set[str]] = field(default_factory=dict)
    unclear: set[tuple[int, int]] = field(default_factory=set)
    optional: set[tuple[int, int]] = field(default_factory=set)


def lesson_of(text: dict[str, Any], *, forgetful: bool = False) -> Lesson:
    drafted = forgetfully(text) if forgetful else read_by_rules(text)
    pairs = pairs_of(drafted.teller, drafted.activities)
    lesson = Lesson(text, drafted, pairs, list(pairs))
    found = written(drafted)
    numbers = {id(activity): i for i, activity in enumerate(found)}
    for activity, expected in press.align(found, text["answer"]["activities"]):
        if activity is None:
            continue
        i = numbers[id(activity)]
        if expected is None:
            lesson.unclear |= {(n, i) for n in range(len(pairs.parties))}
            continue
        for part in expected["participations"]:
            if not press.counts(part):
                mark(lesson, i, part)
    lesson.unclear -= lesson.roles.keys()
    return lesson


def read_by_rules(text: dict[str, Any]) -> Drafted:
    day = text["published"]
    published = dt.date.fromisoformat(day) if day else None
    return draft(text["text"], published, registry_of(()))


def forgetfully(text: dict[str, Any]) -> Drafted:
    """Read a text as if it had words and turns of phrase that no rule knows."""

    def is_forgotten(*what: str) -> bool:
        key = "|".join((text["id"], *what)).encode()
        drawn = int.from_bytes(hashlib.blake2b(key, digest_size=4).digest(), "big")
        return drawn < FORGOTTEN * 2**32

    def known(*where: Any) -> list[Any]:
        return [t for t in find_triggers(*where) if not is_forgotten(t.role, t.word)]

    with patch.object(assembling, "find_triggers", known):
        drafted = read_by_rules(text)
    for activity in drafted.activities:
        activity.parts = [
            part
            for part in activity.parts
            if part.count is not None
            or part.rule in STRONG
            or not is_forgotten(activity.title, part.rule)
        ]
    return drafted


def written(drafted: Drafted) -> list[dict[str, Any]]:
    reading = Reading("", drafted.published, drafted.written())
    return list(reading_values(reading)["activities"])


def mark(lesson: Lesson, i: int, part: dict[str, Any]) -> None:
    """Say which party has the role; of several that may, the one that fits best."""
    roles = {role for role in press.listed(part["role"]) if role in ROLES}
    ranked = sorted(
        (
            (any(p.role in roles for p in given), bool(given), likeness, -number)
            for number, given in enumerate(p[i] for p in lesson.pairs.parts)
            if (likeness := likeness_of(lesson.pairs, number, part)) is not None
        ),
        reverse=True,
    )
    if not ranked or not roles:
        return
    best, *others = [(-number, i) for *_, number in ranked]
    lesson.unclear |= set(others)
    if part.get("optional") and best not in lesson.roles:
        lesson.optional.add(best)
    elif not part.get("optional"):
        lesson.optional.discard(best)
    lesson.roles.setdefault(best, set()).update(roles)


def likeness_of(pairs: Pairs, number: int, part: dict[str, Any]) -> float | None:
    """Say how alike a party and one of the answer are called; None if not enough."""
    party = pairs.parties[number]
    clusters = [one for one in press.listed(part["cluster"]) if one]
    if party.cluster or clusters:
        return 100.0 if party.cluster in clusters else None
    expected = [name_of(one) for one in press.listed(part["organisation"]) if one]
    expected = expected or [name_of(" ".join(part["people"]))]
    given = [p.name for parts in pairs.parts[number] for p in parts]
    called = [party.name, *given] if party.key else list(party.people)
    names = [name_of(name) for name in called if name]
    both = [(a, b) for a in names for b in expected]
    if not any(fuzz.token_set_ratio(*sorted(p, key=len)) >= SAME_NAME for p in both):
        return None
    return max(fuzz.ratio(a, b) for a, b in both)


def matrix_of(rows: Sequence[frozenset[str]], known: dict[str, int]) -> csr_matrix:
    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns += sorted(known[f] for f in row if f in known)
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), (len(rows), len(known)))


def numbered(features: Sequence[str]) -> dict[str, int]:
    return {feature: number for number, feature in enumerate(sorted(features))}


def unruled(rows: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Leave out what the rules said."""
    return [frozenset(f for f in row if not f.startswith(RULED)) for row in rows]


def fit_parts(x: csr_matrix, y: Any, weights: Any) -> Any:
    """Fit a logistic regression."""

    def loss(b: Any) -> tuple[float, Any]:
        z = x @ b
        p = 1 / (1 + np.exp(-z))
        value = np.sum(weights * (np.logaddexp(0, z) - y * z)) + PENALTY * b @ b / 2
        return value, x.T @ (weights * (p - y)) + PENALTY * b

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def fit_roles(x: csr_matrix, allowed: Any, weights: Any) -> Any:
    """Fit a multinomial one, where any role that is allowed is right."""
    shape = x.shape[1], allowed.shape[1]

    def loss(flat: Any) -> tuple[float, Any]:
        b = flat.reshape(shape)
        z = x @ b
        e = np.exp(z - z.max(1, keepdims=True))
        right = e * allowed
        p, q = e / e.sum(1, keepdims=True), right / right.sum(1, keepdims=True)
        value = -np.sum(weights * np.log(right.sum(1) / e.sum(1)))
        slope = x.T @ ((p - q) * weights[:, None]) + ROLE_PENALTY * b
        return value + ROLE_PENALTY * np.sum(b * b) / 2, slope.ravel()

    options = {"maxiter": 150}
    start = np.zeros(shape[0] * shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options)
    return found.x.reshape(shape)


def heaviest(known: dict[str, int], size: Any, times: Counter[str], most: int) -> Any:
    """Choose the features that change most, over all pairs that have them."""
    ranked = sorted(known, key=lambda f: (-size[known[f]] * times[f] ** 0.5, f))
    return numbered(ranked[:most])


def learn(lessons: Sequence[Lesson]) -> Model:
    pairs = [
        (pair.features, key, lesson)
        for lesson in lessons
        for pair in lesson.all
        if (key := (pair.party, pair.activity)) not in lesson.unclear
    ]
    learned = [(f, k in t.roles) for f, k, t in pairs if k not in t.optional]
    plain = unruled([row for row, _ in learned])
    times = Counter(f for row, _ in learned for f in row)
    known = numbered([f for f, n in times.items() if n >= FEWEST_TIMES])
    y = np.array([float(is_part) for _, is_part in learned])
    both = np.concatenate([y, y])
    weights = np.repeat([1 - HIDDEN, HIDDEN], len(y))
    for last in (False, True):
        x = vstack([matrix_of([f for f, _ in learned], known), matrix_of(plain, known)])
        parts = fit_parts(x.tocsr(), both, weights)
        if not last:
            known = heaviest(known, abs(parts), times, MOST)
    with_role = [(f, t.roles[k]) for f, k, t in pairs if k in t.roles]
    rows = [f for f, _ in with_role]
    times = Counter(f for row in rows for f in row)
    of_role = numbered([f for f, n in times.items() if n >= FEWEST_TIMES])
    allowed = np.array([[float(r in rs) for r in ROLES] for _, rs in with_role])
    twice = np.concatenate([allowed, allowed])
    weights = np.repeat([1 - HIDDEN, HIDDEN], len(rows))
    for last in (False, True):
        x = vstack([matrix_of(rows, of_role), matrix_of(unruled(rows), of_role)])
        by_role = fit_roles(x.tocsr(), twice, weights)
        if not last:
            size = np.sqrt((by_role**2).sum(1))
            of_role = heaviest(of_role, size, times, MOST_OF_ROLES)
    return Model(
        ROLES,
        LEAST_NEW,
        LEAST_KEPT,
        LEAST_SAID,
        {f: w for f, n in known.items() if (w := round(ONE * parts[n]))},
        {f: [round(ONE * w) for w in by_role[n]] for f, n in of_role.items()},
    )


def compare(score: press.Score, lesson: Lesson, model: Model | None) -> None:
    drafted = lesson.drafted
    if model is not None:
        parts = decide(lesson.pairs, lesson.all, model)
        activities = [
            replace(activity, parts=parts[i])
            for i, activity in enumerate(drafted.activities)
        ]
        drafted = replace(drafted, activities=activities)
    text = lesson.text
    found = {"activities": written(drafted), "facts": []}
    press.compare(score, text["id"], text["answer"], found)


def say(what: str, score: press.Score) -> None:
    said = []
    for name in ("organisations", "roles", "people"):
        tally = score.tally(name)
        p, r = tally.precision, tally.recall
        said.append(f"{name} {p:.3f}/{r:.3f} (F {2 * p * r / (p + r):.3f})")
    print(f"{what:<30}{', '.join(said)}", flush=True)


def cross_validate(lessons: Sequence[Lesson], again: Sequence[Lesson]) -> None:
    both = list(zip(lessons, again, strict=True))
    random.Random(SEED).shuffle(both)
    order = [lesson for lesson, _ in both]
    models = [
        learn([t for j, pair in enumerate(both) if j % FOLDS != fold for t in pair])
        for fold in range(FOLDS)
    ]
    for what, kept_out in (
        ("", order),
        ("forgetful, ", [other for _, other in both]),
    ):
        score = press.Score()
        for lesson in kept_out:
            compare(score, lesson, None)
        say(f"{what}rules alone", score)
        for new in (0.15, 0.2, 0.25, 0.3):
            score = press.Score()
            for number, lesson in enumerate(kept_out):
                model = replace(models[number % FOLDS], least_new=new)
                compare(score, lesson, model)
            say(f"{what}left out, {new:.2f}", score)


def write(model: Model) -> None:
    """Write a feature a line, so that changes show."""
    values = {
        name: getattr(model, name)
        for name in ("roles", "least_new", "least_kept", "least_said")
    }
    lines = [f"{json.dumps(name)}: {json.dumps(v)}" for name, v in values.items()]
    for name in ("parts", "by_role"):
        weights = getattr(model, name)
        rows = [
            f"{json.dumps(f, ensure_ascii=False)}:{str(w).replace(' ', '')}"
            for f, w in sorted(weights.items())
        ]
        lines.append(f'"{name}": {{\n' + ",\n".join(rows) + "\n}")
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args()
    texts = press.texts_of("development")
    lessons = [lesson_of(text) for text in texts]
    again = [lesson_of(text, forgetful=True) for text in texts]
    cross_validate(lessons, again)
    model = learn([*lessons, *again])
    if not options.dry:
        write(model)


if __name__ == "__main__":
    main()
