"""Calls deep within a request ask the system for nothing at each turn."""

import resource
from collections.abc import Iterable
from typing import Any

from fondaco.web.deep_calls import with_room

TURNS = 500


def test_no_depth_makes_every_call_ask_for_memory() -> None:
    asked: list[int] = []

    def nothing() -> None:
        pass

    def turns() -> int:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        for _ in range(TURNS):
            nothing()
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

    def deeper(calls: int) -> None:
        # Sixteen kilobytes have room for fewer than these.
        if calls:
            asked.append(turns())
            deeper(calls - 1)

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        deeper(300)
        return [b"done"]

    assert with_room(application)({}, None) == [b"done"]
    assert len(asked) == 300
    assert max(asked) < TURNS / 2
