"""The search of the calendar by text, the same on every database.

Texts are folded on the spot and sought in memory: nothing is kept in step when an
organisation changes its name, SQLite and PostgreSQL cannot differ on accents, and a
person finds nothing by what they may not see. A thousand activities take a tenth of a
second; tens of thousands will want an index.
"""

from collections import defaultdict
from functools import cache, lru_cache
from itertools import chain

from django.utils.translation import override

from fondaco.activities.models import Place
from fondaco.activities.models.activities import ActivityQuerySet
from fondaco.activities.queries import name_reads
from fondaco.activities.vocabularies import ActivityKind
from fondaco.core.reading import Read, read_together
from fondaco.core.texts import LANGUAGES
from fondaco.engines.language.countries import country_name, is_country
from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import find_place
from fondaco.registry.scope import Scope

# What stands around a word and is no part of it.
PUNCTUATION = "\"'.,;:!?()[]{}<>|*+-/\\"


def words_of(text: str) -> list[str]:
    """The words to look for: quotation marks and stray signs are not among them."""
    words = (word.strip(PUNCTUATION) for word in fold(text).split())
    return [word for word in words if word]


def said_of(activities: ActivityQuerySet, scope: Scope) -> dict[int, str]:
    """All that is said of each by which one may look for it, folded."""
    among = activities.order_by()
    there = Place.objects.filter(activity__in=among.values("pk"))
    rows, places, *names = read_together(
        Read(among, ("pk", "kind", *_TEXTS)),
        Read(there, _PLACE),
        *name_reads(activities, scope),
    )
    said: dict[int, list[str]] = defaultdict(list)
    for activity, name in chain.from_iterable(names):
        if name:
            said[activity].append(name)
    for pk, kind, *texts in rows:
        said[pk] += [_kind_names()[kind], *(text for text in texts if text)]
    for activity, city, country in places:
        said[activity] += [city_names(city, country), country_names(country)]
    return {pk: "\n".join(map(_folded, texts)) for pk, texts in said.items()}


_TEXTS = ("title_it", "title_en", "programme__name_it", "programme__name_en")
_PLACE = ("activity", "city", "country")
# The same names come back at each activity and at each search; a text folds one way.
_folded = lru_cache(maxsize=20_000)(fold)


@lru_cache(maxsize=20_000)
def city_names(city: str, country: str) -> str:
    """As the record writes it, and as both languages call it."""
    known = find_place(city, country) if city else None
    return " ".join([city, known.name_it, known.name_en]) if known else city


@cache
def country_names(code: str) -> str:
    if not is_country(code):
        return code
    return " ".join(country_name(code, language) for language in LANGUAGES)


@cache
def _kind_names() -> dict[str, str]:
    names: dict[str, list[str]] = {kind: [] for kind in ActivityKind.values}
    for language in LANGUAGES:
        with override(language):
            for kind in ActivityKind:
                names[kind].append(str(kind.label))
    return {kind: " ".join(labels) for kind, labels in names.items()}
