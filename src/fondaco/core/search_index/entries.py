"""What the entry of a record says: its words, folded and stemmed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import override

from fondaco.core.search_index.declared import Indexed
from fondaco.core.search_index.numbers import Numbers
from fondaco.core.search_index.question import TITLE, stems
from fondaco.core.texts import LANGUAGES
from fondaco.engines.language.countries import country_name, is_country
from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import find_place
from fondaco.engines.language.stemming import chunks

COLUMNS = ("kind", "object_id", "title", "length", "day", "words")
# A book is not found by each of its words.
MOST_TOKENS = 20_000
LONGEST_TITLE = 1000


def entries_of(indexed: Indexed, keys: Collection[int]) -> Iterator[dict[str, Any]]:
    """The entries of those records that are there."""
    rows = indexed.model._base_manager.filter(pk__in=Numbers(keys)).order_by("pk")
    titles, texts = _told(rows, indexed.title), _told(rows, indexed.text)
    days = _days(rows, indexed.day)
    for key, own in titles.items():
        names = list(dict.fromkeys(filter(None, (fold(text) for _, text in own))))
        if indexed.is_one_name:
            names = [" ".join(names)]
        yield {
            "kind": indexed.label,
            "object_id": key,
            "title": "\n".join(names)[:LONGEST_TITLE],
            "length": len(names[0]) if names else 0,
            "day": days.get(key, 0),
            "words": _words(own, texts.get(key, [])),
        }


Texts = list[tuple[tuple[str, ...], str]]


def _words(title: Texts, text: Texts) -> str:
    found: dict[str, None] = {}
    for languages, said in title:
        for token in tokens(said, languages):
            found[token] = found[TITLE + token] = None
    for languages, said in text:
        found.update(dict.fromkeys(tokens(said, languages)))
    return " ".join(list(found)[:MOST_TOKENS])


def tokens(text: str, languages: tuple[str, ...]) -> list[str]:
    return [token for piece in text.split() for token in _tokens(piece, languages)]


@lru_cache(maxsize=100_000)
def _tokens(piece: str, languages: tuple[str, ...]) -> list[str]:
    found = []
    for chunk in chunks(piece):
        for word in filter(None, (*chunk.parts, chunk.joined)):
            found += [word, *stems(word, languages)]
    return found


def _told(rows: "QuerySet[Any]", paths: tuple[str, ...]) -> dict[int, Texts]:
    """The texts of each record, with the languages in which each may be."""
    together: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        together[path.rpartition("__")[0]].append(path)
    found: dict[int, Texts] = defaultdict(list)
    for prefix, own in together.items():
        fields = [_field(rows.model, path) for path in own]
        there = rows.filter(**{f"{prefix}__isnull": False}) if prefix else rows
        for key, *values in there.values_list("pk", *own).distinct():
            row = {
                field.name: value for field, value in zip(fields, values, strict=True)
            }
            found[key] += [
                (_languages(field.name), text)
                for field in fields
                if (text := _say(field, row))
            ]
    return found


def _field(model: Any, path: str) -> Any:
    *steps, last = path.split("__")
    for name in steps:
        model = model._meta.get_field(name).related_model
    return model._meta.get_field(last)


def _languages(name: str) -> tuple[str, ...]:
    ending = name.rpartition("_")[2]
    return (ending,) if ending in LANGUAGES else tuple(LANGUAGES)


def _say(field: Any, row: dict[str, Any]) -> str:
    value = row[field.name]
    if not value:
        return ""
    if field.name == "country":
        return _country_names(value)
    if field.name == "city":
        return _city_names(value, row.get("country", ""))
    return _labels(field).get(value, "") if field.choices else str(value)


@lru_cache(maxsize=500)
def _labels(field: Any) -> dict[str, str]:
    """What a choice is called, in every language."""
    labels: dict[str, str] = defaultdict(str)
    for language in LANGUAGES:
        with override(language):
            for value, label in field.flatchoices:
                labels[value] += f" {label}"
    return labels


@lru_cache(maxsize=500)
def _country_names(code: str) -> str:
    if not is_country(code):
        return code
    return " ".join(country_name(code, language) for language in LANGUAGES)


@lru_cache(maxsize=20_000)
def _city_names(city: str, country: str) -> str:
    known = find_place(city, country)
    return " ".join([city, known.name_it, known.name_en]) if known else city


def _days(rows: "QuerySet[Any]", path: str) -> dict[int, int]:
    if not path:
        return {}
    days: list[tuple[int, dt.date | None]] = list(rows.values_list("pk", path))
    return {key: day.toordinal() for key, day in days if day}
