"""The citations of an entry: which sources support it, and the words of the quoted one.

`cited = ["source", "source field field"]` names sources; `quotes` gives words.
"""

from collections.abc import Callable, Iterator
from typing import Any

from fondaco.core.models import Citation, Source
from fondaco.portal.loading.files import Entry

FindSource = Callable[[str], Source]
QUOTE = {"words", "span", "field"}


def read_citations(entry: Entry, find_source: FindSource) -> Iterator[Citation]:
    for quote in entry.values.get("quotes", []):
        yield _quotation(quote, entry, find_source)
    for line in entry.values.get("cited", []):
        key, *fields = line.split()
        source = find_source(key)
        for field in fields or [""]:
            yield Citation(source=source, field=field)


def _quotation(
    quote: dict[str, Any], entry: Entry, find_source: FindSource
) -> Citation:
    if unknown := quote.keys() - QUOTE:
        raise entry.problem(f"a quotation has no {', '.join(sorted(unknown))}.")
    if not {"words", "span"} <= quote.keys() or len(quote["span"]) != 2:
        raise entry.problem("a quotation needs its words and their span.")
    start, end = quote["span"]
    if end - start != len(quote["words"]):
        raise entry.problem(f"the span of “{quote['words']}” has another length.")
    return Citation(
        source=find_source(entry.quoted),
        field=quote.get("field", ""),
        quote=quote["words"],
        span_start=start,
        span_end=end,
    )


def citable_names(names: set[str], record: object) -> set[str]:
    """Fields, the texts kept in two languages by their common name, and aliases."""
    pairs = {name.removesuffix("_it") for name in names if name.endswith("_it")}
    return names | pairs | ({"aliases"} if hasattr(record, "aliases") else set())
