"""Reading a text: the one function that the engine is for."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fondaco.engines.press.datelines import find_dateline, home_of
from fondaco.engines.press.linking.deciding import link
from fondaco.engines.press.linking.model import model
from fondaco.engines.press.names.registry import (
    Organisation,
    Registry,
    registry_of,
)
from fondaco.engines.press.normalising import Text, normalise
from fondaco.engines.press.reading import (
    Activity,
    Proposed,
    Reading,
    moved,
    moved_fact,
    moved_name,
)
from fondaco.engines.press.sentences import split
from fondaco.engines.press.telling.assembling import Teller, years_named
from fondaco.engines.press.telling.concrete import is_concrete
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.facts import facts_of
from fondaco.engines.press.telling.finishing import (
    activity_of,
    hand_over,
    last_told,
)
from fondaco.engines.press.telling.gathering import Gathered, gather
from fondaco.engines.press.telling.merging import merge

# Far longer than any press text.
LONGEST_PART = 20_000


def read(
    text: str,
    published: dt.date | None = None,
    *,
    registry: Iterable[Organisation] | None = None,
) -> Reading:
    """Read an Italian press text.

    Parameters
    ----------
    text
        Plain text, in any state.
    published
        The day of its publication; without one the text's own dateline is taken, and
        without that the years that it names.
    registry
        Organisations that are known besides those that come with the engine.

    Returns
    -------
    Reading
        The activities and facts that the text tells, with the words that say so. The
        same text always gives the same reading.

    Examples
    --------
    >>> reading = read("Il 24 novembre 2016 AFIL ha partecipato al convegno “Open”.")
    >>> [(a.title, a.start, a.status) for a in reading.activities]
    [('Open', '2016-11-24', 'held')]
    """
    known = registry_of(tuple(registry or ()))
    reading = Reading(text, published)
    for start, end in _parts(text):
        part = _read_part(text[start:end], reading.published, known)
        reading = _together(reading, part, start)
    return reading


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Divide what is longer than any press text, so that the time for it is even."""
    start = 0
    while len(text) - start > LONGEST_PART:
        cut = text.rfind("\n", start + LONGEST_PART // 2, start + LONGEST_PART) + 1
        cut = cut or start + LONGEST_PART
        yield start, cut
        start = cut
    yield start, len(text)


def _together(reading: Reading, part: Reading, offset: int) -> Reading:
    return Reading(
        reading.text,
        reading.published or part.published,
        (*reading.activities, *(moved(a, offset) for a in part.activities)),
        (*reading.facts, *(moved_fact(f, offset) for f in part.facts)),
        (*reading.unknown, *(moved_name(p, offset) for p in part.unknown)),
    )


@dataclass(frozen=True, slots=True)
class Drafted:
    """A text of which all is told, but not yet weighed who takes part in what.

    Parameters
    ----------
    plain, published
        The text, and the day of its publication.
    teller
        What was read.
    activities
        Those that are handed over.
    """

    plain: Text
    published: dt.date | None
    teller: Teller
    activities: list[Draft]

    def written(self) -> tuple[Activity, ...]:
        """Write the activities down."""
        told = last_told(self.activities)
        return tuple(
            activity_of(self.plain, draft, self.published, told)
            for draft in self.activities
        )


def draft(text: str, published: dt.date | None, registry: Registry) -> Drafted:
    """Read a text by the rules alone.

    Parameters
    ----------
    text, published
        As in `read`.
    registry
        The organisations that are known.
    """
    plain = normalise(text)
    sentences = split(plain)
    gathered = gather(plain, sentences, registry)
    dateline = find_dateline(plain, published)
    if dateline is not None:
        start, end = dateline.start, dateline.end
        published = published or dateline.day
        gathered.dates[:] = [d for d in gathered.dates if not start <= d.start < end]
        gathered.places[:] = [p for p in gathered.places if not start <= p.start < end]
    teller = Teller(gathered, published, years_named(plain.folded), home_of(plain))
    drafts = merge(teller.tell())
    concrete = [d for d in drafts if is_concrete(d, alone=len(drafts) == 1)]
    hand_over(drafts, concrete)
    return Drafted(plain, published, teller, concrete)


def _read_part(text: str, published: dt.date | None, registry: Registry) -> Reading:
    drafted = draft(text, published, registry)
    teller, activities = drafted.teller, drafted.activities
    facts = tuple(facts_of(teller.gathered, activities, teller.casting))
    link(teller, activities, model())
    return Reading(
        text,
        drafted.published,
        drafted.written(),
        facts,
        _unknown(teller.gathered),
    )


def _unknown(gathered: Gathered) -> tuple[Proposed, ...]:
    found: dict[str, Proposed] = {}
    for organisation in gathered.organisations:
        if not organisation.is_known:
            span = gathered.text.span(organisation.start, organisation.end)
            found.setdefault(organisation.key, Proposed(organisation.name, span))
    return tuple(found.values())
