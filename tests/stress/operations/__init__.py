"""What is killed in the middle, and what is asked afterwards.

A module here may add its own: a function with plain arguments, whose result JSON can
say, marked with `@operation`. It runs in a child of `zygote.py`, on a real database.
"""

from collections.abc import Callable
from typing import Any

OPERATIONS: dict[str, Callable[..., Any]] = {}


def operation(run: Callable[..., Any]) -> Callable[..., Any]:
    OPERATIONS[run.__name__] = run
    return run
