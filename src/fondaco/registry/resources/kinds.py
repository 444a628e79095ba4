"""What kind of organisation a name speaks of, where no column says it."""

import re

from fondaco.engines.language.folding import fold
from fondaco.registry.vocabularies import OrganisationKind

# The first that is found; a company is what is left, as most members are.
_SIGNS = (
    (OrganisationKind.UNIVERSITY, r"universit|politecnico|polytechnic|\bateneo\b"),
    (OrganisationKind.CHAMBER, r"camera di commercio|chamber of commerce|\bcciaa\b"),
    (OrganisationKind.HOSPITAL, r"ospedal|hospital|policlinico|\basst\b|\birccs\b"),
    (OrganisationKind.SCIENCE_PARK, r"parco (scientifico|tecnologico)|science park"),
    (
        OrganisationKind.RESEARCH,
        r"\bcnr\b|\benea\b|istituto di ricerc|centro ricerche|centro di ricerca"
        r"|research (institute|centre|center)|consiglio nazionale delle ricerche",
    ),
    (
        OrganisationKind.PUBLIC_BODY,
        r"^(comune|provincia|regione|citta metropolitana|ministero|municipality"
        r"|ministry)\b",
    ),
    (OrganisationKind.FOUNDATION, r"^(fondazione|foundation|stiftung)\b"),
    (
        OrganisationKind.ASSOCIATION,
        r"^(associazione|association|confindustria|confartigianato|unione)\b",
    ),
    (OrganisationKind.BANK, r"^(banca|banco|bank|credito)\b|\bbank$"),
)
_COMPILED = [(kind, re.compile(sign)) for kind, sign in _SIGNS]


def likely_kind(name: str) -> str:
    words = fold(name)
    for kind, sign in _COMPILED:
        if sign.search(words):
            return str(kind.value)
    return str(OrganisationKind.COMPANY.value)
