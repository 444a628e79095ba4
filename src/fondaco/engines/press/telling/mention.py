"""What stands for an activity: a noun, a name, or a pronoun."""

from dataclasses import dataclass

from fondaco.engines.press.items import Item
from fondaco.engines.press.telling.titles import Title

EVENTS = frozenset(
    [
        "conference",
        "seminar",
        "fair",
        "matchmaking",
        "mission_outgoing",
        "mission_incoming",
        "visit",
        "meeting",
        "kick_off",
        "final_event",
        "assembly",
        "networking",
        "training",
        "other",
    ]
)


@dataclass(frozen=True, slots=True)
class Mention(Item):
    """A noun or a name that stands for an activity.

    Parameters
    ----------
    kind
        ``other`` where the noun says little.
    words
        The noun as the text has it, with what belongs to it.
    title
        Its name, if one is beside it.
    is_generic
        Whether the noun says little: “evento”, “iniziativa”.
    is_weak
        Whether the noun alone is no activity: “edizione”, “progetti”.
    is_definite
        Whether it has the article of what is known already.
    is_plural
        Whether it is of several.
    is_context
        Whether it only says inside what something else is: “nell'ambito di”.
    edition
        Its number.
    is_relative
        Whether it is told of in passing: “le piattaforme, il cui lancio…”.
    is_indefinite
        Whether it has the article, or the adjective, of what is new.
    has_goal
        Whether it says to whom or to what: “la visita allo stabilimento”.
    goal
        Where it goes, folded: “missione in California”.
    is_during
        Whether what is told is done at it: “nel corso di”, and not “in vista di”.
    is_deed
        Whether it is a verb that tells one without a noun: “ci ritroveremo”.
    is_pronoun
        Whether it stands for one of those that a noun before it names.
    """

    kind: str
    words: str
    title: Title | None
    is_generic: bool = False
    is_weak: bool = False
    is_definite: bool = False
    is_plural: bool = False
    is_context: bool = False
    edition: int | None = None
    is_relative: bool = False
    is_indefinite: bool = False
    has_goal: bool = False
    goal: str = ""
    is_pronoun: bool = False
    is_during: bool = False
    is_deed: bool = False
