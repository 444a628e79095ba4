"""Filters that turn data into words of the page's language."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.numbers import format_currency, format_decimal
from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from fondaco.core.partial_dates import (
    PartialDate,
    Precision,
    known_in_words,
    range_in_words,
    since_in_words,
    until_in_words,
)
from fondaco.core.texts import Text
from fondaco.core.texts import localised as find_text
from fondaco.engines.language.countries import country_name as find_country_name
from fondaco.engines.language.gazetteer import find_place

register = template.Library()


@register.simple_block_tag
def captured(content: SafeString) -> SafeString:
    """Draws a block now and shows it later: `{% captured as name %}`."""
    return SafeString(content.strip())


@register.filter
def marked(text: object) -> SafeString:
    """A text escaped, with its `lang` where that is not the language of the page."""
    if isinstance(text, Text) and text and text.language != get_language():
        return format_html('<span lang="{}">{}</span>', text.language, text.text)
    return mark_safe(conditional_escape(text if isinstance(text, str) else str(text)))  # noqa: S308 — escaped just here


@register.filter
def localised(record: object, field: str) -> SafeString:
    """`{{ activity|localised:"title" }}`, for the body of a page."""
    return marked(find_text(record, field))


@register.filter
def plain_text(record: object, field: str) -> str:
    """The same without mark-up: for <title>, attributes and mails."""
    return find_text(record, field).text


@register.filter
def in_words(value: PartialDate | date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    if isinstance(value, date):
        value = PartialDate.day(value)
    return value.in_words(get_language())


@register.filter
def moment(value: datetime) -> str:
    """A day in words and the hour of the clock on the wall."""
    local = timezone.localtime(value)
    return f"{in_words(local.date())}, {local:%H:%M}"


@register.filter
def until(start: PartialDate, end: PartialDate | None) -> str:
    """`{{ start|until:end }}`: a period as a sentence would say it."""
    return range_in_words(start, end, get_language())


@register.filter
def held(fact: Any) -> str:
    """`{{ fact|held }}`: since when a dated fact holds, or from when to when it did."""
    begins, ends = fact.valid_from, fact.valid_until
    if _has_name(begins) and _has_name(ends):
        return range_in_words(begins, ends, get_language())
    if known := known_in_words(begins, ends, get_language()):
        return known
    words = (
        since_in_words(begins, get_language()),
        until_in_words(ends, get_language()),
    )
    return ", ".join(filter(None, words))


def _has_name(date: PartialDate) -> bool:
    """Whether it is a day, or all of a month, season or year, and no mere span."""
    return date.precision == Precision.DAY or date.is_whole


@register.filter
def number(value: float | int | None) -> str:
    if value is None:
        return ""
    # Most numbers of a page; no language writes them otherwise.
    if type(value) is int and 0 <= value < 1000:
        return str(value)
    return _decimal(value, get_language() or "it")


@lru_cache(maxsize=4096)
def _decimal(value: float | int, language: str) -> str:
    """A large page has hundreds of small numbers, mostly the same ones."""
    return format_decimal(value, locale=language)


@register.filter
def euros(value: float | Decimal) -> str:
    """A sum of whole euros: “38.000.000 €”, “€38,000,000”."""
    return format_currency(
        value,
        "EUR",
        locale=get_language() or "it",
        currency_digits=False,
        format="#,##0\xa0¤" if get_language() == "it" else "¤#,##0",
    )


@register.filter
def signed(value: float | int) -> str:
    """A change, with its sign: “+3”, “−2”, “0”."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(abs(value))


@register.filter
def country_name(code: str) -> str:
    """The name of an ISO 3166 alpha-2 code; an unknown code stays as it is."""
    try:
        return find_country_name(code, get_language() or "it")
    except ValueError:
        return code


@register.filter
def city_name(city: str, country: str) -> str:
    """`{{ place.city|city_name:place.country }}`: “Bruxelles” is “Brussels” in English.

    A city that the gazetteer lacks stays as it is.
    """
    known = find_place(city, country or None) if city else None
    if known is None:
        return city
    return known.name_en if get_language() == "en" else known.name_it


# Inside <script> an HTML parser knows no entities: only JSON's own escapes are safe.
_UNSAFE_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@register.filter
def json_ld(data: object) -> SafeString:
    """Structured data as a script element: `{{ data|json_ld }}`, in the block “head”.

    Names come from outside: none of them can end the element.
    """
    text = json.dumps(data, ensure_ascii=False).translate(_UNSAFE_IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 — escaped just here


@dataclass
class CitedSource:
    """A source, and those of its words that support a record."""

    source: Any
    quotes: list[str]


@register.filter
def by_source(citations: Iterable[Any]) -> list[CitedSource]:
    """`{{ citations|by_source }}`: each source once, whichever fields it supports."""
    found: dict[int, CitedSource] = {}
    for citation in citations or ():
        cited = found.setdefault(citation.source_id, CitedSource(citation.source, []))
        if citation.quote and citation.quote not in cited.quotes:
            cited.quotes.append(citation.quote)
    return list(found.values())
