"""The words that give roles, and on which side of them those stand who have them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from fondaco.engines.press.lexicon import one_of, table, whole
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.tenses import is_future_form
from fondaco.engines.press.telling.verbs import Form, forms

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BY = re.compile(
    r"\s*(?:(?:e|,)\s+\w+(?:at|it|ut|oss|olt|ott|ost)[oaie]\s+)?"
    r"(?:(?:a|ad|in|nel|nella|presso|il|lo|oggi|ieri|stamane|stamattina|per)\s+(?:[\w'°-]+\s+){0,6}?|\w+mente\s"
    r"+|anche\s+|congiuntamente\s+|inoltre\s+|insieme\s+|invece\s+|,\s+[^,.;:()\n]{3,50},\s*|(?:fra|tra)\s+gli\s+altri\s+)?"
    r"(?:da(?:l|llo|lla|i|gli|lle)?\s+|dall'|da\s+)"
)
_HAVE = re.compile(
    r"(?:ha|hanno|abbiamo|aveva|avevano|avra|avranno|avendo"
    r"|aver|avere)\s+(?:\w+\s+){0,2}$"
)
_BE = re.compile(
    r"(?:è|sono|era|erano|sara|saranno|essere|essendo|viene"
    r"|vengono|fu|verra|verranno|stat[oaie])\s+(?:\w+mente\s+"
    r"|anche\s+|inoltre\s+|stat[oaie]\s+|addirittura\s+)*$"
)
_MODAL = re.compile(
    r"(?:puo|possono|potra|potranno|potrebbe|potrebbero|deve"
    r"|devono|dovra|dovranno|vuole|vogliono|possibile"
    r"|che\s+intend(?:e|ono|a|ano)"
    r"|interessat[oaie]\s+a|invitat[oaie]\s+a|opportunita\s+di"
    r"|modo\s+di|possibilita\s+di|per|desidera|desiderano"
    r"|chi)\s+(?:\w+\s+)?$"
)
_NOT = re.compile(r"(?<!\w)(?:non|senza|ne)\s+(?:\w+\s+)?$")


class Side(Enum):
    """Where those who have the role are."""

    SUBJECT = "subject"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that give a role.

    Parameters
    ----------
    start, end
        In the plain text, the end excluded; after an agent's “da”.
    role
        A code, or ``head``, ``selected``, ``representative``, which depend on the rest.
    side
        Where those who have it are.
    is_passive
        Whether it says by whom something before it is done.
    is_noun
        Whether it is no verb: “la partecipazione di”.
    word
        The verb's infinitive, or the phrase.
    """

    start: int
    end: int
    role: str
    side: Side
    is_passive: bool
    is_noun: bool
    word: str


def find_triggers(text: Text, sentence: Sentence) -> list[Trigger]:
    """Find what gives roles in a sentence.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.

    Returns
    -------
    list[Trigger]
        In order; none overlaps another.
    """
    found = [*_phrases(text, sentence), *_verbs(text, sentence)]
    found.sort(key=lambda t: (t.start, -t.end))
    kept: list[Trigger] = []
    for trigger in found:
        if kept and trigger.start < kept[-1].end:
            continue
        kept.append(trigger)
    return kept


def _verbs(text: Text, sentence: Sentence) -> Iterator[Trigger]:
    for match in _WORD.finditer(text.folded, sentence.start, sentence.end):
        for form in forms().get(match[0], ()):
            trigger = _verb(text, sentence, match, form)
            if trigger is not None:
                yield trigger
                break


def _verb(
    text: Text, sentence: Sentence, match: re.Match[str], form: Form
) -> Trigger | None:
    verb = form.verb
    before = text.folded[max(sentence.start, match.start() - 45) : match.start()]
    if _NOT.search(before):
        return None
    if form.mood == "present" and _is_noun(text, sentence, match):
        return None
    if form.mood == "future" and not is_future_form(text, *match.span()):
        return None

    def trigger(role: str, side: Side, end: int, passive: bool = False) -> Trigger:
        return Trigger(match.start(), end, role, side, passive, False, verb.lemma)

    if form.mood == "participle" and not _HAVE.search(before):
        by = _BY.match(text.folded, match.end())
        if by is not None and verb.agent:
            return trigger(verb.agent, Side.AFTER, by.end(), True)
        if verb.subject == "selected" and (_BE.search(before) or _after_name(before)):
            return trigger("selected", Side.SUBJECT, match.end())
        # “Il presidente di Alfa, intervenuto all'evento”
        apposed = verb.lemma == "intervenire" and _after_name(before)
        if not apposed and not (verb.essere and _BE.search(before)):
            return None
    if form.mood == "infinitive":
        if _MODAL.search(before) and "avrebber" not in before:
            return None
        if verb.lemma not in {"partecipare", "intervenire", "esporre", "coinvolgere"}:
            return None
    if verb.object and not verb.subject:
        return trigger(verb.object, Side.AFTER, match.end())
    if verb.subject in ("", "selected"):
        return None
    return trigger(verb.subject, Side.SUBJECT, match.end())


