"""Organisations: those of the registry, and unknown ones by how their names look."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Item, Named
from fondaco.engines.press.lexicon import one_of, table, words
from fondaco.engines.press.names.registry import Registry
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.tokens import Token, Tokens

_CLUSTER = re.compile(
    r"\b(?:cluster|clust-er|distretto|polo|associazione|rete|consorzio|unione|federazione"
    r"|camera di commercio|fondazione|confindustria|unioncamere|assolombarda)\b"
)
_CONNECTORS = frozenset(
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
    ]
)
_ARTICLES = frozenset(["l'", "la", "il", "lo", "le", "i", "gli"])
_PLACED = frozenset(
    ["camera", "ateneo", "universita", "politecnico", "confindustria", "ambasciata"]
)
_OF_A_PLACE = re.compile(
    r"(?!italian|europe)[a-z]{3,}(?:es[ei]|an[ao]|in[ao]|ens[ei]|asc[ao]|bic[ao])"
)
_ADJECTIVE = re.compile(
    r"[a-z]{3,}(?:al[ei]|an[aoie]|iv[aoie]|il[ei]|ic[aoi]|ari[aoe]|os[ao]|ier[aeo])"
)
_TRADES = frozenset(["industria", "artigianato", "agricoltura", "turismo", "industrie"])
_OF_MANY = frozenset(["dei", "degli", "delle"])
_MANY = re.compile(r"[a-z]{5,}(?:[ioe])")
_ALSO_AND = frozenset(["ministero", "camera", "camere", "assessorato", "dipartimento"])
LONGEST = 14


def find_organisations(
    text: Text, tokens: Tokens, people: Sequence[Item], registry: Registry
) -> list[Named]:
    """Find the organisations that are certainly such.

    Parameters
    ----------
    text
        A text made plain.
    tokens
        Its words.
    people
        Who was found in it: a name ends where one begins.
    registry
        The organisations that are known.

    Returns
    -------
    list[Named]
        In the order of the text; none overlaps another.
    """
    found = [*_known(text, registry)]
    taken = Taken(len(text.plain), people)
    for candidate in _by_first_word(text, tokens, taken):
        known = registry.of(candidate.name)
        # A known name inside a longer one is of another body: “Confindustria Bergamo”.
        inside = [
            f for f in found if candidate.start <= f.start and f.end <= candidate.end
        ]
        if any(f.start == candidate.start and f.end == candidate.end for f in inside):
            continue
        if any(f.cluster for f in inside):
            continue
        if any(
            f.start < candidate.end and candidate.start < f.end and f not in inside
            for f in found
        ):
            continue
        found = [f for f in found if f not in inside]
        found.append(
            _named(candidate, known.cluster, known.name, True) if known else candidate
        )
    found.sort(key=lambda named: named.start)
    return found


def _named(item: Named, cluster: str | None, name: str, known: bool) -> Named:
    return Named(
        item.start, item.end, item.name, cluster, fold(name), known, item.is_cluster
    )


def _known(text: Text, registry: Registry) -> Iterator[Named]:
    end = 0
    matches = [
        *((m.start(), -m.end()) for m in registry.names.finditer(text.folded)),
        *((m.start(), -m.end()) for m in registry.acronyms.finditer(text.plain)),
    ]
    for start, negative in sorted(matches):
        stop = -negative
        if start < end or not any(map(str.isupper, text.plain[start:stop])):
            continue
        name = text.plain[start:stop]
        organisation = registry.of(name)
        if organisation is None or organisation.is_network:
            continue
        end = stop
        cluster = organisation.cluster is not None
        yield Named(
            start,
            stop,
            _clean(name),
            organisation.cluster,
            fold(organisation.name),
            True,
            cluster or _CLUSTER.search(fold(organisation.name)) is not None,
        )


def _clean(name: str) -> str:
    return " ".join(name.split()).strip(" ,;:-")


class Taken:
    """Where something stands already.

    Parameters
    ----------
    length
        Of the text.
    items
        What stands in it.
    """

    def __init__(self, length: int, items: Sequence[Item]) -> None:
        self._marks = bytearray(length + 1)
        for item in items:
            self._marks[item.start : item.end] = b"\x01" * (item.end - item.start)

    def add(self, item: Item) -> None:
        """Note that something stands there, too.

        Parameters
        ----------
        item
            Of the same text.
        """
        self._marks[item.start : item.end] = b"\x01" * (item.end - item.start)

    def holds(self, position: int) -> bool:
        """Tell whether something stands at a position.

        Parameters
        ----------
        position
            In the plain text.
        """
        return bool(self._marks[position])


def _by_first_word(text: Text, tokens: Tokens, taken: Taken) -> Iterator[Named]:
    vocabulary = table("organisation_words")
    firsts, smalls = (
        frozenset(vocabulary["first_words"]),
        frozenset(vocabulary["small"]),
    )
    everything = tokens.all
    position = 0
    while position < len(everything):
        token = everything[position]
        begins = token.is_name and (
            token.folded in firsts or _association().fullmatch(token.folded) is not None
        )
        trade = token.is_name and _company().fullmatch(token.folded) is not None
        small = token.folded in smalls and not token.is_name
        last = None
        if taken.holds(token.start) or _is_inside_name(text, everything, position):
            position += 1
            continue
        if token.is_name and (
            english := _to_last_word(text, everything, position, taken)
        ):
            last = english
        elif begins or small:
            last = _grown(text, everything, position, taken, needs_name=small)
        elif trade and position + 1 < len(everything) and everything[position + 1].is_name:
            last = _grown(text, everything, position, taken, needs_name=True)
        elif _has_legal_ending(text, everything, position):
            last = _last_of_company(text, everything, position)
        if last is None:
            position += 1
            continue
        start, end = token.start, everything[last].end
        yield unknown(text, start, end)
        position = last + 1


def unknown(text: Text, start: int, end: int) -> Named:
    """Make an organisation of the words between two places of a text.

    Parameters
    ----------
    text
        A text made plain.
    start, end
        In it.
    """
    name = _clean(text.plain[start:end])
    key = fold(name)
    cluster = (
        _CLUSTER.search(key) is not None
        or _association().match(key.split(" ")[0]) is not None
    )
    return Named(start, end, name, None, name_of(name), False, cluster)


def name_of(name: str) -> str:
    """Fold a name so that all mentions of one organisation are equal.

    Parameters
    ----------
    name
        As a text has it.
    """
    key = _LEGAL.sub("", fold(name))
    return _GENERIC.sub("", key).strip(" .,") or key


_LEGAL = re.compile(
    r"[\s,]+(?:" + one_of(table("organisation_words")["legal_endings"]) + r")$"
)
_GENERIC = re.compile(
    r"^(?:il\s+|la\s+|l'|lo\s+)?(?:cluster|polo|consorzio|associazione|fondazione|societa"
    r"|gruppo|azienda|agenzia|rete|distretto)\s+(?=[\w-]+$)"
)


def _to_last_word(
    text: Text, tokens: Sequence[Token], first: int, taken: Taken
) -> int | None:
    """Follow a name in the English order: “Umbria Aerospace Cluster”."""
    ends = table("organisation_words")["last_words"]
    found = None
    position = first + 1
    while position < len(tokens) and position - first < 7:
        gap = text.plain[tokens[position - 1].end : tokens[position].start]
        if (
            gap.strip(" ")
            or not _is_part(tokens[position], frozenset())
            or taken.holds(tokens[position].start)
        ):
            break
        if tokens[position].folded in ends:
            found = position
        position += 1
    return found


def _is_inside_name(text: Text, tokens: Sequence[Token], position: int) -> bool:
    """Whether the word before belongs to the same name: “European Cluster …”."""
    if not position or not tokens[position].is_name:
        return False
    before = tokens[position - 1]
    adjacent = text.plain[before.end : tokens[position].start] == " "
    return (
        adjacent
        and before.is_name
        and before.folded[0].isalpha()
        and not before.is_acronym
    )


def _grown(
    text: Text,
    tokens: Sequence[Token],
    first: int,
    taken: Taken,
    *,
    needs_name: bool,
) -> int | None:
    """Follow a name from its first word to its last."""
    vocabulary = table("organisation_words")
    seconds = frozenset(vocabulary["seconds"])
    head = tokens[first].folded
    adjectived = table("bodies")["with_adjective"] if tokens[first].is_name else ()
    last, names = first, 0
    position = first + 1
    if needs_name and not _adjacent_name(text, tokens, position, seconds):
        return None
    while position < len(tokens) and position - first < LONGEST:
        if text.plain[tokens[position - 1].end : tokens[position].start].strip(" "):
            break
        token = tokens[position]
        if taken.holds(token.start):
            break
        # “La Camera lariana”, “l'Ateneo pisano”: the adjective is the name.
        if head in _PLACED and not names and _OF_A_PLACE.fullmatch(token.folded):
            return position
        if head in adjectived and not names and _ADJECTIVE.fullmatch(token.folded):
            last, names = position, 1
            position += 1
            continue
        if _is_part(token, seconds):
            names += token.is_name
            last = position
            position += 1
            continue
        following = _after_connector(tokens, position, head)
        if following is None or not _is_part(tokens[following], seconds):
            # “L'Ordine degli ingegneri”: of whom it is made is its name.
            if adjectived and token.folded in _OF_MANY and following is not None:
                return following if _MANY.fullmatch(tokens[following].folded) else last if names else None
            break
        if taken.holds(tokens[following].start):
            break
        position = following
    if head in vocabulary["need_more"] or needs_name:
        return last if names else None
    return last


def _adjacent_name(
    text: Text, tokens: Sequence[Token], position: int, seconds: frozenset[str]
) -> bool:
    """After a small “consorzio” comes a name: no “di”, but maybe “tecnologico”."""
    while position < len(tokens) and tokens[position].folded in seconds:
        position += 1
    if position >= len(tokens):
        return False
    if tokens[position].is_name:
        return tokens[position].folded not in table("organisation_words")["not_names"]
    head = tokens[position - 1].folded
    return (
        head
        in {
            "commercio",
            "universita",
            "speciale",
            "studi",
            "regione",
            "provincia",
            "comune",
            "ministero",
            "governo",
            "prefettura",
            "ambasciata",
            "consolato",
            "facolta",
            "ateneo",
        }
        and tokens[position].folded in _CONNECTORS
        and position + 1 < len(tokens)
        and tokens[position + 1].is_name
    )


def _is_part(token: Token, seconds: frozenset[str]) -> bool:
    if not token.is_name:
        return token.folded in seconds
    return token.folded[0].isalnum()


def _after_connector(tokens: Sequence[Token], position: int, head: str) -> int | None:
    """Pass over “degli”, “per l'”, and of a ministry “e della” too."""
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
    while position < len(tokens) and tokens[position].folded in _CONNECTORS:
        position += 1
    # “Il patrocinio del Ministero dell'Ambiente e di Confindustria”
    if position - start > 1 and token in {"e", ","} and position < len(tokens) and (
        tokens[position].folded in table("organisation_words")["first_words"]
        or _association().fullmatch(tokens[position].folded)
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


def _has_legal_ending(text: Text, tokens: Sequence[Token], position: int) -> bool:
    token = tokens[position]
    if not token.is_name:
        return False
    window = text.folded[token.start : token.start + 60]
    match = _legal_inside().search(window)
    return (
        match is not None
        and _CAPS.fullmatch(text.plain[token.start : token.start + match.start()])
        is not None
    )


def _last_of_company(text: Text, tokens: Sequence[Token], position: int) -> int | None:
    start = tokens[position].start
    match = _legal_inside().search(text.folded, start, start + 60)
    if match is None:
        return None
    last = position
    while last + 1 < len(tokens) and tokens[last + 1].end <= match.end():
        last += 1
    return last


_CAPS = re.compile(r"(?:[A-ZÀ-Ý&][\w&.+'-]*\s+(?:(?:di|e|&)\s+)?){1,4}")


@cache
def _company() -> re.Pattern[str]:
    return re.compile(table("bodies")["companies"])


@cache
def _association() -> re.Pattern[str]:
    return re.compile(table("bodies")["associations"])


@cache
def _legal_inside() -> re.Pattern[str]:
    endings = one_of(table("organisation_words")["legal_endings"])
    return re.compile(rf"(?<!\w)(?:{endings})(?!\w)")


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
        following = _after_connector(everything, position_, "")
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


# “La Camera di commercio”, “l'Università degli studi”, and no more than that.
_LOWER_SECONDS = re.compile(r"\s+(?:di\s+commercio|degli\s+studi)(?!\w)")
