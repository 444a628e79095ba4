"""How long a search takes over a network of full size, and how long it took before.

    python benchmarks/search.py [--size large] [--beside REVISION] [--json FILE]

on the database of `DATABASE_URL` if that is given (empty, or filled by this),
otherwise on SQLite in a folder of its own. `--beside` also runs the module
`portal/searching.py` of an earlier revision, on the same rows and questions in turn.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FORMER = "src/fondaco/portal/searching.py"
FIXED = [
    *("milano", "politecnico", "impresa", "tecnologie", "a", "spa", "fiera italia"),
    *("clean technology", "università ricerca", "x" * 200, "tecnolgia", "poliztecnico"),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", default="large")
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--beside", default="", metavar="REVISION")
    parser.add_argument("--json", metavar="FILE")
    asked = parser.parse_args()
    _set_up(asked.size)
    numbers = _measure(asked.questions, asked.beside)
    print(json.dumps(numbers, indent=2))
    if asked.json:
        Path(asked.json).write_text(json.dumps(numbers, indent=2))


def _set_up(size: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fondaco.config.settings")
    if "DATABASE_URL" not in os.environ:
        os.environ.setdefault("FONDACO_DATA_DIR", tempfile.mkdtemp(prefix="search-"))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("demo", size=size, stdout=sys.stderr)


def _measure(count: int, revision: str) -> dict[str, Any]:
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection

    from fondaco.accounts.models import User
    from fondaco.portal.searching import search_everything

    keeper = User(email="bench@example.org", is_superuser=True)
    keeper.pk = 0
    ways: dict[str, Callable[..., Any]] = {"now": search_everything}
    if revision:
        ways[revision] = _former(revision).search_everything
    questions = _questions(count)
    numbers: dict[str, Any] = {"database": connection.vendor, "asked": len(questions)}
    for who, actor in (("visitor", AnonymousUser()), ("administrator", keeper)):
        times: dict[str, list[tuple[float, str]]] = {name: [] for name in ways}
        for search in ways.values():
            search("milano", actor)  # nobody pays twice for what is read once
        for text in questions:
            for name, search in ways.items():
                began = time.perf_counter()
                search(text, actor)
                times[name].append((1000 * (time.perf_counter() - began), text))
        numbers[who] = {name: _summary(own) for name, own in times.items()}
    return numbers


def _summary(times: list[tuple[float, str]]) -> dict[str, Any]:
    own = sorted(one for one, _text in times)
    return {
        "median_ms": round(statistics.median(own), 1),
        "p95_ms": round(statistics.quantiles(own, n=20)[-1], 1),
        "slowest": [[round(ms), text[:30]] for ms, text in sorted(times)[-5:]],
    }


def _questions(count: int) -> list[str]:
    """Names as people type them: whole, their beginning, two words, with a mistake."""
    from fondaco.core.models import SearchEntry

    chance = random.Random(1)
    rows = SearchEntry.objects.filter(
        kind__in=("registry.organisation", "activities.activity")
    )
    titles = list(rows.order_by("kind", "object_id").values_list("title", flat=True))
    asked = list(FIXED)
    while len(asked) < count:
        words = chance.choice(titles).split("\n")[0].split()
        word = chance.choice(words)
        way = chance.randrange(4)
        asked.append(
            [
                " ".join(words),
                word[: chance.randint(2, 6)],
                f"{word} {words[0]}",
                word[:-2] + word[-1:] if len(word) > 6 else word,
            ][way]
        )
    return asked


def _former(revision: str) -> ModuleType:
    """The module as it was, with whatever else is as it is now."""
    git = ["git", "-C", str(ROOT), "show", f"{revision}:{FORMER}"]
    source = subprocess.run(git, check=True, capture_output=True, text=True).stdout
    module = ModuleType("former_searching")
    sys.modules[module.__name__] = module
    exec(compile(source, FORMER, "exec"), module.__dict__)
    return module


if __name__ == "__main__":
    main()
