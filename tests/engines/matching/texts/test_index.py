"""BM25F by hand."""

import math

import pytest

from fondaco.engines.matching.texts.index import DAMPING, build_index


def test_one_term_in_one_of_two_texts() -> None:
    """With lengths at the mean, idf log(1 + 1.5/1.5) and the damped frequency 1."""
    index = build_index([{"a": {"x": 1.0}}, {"a": {"y": 1.0}}], {"a": 1.0})
    expected = math.log(2) * 1 * (DAMPING + 1) / (1 + DAMPING)
    assert index.ask({"x": 2.0, "z": 9.0}).tolist() == pytest.approx([2 * expected, 0])


def test_a_field_counts_by_its_weight_before_damping() -> None:
    """Of two texts that say it once, the one that says it in the heavier field."""
    texts = [{"a": {"x": 1.0}, "b": {"y": 1.0}}, {"a": {"y": 1.0}, "b": {"x": 1.0}}]
    first, second = build_index(texts, {"a": 1.0, "b": 0.5}).ask({"x": 1.0})
    assert first > second > 0


def test_nothing_to_ask_and_nobody_to_ask() -> None:
    """An index of nothing answers nothing."""
    assert build_index([], {"a": 1.0}).ask({"x": 1.0}).tolist() == []
    assert build_index([{}], {"a": 1.0}).ask({"x": 1.0}).tolist() == [0.0]
