"""Where a text speaks of an activity: by a noun, by a name, or by both."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Item
from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.names.lookup import city_called
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.heads import nouns
from fondaco.engines.press.telling.titles import Title
from fondaco.engines.press.telling.verbs import forms

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
# How far behind its noun a name may stand.
FARTHEST_TITLE = 110


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


def find_mentions(
    text: Text, sentence: Sentence, titles: Sequence[Title], others: Sequence[Item]
) -> list[Mention]:
    """Find the mentions of activities in a sentence.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.
    titles
        The names of events in the sentence.
    others
        What is no activity: organisations, people, what is quoted.

    Returns
    -------
    list[Mention]
        In order.
    """
    free = [t for t in titles if not _inside(t, others)]
    mentions = [
        *_by_noun(text, sentence, free, others),
    ]
    used = {mention.title.start for mention in mentions if mention.title}
    for title in free:
        if title.start not in used and (title.kind or title.is_quoted):
            kind = title.kind or "other"
            found = Mention(
                title.start, title.end, kind, title.name, title, is_weak=not title.kind
            )
            mentions.append(found)
    mentions.sort(key=lambda mention: mention.start)
    mentions = list(_apposed(text, mentions))
    return [_completed(text, sentence, mention) for mention in mentions]


def _inside(item: Item, others: Sequence[Item]) -> bool:
    return any(o.start < item.end and item.start < o.end for o in others)


def _by_noun(
    text: Text, sentence: Sentence, titles: Sequence[Title], others: Sequence[Item]
) -> Iterator[Mention]:
    blocked = [*titles, *others]
    used: set[int] = set()
    matches = [
        m
        for m in nouns().finditer(text.folded, sentence.start, sentence.end)
        if not _inside(Item(*m.span()), blocked)
        and not _is_phrase(text, m)
        and not _is_city(text, m)
    ]
    for number, match in enumerate(matches):
        following = (
            matches[number + 1].start() if number + 1 < len(matches) else sentence.end
        )
        title = _title_after(text, match.end(), following, titles)
        if title is not None and title.start in used:
            title = None
        if title is not None:
            used.add(title.start)
        yield _mention(text, match, title)


# “Nel corso del 2023”, “in programma il 3 maggio”: no course and no programme.
_PHRASES = re.compile(
    r"(?<!\w)(?:(?:nel|in)\s+corso|in\s+programma|in\s+giornata"
    r"|in\s+(?:questa\s+)?edizione|a\s+tavola|in\s+mostra"
    r"|in\s+presentazione|in\s+(?:primo\s+)?appuntamento"
    r"|di\s+incontro|per\s+iniziativa|su\s+iniziativa|di\s+progetto"
    r"|giunt[oa]\s+(?:\w+\s+)?(?:al|alla)\s+(?:sua\s+)?(?:\w+\s+)?(?:appuntamento|edizione)"
    r"|(?:durat[oaie]|dopo|per|in|di|da|oltre|circa|ogni|ultim[ie]|prim[ie])\s+(?:due|tre|quattro)\s+giorni"
    r"|in\s+visita|in\s+tour|in\s+plenaria|sala\s+plenaria"
    r"|in\s+vertice|capo\s+(?:missione|delegazione)|(?:in|di)\s+rappresentanza|di\s+viaggio|a\s+confronto)$"
)


def _is_phrase(text: Text, match: re.Match[str]) -> bool:
    before = text.folded[max(0, match.start() - 32) : match.end()]
    return _PHRASES.search(before) is not None


def _is_city(text: Text, match: re.Match[str]) -> bool:
    """“Brindisi” is no toast."""
    return text.plain[match.start()].isupper() and city_called(match[0]) is not None


def _mention(text: Text, match: re.Match[str], title: Title | None) -> Mention:
    kind = match.lastgroup or "other"
    noun = match[0]
    own = text.plain[match.start() : match.end()]
    if title is None and _CAPITALS.fullmatch(own) and not own.isupper():
        # “Nel corso del Business Forum”: written as a name.
        title = Title(*match.span(), " ".join(own.split()), kind, None, None, False)
    generic = bool(_generic().fullmatch(noun))
    if title is not None and title.kind and (generic or kind == "other"):
        kind = title.kind
    end = title.end if title else match.end()
    return Mention(
        match.start(),
        end,
        kind,
        " ".join(text.plain[match.start() : match.end()].split()),
        title,
        is_generic=generic,
        is_weak=bool(_weak().fullmatch(noun)),
        is_plural=bool(_PLURAL.search(noun)) and not title,
    )


_CAPITALS = re.compile(
    r"[A-Z][\w-]+ (?:Forum|Summit|Meetings?|Event|Day|Conference|Convention|Workshop)"
)
_PLURAL = re.compile(
    r"^(?:conferenze|convegni|congressi|seminari|fiere|saloni"
    r"|missioni|visite|incontri|riunioni"
    r"|tavoli|tavole|assemblee|corsi|percorsi|progetti|programmi"
    r"|eventi|iniziative|appuntamenti"
    r"|manifestazioni|giornate|edizioni|celebrazioni|esposizioni"
    r"|sessioni|manifestazioni|colloqui|cene|gite|lezioni|laboratori|sopralluoghi|feste"
    r"|mostre|congressi|rassegne|matchmaking|meetings)\b"
)


def _title_after(
    text: Text, position: int, following: int, titles: Sequence[Title]
) -> Title | None:
    for title in titles:
        if title.start < position:
            continue
        if title.start - position > FARTHEST_TITLE or title.start > following:
            return None
        gap = text.folded[position : title.start]
        if not title.is_quoted and not _DIRECT.fullmatch(gap):
            return None
        return title if _is_passage(gap) else None
    return None


# “Fiera Pollutec”, “la fiera mondiale Hannover Messe”; not “missione al Salone
# Nautico”.
_DIRECT = re.compile(
    r"\s+(?:(?:[a-z]+(?:[aeoi]l[ei]|ic[oai]|ich[ei]|iv[oaei]"
    r"|at[oaei])\s+){0,2}(?:di\s+|della\s+|del\s+|d')?|denominat[oa]\s+)"
)


def _is_passage(gap: str) -> bool:
    """Whether nothing between a noun and a name begins something else."""
    if re.search(r"[;.!?:]", gap.replace(":", "", 1)) or len(gap.split()) > 12:
        return False
    if _INTRODUCED.search(gap):
        return True
    return not any(
        word in forms() or word in _BREAKING for word in re.findall(r"[^\W\d_]+", gap)
    )


_INTRODUCED = re.compile(
    r"(?:dal\s+titolo|intitolat\w+|sul\s+tema|dedicat\w+\s+a\w*"
    r"|titolo|tema|denominat\w+|su)\s*:?\s*$"
)
_BREAKING = frozenset(
    ["che", "è", "ha", "hanno", "sono", "si", "e", "con", "mentre", "dove", "anche"]
)


def _apposed(text: Text, mentions: list[Mention]) -> Iterator[Mention]:
    """Make one of “Aeromart, la convention d'affari”."""
    held: Mention | None = None
    for mention in mentions:
        if held is not None and _is_apposition(text, held, mention):
            held = _joined(held, mention)
            continue
        if held is not None:
            yield held
        held = mention
    if held is not None:
        yield held


