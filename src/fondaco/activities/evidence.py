"""What each source says of an activity, with the words marked that support a fact."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.activities.count_words import count_in_words
from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    Attendance,
    Body,
    CountStatement,
    Outcome,
    Participation,
    Place,
)
from fondaco.core.citations import read_citations
from fondaco.core.models import Citation, Source
from fondaco.web.templatetags.words import city_name

# What a cited field is called, where its model has no field of that name.
FIELDS: dict[str, Promise] = {
    "title": _("name"),
    "start": _("start"),
    "end": _("end"),
    "aliases": _("other name"),
    "topic": _("topic"),
    "presented": _("what was presented"),
    "capacity": _("in the capacity of"),
    "description": _("description"),
    "note": _("note"),
}


@dataclass(frozen=True)
class Fact:
    """A fact, and the words that support it where they are part of a longer passage."""

    words: str
    fragment: str = ""
    position: int = -1


@dataclass
class Passage:
    """Words of a source; `pieces` are its text in order, each marked or not."""

    text: str
    start: int | None
    facts: list[Fact] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        pieces, position = [], 0
        for begin, end in sorted(self.marks):
            pieces.append((self.text[position:begin], False))
            pieces.append((self.text[max(begin, position) : end], True))
            position = max(position, end)
        pieces.append((self.text[position:], False))
        return [(text, is_marked) for text, is_marked in pieces if text]

    def take(self, citation: Citation, words: str) -> bool:
        """Add a fact if its words are of this passage."""
        begin = self._position(citation)
        if begin is None:
            return False
        if citation.quote == self.text:
            self.facts.append(Fact(words))
        else:
            self.facts.append(Fact(words, citation.quote, begin))
            self.marks.append((begin, begin + len(citation.quote)))
        return True

    def _position(self, citation: Citation) -> int | None:
        if self.start is not None and citation.span_start is not None:
            begin = citation.span_start - self.start
            is_here = self.text[max(begin, 0) :].startswith(citation.quote)
            return begin if begin >= 0 and is_here else None
        begin = self.text.find(citation.quote)
        return begin if begin >= 0 else None


@dataclass
class Evidence:
    """One source: its passages, and the facts that it supports without its words."""

    source: Source
    passages: list[Passage] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)


def read_evidence(records: Iterable[Model]) -> list[Evidence]:
    found = read_citations(records)
    return [
        _evidence(source, list(among))
        for source, among in groupby(found, key=lambda one: one[1].source)
    ]


def _evidence(source: Source, cited: list[tuple[Model, Citation]]) -> Evidence:
    evidence = Evidence(source)
    # Longer passages first, so that the shorter ones are marked within them.
    for record, citation in sorted(cited, key=lambda one: -len(one[1].quote)):
        words = fact_in_words(record, citation.field)
        if not citation.quote:
            evidence.facts.append(words)
        elif not any(passage.take(citation, words) for passage in evidence.passages):
            passage = Passage(citation.quote, citation.span_start, [Fact(words)])
            evidence.passages.append(passage)
    evidence.passages.sort(key=lambda passage: passage.start or 0)
    for passage in evidence.passages:
        passage.facts.sort(key=lambda fact: fact.position)
    return evidence


def fact_in_words(record: Model, name: str) -> str:
    """Which fact a citation supports: “LE2C: role”, “date”, “Barcelona: venue”."""
    about, field_name = _about(record), _field_in_words(record, name)
    if not (about and field_name):
        return about or field_name or gettext("the activity")
    return gettext("%(about)s: %(field)s") % {"about": about, "field": field_name}


def _about(record: Model) -> str:
    match record:
        case Activity():
            return ""
        case Participation():
            who = record.organisation or record.cluster
            return f"{who}, {record.get_role_display()}"
        case Place():
            city = city_name(record.city, record.country)
            return ", ".join(filter(None, [record.venue, city])) or gettext("country")
        case Body():
            return f"{record.organisation}, {record.get_role_display()}"
        case ActivityAlias():
            return gettext("other name: “%(name)s”") % {"name": record.name}
        case CountStatement():
            return count_in_words(record)
        case Attendance():
            return str(record.person)
        case Outcome():
            return gettext("outcome: %(outcome)s") % {"outcome": record}
    return str(record)


def _field_in_words(record: Model, name: str) -> str:
    if name in FIELDS:
        return str(FIELDS[name])
    try:
        described = record._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return str(getattr(described, "verbose_name", name))
