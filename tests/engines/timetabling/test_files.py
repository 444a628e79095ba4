"""Problems and timetables as JSON: what is written is read again, slips are told."""

import json
import re
from importlib import resources

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fondaco.engines import timetabling
from fondaco.engines.timetabling.files import (
    read_problem,
    read_solution,
    write_problem,
    write_solution,
)
from fondaco.engines.timetabling.problem import Problem
from fondaco.engines.timetabling.solution import Placement, Solution
from tests.engines.timetabling.exhaustive import rich_problems
from tests.engines.timetabling.problems import make_problem, make_solution

SCHEMA = json.loads(
    (resources.files(timetabling) / "problem.schema.json").read_text(encoding="utf-8")
)


@settings(max_examples=60, deadline=None)
@given(rich_problems())
def test_a_problem_survives_its_file_and_keeps_the_schema(problem: Problem) -> None:
    """What is written satisfies the schema and is read as the same problem."""
    written = write_problem(problem)
    jsonschema.validate(written, SCHEMA)
    assert read_problem(json.dumps(written)) == problem


def test_a_title_and_the_schemas_address_may_stand_in_the_file() -> None:
    """They are read over."""
    written = {**write_problem(make_problem((1, 2))), "title": "B2B", "$schema": "x"}
    jsonschema.validate(written, SCHEMA)
    assert read_problem(json.dumps(written)) == make_problem((1, 2))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"slots": 0}, "slots must be 1 or more."),
        ({"slots": 2.5}, "slots must be a whole number, and is 2.5."),
        ({"slots": True}, "slots must be a whole number, and is true."),
        ({"slots": 10**9}, "slots must be a whole number, and is 1000000000."),
        ({"tables": -1}, "tables must not be negative."),
        ({"chairs": 3}, "'chairs' is not known; one of "),
        ({"meetings": {}}, "meetings must be a list, between [ and ]."),
        ({"meetings": [7]}, "meetings, entry 1 must be an object, between { and }."),
        ({"meetings": [{}]}, "meetings, entry 1: id is missing."),
        (
            {"meetings": [{"id": ""}]},
            'meetings, entry 1: id must be a whole number or a text, and is "".',
        ),
        (
            {"meetings": [{"id": 1, "required": "yes"}]},
            'meetings, entry 1: required must be true or false, and is "yes".',
        ),
        (
            {"participants": [{"id": 1, "name": 5}]},
            "participants, entry 1: name must be a text, and is 5.",
        ),
        (
            {"participants": [{"id": 1, "unavailable": [0]}]},
            "participants, entry 1: unavailable must be 1 or more.",
        ),
        ({"closed": [{"table": 1}]}, "closed, entry 1: slots is missing."),
        ({"resources": [{"id": "x"}]}, "resources, entry 1: capacity is missing."),
        (
            {"title": ["x" * 60]},
            f'title must be a text, and is ["{"x" * 38}….',
        ),
    ],
)
def test_slips_in_a_problem_are_told_with_their_place(
    change: dict[str, object], sentence: str
) -> None:
    """What the reader refuses, the schema refuses, too."""
    written = {**write_problem(make_problem((1, 2))), **change}
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        read_problem(json.dumps(written))
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(written))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "The file is not JSON: line 1, column 2: "),
        ("[]", "The file must hold one object, between { and }."),
        ('{"slots": NaN}', "NaN is not a number of JSON."),
        ("[" * 100_000, "The file is not JSON of this format: too deep."),
    ],
)
def test_what_is_no_json_is_refused(text: str, sentence: str) -> None:
    """The sentence tells where reading ended."""
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        read_problem(text)


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_anything_else_is_refused_in_a_sentence(value: object) -> None:
    """Never with another exception."""
    for text in (json.dumps(value), json.dumps({"slots": 1, "meetings": value})):
        with pytest.raises(ValueError, match=r"[.:]"):
            read_problem(text)


def test_a_timetable_survives_its_file() -> None:
    """Participants are those invited, unless colleagues were chosen."""
    problem = make_problem((1, 2), (1, 3))
    timetable = make_solution(problem, (1, 1, 1), (2, 2, 1))
    rows = write_solution(timetable, problem)
    assert rows == [
        {"meeting": 1, "slot": 1, "table": 1},
        {"meeting": 2, "slot": 2, "table": 1},
    ]
    assert read_solution(json.dumps({"meetings": rows}), problem) == timetable
    foreign = '{"meetings": [{"meeting": 9, "slot": 1, "table": 1}]}'
    assert read_solution(foreign, problem) == Solution((Placement(9, 1, 1, ()),))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{}", "meetings must be a list of placements."),
        ('{"meetings": [{"meeting": 1}]}', "meetings, entry 1: slot is missing."),
        (
            '{"meetings": [{"meeting": 1, "slot": "a", "table": 1}]}',
            'meetings, entry 1: slot must be a whole number, and is "a".',
        ),
    ],
)
def test_slips_in_a_timetable_are_told(text: str, sentence: str) -> None:
    """With their place."""
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        read_solution(text, make_problem((1, 2)))
