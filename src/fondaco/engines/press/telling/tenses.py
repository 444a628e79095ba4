"""What a stretch of text says of time: past, future or nothing."""

import re
from collections.abc import Iterator

from fondaco.engines.press.normalising import Text

# What a clause says of time. A passive (“è organizzato”) says nothing.
_PARTICIPLE = r"\w+(?:[aiu]t|st|tt|rs|ss|nt|lt|rt|es|us|is)[oaie](?!\w)"
_MORE = (
    r"(?:(?:anche|inoltre|infatti|gia|addirittura|poi|appena"
    r"|recentemente|quindi|cosi|ufficialmente|oggi|ieri)\s+){0"
    r",2}"
)
# Who “ha detto” speaks after that, but perhaps of what is to come.
_SAID = (
    r"(?!(?:dett|dichiarat|spiegat|affermat|commentat|aggiunt|sottolineat|annunciat"
    r"|anticipat|confermat|ricordat|ribadit|precisat|assicurat|garantit|aderit|promess|invitat|concluso\s+[“\"]|fatto\s+sapere|reso\s+noto)"
    r"[oaie]?(?!\w))"
)
_UNACCUSATIVE = (
    r"(?:intervenut|partit|nat|entrat|arrivat|tornat|avvenut"
    r"|andat|conclus|terminat|giunt|salit|passat|venut"
    r"|sbarcat|volat|uscit|riuscit|iniziat|cominciat|chius"
    r"|intervenut|rientrat|stat)[oaie]"
)
_PAST = re.compile(
    rf"(?<!\w)(?:(?:ha|hanno|abbiamo|aveva|avevano|ebbe|avendo)\s+{_MORE}{_SAID}{_PARTICIPLE}"
    rf"|si\s+(?:è|sono|era|erano|e)\s+{_MORE}{_PARTICIPLE}"
    rf"|(?:è|sono|era|erano|siamo|eravamo)\s+{_MORE}{_UNACCUSATIVE}(?!\w)"
    r"|era|erano|eravamo|fu|furono|fummo|tenne(?:ro)?|svolse(?:ro)?|ebbe(?:ro)?\s+luogo|\w+(?:arono|irono|ettero|ammo|immo)|tenutasi"
    r"|svoltasi|tenutosi|svoltosi|vint[oaie]"
    r"|conclus[oa]si|appena\s+conclus[oa]|conclus[oa]"
    r"|tenut[oaie]|svolt[oaie])(?!\w)"
)
# “Firmata lunedì, a Potenza, la convenzione”
_DONE = re.compile(
    r"[^\w\n]*(?:[a-z]+\.\s)?(?:firmat|siglat|sottoscritt|inaugurat|approvat|premiat|celebrat"
    r"|consegnat|nominat|elett|raggiunt|ricevut|accolt|varat|rientrat|tornat|ottenut|costituit)"
    r"[oaie]\s+(?:ieri|oggi|stamane|stamattina|lunedi|martedi|mercoledi|giovedi|venerdi|sabato"
    r"|domenica|il|l'|nei|a|ad|in|nel|nella|dal|dalla|lo|la)(?!\w)"
)
_FUTURE_FORM = re.compile(
    r"(?<!\w)(?:\w+(?:ra|ranno|[aei]remo)|(?:av|pot|dov|ved|sap|and|viv|ver|ter|vor)remo)(?!\w)"
)
_FUTURE_WORDS = re.compile(
    r"(?<!\w)(?:in\s+programma|in\s+calendario|in\s+agenda"
    r"|in\s+arrivo|previst[oaie]|attes[oaie]"
    r"|fissat[oaie]|prossim[oaie]|si\s+prepara(?:no)?|p\.\s?v\.?"
    r"|programmat[oaie]|in\s+vista|(?:ri)?torna(?:no)?(?!\s+a\s+\w+(?:[aei]re|rsi)\b)|iscrizioni|candidature|save\s+the\s+date"
    r"|vola(?:no)?|si\s+(?:vola|parte)|svolgimento|appuntamento|pront[oaie]\s+a|domani|imminente)(?!\w)"
)
_NOT_FUTURE = frozenset(
    [
        "ora",
        "sopra",
        "ancora",
        "allora",
        "opera",
        "fiera",
        "vera",
        "cura",
        "misura",
        "frontiera",
    ]
)


def tense_of(text: Text, start: int, end: int) -> str:
    """Say of which time a stretch of text speaks.

    Parameters
    ----------
    text
        A text made plain.
    start, end
        The stretch.

    Returns
    -------
    str
        ``future``, ``past`` or nothing.
    """
    past, future = _signals(text, start, end)
    if future and not past:
        return "future"
    return "past" if past and not future else ""


def tense_at(text: Text, start: int, end: int, position: int) -> str:
    """Say of which time a place in a stretch of text speaks.

    Parameters
    ----------
    text
        A text made plain.
    start, end
        The stretch.
    position
        Of two verbs the one before this place, or the nearer one, counts.

    Returns
    -------
    str
        ``future``, ``past`` or nothing.
    """
    past, future = _signals(text, start, end)
    if not past or not future:
        return "future" if future else "past" if past else ""
    # “Annullata la missione prevista a maggio” is neither.
    if not any(_FUTURE_FORM.match(text.folded, s) for s in future):
        return ""

    def distance(signals: list[int]) -> int:
        return min(
            position - s if s < position else 2 * (s - position) for s in signals
        )

    return "future" if distance(future) < distance(past) else "past"


def has_future_form(text: Text, start: int, end: int) -> bool:
    """Tell whether a stretch of text has a verb in the future.

    Parameters
    ----------
    text
        A text made plain.
    start, end
        The stretch.
    """
    return any(True for _ in _future_forms(text, start, end))


def _future_forms(text: Text, start: int, end: int) -> Iterator[int]:
    """Find where verbs in the future begin."""
    for match in _FUTURE_FORM.finditer(text.folded, start, end):
        if is_future_form(text, match.start(), match.end()):
            yield match.start()


def _signals(text: Text, start: int, end: int) -> tuple[list[int], list[int]]:
    """Find where a stretch of text speaks of the past, and where of the future."""
    past = [m.start() for m in _PAST.finditer(text.folded, start, end)]
    if text.folded[:start].rstrip(" ")[-1:] in {"", "\n", ".", "!", "?"}:
        opening = _DONE.match(text.folded, start, end)
        past += [start] if opening else []
    future = [m.start() for m in _FUTURE_WORDS.finditer(text.folded, start, end)]
    future += _future_forms(text, start, end)
    return past, future


def is_future_form(text: Text, start: int, end: int) -> bool:
    """Tell “sarà” and “saranno” from “fiera” and “ancora”.

    Parameters
    ----------
    text
        A text made plain.
    start, end
        A word of it.
    """
    word = text.folded[start:end]
    if word.endswith(("ranno", "remo")):
        return True
    last = text.plain[end - 1]
    typed = text.plain[end : end + 1] == "'"
    return last in "àÀá" or (typed and word not in _NOT_FUTURE)
