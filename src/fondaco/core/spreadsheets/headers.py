"""Columns recognised by their names, in both languages; doubt is left to the person."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz import fuzz

from fondaco.engines.language.folding import fold

# As sure as a name can be; as like a known name as a slip of the finger leaves it.
SURE, LIKE = 100, 88
# A name of a group before the column's own name takes a little of its certainty.
UNDER_GROUP, IN_BRACKETS = 95, 97
# Two fields nearer to one another than this leave the column to the person.
DOUBT = 4
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_JOINT = re.compile(r"\s[–-]\s")
_TWICE = re.compile(r"\s*[/|\n]\s*|\s[–-]\s")
_SLASH = re.compile(r" ?/ ?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = re.compile(r"[\s_.:*#°'\"?-]+")


@dataclass(frozen=True)
class Field:
    """What a column may be read into, and what tables call it."""

    code: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A column, the field it is read into if any, and how sure that is (0 to 100).

    Where nothing is sure, `candidates` are the fields that it might be.
    """

    column: str
    field: str | None
    score: int
    samples: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


def known_names(kind: str, code: str) -> tuple[str, ...]:
    """The usual names of a field of organisations, people, members, activities, …"""
    return tuple(_catalogue()[kind].get(code, _catalogue()["any"].get(code, ())))


def known_fields(kind: str) -> list[Field]:
    codes = [*_catalogue()[kind], *_catalogue()["any"]]
    return [Field(code, known_names(kind, code)) for code in dict.fromkeys(codes)]


def is_known(header: str) -> bool:
    if len(header) > 100:
        return False
    parts = _TWICE.split(header)
    if len(parts) > 1 and all(_key(part) in _all_names() for part in parts):
        return True
    return not _keys(header).keys().isdisjoint(_all_names())


def match_headers(
    header: Sequence[str],
    fields: Iterable[Field],
    samples: Sequence[Sequence[str]] = (),
) -> list[Match]:
    """Give each column its field, and no field to two columns.

    `samples` are texts of each column, shown to the person beside it.
    """
    fields = list(fields)
    names = _names_of(fields)
    scores = [_scores(column, names) for column in header]
    chosen: dict[int, tuple[str, int]] = {}
    taken: set[str] = set()
    # The surest pair first; of two as sure, the first column and the first field.
    order = {field.code: place for place, field in enumerate(fields)}
    pairs = sorted(
        (-score, column, order[code], code)
        for column, found in enumerate(scores)
        for code, score in found.items()
    )
    for minus, column, _place, code in pairs:
        if column in chosen or code in taken:
            continue
        if _is_doubtful(code, -minus, scores[column], taken):
            continue
        chosen[column] = (code, -minus)
        taken.add(code)
    shown = [tuple(column) for column in samples] or [()] * len(header)
    return [
        Match(name, *chosen[column], shown[column])
        if column in chosen
        else Match(name, None, 0, shown[column], _candidates(scores[column], taken))
        for column, name in enumerate(header)
    ]


def _is_doubtful(
    code: str, score: int, found: Mapping[str, int], taken: set[str]
) -> bool:
    """Whether a like name is as like another field; an exact name is never in doubt."""
    if score >= UNDER_GROUP:
        return False
    return any(
        other != code and other not in taken and rival > score - DOUBT
        for other, rival in found.items()
    )


def _candidates(found: Mapping[str, int], taken: set[str]) -> tuple[str, ...]:
    free = [code for code in found if code not in taken]
    return tuple(sorted(free, key=lambda code: -found[code])[:3])


def _scores(column: str, names: Mapping[str, list[str]]) -> dict[str, int]:
    """How sure each field is: by its exact name, or else by a name that is like it."""
    keys = _keys(column)
    exact: dict[str, int] = {}
    for key, sureness in keys.items():
        for code in names.get(key, ()):
            exact[code] = max(exact.get(code, 0), sureness)
    exact = exact or _both(column, names)
    if exact:
        return exact
    like: dict[str, int] = {}
    for key, sureness in keys.items():
        if len(key) < 4:
            continue
        for name, codes in names.items():
            if len(name) < 4:
                continue
            score = int(fuzz.ratio(key, name, score_cutoff=LIKE) * sureness / 100)
            for code in codes if score >= LIKE else ():
                like[code] = max(like.get(code, 0), min(score, UNDER_GROUP - 1))
    return like


def _both(column: str, names: Mapping[str, list[str]]) -> dict[str, int]:
    """What a name says twice: “Ragione sociale / Company name”."""
    parts = [names.get(_key(part), []) for part in _TWICE.split(column)]
    if len(parts) < 2:
        return {}
    return {
        code: UNDER_GROUP for code in parts[0] if all(code in part for part in parts)
    }


def _names_of(fields: Iterable[Field]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for field in fields:
        for name in (field.code, *field.names):
            # A name in brackets is the name of the language: it is kept.
            codes = names.setdefault(_key(name), [])
            if field.code not in codes:
                codes.append(field.code)
    return names


def _keys(header: str) -> dict[str, int]:
    """The ways to read a column's name, and how sure each is."""
    parts = _JOINT.split(header)
    keys = {_key(header): SURE}
    keys.setdefault(_key(_BRACKETS.sub(" ", header)), IN_BRACKETS)
    if len(parts) > 1:
        keys.setdefault(_key(parts[-1]), UNDER_GROUP)
        keys.setdefault(_key(_BRACKETS.sub(" ", parts[-1])), UNDER_GROUP)
    keys.pop("", None)
    return keys


def _key(name: str) -> str:
    """A name without what nobody means: case, accents, stops, `camelCase`, brackets."""
    name = fold(_CAMEL.sub(" ", name[:200])).replace("(", " ").replace(")", " ")
    return _SLASH.sub("/", " ".join(_MARKS.sub(" ", name).split()))


@cache
def _all_names() -> frozenset[str]:
    return frozenset(
        _key(name)
        for fields in _catalogue().values()
        for names in fields.values()
        for name in names
    )


@cache
def _catalogue() -> dict[str, dict[str, list[str]]]:
    data = resources.files(__package__).joinpath("data", "headers.toml")
    return tomllib.loads(data.read_text("utf-8"))
