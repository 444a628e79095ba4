"""Everything that a text names, found once for all its sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fondaco.engines.press.dates.expressions import find_expressions
from fondaco.engines.press.items import Actor, Count, Item, Named, Person, When, Where
from fondaco.engines.press.names.acronyms import with_acronyms
from fondaco.engines.press.names.context import find_by_context
from fondaco.engines.press.names.naming import name_of, unknown
from fondaco.engines.press.names.offices import give_offices
from fondaco.engines.press.names.organisations import find_organisations
from fondaco.engines.press.names.people import find_people
from fondaco.engines.press.names.places import find_places_in
from fondaco.engines.press.names.registry import Registry
from fondaco.engines.press.names.residue import find_residue
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.actors import Cast
from fondaco.engines.press.telling.anaphora import resolve_names
from fondaco.engines.press.telling.belonging import author_of, share_organisations
from fondaco.engines.press.telling.counts import find_counts
from fondaco.engines.press.telling.titles import Speech, Title, find_titles
from fondaco.engines.press.tokens import Tokens, tokenise


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a text names.

    Parameters
    ----------
    text, sentences, tokens
        The text.
    titles, speeches, organisations, people, places, counts, dates
        In the order of the text.
    cast
        Those who may act.
    author
        The organisation that the text is about, or by, if it is one.
    """

    text: Text
    sentences: Sequence[Sentence]
    tokens: Tokens
    titles: list[Title]
    speeches: list[Speech]
    organisations: list[Named]
    people: list[Person]
    places: list[Where]
    counts: list[Count]
    dates: list[When]
    cast: Cast
    author: Named | None


def gather(text: Text, sentences: Sequence[Sentence], registry: Registry) -> Gathered:
    """Find everything that a text names.

    Parameters
    ----------
    text
        A text made plain.
    sentences
        Its sentences.
    registry
        The organisations that are known.
    """
    tokens = tokenise(text, sentences)
    expressions = find_expressions(text.folded)
    dates = [When(e.start, e.end, e) for e in expressions]
    titles, speeches = find_titles(text, tokens, dates, registry)
    people = [p for p in find_people(text, tokens) if not overlaps(p, titles)]
    organisations = find_organisations(text, tokens, [*people, *titles], registry)
    organisations = [
        _plain_name(text, o) for o in organisations if not overlaps(o, titles)
    ]
    titles = [t for t in titles if not (t.is_quoted and registry.of(t.name))]
    people = [p for p in people if not overlaps(p, organisations)]
    cities = find_places_in(text, tokens, organisations, [*people, *titles, *dates])
    more = find_by_context(
        text, tokens, sentences, [*titles, *people, *organisations, *cities, *dates]
    )
    organisations = sorted([*organisations, *more], key=lambda named: named.start)
    organisations, short = with_acronyms(text, organisations)
    organisations = sorted(
        [*organisations, *_again(text, organisations, short, [*titles, *people])],
        key=lambda named: named.start,
    )
    meant = resolve_names(text, organisations, people)
    bodies = sorted([*organisations, *meant], key=lambda named: named.start)
    people = give_offices(text, tokens, people, bodies)
    people = share_organisations(people)
    places = find_places_in(text, tokens, organisations, [*people, *titles, *dates])
    venues = [place for place in places if place.venue]
    counts = find_counts(text, [*dates, *titles, *venues, *meant])
    acting = [*organisations, *meant]
    things = [*titles, *dates, *places]
    claimed = _marks(len(text.plain), [*things, *people, *acting, *counts])
    acting += find_residue(text, tokens, sentences, claimed)
    acting.sort(key=lambda named: named.start)
    author = author_of(text, sorted([*organisations, *meant], key=lambda n: n.start))
    cast = _cast(text, tokens, people, acting, counts, venues, things)
    return Gathered(
        text,
        sentences,
        tokens,
        titles,
        speeches,
        organisations,
        people,
        places,
        counts,
        dates,
        cast,
        author,
    )


# “Il Consiglio direttivo di Alfa”: what meets is no part of the name.
_ORGAN = re.compile(
    r"(?:(?:Consiglio|Comitato) (?:[Dd]irettivo|[Ee]secutivo|[Dd]i [Aa]mministrazione)"
    r"|Assemblea(?: [Gg]enerale| dei [Ss]oci)?|Direttivo)"
    r" (?:d[ei] |del |della |dello |dei |dell')"
)


