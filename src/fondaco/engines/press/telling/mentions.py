"""Where a text speaks of an activity: by a noun, by a name, or by both."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Item
from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.names.lookup import city_called
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.appositions import apposed
from fondaco.engines.press.telling.editions import edition_of
from fondaco.engines.press.telling.heads import DEED, nouns
from fondaco.engines.press.telling.mention import Mention
from fondaco.engines.press.telling.titles import Title
from fondaco.engines.press.telling.verbs import forms

# How far behind its noun a name may stand.
FARTHEST_TITLE = 110


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
    mentions = list(apposed(text, mentions))
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
        and not _is_label(text, sentence, m)
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
    r"|in\s+presentazione|(?:su|previo|per)\s+appuntamento|in\s+(?:primo\s+)?appuntamento"
    r"|di\s+incontro|per\s+iniziativa|su\s+iniziativa|di\s+progetto"
    r"|giunt[oa]\s+(?:\w+\s+)?(?:al|alla)\s+(?:sua\s+)?(?:\w+\s+)?(?:appuntamento|edizione)"
    r"|(?:durat[oaie]|dopo|per|in|di|da|oltre|circa|ogni|ultim[ie]|prim[ie])\s+(?:due|tre|quattro)\s+giorni"
    r"|in\s+visita|in\s+tour|in\s+plenaria|sala\s+plenaria"
    r"|in\s+vertice|orari[oi]\s+di\s+ricevimento|capo\s+(?:missione|delegazione)|(?:in|di)\s+rappresentanza|di\s+viaggio|a\s+confronto)$"
)


def _is_phrase(text: Text, match: re.Match[str]) -> bool:
    if (match.lastgroup or "").endswith(DEED):
        return False
    before = text.folded[max(0, match.start() - 32) : match.end()]
    return _PHRASES.search(before) is not None


def _is_label(text: Text, sentence: Sentence, match: re.Match[str]) -> bool:
    """“IL FORUM - Sempre ieri, il Forum…”: what stands before the dash is a label."""
    label = _LABEL.match(text.plain, sentence.start, sentence.end)
    return label is not None and match.end() <= label.end()


_LABEL = re.compile(r"(?:[A-ZÀ-Ý]{1,3}'?\s?)[A-ZÀ-Ý' ]{3,40}\s-\s(?=[A-ZÀ-Ý][a-zà-ÿ])")


def _is_city(text: Text, match: re.Match[str]) -> bool:
    """“Brindisi” is no toast."""
    return text.plain[match.start()].isupper() and city_called(match[0]) is not None


def _mention(text: Text, match: re.Match[str], title: Title | None) -> Mention:
    group = match.lastgroup or "other"
    kind, deed = group.removesuffix(DEED), group.endswith(DEED)
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
        is_weak=deed or bool(_weak().fullmatch(noun)),
        is_deed=deed,
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
    r"|mostre|congressi|rassegne|matchmaking|meetings|tirocini|tappe|gare|serate|mattinate"
    r"|cerimonie|inaugurazioni|presentazioni|premiazioni|escursioni|dibattiti|concerti"
    r"|spettacoli|proiezioni|degustazioni|trasferte|spedizioni|delegazioni|ricevimenti"
    r"|aperitivi|concorsi|audizioni|briefings)\b"
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


def _completed(text: Text, sentence: Sentence, mention: Mention) -> Mention:
    before = text.folded[max(sentence.start, mention.start - 60) : mention.start]
    return replace(
        mention,
        is_plural=mention.is_plural
        or bool(_DOUBLE.search(before))
        or (
            mention.title is None
            and not mention.is_deed
            and bool(_number().search(before))
        ),
        is_definite=bool(_DEFINITE.search(before)),
        is_context=bool(_CONTEXT.search(before)),
        is_during=bool(_DURING.search(before)),
        is_indefinite=bool(_INDEFINITE.search(before)),
        is_relative=bool(re.search(r"\b(?:il|la|i|le)\s+cui\s+(?:\w+\s+)?$", before)),
        goal=_goal(text, sentence, mention),
        has_goal=bool(_GOAL.match(text.folded, mention.end, sentence.end)),
        edition=edition_of(text, sentence, mention),
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
# “Doppio appuntamento in Slovenia”
_DOUBLE = re.compile(r"(?<!\w)(?:doppi[oa]|duplice|tripl[oa]|triplice)\s+$")
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
    r"|in\s+preparazione|(?:prima|subito\s+dopo)(?=\s+d)|si\s+inserisc\w+|rientra\w*|parte\s+integrante"
    r"|previst[oaie](?=\s+(?:d|n|in\s|all))|organo|collateral[ei]|in\s+coda)"
    rf"{_OF}"
)


@cache
def _number() -> re.Pattern[str]:
    """Match “quattordici” before “workshop”, which is one word for one and for many."""
    numbers = one_of(w for w, n in table("numbers")["words"].items() if n > 1)
    # “Lunedì 18 workshop” is of one, on that day.
    digits = r"(?<!il\s)(?<!di\s)(?<!to\s)(?<!ca\s)(?:[2-9]|[1-9]\d)"
    return re.compile(rf"(?<![\w.,:/'])(?:{numbers}|{digits})\s+$")


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(one_of(table("activities")["generic"]["nouns"]))


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(one_of(table("activities")["generic"]["weak"]))
