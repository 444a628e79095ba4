"""The words before a name that say that it is the name of a body."""

import re
from functools import cache

from fondaco.engines.press.items import Named
from fondaco.engines.press.lexicon import one_of, table, words
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.recasing import is_word

ARTICLE = r"(?:il|lo|la|i|gli|le|un|uno|una)(?=\s)|(?:l|un)(?=')'"
_BEFORE = (
    r"(?<![\w'])(?:(?:(?:il|lo|la|i|gli|le|un|uno|una|da|dal|dallo|dalla|dai|dagli|dalle|di|del"
    r"|dello|della|dei|degli|delle|al|allo|alla|ai|agli|alle|nel|nella|sul|sulla|con|col|coi"
    r"|tra|fra|e|anche)\s+)|(?:l|un|dell|dall|all|nell|sull)')"
)
_ADJECTIVE = (
    r"[a-z]{2,}(?:[ae]s[ei]|an[aoie]|in[aoie]|al[ei]|ic[aoi]|iche|iv[aoie]|il[ei]|ens[ei]"
    r"|ari[aoe]?|os[aoie]|er[aoie]|e[aoi]|ar[ei]|us[aoie]|ab?il[ei]|ul[aoie]|ern[aoie]|ent[ei]"
    r"|ant[ei])"
)
_SOMETHING_ELSE = re.compile(
    rf"(?<!\w)(?:{one_of(table('organisation_words')['before_things'])})"
    r"(?:\s+(?:di|del|dell[aoe])\s+|\s+dell'|\s+)[“\"(]?$"
)
# “C2Future, il progetto…”: what it is called tells that it does not act.
_CALLED_THING = re.compile(
    r"\s*,\s*(?:(?:il|la|lo|un|una)\s+|(?:l|un)')(?:\w+\s+)?(?:progett|programm|pian|bando|fiera|salone"
    r"|manifestazion|event|rassegn|festival|forum|corso|iniziativ|concorso|premi|convegn|appuntament)"
)
# “A2A”, “I3P”
_CODED = re.compile(r"(?![BC]2[BCG])[A-Z]\d[A-Z]")
_THING = re.compile(one_of(table("organisation_words")["before_things"]))


@cache
def origin() -> re.Pattern[str]:
    """Match “la bergamasca ” and “i tedeschi di ”, up to where the name begins."""
    return re.compile(
        rf"{_BEFORE}(?:(?:altr|stess|connazional|collegh|giovan)\w+\s+)?(?P<noun>{_origins()})"
        r"\s+(?:di\s+|del\s+|della\s+|dell')?[“\"]?(?=\w)"
    )


@cache
def _origins() -> str:
    stems = {*table("bodies")["origins"], *table("places")["demonyms"]}
    return rf"(?:{one_of(stems)})(?:[oaie]|he|hi|i[ae])?"


@cache
def is_origin() -> re.Pattern[str]:
    """Match an adjective of a place or a country."""
    stems = {*table("bodies")["origins"], *table("places")["demonyms"]}
    return re.compile(rf"(?:{one_of(stems)})(?:[oaie]|he|hi|i[ae])")


@cache
def body() -> re.Pattern[str]:
    """Match “società di ingegneria ”, “network europeo dell'idrico ” and the like."""
    return re.compile(
        rf"(?<![\w-])(?P<noun>{one_of(table('bodies')['nouns'])}){_more()}\s+[“\"]?(?=\w)"
    )


def _more() -> str:
    """Say what may stand between the noun and the name."""
    bodies = table("bodies")
    of = rf"(?!\w+\s+{bodies['not_complements']})(?:{one_of(bodies['complements'])})"
    return rf"(?:\s+(?:{_ADJECTIVE}|{_origins()})(?!\w)|\s+{of}(?!\w)){{0,3}}"


@cache
def introduction() -> str:
    """Write what stands between an article and a name: “società di ingegneria ”."""
    return (
        rf"(?:(?:{_origins()})\s+(?:d(?:i|el|ella)\s+|dell')?"
        rf"|(?:{one_of(table('bodies')['nouns'])}){_more()}\s+)[“\"]?"
    )


def is_body(text: Text, named: Named) -> bool:
    """Tell whether capitalised words can be the name of a body.

    Parameters
    ----------
    text
        A text made plain.
    named
        The words.
    """
    vocabulary = table("organisation_words")
    parts = named.key.split()
    if all(
        part in vocabulary["not_names"] or is_origin().fullmatch(part) for part in parts
    ):
        return False
    # “IL PROGRAMMA”, a heading.
    if parts[0] in {"il", "lo", "la", "i", "gli", "le"} and all(
        map(is_word, parts[1:])
    ):
        return False
    if _THING.fullmatch(parts[0]) and not named.name.isupper():
        return False
    if len(parts) == 1 and (
        (is_word(parts[0]) and not named.name.isupper())
        or parts[0] in words("given_names")
        or parts[0] in words("function_words")
        or not (re.search(r"[a-z]{2}", parts[0]) or _CODED.fullmatch(named.name))
    ):
        return False
    return not (follows_thing(text, named) or is_called_thing(text, named))


def is_called_thing(text: Text, named: Named) -> bool:
    """Tell whether a text says beside a name that it is of a project or an event.

    Parameters
    ----------
    text
        A text made plain.
    named
        In it.
    """
    return _CALLED_THING.match(text.folded, named.end) is not None


def follows_thing(text: Text, named: Named) -> bool:
    """Tell whether a name stands after the noun of a thing: “la fiera Miac”.

    Parameters
    ----------
    text
        A text made plain.
    named
        In it.
    """
    before = text.folded[max(0, named.start - 30) : named.start]
    return _SOMETHING_ELSE.search(before) is not None
