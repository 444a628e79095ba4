"""The sources, and what each of them supports."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Model, QuerySet

from fondaco.activities.search import words_of
from fondaco.core.models import Citation, Source
from fondaco.core.permissions import Actor
from fondaco.engines.language.folding import fold
from fondaco.portal.queries.naming import NAMINGS
from fondaco.portal.queries.references import (
    Key,
    Reference,
    key_of,
    read_references,
    visible_citations,
)
from fondaco.registry.scope import scope_of


@dataclass(frozen=True)
class SourceLine:
    source: Source
    records: int


@dataclass(frozen=True)
class Supported:
    """A record, and those of a passage's words that support it where it is not all."""

    reference: Reference
    fragments: list[str]


@dataclass
class Passage:
    """Words of the source, with the shorter ones within them."""

    quote: str
    start: int | None
    found: dict[Key, list[str]] = field(default_factory=dict)
    supported: list[Supported] = field(default_factory=list)

    def holds(self, citation: Citation) -> bool:
        """Whether these words are a part of this passage, there or anywhere."""
        if self.start is None or citation.span_start is None:
            return self.start == citation.span_start and citation.quote in self.quote
        begin = citation.span_start - self.start
        return begin >= 0 and self.quote[begin:].startswith(citation.quote)


@dataclass(frozen=True)
class Support:
    """One record that the source supports, with the words that do."""

    reference: Reference
    quotes: list[str]


@dataclass(frozen=True)
class Group:
    """The records of one kind."""

    name: str
    code: str
    supports: list[Support]


@dataclass
class Evidence:
    """All that a source supports and the person may see."""

    passages: list[Passage] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    unquoted: list[Reference] = field(default_factory=list)

    @property
    def record_count(self) -> int:
        return sum(len(group.supports) for group in self.groups)


def list_sources(text: str, actor: Actor) -> list[SourceLine]:
    """The sources whose title or publisher holds all words of `text`.

    Those that support nothing that the person may see are for editors alone.
    """
    counts = _count_records(visible_citations(actor))
    words = words_of(text)
    return [
        SourceLine(source, counts[source.pk])
        for source in Source.objects.order_by(
            F("published_latest").desc(nulls_last=True), "title", "pk"
        )
        if (counts[source.pk] or scope_of(actor).is_editor) and _holds(source, words)
    ]


def _count_records(citations: "QuerySet[Citation]") -> Counter[int]:
    """How many different records each source supports."""
    distinct = (
        citations.order_by()
        .values("source", "content_type")
        .annotate(records=Count("object_id", distinct=True))
    )
    counts: Counter[int] = Counter()
    for row in distinct:
        counts[row["source"]] += row["records"]
    return counts


def _holds(source: Source, words: list[str]) -> bool:
    said = fold(f"{source.title}\n{source.publisher}\n{source.slug}")
    return all(word in said for word in words)


def read_evidence(source: Source, actor: Actor) -> Evidence:
    citations = list(visible_citations(actor).filter(source=source))
    references = read_references(citations, actor)
    shown = [one for one in citations if key_of(one) in references]
    groups = list(_groups(shown, references))
    return Evidence(
        passages=_passages(shown, references),
        groups=groups,
        unquoted=[
            support.reference
            for group in groups
            for support in group.supports
            if not support.quotes
        ],
    )


def _in_text_order(citation: Citation) -> tuple[bool, int, int, str, int]:
    start, end = citation.span_start, citation.span_end
    return (start is None, start or 0, -(end or 0), citation.quote, citation.pk)


def _passages(
    citations: list[Citation], references: dict[Key, Reference]
) -> list[Passage]:
    """The words in the order of the text, each record once with what supports it."""
    passages: list[Passage] = []
    quoted = [one for one in citations if one.quote]
    # Longer ones first, so that the shorter are found within them.
    for citation in sorted(quoted, key=lambda one: (-len(one.quote), one.pk)):
        passage = next((one for one in passages if one.holds(citation)), None)
        if passage is None:
            passage = Passage(citation.quote, citation.span_start)
            passages.append(passage)
        fragments = passage.found.setdefault(key_of(citation), [])
        if citation.quote not in {passage.quote, *fragments}:
            fragments.append(citation.quote)
    for passage in passages:
        passage.supported = [
            Supported(references[key], fragments)
            for key, fragments in passage.found.items()
        ]
    return sorted(passages, key=lambda one: (one.start is None, one.start or 0))


def _groups(
    citations: list[Citation], references: dict[Key, Reference]
) -> Iterable[Group]:
    """The records by kind, each with the words that support it."""
    quotes: dict[Key, list[str]] = defaultdict(list)
    for citation in sorted(citations, key=_in_text_order):
        known = quotes[key_of(citation)]
        if citation.quote and citation.quote not in known:
            known.append(citation.quote)
    by_model: dict[type[Model], list[Support]] = {one.model: [] for one in NAMINGS}
    for key, words in quotes.items():
        by_model[references[key].model].append(Support(references[key], words))
    for model, supports in by_model.items():
        if supports:
            meta = model._meta
            name = str(meta.verbose_name_plural)
            yield Group(name, str(meta.model_name), supports)
