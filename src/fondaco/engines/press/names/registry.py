"""Organisations that are known by name: those of the network of 2016, and more."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from fondaco.engines.language.folding import fold
from fondaco.engines.press.lexicon import table

# Two spellings of one name are as alike as this, and each word as this.
ALIKE = 90
WORD_ALIKE = 75
SHORTEST_TOLERANT = 12
LONGEST_ACRONYM = 7


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of a registry.

    Parameters
    ----------
    name
        Its official name.
    cluster
        Its acronym, if it is a cluster of the network.
    aliases
        Acronyms, former names and other ways of writing it.
    is_network
        Whether it is the network itself.
    """

    name: str
    cluster: str | None = None
    aliases: tuple[str, ...] = ()
    is_network: bool = False


class Registry:
    """Organisations, to be found in texts.

    Parameters
    ----------
    organisations
        The known ones; where two share a name, the first is meant.
    """

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._by_key: dict[str, Organisation] = {}
        self._exact: dict[str, Organisation] = {}
        for organisation in organisations:
            for name in (organisation.name, *organisation.aliases):
                if " " not in name and len(name) <= LONGEST_ACRONYM:
                    self._exact.setdefault(name, organisation)
                else:
                    self._by_key.setdefault(_key(name), organisation)
        self._by_key.pop("", None)
        self._tolerant = [k for k in self._by_key if len(k) >= SHORTEST_TOLERANT]
        self.names = _alternatives(self._by_key)
        self.acronyms = _alternatives(self._exact)

    def of(self, name: str) -> Organisation | None:
        """Say whom a name means.

        Parameters
        ----------
        name
            As a text has it; a slip in spelling does not matter in a long one.
        """
        exact = self._exact.get(name) or self._by_key.get(_key(name))
        return exact or self._like(_key(name))

    def _like(self, key: str) -> Organisation | None:
        if len(key) < SHORTEST_TOLERANT:
            return None
        words = key.split()
        for candidate in self._tolerant:
            if abs(len(candidate) - len(key)) > 4 or fuzz.ratio(candidate, key) < ALIKE:
                continue
            others = candidate.split()
            if len(others) == len(words) and all(
                fuzz.ratio(a, b) >= WORD_ALIKE
                for a, b in zip(words, others, strict=True)
            ):
                return self._by_key[candidate]
        return None


def _key(name: str) -> str:
    return " ".join(re.sub(r"[^\w&#.]+", " ", fold(name)).split()).strip(".")


def _alternatives(names: Iterable[str]) -> re.Pattern[str]:
    """Match any name, with whatever signs and blanks between its words."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    patterns = [
        r"[\s'’,–-]+".join(map(re.escape, name.split())) for name in longest_first
    ]
    return re.compile(rf"(?<![\w.])(?:{'|'.join(patterns) or '(?!)'})(?!\w)")


@cache
def shipped() -> tuple[Organisation, ...]:
    """List the organisations that come with the engine."""
    return tuple(
        Organisation(
            entry["name"],
            entry.get("cluster"),
            tuple(entry["aliases"]),
            entry.get("network", False),
        )
        for entry in table("organisations")["organisations"]
    )


@cache
def registry_of(more: tuple[Organisation, ...] = ()) -> Registry:
    """Give the registry of the shipped organisations and more.

    Parameters
    ----------
    more
        They go before the shipped ones.
    """
    return Registry((*more, *shipped()))
