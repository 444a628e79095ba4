"""Words that open a sentence about a part of what was told: “nel pomeriggio”."""

import re

_EVENT = (
    r"(?:(?:del|dell|dei|degli|della|delle|il|lo|la|i|gli|le|l|al|alla|ai|all)(?:'|\s+))?"
    r"(?:(?:stess[oaie]|medesim[oaie])\s+)?(?:event[oi]|lavori|incontr[oi]|assemblea|giornata"
    r"|mattinata|pomeriggio|serata|convegno|seminario|workshop|cerimonia|manifestazione"
    r"|conferenza|forum|congresso|riunione|meeting|summit|appuntamento|fiera|salone)"
)
# What opens a sentence about something that was part of what was told before.
_LATER = re.compile(
    rf"(?:^|\W)(?:nel\s+(?:pomeriggio|corso\s+{_EVENT})"
    r"|in\s+(?:mattinata|serata|apertura|chiusura|(?:quell|quest)'occasione|quella\s+sede)"
    r"|nella\s+(?:mattinata|serata|stessa\s+(?:giornata|occasione|sede)|medesima\s+occasione)"
    rf"|nell'occasione|per\s+l'occasione|a\s+(?:seguire|conclusione(?:\s+{_EVENT})?)"
    rf"|(?:al\s+termine|a\s+(?:margine|latere)|in\s+(?:occasione|concomitanza|coda))\s+{_EVENT}"
    rf"|al\s+termine|contestualmente|durante\s+{_EVENT}|sempre\s+nell\w+\s"
    r"|(?:ha|hanno)\s+fatto\s+seguito|(?:è|sono)\s+(?:quindi\s+|poi\s+)?seguit[oaie])(?!\w)"
)
_OF_NOUN = re.compile(
    r"(?:al\s+termine|a\s+(?:margine|latere|conclusione)|in\s+(?:occasione|coda)|durante"
    r"|nel\s+corso)\s+(?:d[aei]ll?[ao']?\s*|d[ei]\s+|il\s+|lo\s+|la\s+|l'|dei\s+|degli\s+|all[ao']?\s*)"
    r"(?P<noun>assemblea|convegno|seminario|workshop|cerimonia|conferenza|forum|congresso"
    r"|riunione|summit|fiera|salone|incontro|evento|meeting)(?!\w)"
)
_OCCASION = re.compile(
    r"(?<!\w)(?:in\s+(?:quell|quest)'occasione|nell'occasione|per\s+l'occasione"
    r"|(?:in|nella)\s+(?:quella|stessa|medesima)\s+(?:sede|occasione))(?!\w)"
)
_FIRST = re.compile(r"(?<!\w)in\s+apertura(?!\w)")
_LAST = re.compile(r"(?<!\w)(?:in\s+chiusura|a\s+conclusione|al\s+termine)(?!\w)")


def is_later(opening: str) -> bool:
    """Tell whether a sentence is about a part of what was told before.

    Parameters
    ----------
    opening
        Its first words, folded.
    """
    return _LATER.search(opening) is not None


def noun_of(opening: str) -> str:
    """Say of which noun a sentence is about a part: “in coda all'assemblea”.

    Parameters
    ----------
    opening
        Its first words, folded.

    Returns
    -------
    str
        Nothing, where it names none, or one that stands for any.
    """
    match = _OF_NOUN.search(opening)
    return match["noun"] if match else ""


def is_of_occasion(opening: str) -> bool:
    """Tell whether it is about the last thing told: “in quell'occasione”.

    Parameters
    ----------
    opening
        Its first words, folded.
    """
    return _OCCASION.search(opening) is not None


def is_first(opening: str) -> bool:
    """Tell whether it is about the beginning of what was told before.

    Parameters
    ----------
    opening
        Its first words, folded.
    """
    return _FIRST.search(opening) is not None


def is_last(opening: str) -> bool:
    """Tell whether it is about the end of what was told before.

    Parameters
    ----------
    opening
        Its first words, folded.
    """
    return _LAST.search(opening) is not None
