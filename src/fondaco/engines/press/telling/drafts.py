"""Activities while they are being read: what was said of them so far."""

from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from fondaco.engines.language.folding import fold
from fondaco.engines.press.dates.resolving import Date
from fondaco.engines.press.items import Actor, Count, Named, Person, Where
from fondaco.engines.press.reading import Place

# The more a role says, the further on; a later one takes the place of an earlier one.
_LADDER = ("mentioned", "participant", "delegate", "b2b_participant", "exhibitor")
# The more exact precision goes first.
EXACT = ("day", "week", "month", "season", "year")
MISSIONS = frozenset({"mission_outgoing", "mission_incoming"})


@dataclass(slots=True)
class Part:
    """One participation, while more may be said of it.

    Parameters
    ----------
    name, key, cluster
        Of the organisation; of a count, what is counted.
    role, status
        Codes; the status is empty where it follows from the activity's.
    people, session
        As in `reading.Participation`.
    count
        The count, if it is one.
    start, end
        The words that say so.
    confidence
        From 0 to 1.
    rule
        What gave the role.
    """

    name: str | None
    key: str
    cluster: str | None
    role: str
    start: int
    end: int
    status: str = ""
    people: tuple[str, ...] = ()
    session: str | None = None
    count: Count | None = None
    confidence: float = 0.7
    rule: str = ""


@dataclass(slots=True)
class Draft:
    """One activity, while more may be said of it.

    Parameters
    ----------
    kind, title, words
        Its name, or the words that stand for one.
    section, is_heading
        Where it was first told.
    around
        Inside what the sentence says it to be: “durante la fiera”.
    joined
        Of what was told twice, the other one, that has all that is said.
    """

    kind: str
    title: str
    start: int
    end: int
    section: int
    is_heading: bool
    is_named: bool
    is_weak: bool
    is_definite: bool = False
    is_context: bool = False
    around: "Draft | None" = None
    sentence: int = 0
    paragraph: int = 0
    edition: int | None = None
    programme: str | None = None
    time: str | None = None
    default: Where | None = None
    dates: list[tuple[Date, int, int]] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    tenses: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    evidence: list[tuple[str, int, int]] = field(default_factory=list)
    joined: "Draft | None" = None

    @property
    def date(self) -> Date | None:
        """The most exact date, the earliest said of those."""
        return min(
            (d for d, _, _ in self.dates),
            key=lambda d: EXACT.index(d.precision),
            default=None,
        )

    def say(self, what: str, start: int, end: int) -> None:
        """Note which words say something."""
        self.evidence.append((what, start, end))

    def add_place(self, where: Where) -> None:
        """Add a place, or make one that is there more exact."""
        for number, there in enumerate(self.places):
            if (where.city and there.city == where.city) or _is_country_of(
                there, where
            ):
                if where.venue and there.venue and where.venue != there.venue:
                    continue
                self.places[number] = replace(
                    there,
                    city=there.city or where.city,
                    country=there.country or where.country,
                    venue=there.venue or where.venue,
                )
                return
            if (
                where.city is None
                and where.venue is None
                and there.country == where.country
            ):
                return
            if there.venue and where.city and there.city is None and not where.venue:
                self.places[number] = replace(
                    there, city=where.city, country=where.country
                )
                return
            if (
                where.venue
                and where.city is None
                and there.city
                and there.venue is None
            ):
                self.places[number] = replace(there, venue=where.venue)
                return
            if where.venue and where.venue == there.venue:
                return
        self.places.append(where)
        self.say("places", where.start, where.end)

    def places_read(self) -> tuple[Place, ...]:
        """Give the places, whole countries left out where a city of theirs is known."""
        cities = {p.country for p in self.places if p.city}
        kept = [p for p in self.places if p.city or p.venue or p.country not in cities]
        return tuple(Place(p.city, p.country, p.venue) for p in kept)

    def add_part(self, actor: Actor, role: str, **more: object) -> Part:
        """Add somebody with a role, or the role to somebody who is there."""
        part = _part_of(actor, role)
        for name, value in more.items():
            if value:
                setattr(part, name, value)
        return self.join_part(part)

    def join_part(self, part: Part) -> Part:
        """Add a part, or what it says to one that is there.

        Parameters
        ----------
        part
            Of somebody who may be there already.
        """
        for there in self.parts:
            if _is_same(there, part) and _merge(there, part):
                return there
        if part.count is None and part.role in _LADDER:
            higher = [
                p for p in self.parts if _is_same(p, part) and p.role not in _LADDER
            ]
            if higher and part.role in {"participant", "delegate", "mentioned"}:
                _take(higher[0], part)
                return higher[0]
        self.parts.append(part)
        return part


def _is_country_of(there: Where, where: Where) -> bool:
    """“In Brasile” was said before “a San Paolo”."""
    return bool(
        where.city
        and there.city is None
        and there.venue is None
        and there.country == where.country
    )


def _part_of(actor: Actor, role: str) -> Part:
    if isinstance(actor, Count):
        return Part(actor.noun, "", None, role, actor.start, actor.end, count=actor)
    if isinstance(actor, Person):
        organisation = actor.organisation
        return Part(
            organisation.name if organisation else None,
            organisation.key if organisation else "",
            organisation.cluster if organisation else None,
            role,
            actor.start,
            actor.end,
            people=(actor.name,),
        )
    return Part(
        actor.name,
        actor.key,
        actor.cluster,
        role,
        actor.start,
        actor.end,
        confidence=0.9 if actor.is_known else 0.7,
    )


def _is_same(there: Part, part: Part) -> bool:
    if there.count is not None or part.count is not None:
        return (
            there.count is not None
            and part.count is not None
            and there.count.number == part.count.number
            and (
                there.count.number is not None
                or fold(there.name or "") == fold(part.name or "")
            )
        )
    if not there.key or not part.key:
        return there.key == part.key and set(there.people) & set(part.people) != set()
    return there.key == part.key or is_alike(there.key, part.key)


def is_alike(first: str, second: str) -> bool:
    """Tell whether two folded names are of one organisation.

    Parameters
    ----------
    first, second
        Folded names.
    """
    if first == second:
        return True
    return len(first) > 10 and len(second) > 10 and fuzz.ratio(first, second) >= 92


def _merge(there: Part, part: Part) -> bool:
    if there.count is not None or there.role == part.role:
        _take(there, part)
        return True
    if there.role in _LADDER and part.role in _LADDER:
        if _LADDER.index(part.role) > _LADDER.index(there.role):
            there.role, there.start, there.end = part.role, part.start, part.end
        _take(there, part)
        return True
    if there.role in {"participant", "delegate", "mentioned"}:
        there.role, there.start, there.end = part.role, part.start, part.end
        _take(there, part)
        return True
    return False


def _take(there: Part, part: Part) -> None:
    there.people = (*there.people, *(p for p in part.people if p not in there.people))
    there.session = there.session or part.session
    there.status = there.status or part.status


def organisation_of(actor: Actor) -> Named | None:
    """Give the organisation that acts.

    Parameters
    ----------
    actor
        An organisation, or somebody of one.
    """
    if isinstance(actor, Named):
        return actor
    return actor.organisation if isinstance(actor, Person) else None
