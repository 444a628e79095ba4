"""The reader of press texts: what it finds, what it invents, and how fast it is.

    python -m benchmarks.press [--half development] [--faults]

Two halves of texts with their answers stand in tests/engines/press/data: the
development half, which the rules were tuned on, and the held-out half, which somebody
wrote who had not seen them. Their figures are printed apart.

An activity that was found is aligned with one of the answer by what both say, the best
pair first: the same days 3 (days that overlap 1.5), names as alike as they are up to 3,
the same kind 1 (kinds that texts use for one thing 0.5), a place in common 1, an
organisation in common 0.5; a pair with less than 2 is none. What is left of the answer
was missed, and what is left of the reading was invented. A field of an activity that
was missed counts as missed. Dates are right when both ends are; a place when its city
is, or its country where no city is named; organisations are compared by the registry's
cluster or by name, without case, accents and legal forms; a role is an organisation (or
a person without one) with the right role; a count is its number, its total and whether
it is "some".

Where careful readers may differ, an answer has a list of values, any of which is right;
and what it calls optional is neither missed nor invented.
"""

import argparse
import datetime as dt
import json
import time
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import find_place
from fondaco.engines.press import read
from fondaco.engines.press.as_json import reading_values
from fondaco.engines.press.names.naming import name_of
from fondaco.engines.press.telling.coreference import are_near

TEXTS = Path(__file__).parents[1] / "tests/engines/press/data"
HALVES = ("development", "held_out")
FEWEST_POINTS = 2.0
Values = dict[str, Any]
Same = Callable[[Any, Any], bool]
Said = tuple[tuple[str, ...], ...]


@dataclass
class Tally:
    """How often a field was right, wrong and missed."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def add(
        self,
        found: Iterable[Any],
        expected: Iterable[Any],
        same: Same,
        optional: Iterable[Any] = (),
    ) -> list[str]:
        """Compare two lists; say what differs."""
        left, spare = list(expected), list(optional)
        self.expected += len(left)
        faults = []
        for value in found:
            match = next((other for other in left if same(value, other)), None)
            if match is None and any(same(value, other) for other in spare):
                continue
            self.found += 1
            if match is None:
                faults.append(f"+{value}")
            else:
                self.right += 1
                left.remove(match)
        return faults + [f"-{value}" for value in left]

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0


@dataclass
class Score:
    """The tallies of one half."""

    fields: dict[str, Tally] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def tally(self, name: str) -> Tally:
        return self.fields.setdefault(name, Tally())


def texts_of(half: str) -> list[Values]:
    """Read the texts of a half with their answers."""
    return [
        json.loads(path.read_text("utf-8"))
        for path in sorted((TEXTS / half).glob("*.json"))
    ]


def read_values(text: Values) -> Values:
    """Read a text as the command does."""
    day = text["published"]
    published = dt.date.fromisoformat(day) if day else None
    return reading_values(read(text["text"], published))


def settled(expected: Values, found: Values) -> Values:
    """Of values that are all right, the one that was found; else the first."""
    first, last = days(found)
    ends = {"start": [first or None], "end": [last or None]}
    chosen = {
        name: value
        if name in NESTED
        else one_of(value, [found.get(name), *ends.get(name, [])])
        for name, value in expected.items()
    }
    said = [fold(str(name)) for place in found["places"] for name in place.values()]
    chosen["places"] = [
        {
            name: next(
                (one for one in listed(value) if fold(str(one)) in said),
                listed(value)[0],
            )
            for name, value in place.items()
        }
        for place in expected["places"]
    ]
    chosen["participations"] = [
        _settled_part(part, found["participations"])
        for part in expected["participations"]
    ]
    return chosen


NESTED = ("places", "participations")


def _settled_part(part: Values, found: list[Values]) -> Values:
    names = [body_of(one) for one in found]
    organisation = next(
        (
            one
            for one in listed(part["organisation"])
            if one and any(fuzz.token_set_ratio(name_of(one), n) >= 88 for n in names)
        ),
        listed(part["organisation"])[0],
    )
    known = {**part, "organisation": organisation}
    own = [
        one
        for one in found
        if same_body(
            (body_of(known), known["cluster"], ""), (body_of(one), one["cluster"], "")
        )
    ]
    own = own or [one for one in found if counts(one)]
    return {
        name: value
        if name == "people"
        else one_of(value, [one.get(name) for one in own])
        for name, value in known.items()
    }


def listed(value: Any) -> list[Any]:
    """Give the values that are right."""
    return value if isinstance(value, list) and value else [value]


def one_of(value: Any, found: list[Any]) -> Any:
    """Give one that was found, or the first."""
    right = listed(value)
    return next((one for one in right if one in found), right[0])


def required(activity: Values) -> Values:
    """Give the activity without the places and participations that are optional."""
    return {
        **activity,
        **{n: [v for v in activity[n] if not v.get("optional")] for n in NESTED},
    }


def spare(activity: Values) -> Values:
    """Give the activity with the optional places and participations alone."""
    return {
        **activity,
        **{n: [v for v in activity[n] if v.get("optional")] for n in NESTED},
    }


def points(found: Values, expected: Values) -> float:
    """Say how much two activities have in common."""
    expected = settled(expected, found)
    total = 0.0
    if found["start"] and expected["start"]:
        if days(found) == days(expected):
            total += 3
        elif overlap(days(found), days(expected)):
            total += 1.5
    first, second = fold(found["title"]), fold(expected["title"])
    total += 3 * max(0.0, fuzz.token_set_ratio(first, second) / 100 - 0.4) / 0.6
    if found["kind"] == expected["kind"]:
        total += 1
    elif are_near(found["kind"], expected["kind"]):
        total += 0.5
    if any(same_place(a, b) for a in places(found) for b in places(expected)):
        total += 1
    if any(same_body(a, b) for a in bodies(found) for b in bodies(expected)):
        total += 0.5
    return total


def days(activity: Values) -> tuple[str, str]:
    """Give both ends of a date; of a single day, the day twice.

    A year or a month may be given as such, or by its first and last day.
    """
    start = activity["start"] or ""
    end = activity["end"] or start
    return first_day(start), last_day(end)


def first_day(date: str) -> str:
    """Give the first day of a year, a month or a day."""
    return {4: f"{date}-01-01", 7: f"{date}-01"}.get(len(date), date)


def last_day(date: str) -> str:
    """Give the last day of a year, a month or a day."""
    if len(date) == 7:
        year, month = map(int, date.split("-"))
        return f"{date}-{monthrange(year, month)[1]}"
    return f"{date}-12-31" if len(date) == 4 else date


def overlap(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether two spans of days share one, as far as they are known."""
    return (
        first[0][: len(second[1])] <= second[1]
        and second[0][: len(first[1])] <= first[1]
    )


