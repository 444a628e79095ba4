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
