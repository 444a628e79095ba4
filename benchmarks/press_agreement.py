"""How far two careful readers of press texts agree: a ceiling for the engine.

    python -m benchmarks.press_agreement

Half of the held-out texts were read again, in tests/engines/press/data/second_reader,
by somebody who had seen neither their answers nor the rules. These readings and those
of the engine are scored against the same answers as in benchmarks.press. “Of found” is
the recall in those activities alone that were found.
"""

import json

from benchmarks.press import (
    TEXTS,
    Score,
    Values,
    align,
    compare,
    read_values,
    texts_of,
)

Scores = tuple[Score, Score]


def second_readings() -> dict[str, Values]:
    """Read what the second reader found, by text."""
    paths = sorted((TEXTS / "second_reader").glob("*.json"))
    readings = [json.loads(path.read_text("utf-8")) for path in paths]
    return {reading["id"]: reading["answer"] for reading in readings}


def add(scores: Scores, text: Values, reading: Values) -> None:
    """Score a reading: in all activities, and in those that were found."""
    everything, found = scores
    answer = text["answer"]
    compare(everything, text["id"], answer, reading)
    pairs = align(reading["activities"], answer["activities"])
    in_both = [expected for one, expected in pairs if one and expected]
    compare(found, text["id"], {**answer, "activities": in_both}, reading)


def print_scores(name: str, scores: Scores) -> None:
    """Print the table of one reader."""
    everything, found = scores
    activities = everything.tally("activities")
    invented = activities.found - activities.right
    print(
        f"\n{name}: {activities.expected} activities, {activities.found} found, "
        f"{invented} invented ({invented / max(1, activities.found):.1%})"
    )
    print(
        f"{'field':<15}{'precision':>10}{'recall':>8}{'of found':>10}{'expected':>10}"
    )
    for field, tally in everything.fields.items():
        # Facts stand beside the activities.
        own = field in ("activities", "facts")
        of_found = "" if own else f"{found.tally(field).recall:.3f}"
        print(
            f"{field:<15}{tally.precision:>10.3f}{tally.recall:>8.3f}"
            f"{of_found:>10}{tally.expected:>10}"
        )


def main() -> None:
    """Print both tables."""
    readings = second_readings()
    texts = [text for text in texts_of("held_out") if text["id"] in readings]
    reader: Scores = Score(), Score()
    engine: Scores = Score(), Score()
    for text in texts:
        add(reader, text, readings[text["id"]])
        add(engine, text, read_values(text))
    print(f"{len(texts)} held-out texts")
    print_scores("second reader", reader)
    print_scores("engine", engine)


if __name__ == "__main__":
    main()
