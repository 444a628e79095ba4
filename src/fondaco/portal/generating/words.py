"""The words of `data/words.toml`, and where in the world things are."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from random import Random
from typing import Any

from fondaco.engines.language.gazetteer import Place, places_of

Pair = tuple[str, str]
# Beyond Europe there are fewer partners and missions, but not none.
FAR = ("US", "BR", "JP", "CN", "IN", "CA", "MX", "AE", "KR", "ZA", "IL", "TN")


@dataclass(frozen=True)
class Theme:
    acronym: str
    name: Pair
    area: str
    products: tuple[Pair, ...]
    skills: tuple[Pair, ...]


@dataclass(frozen=True)
class Country:
    """Where partners are, and how companies are called there."""

    code: str
    forms: tuple[str, ...]
    surnames: tuple[str, ...]
    words: tuple[str, ...]


@cache
def words(name: str) -> tuple[str, ...]:
    return tuple(_tables()[name])


@cache
def themes() -> tuple[Theme, ...]:
    return tuple(
        Theme(
            one["acronym"],
            (one["name"][0], one["name"][1]),
            one["area"],
            tuple((it, en) for it, en in one["products"]),
            tuple((it, en) for it, en in one["skills"]),
        )
        for one in _tables()["themes"]
    )


@cache
def countries() -> tuple[Country, ...]:
    return tuple(
        Country(
            one["code"],
            tuple(one["forms"]),
            tuple(one["surnames"]),
            tuple(one["words"]),
        )
        for one in _tables()["countries"]
    )


@cache
def _tables() -> dict[str, Any]:
    data = resources.files(__package__).joinpath("data/words.toml")
    return tomllib.loads(data.read_text("utf-8"))


def city_of(country: str, random: Random, region: str = "") -> Place:
    """A city, the larger the likelier, but not the largest alone."""
    places, weights = _weighted(country, region)
    return random.choices(places, cum_weights=weights)[0]


@cache
def _weighted(country: str, region: str) -> tuple[list[Place], list[float]]:
    places = [one for one in places_of(country) if region in ("", one.region)]
    return places, list(accumulate(max(one.population, 1) ** 0.6 for one in places))


def one_by_weight(weights: dict[str, float], random: Random) -> str:
    return random.choices(list(weights), weights=list(weights.values()))[0]
