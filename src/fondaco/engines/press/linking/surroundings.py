"""The words around a place where a party is named."""

import re
from collections.abc import Iterator
from functools import cache

from fondaco.engines.press.lexicon import table
from fondaco.engines.press.linking.ground import Ground
from fondaco.engines.press.linking.parties import Naming, Party
from fondaco.engines.press.telling.casting import has_other_object
from fondaco.engines.press.telling.triggers import Side, Trigger
from fondaco.engines.press.tokens import Token

_STEM = 5
# How far to look for words that are no names, and how many of them count.
_LONGEST_LIST, _MOST_PLAIN = 40, 4
_NEAREST = (6, 25, 70)
_GOVERNING = ("the", "one", "and")
_BULLET = re.compile(r"\s*(?:[-•*▪·✔☐»>–]|\d+[.)])\s")
_LEAD = re.compile(r"[^\n:.;]{2,40}:(?=\s)")
_VERB = re.compile(
    r"(?:ha|hanno|è|e'|sono|era|erano|sara|saranno|viene|vengono|avra|avranno|si)$"
    r"|.{3,}(?:era|eranno|iranno|ira|ava|avano|eva|evano|arono|irono)$"
)
_HAVE = re.compile(r"\s+(?:(?:ha|hanno|aveva|avevano|anche)\s+)*")
# “Azienda associata ad AFIL”, “la rete che riunisce Alfa e Beta”
_OF_ANOTHER = re.compile(
    r"(?<!\w)(?:(?:associat|aderent|iscritt|consorziat|affiliat)\w+\s+(?:a|ad|al|alla|ai|alle)"
    r"(?:\s|l')|che\s+(?:riunisc|raggrupp|comprend|associa|annover)\w+\s[^.;:]*)\s*$"
)


@cache
def _small() -> dict[str, str]:
    forms = table("linking")["small"]
    return {form: plain for plain, all_ in forms.items() for form in all_}


@cache
def _bodies() -> dict[str, str]:
    kinds = table("linking")["bodies"]
    return {word: kind for kind, words in kinds.items() for word in words}


def body_of(party: Party) -> str:
    """Say what kind of body a party is.

    Parameters
    ----------
    party
        Who may take part.
    """
    if not party.key:
        return "person"
    if party.cluster:
        return "cluster"
    first = party.key.split()[0]
    if first in _bodies():
        return _bodies()[first]
    for kind, beginnings in table("linking")["beginnings"].items():
        if first.startswith(tuple(beginnings)):
            return str(kind)
    return "association" if party.is_cluster else "company"


def surroundings(ground: Ground, naming: Naming, at: int) -> set[str]:
    """Say what stands around a place where a party is named.

    Parameters
    ----------
    ground
        The text.
    naming
        The place.
    at
        The number of its sentence.
    """
    sentence = ground.sentences[at]
    said = {*_words(ground, naming, at), *_plain_words(ground, naming, at)}
    for side, trigger in zip(
        ("left", "right"),
        ground.triggers_beside(at, naming.start, naming.end),
        strict=True,
    ):
        said |= {*_trigger(side, trigger, naming)}
    if sentence.is_heading:
        said.add("in heading")
    if at == 0:
        said.add("in first")
    if at == len(ground.sentences) - 1:
        said.add("in last")
    beginning = ground.folded[sentence.start : sentence.start + 45]
    if _BULLET.match(beginning):
        said.add("bullet")
    lead = _LEAD.match(beginning)
    if lead and sentence.start + lead.end() <= naming.start:
        said |= {"lead", *(f"lead={_stem(w)}" for w in lead[0].split() if len(w) > 3)}
    inside = ground.folded[sentence.start : naming.start]
    if inside.count("(") > inside.count(")"):
        said.add("in brackets")
    if any(s.start <= naming.start < s.end for s in ground.gathered.speeches):
        said.add("in speech")
    if naming.is_seat:
        said.add("seat")
    person = naming.person
    if person is not None:
        said |= {f"person&{w}" for w in said if w.startswith(("left=", "right="))}
        said.add("person")
        if person.office:
            said.add(f"office={_stem(person.office)}")
    return said