def _is_apposition(text: Text, first: Mention, second: Mention) -> bool:
    gap = text.folded[first.end : second.start]
    if {"project", "programme"} & {first.kind, second.kind}:
        return False
    if first.title is not None and second.title is None:
        return bool(_APPOSED.fullmatch(gap)) and not _ONE_OF.search(gap)
    if first.is_generic and first.title is None and _MEETING_FOR.fullmatch(gap):
        # “Appuntamento a Bologna il 4 aprile per il convegno…”
        return first.words.casefold().startswith(
            ("appuntament", "giornat", "iniziativ")
        )
    if first.kind == "visit" and second.kind in {"fair", "conference"}:
        # “La visita alla fiera Alfa” is of the fair.
        return bool(_TO.fullmatch(gap)) and not first.is_plural
    if first.title is None and second.title is not None:
        return bool(_APPOSED_NAME.fullmatch(gap)) and not first.is_plural
    if first.title is None and second.title is None:
        # “Kick-off meeting, incontro…” no; “evento: workshop” neither;
        # “convegno-seminario” is.
        return bool(re.fullmatch(r"\s?-\s?|\s+", gap)) and not first.is_plural
    return False


_ONE_OF = re.compile(
    r"\b(?:prim[oa]|second[oa]|terz[oa]|ultim[oa])\s+(?:dei|delle|degli)\b"
)
_APPOSED = re.compile(
    r"\s*[,(-]\s*(?:(?:uno|una)\s+(?:dei|delle|degli)\s+(?:\w+\s+){0"
    r",3}|(?:il|lo|la|l'|un|uno|una|un'|i|gli|le)\s*"
    r"(?:\w+\s+){0,2}|(?:tra|fra)\s+(?:i|le|gli)\s+(?:\w+\s+){0,3}|(?:\w+\s+){0,1})"
)
_APPOSED_NAME = re.compile(
    r"\s*[,:-]\s*(?:(?:il|lo|la|l'|i|gli|le|the)\s*)?|\s*\(\s*"
    r"|\s+(?:di|del|della|dell'|dei|degli|delle)\s*"
)


