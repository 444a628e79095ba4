"""Solvers in processes: what they learn is heard, and none is left running."""

import json
import marshal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from fondaco.engines.timetabling.solvers.sat import finder
from fondaco.engines.timetabling.solvers.sat.encoding import Encoding
from fondaco.engines.timetabling.solvers.sat.event import Event
from fondaco.engines.timetabling.solvers.sat.finders import Asked, Finders

# Of three who all meet at one table, one waits.
TRIANGLE = Event(
    n_participants=3,
    n_slots=3,
    people=((0, 1), (1, 2), (0, 2)),
    allowed=((0, 1, 2),) * 3,
    capacity=(1, 1, 1),
)
SOLVERS = [Asked("cadical195", {"seed": 0}), Asked("cadical300", {"seed": 1})]


def heard(finders: Finders) -> list[dict[str, object]]:
    """Listen until all have said what they know."""
    news: list[dict[str, object]] = []
    until = time.monotonic() + 60
    while not finders.is_over:
        assert time.monotonic() < until
        news += finders.hear(0.1)
    return news


def test_the_bound_rises_until_there_is_a_timetable() -> None:
    """No breaks are refuted, one is found, by both."""
    encoding = Encoding(TRIANGLE)
    with Finders(encoding, SOLVERS, encoding.phases((0, 1, 2))) as finders:
        finders.ask(0)
        news = heard(finders)
    assert news.count({"lower": 1}) == 2
    found = [set(one["true"]) for one in news if "true" in one]  # type: ignore[call-overload]
    assert len(found) == 2
    for true in found:
        slots = encoding.slots(true)
        assert TRIANGLE.holds(slots)
        assert TRIANGLE.breaks(slots) == 1


def test_that_there_is_no_timetable_is_heard() -> None:
    """Two tables for three meetings."""
    encoding = Encoding(replace(TRIANGLE, capacity=(1, 0, 1)))
    with Finders(encoding, SOLVERS[:1]) as finders:
        finders.ask(0)
        assert {"infeasible": True} in heard(finders)


def test_each_solver_is_told_what_is_for_it_alone() -> None:
    """Of two, one hears that the first slot holds no meeting."""
    encoding = Encoding(TRIANGLE)
    none = [[-where[0]] for where in encoding.held]
    told = [SOLVERS[0], replace(SOLVERS[1], more=none)]
    with Finders(encoding, told) as finders:
        finders.ask(1)
        news = heard(finders)
    assert [one for one in news if "true" not in one] == [{"infeasible": True}]
    assert len(news) == 2


def test_who_asks_for_fewer_breaks_than_there_can_be_is_asked_anew() -> None:
    """And whoever still runs at the end is killed."""
    encoding = Encoding(TRIANGLE)
    with Finders(encoding, SOLVERS) as finders:
        finders.ask(0)
        before = dict(finders._running)
        finders.ask(1)
        after = dict(finders._running)
        finders.ask(1)
        assert finders._running == after
        assert all(process.returncode is not None for process in before.values())
    assert all(process.returncode is not None for process in after.values())
    assert not Path(finders._folder.name).exists()


@pytest.mark.parametrize(
    ("capacity", "said"), [((1, 1, 1), ["lower", "true"]), ((1, 0, 1), ["infeasible"])]
)
def test_a_question_is_answered_line_by_line(
    capacity: tuple[int, ...],
    said: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As the process does it, in this one."""
    encoding = Encoding(replace(TRIANGLE, capacity=capacity))
    (tmp_path / "formula").write_bytes(marshal.dumps(encoding.clauses))
    question = {
        "formula": [str(tmp_path / "formula")],
        "total": list(encoding.total),
        "lower": 0,
        "solver": "cadical195",
        "options": {},
        "phases": encoding.phases((0, 1, 2)),
    }
    (tmp_path / "question").write_text(json.dumps(question))
    finder.answer(str(tmp_path / "question"))
    lines = capsys.readouterr().out.splitlines()
    assert [next(iter(json.loads(line))) for line in lines] == said
    question["lower"] = 1
    (tmp_path / "question").write_text(json.dumps(question))
    finder.answer(str(tmp_path / "question"))
    (line,) = capsys.readouterr().out.splitlines()
    assert next(iter(json.loads(line))) == said[-1]