def _is_noun(text: Text, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether “la visita a”, “alla guida”, “a cura di” and no verb."""
    if match[0] not in _ALSO_NOUNS:
        return False
    before = text.folded[max(sentence.start, match.start() - 25) : match.start()]
    return bool(_BEFORE_NOUN.search(before)) or bool(
        _AFTER_NOUN.match(text.folded, match.end(), sentence.end)
    )


_ALSO_NOUNS = frozenset(
    [
        "visita",
        "guida",
        "cura",
        "porta",
        "ospite",
        "sponsor",
        "visite",
        "realizzo",
        "firma",
        "firme",
    ]
)
_BEFORE_NOUN = re.compile(
    r"(?:^|[-–:;(•\d]|(?<!\w)(?:la|una|alla|della|dalla|nella|sulla|con|in|di|a|per|e|sua"
    r"|loro|prima|seconda|propria|breve|tale|questa|quella))\s*$"
)
_AFTER_NOUN = re.compile(
    r"\s*(?:all'|(?:ai|al|alla|allo|alle|agli|a|ad|di|del|della|dei|guidata|ufficiale|aziendale"
    r"|istituzionale|presso)(?!\w))"
)


def _after_name(before: str) -> bool:
    return before.rstrip().endswith(",")


def _phrases(text: Text, sentence: Sentence) -> Iterator[Trigger]:
    for role, pattern in _subjects():
        for match in pattern.finditer(text.folded, sentence.start, sentence.end):
            before = text.folded[
                max(sentence.start, match.start() - 20) : match.start()
            ]
            if _NOT.search(before) and "mancat" not in match[0]:
                continue
            # “Si terrà il convegno” is of the convention itself.
            if match[0].startswith(("ter", "tien")) and before.endswith("si "):
                continue
            if match[0].startswith(("sara", "era")) and not _is_verb(text, match):
                continue
            yield Trigger(*match.span(), role, Side.SUBJECT, False, False, match[0])
    for role, pattern in _agents():
        for match in pattern.finditer(text.folded, sentence.start, sentence.end):
            before = text.folded[
                max(sentence.start, match.start() - 25) : match.start()
            ]
            # Who is admitted as a member came to nothing.
            if match[0].startswith("adesion") and _ADMITTING.search(before):
                continue
            if match[0].startswith("d'intesa") and _AGREEMENT.search(before):
                continue
            yield Trigger(
                *match.span(), role, Side.AFTER, role not in _NOUNS, True, match[0]
            )


_ADMITTING = re.compile(
    r"(?:ratific|approv|accogli|accolt|deliber|accett)\w*\s+(?:le\s+|l')$"
)
_AGREEMENT = re.compile(r"(?:protocoll|memorand|letter|accord|dichiarazion)\w*\s+$")
_NOUNS = frozenset({"participant", "speaker", "exhibitor"})


def _is_verb(text: Text, match: re.Match[str]) -> bool:
    word = re.match(r"\w+", match[0])
    if word is None or not word[0].endswith("ra"):
        return True
    return is_future_form(text, match.start(), match.start() + word.end())


@cache
def _subjects() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (role, whole(one_of(phrases)))
        for role, phrases in table("roles")["subject"].items()
    )


# “Il supporto tecnico di”, “la collaborazione scientifica della”
_SUCH = (
    r"\w+(?:ic[oaie]|iche|iv[oaie]|al[ei]|ari[oa]?|os[oaie]|ant[ei]|ent[ei]"
    r"|at[oaie])(?!\w)"
)  # What must stand between the phrase and those who have the role.
_LINK = (
    r"(?:\s*(?:,\s*)?(?:anche\s+|inoltre\s+|tra\s+gli\s+altri"
    r",?\s+|fra\s+gli\s+altri,?\s+|attiva\s+|diretta\s+)?"
    r"(?:(?:con|di|del|dello|della|dei|degli|delle|da|dal"
    r"|dallo|dalla|dai|dagli|dalle|da\s+parte\s+di"
    r"|da\s+parte\s+del|da\s+parte\s+della|per|di\s+oltre"
    r"|economico\s+di|a\s+cura\s+di)(?:\s*:)?\s+"
    r"|(?:dell|dall|coll|con\s+l|da\s+parte\s+dell)'))"
)


@cache
def _agents() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for role, phrases in table("roles")["agents"].items():
        closed = [
            p for p in phrases if p.endswith((" ?:?", "?:?", ":?", ":", ".)", ")"))
        ]
        open_ = [p for p in phrases if p not in closed]
        parts = (
            [rf"(?:{one_of(closed)})(?:(?:\s+(?:non\s+)?{_SUCH})?{_LINK})?"]
            if closed
            else []
        )
        if open_:
            parts.append(rf"(?:{one_of(open_)})(?:\s+{_SUCH})?{_LINK}")
        if parts:
            # An end inside a word is none: “conclude” is not in “concludersi”.
            pattern = rf"(?<!\w)(?:{'|'.join(parts)})(?:(?<=\W)|(?!\w))"
            found.append((role, re.compile(pattern)))
    return tuple(found)