_MEETING_FOR = re.compile(
    r"[^.;:]{0,60}\s(?:per|con)\s+(?:(?:il|lo|la|gli|le|un|uno|una)\s+|l'|un')(?:\w+\s+)?"
)
_TO = re.compile(r"\s+(?:al|allo|alla)\s+|\s+all'")


def _joined(first: Mention, second: Mention) -> Mention:
    if first.kind == "visit" and second.kind in {"fair", "conference"}:
        return replace(second, is_weak=False)
    if first.is_generic and first.title is None and second.start > first.end + 4:
        return replace(second, start=first.start)
    named, other = (first, second) if first.title else (second, first)
    kind = named.kind
    if kind == "other" or (named.title is not None and not named.title.kind):
        kind = other.kind if other.kind != "other" else kind
    return replace(
        named,
        start=first.start,
        end=second.end,
        kind=kind,
        is_generic=False,
        is_plural=False,
        is_weak=named.is_weak and other.is_weak,
        words=first.words,
    )


def _completed(text: Text, sentence: Sentence, mention: Mention) -> Mention:
    before = text.folded[max(sentence.start, mention.start - 60) : mention.start]
    return replace(
        mention,
        is_definite=bool(_DEFINITE.search(before)),
        is_context=bool(_CONTEXT.search(before)),
        is_during=bool(_DURING.search(before)),
        is_indefinite=bool(_INDEFINITE.search(before)),
        is_relative=bool(re.search(r"\b(?:il|la|i|le)\s+cui\s+(?:\w+\s+)?$", before)),
        goal=_goal(text, sentence, mention),
        has_goal=bool(_GOAL.match(text.folded, mention.end, sentence.end)),
        edition=_edition(text, sentence, mention),
    )


def _goal(text: Text, sentence: Sentence, mention: Mention) -> str:
    match = _DESTINATION.match(text.plain, mention.end, sentence.end)
    return fold(match[1]) if match else ""


