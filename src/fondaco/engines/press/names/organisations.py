"""Organisations: those of the registry, and unknown ones by how their names look."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Item, Named
from fondaco.engines.press.lexicon import table
from fondaco.engines.press.names.extents import (
    grown,
    has_legal_ending,
    last_of_company,
    to_last_word,
)
from fondaco.engines.press.names.lookup import is_place
from fondaco.engines.press.names.naming import CLUSTER, association, clean, unknown
from fondaco.engines.press.names.registry import Registry
from fondaco.engines.press.names.taken import Taken
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.tokens import Token, Tokens


def find_organisations(
    text: Text, tokens: Tokens, people: Sequence[Item], registry: Registry
) -> list[Named]:
    """Find the organisations that are certainly such.

    Parameters
    ----------
    text
        A text made plain.
    tokens
        Its words.
    people
        Who was found in it: a name ends where one begins.
    registry
        The organisations that are known.

    Returns
    -------
    list[Named]
        In the order of the text; none overlaps another.
    """
    found = [*_known(text, registry)]
    taken = Taken(len(text.plain), people)
    for candidate in _by_first_word(text, tokens, taken):
        known = registry.of(candidate.name)
        # A known name inside a longer one is of another body: “Confindustria Bergamo”.
        inside = [
            f for f in found if candidate.start <= f.start and f.end <= candidate.end
        ]
        if any(f.start == candidate.start and f.end == candidate.end for f in inside):
            continue
        if any(f.cluster for f in inside):
            continue
        if any(
            f.start < candidate.end and candidate.start < f.end and f not in inside
            for f in found
        ):
            continue
        found = [f for f in found if f not in inside]
        found.append(
            _named(candidate, known.cluster, known.name, True) if known else candidate
        )
    found.sort(key=lambda named: named.start)
    return found


def _named(item: Named, cluster: str | None, name: str, known: bool) -> Named:
    return Named(
        item.start, item.end, item.name, cluster, fold(name), known, item.is_cluster
    )


def _known(text: Text, registry: Registry) -> Iterator[Named]:
    end = 0
    matches = [
        *((m.start(), -m.end()) for m in registry.names.finditer(text.folded)),
        *((m.start(), -m.end()) for m in registry.acronyms.finditer(text.plain)),
    ]
    for start, negative in sorted(matches):
        stop = -negative
        if start < end or not any(map(str.isupper, text.plain[start:stop])):
            continue
        name = text.plain[start:stop]
        organisation = registry.of(name)
        if organisation is None or organisation.is_network:
            continue
        end = stop
        cluster = organisation.cluster is not None
        yield Named(
            start,
            stop,
            clean(name),
            organisation.cluster,
            fold(organisation.name),
            True,
            cluster or CLUSTER.search(fold(organisation.name)) is not None,
        )


def _by_first_word(text: Text, tokens: Tokens, taken: Taken) -> Iterator[Named]:
    vocabulary = table("organisation_words")
    firsts, smalls = (
        frozenset(vocabulary["first_words"]),
        frozenset(vocabulary["small"]),
    )
    everything = tokens.all
    position = 0
    while position < len(everything):
        token = everything[position]
        begins = token.is_name and (
            token.folded in firsts or association().fullmatch(token.folded) is not None
        )
        trade = token.is_name and _company().fullmatch(token.folded) is not None
        small = token.folded in smalls and not token.is_name
        last = None
        if taken.holds(token.start) or _is_inside_name(text, everything, position):
            position += 1
            continue
        if token.is_name and (
            english := to_last_word(text, everything, position, taken)
        ):
            last = english
        elif begins or small:
            last = grown(text, everything, position, taken, needs_name=small)
        elif (
            trade
            and position + 1 < len(everything)
            and everything[position + 1].is_name
        ):
            last = grown(text, everything, position, taken, needs_name=True)
        elif has_legal_ending(text, everything, position):
            last = last_of_company(text, everything, position)
        if last is None:
            position += 1
            continue
        start, end = token.start, everything[last].end
        yield unknown(text, start, end)
        position = last + 1


def _is_inside_name(text: Text, tokens: Sequence[Token], position: int) -> bool:
    """Whether the word before belongs to the same name: “European Cluster …”."""
    if not position or not tokens[position].is_name:
        return False
    before = tokens[position - 1]
    # “Si è riunita a Roma Assomarmi.”
    if is_place(text.plain[before.start : before.end]) and (
        position > 1 and tokens[position - 2].folded in {"a", "ad", "in"}
    ):
        return False
    adjacent = text.plain[before.end : tokens[position].start] == " "
    return (
        adjacent
        and before.is_name
        and before.folded[0].isalpha()
        and not before.is_acronym
    )


@cache
def _company() -> re.Pattern[str]:
    return re.compile(table("bodies")["companies"])