def places(activity: Values) -> list[Hashable]:
    """Give the cities, and the countries where no city is named."""
    found: list[Hashable] = []
    for place in activity["places"]:
        if place["city"]:
            known = find_place(place["city"], place["country"]) or find_place(
                place["city"]
            )
            found.append(fold(known.name_it if known else place["city"]))
        elif place["country"]:
            found.append(place["country"])
    return found


def venues(activity: Values) -> list[str]:
    """Give the buildings."""
    return [fold(place["venue"]) for place in activity["places"] if place["venue"]]


def same_place(first: Any, second: Any) -> bool:
    """Whether two places are one."""
    return bool(first == second)


def same_venue(first: str, second: str) -> bool:
    """Whether two buildings are one."""
    return fuzz.token_set_ratio(first, second) >= 85


def bodies(activity: Values) -> list[tuple[str, str | None, str]]:
    """Give who takes part, each once: name, cluster, and no role."""
    found = [
        (part["cluster"] or body_of(part), part["cluster"], "")
        for part in activity["participations"]
        if not counts(part)
    ]
    return list(dict.fromkeys(found))


def body_of(part: Values) -> str:
    """Name an organisation, or a person without one."""
    return name_of(part["organisation"] or " ".join(part["people"]))


def roles(activity: Values) -> list[tuple[str, str | None, str]]:
    """Give who takes part with their roles."""
    return [
        (body_of(part), part["cluster"], part["role"])
        for part in activity["participations"]
        if not counts(part)
    ]