def _plain_name(text: Text, named: Named) -> Named:
    """Of “cluster Green HoMe” the name alone, where the noun is none of it."""
    organ = _ORGAN.match(named.name)
    if organ is not None and not named.is_known:
        rest = named.name[organ.end() :]
        start = named.start + organ.end()
        if text.plain[start : named.end] == rest:
            return replace(named, start=start, name=rest, key=name_of(rest))
    first, _, rest = named.name.partition(" ")
    if (
        first in {"cluster", "gruppo", "società", "startup", "ditta", "rete", "impresa"}
        and rest
    ):
        return replace(
            named, name=rest, key=named.key if named.is_known else name_of(rest)
        )
    return named


def _cast(
    text: Text,
    tokens: Tokens,
    people: list[Person],
    organisations: list[Named],
    counts: list[Count],
    venues: list[Where],
    things: list[Item],
) -> Cast:
    # A seat does not act, unless it is said to be the host.
    free = [o for o in organisations if not any(_covers(v, o) for v in venues)]
    actors: list[Actor] = [*_spoken_for(people, free), *counts]
    actors.sort(key=lambda actor: (actor.start, actor.end))
    acting = {o.start for o in free}
    seats = [o for o in organisations if o.start not in acting]
    seated = {o.start for o in seats}
    seats += [_seated(text, v) for v in venues if v.start not in seated]
    seats.sort(key=lambda seat: seat.start)
    return Cast(text, tokens, actors, _marks(len(text.plain), things), seats)


# “Nella sede di Comau a Grugliasco”: Comau.
_SEAT_OF = re.compile(
    r"(?:(?:sed[ei]|stabiliment[oi]|uffici|spazi|locali|impiant[oi]|cantier[ei]|laborator\w+"
    r"|quartier generale|fabbric(?:a|he)|capannon[ei]|show-?room)(?: [a-z]+)?"
    r" (?:di |del |della |dello |degli |dei |dell'))?(?P<name>[A-ZÀ-Ý].*?)"
    r"(?: ad? [A-ZÀ-Ý].*)?"
)


def _seated(text: Text, venue: Where) -> Named:
    seat = _SEAT_OF.fullmatch(text.plain, venue.start, venue.end)
    start, end = seat.span("name") if seat else (venue.start, venue.end)
    return unknown(text, start, end)


def _marks(length: int, things: Sequence[Item]) -> bytearray:
    marks = bytearray(length + 1)
    for thing in things:
        marks[thing.start : thing.end] = b"\x01" * (thing.end - thing.start)
    return marks


def _covers(outer: Item, inner: Item) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _again(
    text: Text,
    organisations: list[Named],
    short: dict[str, Named],
    others: list[Item],
) -> list[Named]:
    """Find names again that were once recognised by a word before them."""
    found: list[Named] = []
    taken = {(o.start, o.end) for o in organisations}
    called = {o.name: o for o in organisations if not o.is_known} | short
    for name, organisation in called.items():
        if len(name) < 3 or not name[0].isalnum():
            continue
        start = text.plain.find(name)
        while start >= 0:
            end = start + len(name)
            item = replace(organisation, start=start, end=end)
            bordered = not (
                text.plain[start - 1 : start].isalnum()
                or text.plain[end : end + 1].isalnum()
            )
            if (
                bordered
                and not any(a < end and start < b for a, b in taken)
                and not overlaps(item, others)
            ):
                found.append(item)
            start = text.plain.find(name, end)
    return found


def overlaps(item: Item, others: Sequence[Item]) -> bool:
    """Tell whether something stands where others stand.

    Parameters
    ----------
    item
        One thing.
    others
        Other things.
    """
    return any(o.start < item.end and item.start < o.end for o in others)


def _spoken_for(
    people: Sequence[Person], organisations: Sequence[Named]
) -> list[Actor]:
    """List people and organisations, but who only says whose somebody is."""
    free = [o for o in organisations if not any(_covers(p, o) for p in people)]
    return sorted([*people, *free], key=lambda actor: actor.start)
