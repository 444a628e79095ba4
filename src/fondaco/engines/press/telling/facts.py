"""What a text says of organisations: offices, labels, memberships."""

import re
from collections.abc import Iterator
from dataclasses import replace

from fondaco.engines.press.items import Person
from fondaco.engines.press.lexicon import table
from fondaco.engines.press.reading import Fact
from fondaco.engines.press.telling.appointing import appointed
from fondaco.engines.press.telling.casting import Casting
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.gathering import Gathered
from fondaco.engines.press.telling.joining import memberships_of

_SINCE = re.compile(
    r"[^.;]{0,110}?(?:dal(?:l')?\s*(?:l')?(?:(?P<month>gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)\s+)?(?P<year>\d{4})"
    r"|(?:per\s+il\s+)?(?:biennio|triennio|quadriennio|quinquennio)\s+(?P<first>\d{4})\s?[-/]\s?(?P<last>\d{4}|\d{2}))"
)
_MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]


def facts_of(
    gathered: Gathered, drafts: list[Draft], casting: Casting
) -> Iterator[Fact]:
    """Find the facts of a text.

    Parameters
    ----------
    gathered
        What it names.
    drafts
        What it tells.
    casting
        Who was elected.
    """
    told: set[tuple[str, str]] = set()
    for person, office, draft in casting.elected:
        date = draft.date
        fact = _office(gathered, person, office, date.start if date else None)
        if fact is not None:
            told.add((person.name, office))
            yield fact
    for person, office in appointed(gathered):
        fact = _office(gathered, person, office, None)
        if fact is not None and (person.name, office) not in told:
            told.add((person.name, office))
            yield fact
    for person in gathered.people:
        office = person.office
        if not office or not re.search(table("people")["fact_offices"], office):
            continue
        if " " not in person.name or any(
            name == person.name and same in office for name, same in told
        ):
            continue
        fact = _office(gathered, _placed(gathered, casting, person), office, None)
        if fact is not None:
            told.add((person.name, office))
            yield fact
    yield from _labels(gathered, drafts)
    yield from memberships_of(gathered)


def _placed(gathered: Gathered, casting: Casting, person: Person) -> Person:
    if person.organisation is not None:
        return person
    if person.name_start in casting.placed:
        return replace(person, organisation=casting.placed[person.name_start])
    if re.search(table("people")["public_offices"], person.office):
        return person
    earlier = [o for o in gathered.organisations if o.end <= person.start]
    meant = [
        o
        for o in earlier
        if o.cluster or (o.is_cluster and not o.key.startswith("camera"))
    ] or [
        o
        for o in earlier
        if not o.key.startswith(("regione", "camera", "ministero", "commissione"))
    ]
    meant = [o for o in meant if o.cluster] or meant
    if not meant:
        return person
    return replace(person, organisation=meant[-1])


def _office(
    gathered: Gathered, person: Person, office: str, start: str | None
) -> Fact | None:
    if person.organisation is None:
        return None
    end = None
    since = _SINCE.match(gathered.text.folded, person.end)
    if since is not None and not re.search(r"[.;]", since[0]):
        if since["year"]:
            month = f"-{_MONTHS.index(since['month']) + 1:02}" if since["month"] else ""
            start = since["year"] + month
        else:
            start = since["first"]
            end = (
                since["last"] if len(since["last"]) == 4 else start[:2] + since["last"]
            )
    first, last = (
        min(person.start, person.organisation.start),
        max(person.end, person.organisation.end),
    )
    if last - first > 300:
        first, last = person.start, person.end
    return Fact(
        "mandate",
        person.organisation.name,
        f"{office}: {person.name}",
        start,
        end,
        gathered.text.quote(first, last),
        gathered.text.span(first, last),
    )


def _labels(gathered: Gathered, drafts: list[Draft]) -> Iterator[Fact]:
    for draft in drafts:
        if draft.kind != "recognition":
            continue
        for part in draft.parts:
            gives = part.role == "promoter"
            if part.name is None or part.count is not None or gives:
                continue
            date = draft.date
            yield Fact(
                "label",
                part.name,
                draft.title,
                date.start if date else None,
                None,
                gathered.text.quote(draft.start, draft.end),
                gathered.text.span(draft.start, draft.end),
            )
