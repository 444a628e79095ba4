"""Sending entries to a search server: what it does not have yet stays noted down.

Entries are never altered, so one that a server still has and the database no longer is
only dust: no answer shows it.
"""

import json
from collections.abc import Iterable, Iterator
from uuid import uuid4

from fondaco.core.imports.bulk import insert_parts
from fondaco.core.models import OutboxEntry, SearchEntry, SearchState, SearchUnsent
from fondaco.core.outbox import enqueue
from fondaco.core.search_index import server
from fondaco.core.search_index.numbers import Numbers

JOB = "search"
AT_ONCE = 2000
# A server refuses what is very large.
MOST_BYTES = 5 * 2**20
# Words come as they are: a `keyword` is neither cut, folded nor stemmed.
INDEX = {
    "mappings": {
        "dynamic": "strict",
        "_source": {"enabled": False},
        "properties": {
            "number": {"type": "long"},
            "words": {"type": "keyword", "doc_values": False, "ignore_above": 8000},
        },
    }
}


def new_index() -> str:
    """A name of its own: the numbers of another database's entries mean others."""
    if not server.is_configured():
        return ""
    return f"{server.named()['index']}-{uuid4().hex[:12]}"


def is_known() -> bool:
    """Whether there is an index at the server that is named, if one is."""
    if not server.is_configured():
        return True
    name = f"{server.named()['index']}-"
    return SearchState.objects.filter(server_index__startswith=name).exists()


def note(numbers: Iterable[int]) -> None:
    """In the transaction that writes them: they are yet to be sent, or taken away."""
    rows = [SearchUnsent(entry_id=number) for number in numbers]
    SearchUnsent.objects.bulk_create(rows, ignore_conflicts=True)


def send_later(former: str = "") -> None:
    """At most one job waits, unless it has a former index to take away."""
    if server.is_configured():
        waiting = OutboxEntry.objects.filter(kind=JOB, state=OutboxEntry.State.WAITING)
        if former or not waiting.exists():
            enqueue(JOB, {"former": former})
    else:
        # It misses what is written now: once it is named again, it begins anew.
        SearchState.objects.exclude(server_index="").update(server_index="")


def send_unsent(former: str = "") -> int:
    """Send what the server lacks, and an index that it lost; how many entries."""
    index = SearchState.objects.values_list("server_index", flat=True).first()
    if not server.is_configured() or not index:
        return 0
    _see_to(index)
    count = 0
    while numbers := _some_unsent():
        for body in _bodies(numbers):
            _send(index, body)
        # From now on it finds them, and nobody else needs to.
        server.call("POST", f"{index}/_refresh")
        SearchUnsent.objects.filter(pk__in=Numbers(numbers)).delete()
        count += len(numbers)
    if former:
        _take_away(former)
    return count


def _some_unsent() -> list[int]:
    return list(
        SearchUnsent.objects.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
    )


def _see_to(index: str) -> None:
    try:
        server.call("HEAD", index)
    except server.ServerError as error:
        if error.status != 404:
            raise
        insert_parts(
            SearchUnsent,
            (
                {"entry_id": number}
                for number in SearchEntry.objects.exclude(
                    pk__in=SearchUnsent.objects.values("pk")
                ).values_list("pk", flat=True)
            ),
            ("entry_id",),
        )
        server.call("PUT", index, json.dumps(INDEX))


def _take_away(former: str) -> None:
    try:
        server.call("DELETE", former)
    except server.ServerError as error:
        if error.status != 404:
            raise


def _bodies(numbers: list[int]) -> Iterator[str]:
    """What is to be done with each, in parts that are not too large."""
    entries = SearchEntry.objects.filter(pk__in=Numbers(numbers))
    gone = set(numbers)
    lines, size = [], 0
    for number, words in entries.values_list("pk", "words"):
        gone.discard(number)
        document = json.dumps({"number": number, "words": words.split(" ")})
        lines.append(f'{{"index": {{"_id": "{number}"}}}}\n{document}\n')
        size += len(document)
        if size > MOST_BYTES:
            yield "".join(lines)
            lines, size = [], 0
    lines += [f'{{"delete": {{"_id": "{number}"}}}}\n' for number in sorted(gone)]
    if lines:
        yield "".join(lines)


def _send(index: str, body: str) -> None:
    answer = server.call("POST", f"{index}/_bulk", body)
    for item in answer.get("items", []):
        for action, result in item.items():
            is_gone = action == "delete" and result["status"] == 404
            if result["status"] >= 400 and not is_gone:
                said = json.dumps(result)[: server.MOST_SAID]
                raise server.ServerError(f"It refused an entry: {said}")
