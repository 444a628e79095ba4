"""Offices given to several at once: “vicepresidenti sono Anna Rossi e Carlo Neri”."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from fondaco.engines.press.items import Named, Person
from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.telling.gathering import Gathered

# What the many are called, of whom each is one.
_SINGULAR = (("denti", "dente"), ("tori", "tore"), ("trici", "trice"), ("ieri", "iere"))


def appointed(gathered: Gathered) -> Iterator[tuple[Person, str]]:
    """Find who holds an office by the words “sono”, “saranno” and “è stata nominata”.

    Parameters
    ----------
    gathered
        What a text names.

    Yields
    ------
    tuple[Person, str]
        Somebody of the body that the text is about, and the office.
    """
    for sentence in gathered.sentences:
        for match in _appointment().finditer(
            gathered.text.folded, sentence.start, sentence.end
        ):
            body = _body(gathered, match.start())
            for actor in gathered.cast.after(match.end(), sentence.end):
                if isinstance(actor, Person) and body is not None:
                    yield replace(actor, organisation=body), _one(match["office"])


def _body(gathered: Gathered, position: int) -> Named | None:
    clusters = [o for o in gathered.organisations if o.is_cluster and o.end <= position]
    clusters = [o for o in clusters if o.cluster] or clusters
    return gathered.author or (clusters[-1] if clusters else None)


def _one(office: str) -> str:
    for many, one in _SINGULAR:
        if office.endswith(many):
            return office.removesuffix(many) + one
    return office


@cache
def _appointment() -> re.Pattern[str]:
    offices = one_of(table("people")["offices"])
    chosen = r"(?:elett|nominat|confermat|designat|scelt|riconfermat)[oaie]"
    return re.compile(
        rf"(?:(?<=[.;:,\n]\s)|(?<=\se\s)|(?<=\si\s)|(?<=^))(?P<office>{offices})(?![\w-])"
        rf"\s+(?:(?:sono|saranno|è|sara)\s+(?:(?:stat[oaie]\s+)?{chosen}\s+)?|{chosen}\s+)"
        r"(?:(?:il|la|lo|i|gli|le)\s+|l')?"
    )
