"""Things done that are no events: proposals, agreements, labels, elections."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from fondaco.engines.press.items import Person
from fondaco.engines.press.lexicon import one_of, table, whole
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.heads import nouns
from fondaco.engines.press.telling.mention import Mention
from fondaco.engines.press.telling.tenses import is_future_form
from fondaco.engines.press.telling.titles import Title

# How far a verb may stand from what was done.
FARTHEST = 90
# What is told of before it is done, too: “firmeranno un accordo”.
TO_COME = frozenset({"agreement", "partnership", "proposal"})
_HYPOTHETICAL = re.compile(
    r"(?<!\w)(?:non|potra\w*|potrebbe\w*|per|possono|puo"
    r"|dovra\w*|vorrebbe\w*|intend\w+|mir\w+\s+a|obiettivo\s+di"
    r"|finalizzat\w+|volt\w\s+a|dopo\s+aver"
    r"|(?:deleg|incaric|autorizz|invit|impegn)\w+\s+(?:\S+\s+){1,4}?ad?"
    r"|(?:ann[oi]|mes[ei]|settiman[ae]|giorn[oi])\s+dopo\s+la)\s+(?:\w+\s+)?$"
)


# “Firmavo il mio primo contratto”: somebody was employed.
_OF_ONE = re.compile(r"(?<!\w)(?:mio|tuo|suo)\s+(?:\w+\s+)?$")
_DEFINITE = re.compile(r"(?<!\w)(?:il|la|del|della|al|alla|questo|questa)\s+$|l'$")


@dataclass(frozen=True, slots=True)
class Act:
    """A noun with a verb that says that it was done.

    Parameters
    ----------
    mention
        What was done.
    verb_start, verb_end
        By which words.
    """

    mention: Mention
    verb_start: int
    verb_end: int


def find_acts(text: Text, sentence: Sentence, titles: Sequence[Title]) -> Iterator[Act]:
    """Find what a sentence says to have been done.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.
    titles
        The names in it.
    """
    taken: list[tuple[int, int]] = []
    for kind, acts, verbs in act_words():
        for noun in acts.finditer(text.folded, sentence.start, sentence.end):
            if any(a < noun.end() and noun.start() < b for a, b in taken):
                continue
            left = text.folded[max(sentence.start, noun.start() - 24) : noun.start()]
            if kind == "agreement" and _OF_ONE.search(left):
                continue
            verb = _nearest_verb(text, sentence, noun, verbs, to_come=kind in TO_COME)
            if verb is None:
                continue
            taken.append(noun.span())
            title = _title_near(text, noun.end(), sentence.end, titles)
            words = phrase_of(text, noun, sentence.end)
            end = title.end if title else noun.end()
            before = text.folded[max(sentence.start, noun.start() - 12) : noun.start()]
            definite = bool(_DEFINITE.search(before))
            mention = Mention(
                noun.start(), end, kind, words, title, is_definite=definite
            )
            yield Act(mention, *verb)
            break


def _nearest_verb(
    text: Text,
    sentence: Sentence,
    noun: re.Match[str],
    verbs: re.Pattern[str],
    *,
    to_come: bool,
) -> tuple[int, int] | None:
    left = max(sentence.start, noun.start() - FARTHEST)
    right = min(sentence.end, noun.end() + FARTHEST)
    found = [
        m
        for m in verbs.finditer(text.folded, left, right)
        if m.end() <= noun.start() or m.start() >= noun.end()
    ]
    found = [m for m in found if to_come or not is_future_form(text, *m.span())]
    found = [
        m
        for m in found
        if not _HYPOTHETICAL.search(text.folded[max(left, m.start() - 40) : m.start()])
    ]
    found = [
        m
        for m in found
        if not re.search(
            r"[;:]",
            text.folded[min(m.end(), noun.end()) : max(m.start(), noun.start())],
        )
    ]
    if not found:
        return None
    nearest = min(
        found,
        key=lambda m: min(abs(noun.start() - m.end()), abs(m.start() - noun.end())),
    )
    return nearest.span()


def _title_near(
    text: Text, position: int, stop: int, titles: Sequence[Title]
) -> Title | None:
    for title in titles:
        if position <= title.start < min(stop, position + 60):
            gap = text.plain[position : title.start]
            if not re.search(r"[.;:]", gap):
                return title
    return None


def phrase_of(text: Text, noun: re.Match[str], stop: int) -> str:
    """Give the noun of an act with what belongs to it.

    Parameters
    ----------
    text
        A text made plain.
    noun
        Where it is.
    stop
        How far it may go.
    """
    more = re.compile(
        r"(?:\s+(?:di|del|della|dell'|dello|dei|degli|delle"
        r"|per|con|tra|fra|d')\s*(?:(?:il|lo|la|l'|gli|le"
        r"|i)\s*)?(?:\w[\w'-]*)(?:\s+[A-ZÀ-Ý][\w'-]*)*){0"
        r",4}"
    ).match(text.plain, noun.end(), stop)
    end = more.end() if more else noun.end()
    return " ".join(text.plain[noun.start() : end].split())


@cache
def act_words() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """List the kinds of acts, each with its nouns and the verbs that say it done."""
    return tuple(
        (kind, whole(one_of(act["nouns"])), whole(one_of(act["verbs"])))
        for kind, act in table("activities")["acts"].items()
    )


_ELECTED = re.compile(
    r"(?<!\w)(?:(?:ri|ri-)?elett[oaie]|rielett[oaie]|nominat[oaie]"
    r"|(?:ri)?confermat[oaie]|designat[oaie]|elegge|nomina"
    r"|conferma"
    r"|insediat[oaie]|acclamat[oaie]|(?:è|sara)\s+(?:il|la)\s+nuov[oa]"
    # “Abbiamo incontrato il nuovo direttore” elects nobody.
    r"|(?<!il\s)(?<!la\s)(?<!al\s)(?<!del\s)(?<!dal\s)(?<!lla\s)"
    r"nuov[oa](?=\s+(?:president|direttor|segretari|cluster\s+manager|amministrator))"
    r"|nuov[oa](?=\s+(?:president|direttor|segretari|cluster\s+manager|amministrator)"
    r"[^.;:]{0,70}\s(?:è|sara)\s)"
    r"|passaggio\s+di\s+(?:consegne|testimone)|elezione)(?!\w)"
)
_OFFICE = re.compile(
    r"(?<!\w)(?:president[ei]|vice-?president[ei]|presidenza"
    r"|vicepresidenza|direttor[ei](?:\s+generale)?|direzione"
    r"|guida|vertice|segretari[oa]\s+generale|cluster\s+manager"
    r"|amministratore\s+delegato|consiglio\s+direttivo|timone)(?!\w)"
)


def is_election(text: Text, sentence: Sentence) -> bool:
    """Tell whether a sentence has a verb of electing.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.
    """
    return _ELECTED.search(text.folded, sentence.start, sentence.end) is not None


def find_election(
    text: Text, sentence: Sentence, people: Sequence[Person]
) -> tuple[Person, int, int, str] | None:
    """Find who was elected or appointed, and to what.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.
    people
        Who is named in it.

    Returns
    -------
    tuple or None
        Who, where it is said, and the office.
    """
    verb = _ELECTED.search(text.folded, sentence.start, sentence.end)
    if verb is None or not people:
        return None
    offices = [
        m
        for m in _OFFICE.finditer(text.folded, sentence.start, sentence.end)
        if abs(m.start() - verb.end()) < 100
    ]
    if verb[0].startswith("conferma"):
        # “Confermata l'assemblea che eleggerà il presidente”
        offices = [
            m for m in offices if not nouns().search(text.folded, verb.end(), m.start())
        ]
    if not offices:
        return None
    office = min(offices, key=lambda m: abs(m.start() - verb.start()))
    person = min(
        people,
        key=lambda p: min(
            abs(p.name_start - verb.end()), abs(verb.start() - p.name_end)
        ),
    )
    name = office[0]
    if name in {"presidenza", "guida", "vertice", "timone"}:
        name = "presidente"
    if name in {"consiglio direttivo", "direzione"}:
        return None
    start = min(verb.start(), person.name_start, office.start())
    return person, start, max(verb.end(), person.name_end, office.end()), name
