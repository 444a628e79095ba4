"""“Italian Angels for Growth (IAG)”: a name and its acronym are of one organisation."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Named
from fondaco.engines.press.normalising import Text

_IN_BRACKETS = re.compile(
    r"\s?\(\s?(?:[“\"](?=\w))?(?P<short>[A-Z][\w.&-]{1,10})[”\"]?\s?\)"
)
# “Comune di Erba (CO)” is a province.
_SHORTEST, _FEWEST_CAPITALS = 3, 2


def with_acronyms(
    text: Text, organisations: Sequence[Named]
) -> tuple[list[Named], dict[str, Named]]:
    """Give a name with its acronym behind it as one, and the acronym its name.

    Parameters
    ----------
    text
        A text made plain.
    organisations
        In order.

    Returns
    -------
    list[Named]
        In order; a name reaches as far as the bracket behind its acronym.
    dict[str, Named]
        By the acronym.
    """
    whole: list[Named] = []
    meant: dict[str, Named] = {}
    for named in organisations:
        bracket = _IN_BRACKETS.match(text.plain, named.end)
        if bracket is not None and is_acronym(bracket["short"], named.name):
            meant.setdefault(bracket["short"], named)
            whole.append(replace(named, end=bracket.end()))
        elif not whole or named.start >= whole[-1].end:
            whole.append(named)
    return [_known_by(meant, named) for named in whole], meant


def _known_by(meant: dict[str, Named], named: Named) -> Named:
    """Give an acronym the organisation that it was explained as."""
    other = meant.get(named.name)
    if other is None or named.is_known:
        return named
    return replace(other, start=named.start, end=named.end)


def is_acronym(short: str, name: str) -> bool:
    """Tell whether what stands in brackets behind a name is short for it.

    It need not have its letters: “Bavarian Research Alliance (BayFOR)” has those of
    another language.

    Parameters
    ----------
    short
        Such as “ASviS”.
    name
        Such as “Alleanza per lo Sviluppo Sostenibile”.
    """
    beginnings = {word[0] for word in re.findall(r"\w+", fold(name))}
    return (
        len(short) >= _SHORTEST
        and sum(map(str.isupper, short)) >= _FEWEST_CAPITALS
        and len(beginnings) > 1
        and fold(short)[0] in beginnings
    )
