"""The names of organisations: what ends them, and what makes two of them one."""

import re
from collections.abc import Sequence
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Named
from fondaco.engines.press.lexicon import one_of, table, words
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.tokens import Token, Tokens

CLUSTER = re.compile(
    r"\b(?:cluster|clust-er|distretto|polo|associazione|rete|consorzio|unione|federazione"
    r"|camera di commercio|fondazione|confindustria|unioncamere|assolombarda)\b"
)
CONNECTORS = frozenset(
    [
        "di",
        "del",
        "dello",
        "della",
        "dell'",
        "dei",
        "degli",
        "delle",
        "d'",
        "per",
        "of",
        "for",
        "the",
        "and",
        "&",
        "-",
        # “Institut de l'Olivier”, “Union pour l'Entreprise”
        "de",
        "du",
        "des",
        "der",
        "fur",
        "pour",
        "para",
        "et",
        "und",
        "y",
    ]
)
_ARTICLES = frozenset(["l'", "la", "il", "lo", "le", "i", "gli"])
_TRADES = frozenset(["industria", "artigianato", "agricoltura", "turismo", "industrie"])
_ALSO_AND = frozenset(["ministero", "camera", "camere", "assessorato", "dipartimento"])
_LEGAL = re.compile(
    r"[\s,]+(?:" + one_of(table("organisation_words")["legal_endings"]) + r")$"
)
_GENERIC = re.compile(
    r"^(?:il\s+|la\s+|l'|lo\s+)?(?:cluster|polo|consorzio|associazione|fondazione|societa"
    r"|gruppo|azienda|agenzia|rete|distretto)\s+(?=[\w-]+$)"
)
# “La Camera di commercio”, “l'Università degli studi”, and no more than that.
_LOWER_SECONDS = re.compile(r"\s+(?:di\s+commercio|degli\s+studi)(?!\w)")


def unknown(text: Text, start: int, end: int) -> Named:
    """Make an organisation of the words between two places of a text.

    Parameters
    ----------
    text
        A text made plain.
    start, end
        In it.
    """
    name = clean(text.plain[start:end])
    key = fold(name)
    cluster = (
        CLUSTER.search(key) is not None
        or association().match(key.split(" ")[0]) is not None
    )
    return Named(start, end, name, None, name_of(name), False, cluster)


def clean(name: str) -> str:
    """Write a name with single blanks, and no signs around it.

    Parameters
    ----------
    name
        As a text has it.
    """
    return " ".join(name.split()).strip(" ,;:-")


def name_of(name: str) -> str:
    """Fold a name so that all mentions of one organisation are equal.

    Parameters
    ----------
    name
        As a text has it.
    """
    key = _LEGAL.sub("", fold(name))
    return _GENERIC.sub("", key).strip(" .,") or key


@cache
def association() -> re.Pattern[str]:
    """Match folded names that begin as those of associations: “federlegno”."""
    return re.compile(table("bodies")["associations"])


def after_connector(tokens: Sequence[Token], position: int, head: str) -> int | None:
    """Pass over “degli”, “per l'”, and of a ministry “e della” too.

    Parameters
    ----------
    tokens
        The words of a text.
    position
        The number of the one to begin with.
    head
        The first word of the name, folded.

    Returns
    -------
    int or None
        The number of the word behind; None where nothing was passed over.
    """
    start = position
    token = tokens[position].folded
    if token in {"e", ","} and head in _ALSO_AND:
        # “Camera di commercio, industria e agricoltura”, and no list of others.
        if head == "camera" and not any(
            t.folded in _TRADES for t in tokens[position + 1 : position + 3]
        ):
            return None
        position += 1
        if position < len(tokens) and tokens[position].folded == "e":
            position += 1
    while position < len(tokens) and tokens[position].folded in CONNECTORS:
        position += 1
    # “Il patrocinio del Ministero dell'Ambiente e di Confindustria”
    if (
        position - start > 1
        and token in {"e", ","}
        and position < len(tokens)
        and (
            tokens[position].folded in table("organisation_words")["first_words"]
            or association().fullmatch(tokens[position].folded)
        )
    ):
        return None
    if (
        position > start
        and position < len(tokens)
        and tokens[position].folded in _ARTICLES
    ):
        position += 1
    if position == start or position >= len(tokens):
        return None
    return position


def name_at(text: Text, tokens: Tokens, position: int, stop: int) -> Named | None:
    """Read the capitalised words at a position as the name of an organisation.

    Parameters
    ----------
    text
        A text made plain.
    tokens
        Its words.
    position
        Where the name would begin.
    stop
        Where it ends at the latest.

    Returns
    -------
    Named or None
        None where there is no such name.
    """
    number = tokens.at(position)
    everything = tokens.all
    if number >= len(everything) or everything[number].start != position:
        return None
    first = everything[number]
    never = table("organisation_words")["never_first"]
    if not first.is_name or first.folded in never or not first.folded[0].isalnum():
        return None
    last = number
    position_ = number + 1
    while position_ < len(everything) and everything[position_].end <= stop:
        if text.plain[
            everything[position_ - 1].end : everything[position_].start
        ].strip(" "):
            break
        token = everything[position_]
        if token.is_name and token.folded[0].isalnum():
            last = position_
            position_ += 1
            continue
        # “Sole 24 Ore”
        if token.folded.isdigit() and position_ + 1 < len(everything):
            after = everything[position_ + 1]
            if after.is_name and after.end <= stop and after.start == token.end + 1:
                last = position_ + 1
                position_ += 2
                continue
        following = after_connector(everything, position_, "")
        if (
            following is None
            or everything[following].end > stop
            or not everything[following].is_name
        ):
            break
        position_ = following
    if words("function_words") >= {t.folded for t in everything[number : last + 1]}:
        return None
    # “Est Europa”
    if all(
        t.folded in table("organisation_words")["not_names"]
        for t in everything[number : last + 1]
        if t.is_name
    ):
        return None
    not_names = table("organisation_words")["not_names"]
    generic = table("organisation_words")["need_more"]
    alone = first.folded in table("bodies")["alone"]
    if last == number and not alone and first.folded in {*not_names, *generic}:
        return None
    end = everything[last].end
    more = _LOWER_SECONDS.match(text.folded, end, stop) if last == number else None
    return unknown(text, first.start, more.end() if more else end)
