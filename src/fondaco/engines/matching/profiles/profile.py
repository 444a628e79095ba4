"""What is known of those who may meet: profiles, wishes, exclusions, past meetings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from fondaco.engines.matching.texts.terms import guess_language
from fondaco.engines.matching.texts.vocabulary import LANGUAGES, competences

Id = int | str
TRL = range(1, 10)


@dataclass(frozen=True)
class Text:
    """A text in a language.

    Parameters
    ----------
    text
        As it was written.
    language
        ``it`` or ``en``; guessed by its small words where empty.
    """

    text: str
    language: str = ""

    def __post_init__(self) -> None:
        """Take the language that the text seems to be in."""
        if not self.language:
            object.__setattr__(self, "language", guess_language(self.text))
        if self.language not in LANGUAGES:
            raise ValueError(f"A text is in 'it' or 'en', not in {self.language!r}.")


@dataclass(frozen=True)
class Profile:
    """An organisation that may meet others.

    Parameters
    ----------
    id
        The identifier.
    name
        As reasons call it; the identifier where empty.
    does, offers, seeks
        What it does, offers and seeks: texts, each of one thing.
    competences
        Codes of `texts.vocabulary.competences`.
    nace, nuts
        Codes, the longer the narrower: ``28.4``, ``ITC4C``.
    country
        ISO 3166-1 alpha-2.
    kind, size
        In the words of those who ask, such as ``company`` and ``small``.
    trl
        From which to which technology readiness level its offers are; ``None`` if it
        does not say.
    languages
        In which it can talk.
    clusters
        Whose member it is.
    company
        Whom it belongs to: nobody is suggested to colleagues.
    wants_kinds, wants_countries, wants_sizes
        Whom it would rather meet; anybody where empty.
    """

    id: Id
    name: str = ""
    does: tuple[Text, ...] = ()
    offers: tuple[Text, ...] = ()
    seeks: tuple[Text, ...] = ()
    competences: tuple[str, ...] = ()
    nace: tuple[str, ...] = ()
    country: str = ""
    nuts: str = ""
    kind: str = ""
    size: str = ""
    trl: tuple[int, int] | None = None
    languages: frozenset[str] = frozenset()
    clusters: frozenset[str] = frozenset()
    company: Id | None = None
    wants_kinds: frozenset[str] = frozenset()
    wants_countries: frozenset[str] = frozenset()
    wants_sizes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse codes and levels that there are not."""
        for code in self.competences:
            if code not in competences():
                raise ValueError(f"Profile {self.id}: there is no competence {code!r}.")
        if self.trl is not None:
            low, high = self.trl
            if low not in TRL or high not in TRL or low > high:
                raise ValueError(f"Profile {self.id}: TRL go from 1 to 9, low to high.")

    @property
    def title(self) -> str:
        """The name, or the identifier of a profile without one."""
        return self.name or str(self.id)

    @property
    def empty(self) -> bool:
        """Whether it says nothing that could be matched."""
        texts = (*self.does, *self.offers, *self.seeks)
        return not self.competences and not any(one.text.strip() for one in texts)


class Outcome(StrEnum):
    """What came of a meeting."""

    NONE = "none"
    NO_SHOW = "no_show"
    CONTACT = "contact"
    NEGOTIATION = "negotiation"
    AGREEMENT = "agreement"


GOOD = frozenset({Outcome.CONTACT, Outcome.NEGOTIATION, Outcome.AGREEMENT})


@dataclass(frozen=True)
class Wish:
    """Someone asks to meet someone."""

    by: Id
    of: Id


@dataclass(frozen=True)
class Exclusion:
    """Two who must not be suggested to each other, competitors for instance."""

    one: Id
    other: Id


@dataclass(frozen=True)
class Encounter:
    """A meeting of the past, in a year, and what came of it."""

    one: Id
    other: Id
    year: int
    outcome: Outcome = Outcome.NONE


@dataclass(frozen=True)
class Collaboration:
    """Two who worked together, and in what: a project, a partnership."""

    one: Id
    other: Id
    what: str = ""


@dataclass(frozen=True)
class Quota:
    """How long lists are, and how often one may be on those of others.

    Parameters
    ----------
    length
        How many suggestions each gets at most.
    shown
        On how many lists each is at most.
    """

    length: int = 10
    shown: int = 15

    def __post_init__(self) -> None:
        """Refuse quotas under which nobody is suggested."""
        if self.length < 1 or self.shown < 1:
            raise ValueError("A quota is 1 or more.")


@dataclass(frozen=True)
class Gathering:
    """Those who may meet, and all that is known of them.

    Parameters
    ----------
    profiles
        Each identifier once.
    wishes, exclusions, encounters, collaborations
        Of profiles that are there; exclusions hold both ways, and always.
    subject, subject_competences
        What the event or the call is about.
    year
        The present one.
    meet_again_after
        Who met is suggested again after so many years; never where ``None``.
    new_only
        Whether who worked together is left out.
    """

    profiles: tuple[Profile, ...]
    wishes: tuple[Wish, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    collaborations: tuple[Collaboration, ...] = ()
    subject: tuple[Text, ...] = ()
    subject_competences: tuple[str, ...] = ()
    year: int = 0
    meet_again_after: int | None = None
    new_only: bool = False

    def __post_init__(self) -> None:
        """Refuse identifiers that are there twice, or not at all."""
        if len(self.number_of) < len(self.profiles):
            seen: set[Id] = set()
            for profile in self.profiles:
                if profile.id in seen:
                    raise ValueError(f"Profile {profile.id} is there twice.")
                seen.add(profile.id)
        named: Iterable[tuple[str, tuple[Id, Id]]] = (
            *(("wish", (one.by, one.of)) for one in self.wishes),
            *(("exclusion", (one.one, one.other)) for one in self.exclusions),
            *(("meeting", (one.one, one.other)) for one in self.encounters),
            *(("collaboration", (one.one, one.other)) for one in self.collaborations),
        )
        for what, pair in named:
            for one in pair:
                if one not in self.number_of:
                    raise ValueError(f"A {what} names {one}, who has no profile.")

    @cached_property
    def number_of(self) -> Mapping[Id, int]:
        """The place of each profile by its identifier."""
        return {profile.id: place for place, profile in enumerate(self.profiles)}
