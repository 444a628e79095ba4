"""Asking a search server which entries answer: their numbers, and how well.

Who may see them, and which go first, is asked of the database afterwards.
"""

import json
import logging
import time
from collections.abc import Iterator
from typing import Any

from fondaco.core.models import SearchState
from fondaco.core.search_index import server
from fondaco.core.search_index.question import Level, Question, Word, asked_at, write

log = logging.getLogger(__name__)
SECONDS = 1.0
# Nobody waits again for a server that has just been silent.
SILENCE = 30.0
# As many as a server gives at once, unless it was told otherwise.
PAGE = 10_000

Answer = dict[Level, list[int]]
_silent = {"until": 0.0}


def ask(question: Question) -> Answer | None:
    """None where no server is asked, or none answers: the database knows as much."""
    if not server.is_configured() or time.monotonic() < _silent["until"]:
        return None
    index = SearchState.objects.values_list("server_index", flat=True).first()
    if not index:
        return None
    answer: Answer = {level: [] for level in Level}
    try:
        for number, level in _ask(question, index):
            answer[level].append(number)
    except (server.ServerError, LookupError, TypeError, ValueError) as error:
        _silent["until"] = time.monotonic() + SILENCE
        log.warning("The search server was no help, the database answers: %s", error)
        return None
    return answer


def end_silence() -> None:
    _silent["until"] = 0.0


def _ask(question: Question, index: str) -> Iterator[tuple[int, Level]]:
    end = time.monotonic() + SECONDS
    asked = _request(question)
    path = (
        f"{index}/_search?allow_partial_search_results=false"
        "&filter_path=timed_out,hits.hits._score,hits.hits.sort"
    )
    while True:
        left = max(end - time.monotonic(), 0.01)
        answer = server.call("POST", path, json.dumps(asked), seconds=left)
        if answer["timed_out"]:
            raise server.ServerError("It gave up in between.")
        hits = answer.get("hits", {}).get("hits", [])
        for hit in hits:
            yield int(hit["sort"][0]), Level(int(Level.ANY.value - hit["_score"]))
        if len(hits) < PAGE:
            return
        asked["search_after"] = hits[-1]["sort"]


def _request(question: Question) -> dict[str, Any]:
    """An entry's score is its level: the best of those that it reaches."""
    levels = [
        {
            "constant_score": {
                "filter": _written(question, level),
                "boost": Level.ANY.value - level.value,
            }
        }
        for level in Level
        if level is not Level.ANY
    ]
    return {
        "query": {
            "bool": {
                "filter": [_written(question, Level.ANY)],
                "should": [{"dis_max": {"queries": levels}}],
            }
        },
        "sort": [{"number": "asc"}],
        "track_scores": True,
        "track_total_hits": False,
        "_source": False,
        "size": PAGE,
    }


def _written(question: Question, level: Level) -> dict[str, Any]:
    return write(
        asked_at(question, level),
        term=_term,
        both=lambda parts: {"bool": {"filter": parts}},
        either=lambda parts: {"bool": {"should": parts}},
    )


def _term(word: Word) -> dict[str, Any]:
    return {"prefix" if word.is_beginning else "term": {"words": word.text}}
