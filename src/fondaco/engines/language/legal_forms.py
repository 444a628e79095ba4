"""Names of organisations without their legal form, so that spellings meet."""

import re
from functools import lru_cache

from fondaco.engines.language.folding import fold

# Written without stops; several may follow one another ("S.r.l. unipersonale").
_FORMS = (
    # Italy
    "srl srls rl sca spa sapa snc sas ss scarl scrl scrlpa scpa scpl soc coop onlus "
    "ets aps "
    "unipersonale sb consortile cooperativa "
    # Europe and beyond
    "gmbh mbh ag kg ohg ug ev se sarl sasu sa sprl bvba bv nv ltd limited plc llp "
    "llc inc corp corporation co company pty sl slu sau ab oy oyj as asa ivs kft zrt "
    "doo dd sro spzoo sp zoo ood ad uab oue ou sia lda"
)
_FORM_WORDS = frozenset(_FORMS.split())
_LONG_FORMS = re.compile(
    r"\b(societa (a responsabilita limitata( semplificata)?|per azioni|consortile"
    r"|cooperativa( sociale)?|in nome collettivo|in accomandita semplice"
    r"|semplice|benefit)( a responsabilita limitata| per azioni)?)$"
)
_STOPS = re.compile(r"(?<=\w)\.(?=\w\b)|\.")
_OTHER = re.compile(r"[^\w]+")


# An import asks for each name several times in a row.
@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Fold a name so that two spellings of one organisation are equal.

    Parameters
    ----------
    name
        As anybody wrote it: "TECNOMEC S.R.L.", "Tecnomec srl", "Tecnomec".

    Returns
    -------
    str
        Folded words without punctuation or a legal form at the end; where the name is
        nothing but legal forms, those.

    Examples
    --------
    >>> name_key("Tecnomec S.r.l."), name_key("A.B.C. Società per Azioni")
    ('tecnomec', 'abc')
    """
    plain = _STOPS.sub("", fold(name)).replace("&", " e ")
    words = " ".join(_OTHER.sub(" ", plain).split())
    kept = _LONG_FORMS.sub("", words).split() or words.split()
    whole = len(kept)
    # "GmbH & Co. KG" has an "and" between its parts.
    while len(kept) > 1 and (
        kept[-1] in _FORM_WORDS or (kept[-1] == "e" and len(kept) < whole)
    ):
        kept.pop()
    return " ".join(kept)
