"""A small server that understands of OpenSearch just what Fondaco says to it.

It has an inverted index of its own, and answers 400 to whatever else it is asked. What
is written is found after a refresh, as at the real one.
"""

import base64
import json
import threading
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fondaco.core.search_index.asking import end_silence
from fondaco.core.search_index.keeping import rebuild
from fondaco.core.search_index.sending import send_unsent

WORDS = "Basic " + base64.b64encode(b"fondaco:s3cret/@").decode()
MAPPINGS = {
    "dynamic": "strict",
    "_source": {"enabled": False},
    "properties": {
        "number": {"type": "long"},
        "words": {"type": "keyword", "doc_values": False, "ignore_above": 8000},
    },
}
MOST = 10_000


class RefusedError(Exception):
    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class Index:
    def __init__(self) -> None:
        self.written: dict[str, dict[str, Any]] = {}
        self.refresh()

    def refresh(self) -> None:
        self.found = dict(self.written)
        self.postings: dict[str, set[str]] = defaultdict(set)
        for key, document in self.found.items():
            for word in document["words"]:
                if len(word) <= 8000:
                    self.postings[word].add(key)
        self.terms = sorted(self.postings)

    def bulk(self, body: str) -> list[dict[str, Any]]:
        assert body.endswith("\n")
        lines, items = iter(body.splitlines()), []
        for line in lines:
            ((action, what),) = json.loads(line).items()
            only(what, {"_id"})
            status = 200
            if action == "index":
                document = json.loads(next(lines))
                only(document, {"number", "words"})
                self.written[what["_id"]] = document
            elif action == "delete":
                status = 200 if self.written.pop(what["_id"], None) else 404
            else:
                raise RefusedError(400, f"Malformed action {action}")
            items.append({action: {"_id": what["_id"], "status": status}})
        return items

    def search(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        known = {"query", "sort", "track_scores", "track_total_hits", "_source", "size"}
        only(asked, known | {"search_after"})
        if asked["sort"] != [{"number": "asc"}] or asked["_source"] is not False:
            raise RefusedError(400, "This sorts by number alone, and keeps no source")
        if not 0 <= asked["size"] <= MOST:
            raise RefusedError(400, f"Result window is too large: {asked['size']}")
        scores = self.query(asked["query"])
        (after,) = asked.get("search_after", [-1])
        hits = [
            {"_score": scores[key], "sort": [self.found[key]["number"]]}
            for key in sorted(scores, key=lambda key: self.found[key]["number"])
        ]
        return [hit for hit in hits if hit["sort"][0] > after][: asked["size"]]

    def query(self, query: dict[str, Any]) -> dict[str, float]:
        """What matches, with its score."""
        ((kind, what),) = query.items()
        ways = {
            "term": self.term,
            "prefix": self.prefix,
            "bool": self.boolean,
            "dis_max": self.best,
            "constant_score": self.constant,
        }
        if kind not in ways:
            raise RefusedError(400, f"unknown query [{kind}]")
        return ways[kind](what)

    def term(self, what: dict[str, Any]) -> dict[str, float]:
        only(what, {"words"})
        return dict.fromkeys(self.postings.get(what["words"], ()), 1.0)

    def prefix(self, what: dict[str, Any]) -> dict[str, float]:
        only(what, {"words"})
        found: dict[str, float] = {}
        for word in self.terms[bisect_left(self.terms, what["words"]) :]:
            if not word.startswith(what["words"]):
                break
            found |= dict.fromkeys(self.postings[word], 1.0)
        return found

    def boolean(self, what: dict[str, Any]) -> dict[str, float]:
        only(what, {"filter", "should"})
        scores = dict.fromkeys(self.found, 0.0)
        for one in what.get("filter", []):
            matching = self.query(one)
            scores = {key: 0.0 for key in scores if key in matching}
        told = [self.query(one) for one in what.get("should", [])]
        if told and "filter" not in what:
            scores = {key: 0.0 for key in scores if any(key in one for one in told)}
        return {key: sum(one.get(key, 0.0) for one in told) for key in scores}

    def best(self, what: dict[str, Any]) -> dict[str, float]:
        only(what, {"queries"})
        found: dict[str, float] = {}
        for one in what["queries"]:
            for key, score in self.query(one).items():
                found[key] = max(score, found.get(key, 0.0))
        return found

    def constant(self, what: dict[str, Any]) -> dict[str, float]:
        only(what, {"filter", "boost"})
        return dict.fromkeys(self.query(what["filter"]), float(what["boost"]))


def only(given: dict[str, Any], known: set[str]) -> None:
    if unknown := set(given) - known:
        raise RefusedError(400, f"unknown parameters {sorted(unknown)}")


class SearchServer:
    def __init__(self) -> None:
        self.indexes: dict[str, Index] = {}
        self.asked: list[str] = []
        # What it does wrong, if anything: a number is the status of all its answers.
        self.fault: int | str = ""
        self.port = 0

    def answer(self, method: str, address: str, body: str) -> dict[str, Any]:
        parts = urlsplit(address)
        name, _, verb = parts.path.removeprefix("/").partition("/")
        self.asked.append(f"{method} {verb}".strip())
        if method == "PUT" and not verb:
            only(json.loads(body), {"mappings"})
            if name in self.indexes or json.loads(body)["mappings"] != MAPPINGS:
                raise RefusedError(400, "resource_already_exists_exception")
            self.indexes[name] = Index()
            return {"acknowledged": True}
        if name not in self.indexes:
            raise RefusedError(404, f"no such index [{name}]")
        return self.of_index(f"{method} {verb}".strip(), name, parts.query, body)

    def of_index(self, what: str, name: str, query: str, body: str) -> dict[str, Any]:
        index = self.indexes[name]
        if what == "HEAD":
            return {}
        if what == "DELETE":
            del self.indexes[name]
            return {"acknowledged": True}
        if what == "POST _bulk":
            items = index.bulk(body)
            failed = any(next(iter(one.values()))["status"] >= 400 for one in items)
            return {"errors": failed, "items": items}
        if what == "POST _refresh":
            index.refresh()
            return {"_shards": {"failed": 0}}
        if what == "POST _search":
            only(parse_qs(query), {"allow_partial_search_results", "filter_path"})
            hits = index.search(json.loads(body))
            # `filter_path` leaves empty lists out.
            found = {"hits": {"hits": hits}} if hits else {}
            return {"timed_out": self.fault == "timed out", **found}
        raise RefusedError(400, f"no handler found for {what}")


def use(server: SearchServer, settings: Any) -> None:
    """Have the search ask it, as after `fondaco search index`."""
    settings.SEARCH_SERVER = {
        "is_secure": False,
        "host": "127.0.0.1",
        "port": server.port,
        "user": "fondaco",
        "password": "s3cret/@",
        "index": "fondaco",
    }
    end_silence()
    rebuild()
    send_unsent()


@contextmanager
def search_server() -> Iterator[SearchServer]:
    own = SearchServer()

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            status, told = self._told(body)
            self.send_response(status)
            said = json.dumps(told).encode()
            if own.fault == "no JSON":
                said = b"<html>"
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(said)

        def _told(self, body: str) -> tuple[int, dict[str, Any]]:
            if own.fault == "silent":
                time.sleep(0.5)
            if isinstance(own.fault, int):
                return own.fault, {"error": "as asked"}
            if self.headers["Authorization"] != WORDS:
                return 401, {"error": "Unauthorized"}
            try:
                return 200, own.answer(self.command, self.path, body)
            except RefusedError as error:
                return error.status, {"error": str(error)}

        def log_message(self, *args: object) -> None:
            """Nothing."""

    for method in ("HEAD", "PUT", "POST", "DELETE"):
        setattr(Handler, f"do_{method}", Handler._do)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    own.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield own
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
