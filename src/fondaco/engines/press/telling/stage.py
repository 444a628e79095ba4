"""Who the text is about, from sentence to sentence."""

import re
from dataclasses import replace

from fondaco.engines.press.items import Actor, Count, Named, Person, within
from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.acts import Act
from fondaco.engines.press.telling.belonging import seat_of
from fondaco.engines.press.telling.drafts import MISSIONS, Draft, Part, organisation_of
from fondaco.engines.press.telling.gathering import Gathered
from fondaco.engines.press.telling.mention import Mention


class Stage:
    """What the giving of roles remembers.

    Parameters
    ----------
    gathered
        What the text names.
    """

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.text = gathered.text
        self.cast = gathered.cast
        self.acts: dict[int, Act] = {}
        self.dropped: list[Mention] = []
        self.elected: list[tuple[Person, str, Draft]] = []
        self.placed: dict[int, Named] = {}
        self.housed: list[tuple[Draft, Part]] = []
        self.mission: Draft | None = None
        self.stage: Draft | None = None
        self._subject: list[Actor] = []
        counted = one_of(table("counts")["before_not"])
        self._size = re.compile(rf"(?<!\w)(?:{counted})\s*(?:\w+\s+)?$")

    def about(self, sentence: Sentence, position: int) -> Named | None:
        """Say which organisation a sentence is about.

        Parameters
        ----------
        sentence
            The sentence.
        position
            From where on to look back.
        """
        own = [o for o in map(organisation_of, self._subject) if o and o.is_cluster]
        if own:
            return own[0]
        free = [
            o
            for o in self.gathered.organisations
            if o.is_cluster
            and not any(
                p.venue and p.start <= o.start < p.end for p in self.gathered.places
            )
        ]
        inside = within(free, sentence.start, sentence.end)
        if inside:
            return inside[0]
        earlier = [o for o in free if o.end <= position]
        return earlier[-1] if earlier else None

    def speak_of(self, organisation: Named | None) -> None:
        """Note that the text is about an organisation now.

        Parameters
        ----------
        organisation
            Which.
        """
        if organisation is not None:
            self._subject = [organisation]

    def _belonging(self, person: Person) -> Person:
        """“Il nostro Rossi”, and whoever comes without a body of their own."""
        if person.organisation is not None:
            return person
        seat = seat_of(self.text, person)
        if seat is None and not re.search(
            table("people")["public_offices"], person.office
        ):
            seat = self.gathered.author
        return replace(person, organisation=seat)

    def _plain(self, draft: Draft) -> str:
        return "delegate" if draft.kind in MISSIONS else "participant"

    def _is_size(self, sentence: Sentence, count: Count) -> bool:
        """“Conta 108 imprese” says how large it is, and not who came."""
        before = self.text.folded[max(sentence.start, count.start - 45) : count.start]
        return bool(self._size.search(before))
