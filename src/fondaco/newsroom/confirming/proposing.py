"""What the engine read, as findings: the engine's words become those of the record."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from fondaco.activities.vocabularies import (
    ActivityKind,
    ActivityStatus,
    CountSubject,
    ParticipationStatus,
)
from fondaco.engines.language.countries import country_code
from fondaco.engines.language.folding import fold
from fondaco.engines.press import Activity, Evidence, Fact, Participation, Place
from fondaco.engines.press import Reading as Read
from fondaco.engines.press.normalising import normalise
from fondaco.engines.press.sentences import split
from fondaco.newsroom.confirming.counted import OF_THE_WHOLE, subjects_of
from fondaco.newsroom.confirming.dates import dates_of
from fondaco.newsroom.confirming.known import Body, Known
from fondaco.newsroom.confirming.within import containers
from fondaco.newsroom.vocabularies import FindingKind, UndertakingKind

# What the record keeps as something else, or as nothing that has a page of its own.
KINDS = {
    **{kind: kind for kind in ActivityKind.values},
    **{kind: kind for kind in UndertakingKind.values},
    "agreement": UndertakingKind.PARTNERSHIP.value,
}
# Evidence for the record as a whole.
PASSAGE = "passage"
STATUSES = set(ActivityStatus.values)


@dataclass
class Proposed:
    """A finding that is not saved yet."""

    kind: FindingKind
    said: dict[str, Any]
    evidence: list[list[Any]]
    parts: list["Proposed"] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Where it is told: a date may stand far before, for all of them."""
        titles = [words[1] for words in self.evidence if words[0] in {"title", ""}]
        return min(titles or [words[1] for words in self.evidence], default=0)


def propose(read: Read, known: Known) -> list[Proposed]:
    """In the order of the text."""
    passages = _passages(read.text)
    labels = {fact.value for fact in read.facts if fact.kind == "label"}
    around = containers(read.activities, read.text)
    found = [
        _record(activity, within, known, passages)
        for activity, within in zip(read.activities, around, strict=True)
        if not _is_told_as_fact(activity, labels)
    ]
    found += [_fact(fact, known) for fact in read.facts]
    return sorted(found, key=lambda one: one.first)


def _is_told_as_fact(activity: Activity, labels: Set[str]) -> bool:
    """Offices stand among the facts, with who holds them; labels, with who has them."""
    if activity.kind == "recognition":
        return activity.title in labels
    return activity.kind == "mandate"


def _passages(text: str) -> list[tuple[int, int]]:
    """Where its sentences begin and end."""
    plain = normalise(text)
    return [plain.span(one.start, one.end) for one in split(plain)]


def _record(
    read: Activity, within: str, known: Known, passages: Sequence[tuple[int, int]]
) -> Proposed:
    start, end = dates_of(read)
    said = {
        "title": read.title[:300],
        "kind": KINDS.get(read.kind, ""),
        "status": read.status if read.status in STATUSES else "",
        "start": str(start),
        "end": str(end),
        "edition": read.edition,
        "programme": read.programme or "",
        "time": read.time or "",
        "is_international": True,
        "within": within[:300],
    }
    own = [one for one in read.evidence if one.field not in {"participations"}]
    record = Proposed(FindingKind.RECORD, said, [_words(one) for one in own])
    # The sentence that names it, so that who reads the record reads a sentence.
    for start_of, end_of in passages:
        if start_of <= record.first < end_of:
            record.evidence.append([PASSAGE, start_of, end_of, read.confidence])
    record.parts += [_place(place, read.evidence) for place in read.places]
    record.parts += [
        _role(part, read.evidence, known)
        for part in read.participations
        if not part.is_count
    ]
    clusters = {one.said["cluster"] for one in record.parts if one.said.get("cluster")}
    only = clusters.pop() if len(clusters) == 1 else ""
    for part in read.participations:
        if part.is_count:
            record.parts += _counts(part, only)
    return record


def _words(evidence: Evidence) -> list[Any]:
    return [evidence.field, *evidence.span, evidence.confidence]


def _place(place: Place, evidence: Sequence[Evidence]) -> Proposed:
    said = {
        "city": place.city or "",
        "country": place.country or "",
        "venue": (place.venue or "")[:200],
    }
    told = [one for one in evidence if one.field == "places"]
    fitting = [one for one in told if _tells(one.quote, place)]
    # A city may stand there under another of its names.
    chosen = fitting or (told if len(told) == 1 else [])
    return Proposed(FindingKind.PLACE, said, [_words(one) for one in chosen])


def _tells(quote: str, place: Place) -> bool:
    words = fold(quote)
    if place.city is None and place.venue is None:
        return country_code(words) == place.country
    return any(fold(name) in words for name in (place.venue, place.city) if name)


def _role(part: Participation, evidence: Sequence[Evidence], known: Known) -> Proposed:
    name = part.organisation or ""
    body = known.body_called(name, part.cluster) or Body()
    said = {
        "name": name[:300],
        "cluster": body.cluster,
        "organisation": body.organisation,
        "role": part.role,
        "status": part.status if part.status in ParticipationStatus.values else "",
        "session": (part.session or "")[:200],
        "people": list(part.people),
    }
    return Proposed(FindingKind.ROLE, said, [_around(part, evidence)])


def _around(part: Participation, evidence: Sequence[Evidence]) -> list[Any]:
    """The shortest words that say the part and hold the name; or the name alone."""
    start, end = part.span
    holding = [
        one.span
        for one in evidence
        if one.field == "participations" and one.span[0] <= start and end <= one.span[1]
    ]
    shortest = min(holding, key=lambda span: span[1] - span[0], default=part.span)
    return ["", *shortest, part.confidence]


def _counts(part: Participation, only_cluster: str) -> Iterator[Proposed]:
    noun = part.organisation or ""
    subjects: list[CountSubject | str] = [*subjects_of(noun)] or [""]
    for subject in subjects:
        said = {
            "name": noun[:300],
            "subject": str(subject),
            "number": part.count,
            "some": part.some,
            "of": part.of,
            "cluster": "" if subject in OF_THE_WHOLE else only_cluster,
        }
        words = ["", *part.span, part.confidence]
        yield Proposed(FindingKind.COUNT, said, [words])


def _fact(fact: Fact, known: Known) -> Proposed:
    body = known.body_called(fact.organisation) or Body()
    said = {
        "fact": fact.kind,
        "name": fact.organisation[:300],
        "cluster": body.cluster,
        "organisation": body.organisation,
        "value": fact.value[:300],
        "start": fact.start or "",
        "end": fact.end or "",
    }
    return Proposed(FindingKind.FACT, said, [["", *fact.span, 0.5]])
