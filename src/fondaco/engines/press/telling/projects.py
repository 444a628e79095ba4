"""Projects and programmes: told as something done, or as what something belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from fondaco.engines.press.items import Item
from fondaco.engines.press.lexicon import one_of, table, whole
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.mention import EVENTS, Mention
from fondaco.engines.press.telling.triggers import Trigger

FARTHEST = 75


@dataclass(frozen=True, slots=True)
class Programme(Item):
    """What an activity belongs to.

    Parameters
    ----------
    name
        As the text has it.
    """

    name: str


def project_of(
    text: Text,
    sentence: Sentence,
    mentions: Sequence[Mention],
    triggers: Sequence[Trigger],
    *,
    has_focus: bool,
) -> tuple[list[Mention], list[Programme]]:
    """Tell projects that something is said of from those that others belong to.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        The sentence.
    mentions
        What it mentions.
    triggers
        What gives roles in it.
    has_focus
        Whether the text is about something to which a project may be what it belongs
        to.

    Returns
    -------
    tuple[list[Mention], list[Programme]]
        The mentions without the projects that are none, and what others belong to.
    """
    kept: list[Mention] = []
    programmes: list[Programme] = []
    events = [m for m in mentions if m.kind not in {"project", "programme"}]
    for mention in mentions:
        if _is_initiative(mention) and mention.title is not None:
            title = mention.title
            programmes.append(Programme(title.start, title.end, title.name))
        elif mention.kind not in {"project", "programme"} or (
            mention.title is not None
            and _is_told(text, sentence, mention, events, triggers)
        ):
            kept.append(mention)
        elif mention.title is not None and _is_led(text, sentence, mention):
            continue
        elif mention.title is not None and (events or has_focus):
            title = mention.title
            programmes.append(Programme(title.start, title.end, title.name))
    if events or has_focus or kept:
        taken: list[Item] = [*programmes, *(m.title for m in mentions if m.title)]
        taken += [m for m in mentions if m.kind == "partnership"]
        programmes += [
            p
            for p in _known(text, sentence)
            if not any(t.start < p.end and p.start < t.end for t in taken)
        ]
    return kept, programmes


def _is_led(text: Text, sentence: Sentence, mention: Mention) -> bool:
    """“In qualità di coordinatore di Pilot Vanguard” says who somebody is."""
    before = text.folded[max(sentence.start, mention.start - 25) : mention.start]
    return (
        re.search(r"(?:coordinator\w+|capofila|leader|partner)\s+d\w+\s+$", before)
        is not None
    )


def _is_initiative(mention: Mention) -> bool:
    """“Nell'ambito dell'iniziativa Vanguard” names what something belongs to."""
    return mention.is_context and mention.words.casefold().startswith("iniziativ")


def _is_told(
    text: Text,
    sentence: Sentence,
    mention: Mention,
    events: Sequence[Mention],
    triggers: Sequence[Trigger],
) -> bool:
    before = text.folded[max(sentence.start, mention.start - FARTHEST) : mention.start]
    following = text.folded[mention.end : min(sentence.end, mention.end + 60)]
    if _LED.match(following):
        return True
    if _BELONGS.search(before) and any(
        e.kind in EVENTS or e.kind == "proposal" for e in events
    ):
        return False
    after = text.folded[mention.end : min(sentence.end, mention.end + FARTHEST)]
    if _told().search(before) or _told().search(after):
        return True
    return (
        any(
            t.is_passive
            and 0 <= t.start - mention.end < 30
            and t.role in {"promoter", "coordinator", "organiser"}
            for t in triggers
        )
        and not mention.is_context
        and not events
    )


# “Il progetto HyLearn, di cui Bergamo è partner…”: more is said of it.
_LED = re.compile(
    r"\s*[,(]\s*(?:di\s+cui|(?:al|del|nel)\s+quale|(?:che|e)\s+(?:vede|coinvolge|ha\s+come|conta)"
    r"|guidat[oa]|capitanat[oa]|capeggiat[oa]|capofila|con\s+capofila)"
)
_BELONGS = re.compile(
    r"(?:previst[oaie]\s+(?:dal|nel)|nell'ambito|nel\s+quadro"
    r"|all'interno|inserisc\w+|rientra\w*|grazie|attraverso"
    r"|parte|sul|nel|del|dal|con\s+il)\s*(?:di\s+|del\s+"
    r"|dell'|un\s+|il\s+|al\s+|nel\s+)?(?:piu\s+ampio\s+)?$"
)


@cache
def _told() -> re.Pattern[str]:
    return whole(one_of(table("projects")["told"]))


@cache
def _programmes() -> re.Pattern[str]:
    return whole(one_of(table("projects")["programmes"]))


def _known(text: Text, sentence: Sentence) -> list[Programme]:
    return [
        Programme(m.start(), m.end(), " ".join(text.plain[m.start() : m.end()].split()))
        for m in _programmes().finditer(text.folded, sentence.start, sentence.end)
        if text.plain[m.start()].isupper()
    ]


def programme_in(folded: str) -> str:
    """Of “pnrr return” give the project alone.

    Parameters
    ----------
    folded
        What stands after “progetto”, folded.
    """
    match = _programmes().match(folded)
    return folded if match is None else folded[match.end() :].lstrip(" -,")