def is_of_another(ground: Ground, naming: Naming) -> bool:
    """Tell whether a party is named to say what another one belongs to or is made of.

    Parameters
    ----------
    ground
        The text.
    naming
        The place.
    """
    sentence = ground.sentences[ground.sentence_at(naming.start)]
    before = ground.folded[max(sentence.start, naming.start - 100) : naming.start]
    return _OF_ANOTHER.search(before) is not None


def acts_elsewhere(ground: Ground, naming: Naming) -> bool:
    """Tell whether a party is the subject of what is done to something else.

    Parameters
    ----------
    ground
        The text.
    naming
        The place.
    """
    at = ground.sentence_at(naming.start)
    _, verb = ground.triggers_beside(at, naming.start, naming.end)
    return (
        verb is not None
        and verb.side is Side.SUBJECT
        and not verb.is_passive
        and _HAVE.fullmatch(ground.folded, naming.end, verb.start) is not None
        and has_other_object(ground.folded, verb, ground.sentences[at].end)
    )


def _stem(word: str) -> str:
    return word[:_STEM]


def _words(ground: Ground, naming: Naming, at: int) -> Iterator[str]:
    sentence = ground.sentences[at]
    tokens = ground.gathered.tokens
    first, behind = tokens.at(naming.start), tokens.at(naming.end)
    before = [
        t.folded
        for t in reversed(tokens.all[max(0, first - 4) : first])
        if t.start >= sentence.start
    ]
    after = [t.folded for t in tokens.all[behind : behind + 2] if t.end <= sentence.end]
    nearest = _small().get(before[0], before[0]) if before else "^"
    yield f"before={nearest}"
    if len(before) > 1:
        yield f"before={before[1]} {nearest}"
    small = [_small()[w] for w in before if w in _small()]
    governing = next((w for w in small if w not in _GOVERNING), "-")
    yield f"governed={governing}"
    yield f"after={after[0] if after else '$'}"
    if after and _VERB.match(after[0]):
        yield "before verb"
    if len(after) > 1:
        yield f"after={after[0]} {after[1]}"


def _plain_words(ground: Ground, naming: Naming, at: int) -> Iterator[str]:
    """Give the nearest words that are no names, over a whole list of names."""
    sentence = ground.sentences[at]
    tokens = ground.gathered.tokens
    first, behind = tokens.at(naming.start), tokens.at(naming.end)
    before = tokens.all[max(0, first - _LONGEST_LIST) : first]
    left = [t for t in reversed(before) if t.start >= sentence.start]
    right = tokens.all[behind : behind + _LONGEST_LIST // 2]
    for side, there in (
        ("<", left),
        (">", [t for t in right if t.end <= sentence.end]),
    ):
        words = [t.folded for t in there if _is_plain(t, sentence.start)]
        words = words[:_MOST_PLAIN]
        for number, word in enumerate(words):
            yield f"{side}~{_stem(word)}"
            if number < 2:
                yield f"{side}{number}~{_stem(word)}"
        if len(words) > 1:
            yield f"{side}~{_stem(words[0])} {_stem(words[1])}"


def _is_plain(token: Token, start: int) -> bool:
    word = token.folded
    return (
        len(word) > 2
        and word[0].isalpha()
        and word not in _small()
        and (not token.is_name or token.start == start)
    )


def _trigger(side: str, trigger: Trigger | None, naming: Naming) -> Iterator[str]:
    if trigger is None:
        yield f"{side}=none"
        return
    form = "passive" if trigger.is_passive else "noun" if trigger.is_noun else "verb"
    gap = naming.start - trigger.end if side == "left" else trigger.start - naming.end
    near = sum(gap > limit for limit in _NEAREST)
    role = f"{trigger.role or '-'} {trigger.side.value}"
    yield f"{side}={role}"
    yield f"{side}={role} {form}"
    yield f"{side}={role} {near}"
    yield f"{side}~{trigger.word[:12]}"
    yield f"{side} gap={near}"
    yield f"said={trigger.role}"
