"""Those who may take part: organisations, and people without one, wherever named."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fondaco.engines.press.items import Count, Item, Named, Person
from fondaco.engines.press.telling.drafts import Draft, Part, is_alike
from fondaco.engines.press.telling.gathering import Gathered


@dataclass(slots=True)
class Naming:
    """One place where a party is named.

    Parameters
    ----------
    start, end
        In the plain text.
    person
        Who is named there for it.
    is_seat
        Whether it says where something is.
    """

    start: int
    end: int
    person: Person | None = None
    is_seat: bool = False

    def overlaps(self, part: Part) -> bool:
        """Tell whether the words of a part are among its own.

        Parameters
        ----------
        part
            Of an activity.
        """
        return part.start < self.end and self.start < part.end


@dataclass(slots=True)
class Party:
    """One who may take part, with all the places where it is named.

    Parameters
    ----------
    key, name, cluster
        Of the organisation; of a person without one the key is empty.
    is_known, is_cluster
        As in `items.Named`.
    namings
        In the order of the text.
    people
        Those who are named for it.
    """

    key: str
    name: str | None
    cluster: str | None
    is_known: bool = False
    is_cluster: bool = False
    namings: list[Naming] = field(default_factory=list)
    people: set[str] = field(default_factory=set)

    def has(self, part: Part) -> bool:
        """Tell whether a part is its own.

        Parameters
        ----------
        part
            Of an activity.
        """
        if part.cluster and part.cluster == self.cluster:
            return True
        if not part.key or not self.key:
            return part.key == self.key and not self.people.isdisjoint(part.people)
        return part.key == self.key or is_alike(part.key, self.key)


class Parties:
    """All parties of a text."""

    def __init__(self) -> None:
        self.all: list[Party] = []
        self._by_key: dict[str, Party] = {}
        self._by_cluster: dict[str, Party] = {}
        self._by_person: dict[str, Party] = {}

    def of_key(self, key: str, name: str | None, cluster: str | None) -> Party:
        """Give the party of a folded name, a new one if need be."""
        party = self._by_cluster.get(cluster or "") or self._by_key.get(key)
        if party is None:
            party = next((p for p in self.all if p.key and is_alike(p.key, key)), None)
            if party is None:
                party = Party(key, name, cluster)
                self.all.append(party)
        self._by_key.setdefault(key, party)
        if cluster:
            self._by_cluster.setdefault(cluster, party)
        return party

    def of_person(self, name: str) -> Party:
        """Give the party for which somebody without a body is named."""
        party = self._by_person.get(name)
        if party is None:
            party = Party("", None, None, people={name})
            self.all.append(party)
            self._by_person[name] = party
        return party

    def add_part(self, part: Part) -> None:
        """Add who has a part by the rules."""
        if part.count is not None:
            return
        if part.key:
            party = self.of_key(part.key, part.name, part.cluster)
            for person in part.people:
                self._by_person.setdefault(person, party)
                party.people.add(person)
        elif part.people:
            party = self.of_person(part.people[0])
        else:
            return
        if not any(naming.overlaps(part) for naming in party.namings):
            party.namings.append(Naming(part.start, part.end))

    def add(self, actor: Item, *, is_seat: bool = False) -> None:
        """Add somebody who is named."""
        if isinstance(actor, Named):
            party = self.of_key(actor.key, actor.name, actor.cluster)
            party.is_known |= actor.is_known
            party.is_cluster |= actor.is_cluster
            party.namings.append(Naming(actor.start, actor.end, None, is_seat))
        elif isinstance(actor, Person):
            body = actor.organisation
            if body is None:
                party = self.of_person(actor.name)
            else:
                party = self.of_key(body.key, body.name, body.cluster)
                party.is_known |= body.is_known
                party.is_cluster |= body.is_cluster
                party.people.add(actor.name)
            party.namings.append(Naming(actor.start, actor.end, actor))


def find_parties(gathered: Gathered, drafts: Sequence[Draft]) -> list[Party]:
    """Find those who may take part.

    Parameters
    ----------
    gathered
        What the text names.
    drafts
        The activities, with the parts that rules gave.
    """
    parties = Parties()
    named = [a for a in gathered.cast.actors if not isinstance(a, Count)]
    for actor in named:
        if not (isinstance(actor, Person) and actor.organisation is None):
            parties.add(actor)
    for seat in gathered.cast.seats:
        parties.add(seat, is_seat=True)
    for draft in drafts:
        for part in draft.parts:
            parties.add_part(part)
    for actor in named:
        if isinstance(actor, Person) and actor.organisation is None:
            parties.add(actor)
    for party in parties.all:
        party.namings.sort(key=lambda n: (n.start, n.end))
    return parties.all