def same_body(
    first: tuple[str, str | None, str], second: tuple[str, str | None, str]
) -> bool:
    """Whether two organisations are one, and have the same role."""
    if first[2] != second[2]:
        return False
    if first[1] or second[1]:
        return first[1] == second[1]
    shorter, longer = sorted((first[0], second[0]), key=len)
    return fuzz.token_set_ratio(shorter, longer) >= 88


def counts(part: Values) -> bool:
    """Whether a participation counts instead of naming."""
    return part["count"] is not None or part["some"]


def numbers(activity: Values) -> list[tuple[int | None, int | None, bool]]:
    """Give the counts."""
    return [
        (p["count"], p["of"], p["some"])
        for p in activity["participations"]
        if counts(p)
    ]


def align(
    found: list[Values], expected: list[Values]
) -> list[tuple[Values | None, Values | None]]:
    """Pair what was found with what was expected."""
    pairs = sorted(
        (
            (points(f, e), i, j)
            for i, f in enumerate(found)
            for j, e in enumerate(expected)
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    aligned: list[tuple[Values | None, Values | None]] = []
    taken_found: set[int] = set()
    taken_expected: set[int] = set()
    for value, i, j in pairs:
        if value >= FEWEST_POINTS and i not in taken_found and j not in taken_expected:
            taken_found.add(i)
            taken_expected.add(j)
            aligned.append((found[i], expected[j]))
    aligned += [(f, None) for i, f in enumerate(found) if i not in taken_found]
    aligned += [(None, e) for j, e in enumerate(expected) if j not in taken_expected]
    return aligned


NOTHING: Values = {
    "title": "",
    "kind": "",
    "status": "",
    "start": None,
    "end": None,
    "edition": None,
    "programme": None,
    "places": [],
    "participations": [],
}


def compare(score: Score, identifier: str, answer: Values, reading: Values) -> None:
    """Add one text to the tallies."""
    pairs = align(reading["activities"], answer["activities"])
    for found, expected in pairs:
        if expected is not None:
            expected = settled(expected, found or NOTHING)
            if found is None and expected.get("optional"):
                continue
        tally = score.tally("activities")
        tally.found += found is not None
        tally.expected += expected is not None
        tally.right += found is not None and expected is not None
        if found is None or expected is None:
            extra = found or expected or NOTHING
            sign = "invented" if found else "missed"
            score.faults.append(
                f"{identifier} {sign}: {extra['kind']} {extra['start']} "
                f"{extra['title']}"
            )
        if expected is None:
            continue
        for name, faults in fields(score, found or NOTHING, expected):
            if found is not None and faults:
                score.faults.append(
                    f"{identifier} {expected['title'][:40]}: {name} {' '.join(faults)}"
                )
    read_facts, facts, optional = (
        [
            tuple(
                tuple(fold(str(one or "")) for one in listed(f[name]))
                for name in ("kind", "organisation", "value")
            )
            for f in values
        ]
        for values in (
            reading["facts"],
            [fact for fact in answer["facts"] if not fact.get("optional")],
            [fact for fact in answer["facts"] if fact.get("optional")],
        )
    )
    faults = score.tally("facts").add(read_facts, facts, same_fact, optional)
    score.faults += [f"{identifier} fact {fault}" for fault in faults]


def same_fact(first: Said, second: Said) -> bool:
    """Whether two facts say one thing, in any of the ways that are right."""
    return first[0] == second[0] and any(
        fuzz.token_set_ratio(one, other) >= 80
        for one in first[2]
        for other in second[2]
    )


def fields(
    score: Score, found: Values, expected: Values
) -> list[tuple[str, list[str]]]:
    """Compare an activity field by field."""
    equal = lambda a, b: bool(a == b)  # noqa: E731
    others = spare(expected)
    expected = required(expected)
    optional: dict[str, list[Any]] = {
        "places": list(places(others)),
        "venues": list(venues(others)),
        "organisations": list(bodies(others)),
        "roles": list(roles(others)),
        "counts": list(numbers(others)),
        "people": list(people(others)),
    }
    compared: list[tuple[str, list[Any], list[Any], Same]] = [
        (
            "dates",
            [days(found)] * bool(found["start"]),
            [days(expected)] * bool(expected["start"]),
            equal,
        ),
        ("places", places(found), places(expected), same_place),
        ("venues", venues(found), venues(expected), same_venue),
        ("organisations", bodies(found), bodies(expected), same_body),
        ("roles", roles(found), roles(expected), same_body),
        ("counts", numbers(found), numbers(expected), equal),
        ("kinds", [found["kind"]] * bool(found["kind"]), [expected["kind"]], equal),
        (
            "statuses",
            [found["status"]] * bool(found["status"]),
            [expected["status"]] * bool(expected["status"]),
            equal,
        ),
        (
            "editions",
            [found["edition"]] * bool(found["edition"]),
            [expected["edition"]] * bool(expected["edition"]),
            equal,
        ),
        (
            "people",
            people(found),
            people(expected),
            lambda a, b: fuzz.token_set_ratio(a, b) >= 90,
        ),
    ]
    return [
        (name, score.tally(name).add(a, b, same, optional.get(name, ())))
        for name, a, b, same in compared
    ]


def people(activity: Values) -> list[str]:
    """Give who is named."""
    return sorted(
        {fold(name) for part in activity["participations"] for name in part["people"]}
    )


def score_of(half: str) -> Score:
    """Read all texts of a half and compare."""
    score = Score()
    for text in texts_of(half):
        compare(score, text["id"], text["answer"], read_values(text))
    return score


def print_score(half: str, score: Score, *, faults: bool) -> None:
    """Print the table of one half."""
    number = len(texts_of(half))
    activities = score.tally("activities")
    invented = activities.found - activities.right
    print(
        f"\n{half}: {number} texts, {activities.expected} activities, "
        f"{activities.found} found, "
        f"{invented} invented ({invented / max(1, activities.found):.1%})"
    )
    print(
        f"{'field':<15}{'precision':>10}{'recall':>8}{'right':>7}{'found':>7}{'expected':>10}"
    )
    for name, tally in score.fields.items():
        print(
            f"{name:<15}{tally.precision:>10.3f}{tally.recall:>8.3f}{tally.right:>7}{tally.found:>7}{tally.expected:>10}"
        )
    if faults:
        print("\n".join(score.faults))


def print_speed() -> None:
    """Time all texts on one core."""
    texts = [text for half in HALVES for text in texts_of(half)]
    for text in texts:
        read_values(text)
    rounds = 3
    start = time.process_time()
    for _ in range(rounds):
        for text in texts:
            read_values(text)
    seconds = (time.process_time() - start) / rounds
    length = sum(len(text["text"]) for text in texts) / max(1, len(texts))
    print(
        f"\n{60 * len(texts) / seconds:,.0f} texts a minute on one "
        f"core, of {length:,.0f} characters each"
    )


def print_peer(half: str) -> None:
    """Find the dates of the same texts by dateparser, as a peer does."""
    try:
        # It carries no types.
        from dateparser.search import search_dates  # type: ignore[import-untyped]
    except ImportError:
        print("\ndateparser is not installed: no peer for dates.")
        return
    ours, theirs, expected = Counter[str](), Counter[str](), 0
    for text in texts_of(half):
        day = text["published"]
        settings: dict[str, Any] = {"PREFER_DATES_FROM": "current_period"}
        if day:
            settings["RELATIVE_BASE"] = dt.datetime.fromisoformat(day)
        found = search_dates(text["text"], languages=["it"], settings=settings) or []
        said = {when.date().isoformat() for _, when in found}
        read_days = {days(a) for a in read_values(text)["activities"]}
        for activity in text["answer"]["activities"]:
            activity = settled(activity, NOTHING)
            if activity["precision"] != "day" or not activity["start"]:
                continue
            expected += 1
            first, last = days(activity)
            ours["right"] += (first, last) in read_days
            theirs["right"] += {first, last} <= said
    print(
        f"days of activities, {half}: both ends found by the engine "
        f"{ours['right'] / max(1, expected):.3f}, anywhere in the text by dateparser "
        f"{theirs['right'] / max(1, expected):.3f}, of {expected}"
    )


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=HALVES, action="append")
    parser.add_argument("--faults", action="store_true", help="List what differs.")
    options = parser.parse_args()
    for half in options.half or HALVES:
        if not texts_of(half):
            print(f"\n{half}: no texts in {TEXTS / half}.")
            continue
        print_score(half, score_of(half), faults=options.faults)
        print_peer(half)
    print_speed()


if __name__ == "__main__":
    main()
