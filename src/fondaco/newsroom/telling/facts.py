"""What is told, as plain values; each has the `key` of its record: kind and uid."""

import datetime as dt
from dataclasses import dataclass

from fondaco.core.partial_dates import PartialDate

Key = tuple[str, str]


@dataclass(frozen=True)
class Named:
    """A cluster, an organisation or a person, by the name that sentences use."""

    key: Key
    name: str
    is_cluster: bool = False


@dataclass(frozen=True)
class Where:
    country: str
    city: str = ""
    venue: str = ""


@dataclass(frozen=True)
class HowMany:
    """What a source counts: exactly one of number, minimum and “some”."""

    key: Key
    subject: str
    number: int | None = None
    minimum: int | None = None
    is_some: bool = False
    is_approximate: bool = False
    of_total: int | None = None

    @property
    def least(self) -> int:
        """The number, or the least that there were; “some” gives none."""
        return self.number if self.number is not None else self.minimum or 0

    @property
    def is_one(self) -> bool:
        """Whether words agree with one: “at least one company”."""
        return self.least == 1

    @property
    def is_all(self) -> bool:
        return self.number == self.of_total and (self.number or 0) > 1


@dataclass(frozen=True)
class Present:
    """Somebody who was there; `capacity` is what as."""

    person: Named
    capacity: str = ""

    @property
    def words(self) -> str:
        name = self.person.name
        return f"{name} ({self.capacity})" if self.capacity else name


@dataclass(frozen=True)
class Taking:
    """One who takes part, in a role."""

    key: Key
    who: Named
    role: str
    status: str
    session: str = ""
    topic: str = ""
    presented: str = ""
    people: tuple[Present, ...] = ()
    counts: tuple[HowMany, ...] = ()
    outcomes: tuple[tuple[Key, str], ...] = ()


@dataclass(frozen=True)
class Around:
    """Who organises, promotes, sponsors…"""

    who: Named
    role: str


@dataclass(frozen=True)
class Told:
    """An activity with all that is told of it, in one language."""

    key: Key
    kind: str
    status: str
    title: str
    start: PartialDate
    end: PartialDate
    edition: int | None = None
    is_virtual: bool = False
    within: str = ""
    beside: str = ""
    programme: str = ""
    places: tuple[Where, ...] = ()
    around: tuple[Around, ...] = ()
    taking: tuple[Taking, ...] = ()
    counts: tuple[HowMany, ...] = ()


@dataclass(frozen=True)
class Joined:
    """Clusters in a partnership, a project or a proposal, by their role there."""

    key: Key
    kind: str
    title: str
    is_unnamed: bool
    parties: tuple[tuple[Named, str], ...]
    programme: str = ""


@dataclass(frozen=True)
class Bids:
    """Proposals that a source only counts, with the clusters that it names."""

    key: Key
    who: tuple[Named, ...]
    how_many: HowMany
    status: str


@dataclass(frozen=True)
class Statement:
    """What a source says of the year as a whole."""

    key: Key
    text: str
    publisher: str = ""


@dataclass(frozen=True)
class Period:
    first: dt.date
    last: dt.date

    @property
    def only_year(self) -> int | None:
        """The year in which all of it lies; dates in it need not repeat it."""
        return self.first.year if self.first.year == self.last.year else None


@dataclass(frozen=True)
class Story:
    """All that a bulletin tells."""

    period: Period
    today: dt.date
    activities: tuple[Told, ...] = ()
    undertakings: tuple[Joined, ...] = ()
    bids: tuple[Bids, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """Words, and the records that they tell of."""

    text: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Paragraph:
    heading: str
    sentences: tuple[Sentence, ...]
