"""The language knowledge of the engine, which is data: words and what they mean."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

_DATA = resources.files(__package__) / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """Read a table of words.

    Parameters
    ----------
    name
        A TOML file of the engine's data, without its ending.
    """
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """Read a list of folded words, separated by blanks; a line may be a ``#`` comment.

    Parameters
    ----------
    name
        A text file of the engine's data, without its ending.
    """
    found = lines(name)
    return frozenset(w for line in found if line[:1] != "#" for w in line.split())


@cache
def lines(name: str) -> frozenset[str]:
    """Read a list of folded names, one a line.

    Parameters
    ----------
    name
        A text file of the engine's data, without its ending.
    """
    return frozenset((_DATA / f"{name}.txt").read_text("utf-8").splitlines())


def one_of(phrases: Iterable[str]) -> str:
    """Write a regular expression that matches any phrase, the longest first.

    Parameters
    ----------
    phrases
        Regular expressions themselves, on folded text; a blank stands for any blanks.
    """
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(
        phrase.replace(" ?", r"\s?").replace(" ", r"\s+") for phrase in longest_first
    )


def literal(names: Iterable[str]) -> str:
    """Write a regular expression that matches any name as it stands, the longest first.

    Parameters
    ----------
    names
        Folded words; a blank stands for any blanks.
    """
    return one_of(re.escape(name).replace(r"\ ", " ") for name in names)


def whole(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that begins and ends at the borders of words.

    Parameters
    ----------
    pattern
        A regular expression on folded text.
    """
    return re.compile(rf"(?<![\w])(?:{pattern})(?!\w)")