_DESTINATION = re.compile(
    r"\s+(?:in|a|ad|negli|nel|nello|nella|nei|verso)\s+(?:il\s+|la\s+|gli\s+)?"
    r"([A-ZÀ-Ý][\w'-]+(?:\s[A-ZÀ-Ý][\w'-]+)?)"
)
_GOAL = re.compile(
    r"\s+(?:\w+(?:[ai]l[ei]|ic[ah]e?|at[ae]|iv[ae])\s+)?"
    r"(?:(?:a|ad|al|allo|alla|ai|agli|alle|presso|nel|nella|negli)\s|(?:a|ne)ll')"
)
_ADJ = (
    r"(?:(?:stess[oa]|prestigios[oa]|important[ei]|grande|medesim[oa]"
    r"|nuov[oa]|prim[oa]|tradizionale|storic[oa])\s+)?"
)
_DEFINITE = re.compile(
    r"(?<!\w)(?:(?:il|lo|la|i|gli|le|nei|negli|nelle|ai|agli|dei|degli|del|dello|della|dei"
    r"|delle|al|allo|alla|alle|nel|nello|nella|dal|dalla"
    rf"|quest[oaei]|tale|tali|sul|sulla)\s+|(?:l|dell|all"
    rf"|nell|dall|quest|sull)'){_ADJ}$"
)
_INDEFINITE = re.compile(
    r"(?<!\w)(?:un|uno|una|altr[oa]|prossim[oa]|ulterior[ei]|nuov[oa]|second[oa]|terz[oa]"
    r"|quart[oa]|quint[oa])\s+(?:\w+\s+)?$|(?<!\w)un'(?:\w+\s+)?$"
)
_OF = (
    r"\s*(?:il|lo|la|l'|i|gli|le|di|del|dello|della|dell'|dei"
    r"|degli|delle|al|allo|alla|all'|a|nel|nella|nell'|dal"
    r"|dalla|dall')?\s*(?:(?!di\b|del\b)[a-z]+[oaei]\s+)?$"
)
_DURING = re.compile(
    r"(?:nell'ambito|all'interno|in\s+occasione|nel\s+corso|durante|a\s+margine"
    rf"|a\s+latere|in\s+coda){_OF}"
)
_CONTEXT = re.compile(
    r"(?:nell'ambito|nel\s+quadro|all'interno|in\s+occasione"
    r"|nel\s+corso|durante|a\s+margine|a\s+latere|nel\s+contesto"
    r"|in\s+concomitanza\s+con|contestualmente|parallelamente|in\s+vista"
    r"|in\s+preparazione|si\s+inserisc\w+|rientra\w*|parte\s+integrante"
    r"|previst[oaie](?=\s+(?:d|n|in\s|all))|organo|collateral[ei]|in\s+coda)"
    rf"{_OF}"
)


def _edition(text: Text, sentence: Sentence, mention: Mention) -> int | None:
    left = max(sentence.start, mention.start - 45)
    window = text.folded[left : mention.end]
    found = list(_EDITION.finditer(window))
    match = found[-1] if found else None
    if match is None:
        after = _EDITION.match(text.folded, mention.end) or _EDITION_AFTER.match(
            text.folded, mention.end
        )
        match = after
    named = mention.title is not None and mention.title.start == mention.start
    if match is None and named:
        match = _ORDINAL.search(text.folded[left : mention.start])
    return None if match is None else _ordinal(match)


_ORDINAL = re.compile(
    rf"(?<!\w)(?P<number>{'|'.join(table('numbers')['ordinals'])})\s+$"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_EDITION = re.compile(
    r"(?<!\w)(?P<number>\d{1,3}\s?(?:°|º|\^|ª|a|esima|esimo)?"
    r"|[ivxl]{1,6}\s?(?:°|º|\^|ª)?|"
    + "|".join(table("numbers")["ordinals"])
    + r")\s+(?:ed(?:\.|izione)|edition)(?!\w)"
)
_EDITION_AFTER = re.compile(
    r"[\s,(-]*(?:(?:che\s+è\s+|ormai\s+)?(?:giunt|arrivat)[oa]\s+(?:quest'anno\s+)?)?"
    r"(?:alla\s+(?:sua\s+)?|all'|nella\s+sua\s+|in\s+|edizione\s+n\.?\s*)?"
    r"(?P<number>\d{1,3}\s?(?:°|º|\^|ª|esima)|[ivxl]{1,6}|"
    + "|".join(table("numbers")["ordinals"])
    + r")\s+edizione(?!\w)"
)


def _ordinal(match: re.Match[str]) -> int | None:
    number = match["number"].strip(" °º^ª")
    digits = re.match(r"\d+", number)
    if digits:
        return int(digits[0])
    if number in table("numbers")["ordinals"]:
        return int(table("numbers")["ordinals"][number])
    values = [_ROMAN[c] for c in number if c in _ROMAN]
    if not values or len(values) != len(number):
        return None
    return sum(
        -a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)
    )


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(one_of(table("activities")["generic"]["nouns"]))


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(one_of(table("activities")["generic"]["weak"]))
