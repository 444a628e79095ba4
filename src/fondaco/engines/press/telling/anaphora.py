"""Who is meant by “il cluster”, “l'associazione”, “entrambi” and “quest'ultimi due”."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Named, Person
from fondaco.engines.press.normalising import Text

_ONE = re.compile(
    r"(?<![\w'])(?:(?:il|lo|dal|del|al|nel|questo|stesso|sul|col|con\s+il|la|dalla|della|alla|questa|stessa)\s+|(?:l|dell|dall|all|quest|nell)')"
    r"(?P<noun>cluster|associazione|polo|distretto|consorzio|fondazione|rete|azienda|societa|impresa|ente|gruppo|organizzazione|istituto|ateneo|agenzia)(?!\w|-)"
    r"(?!\s+(?:di|del|dello|della|dell'|dei|degli|delle|d')(?:\s*[a-z])?|\s+(?:tecnologic|lombard|italian|regional|nazional|europe|speciale|manager|aerospazial|che\s+riunisce))"
)
_NAMED_AFTER = re.compile(
    r"\s+(?!(?:ha|è|sarà|si|che|e|con|a|in|di)\s)[a-zà-ÿ]{4,}\s+[“\"]?[A-ZÀ-Ý]"
)
_SEVERAL = re.compile(
    r"(?<!\w)(?P<words>quest['ie]\s?ultim[ie](?:\s+due|\s+tre)?|(?:gli|le|questi|queste)\s+ultim[ie]\s+(?:due|tre)|(?:i|gli|le)\s+due\s+"
    r"(?:cluster|associazioni|organizzazioni|poli|distretti|enti|realta|soggetti|societa|aziende|camere)|entramb[ie]|ambedue|i\s+prim[ie]\s+due"
    r"|quest'ultim[oa])(?!\w)"
)
# “La Commissione” after “la Commissione europea”, “la Regione” after “Regione Puglia”.
_SHORT = re.compile(
    r"(?<!\w)(?:(?:[Ll]a|[Ii]l|[Dd]alla|[Dd]ella|[Aa]lla|[Dd]al|[Dd]el|[Aa]l|[Ll]o|[Dd]allo|[Nn]el|[Nn]ella|[Ss]ul|[Ss]ulla"
    r"|[Cc]ol|[Qq]uesta|[Qq]uesto|[Nn]ostr[ao])\s+|(?:[Ll]|[Dd]ell|[Dd]all|[Aa]ll|[Nn]ell)')"
    r"(?P<noun>Commissione|Regione|Ministero|Camera(?:\s+di\s+[Cc]ommercio)?|Università|Politecnico|Provincia|Comune|Unione|Agenzia|Fondazione|Associazione|Cluster|Distretto|Polo|Consorzio|Ateneo|Istituto|Federazione|Rete|Ente|Gruppo|Società|Azienda|Banca|Ministero|Comitato|Autorità|Confederazione|Centro|Parco)(?!\w)"
    r"(?!\s+(?:di\s|del\s|della\s|dell'|degli\s|dei\s|e(?:uropea|uropeo)))"
)

_ASSOCIATIONS = frozenset(
    {"cluster", "distretto", "polo", "consorzio", "associazione", "federazione", "rete"}
)


def resolve_names(
    text: Text, organisations: Sequence[Named], people: Sequence[Person] = ()
) -> list[Named]:
    """Find the words that stand for organisations named before.

    Parameters
    ----------
    text
        A text made plain.
    organisations
        Those that were named, in order.
    people
        Who is named: “il presidente del Cluster Anna Rossi” is of the cluster.

    Returns
    -------
    list[Named]
        Mentions with the names of whom they mean; several may share a place.
    """
    found: list[Named] = []
    for match in _ONE.finditer(text.folded):
        following = text.plain[match.end() : match.end() + 2].strip()
        # “Il cluster catalano Alfa” names another one.
        if _NAMED_AFTER.match(text.plain, match.end()):
            continue
        # “Il cluster CAT.AL” has its name beside it.
        if text.plain[match.start("noun")].isupper() or following[:1].isupper():
            continue
        meant = _last(organisations, match.start(), match["noun"])
        if meant is not None:
            found.append(_at(meant, match.start("noun"), match.end("noun")))
    names = {person.name_start for person in people}
    for match in _SHORT.finditer(text.plain):
        after = match.end() + 1
        if text.plain[after : after + 1].isupper() and after not in names:
            continue
        noun = fold(match["noun"]).split()[0]
        before = [o for o in organisations if o.end <= match.start()]
        earlier = [o for o in before if noun in fold(o.name).split()]
        if not earlier and noun in _ASSOCIATIONS:
            earlier = [o for o in before if o.is_cluster]
        if earlier:
            found.append(_at(earlier[-1], match.start("noun"), match.end("noun")))
    for match in _SEVERAL.finditer(text.folded):
        one = re.fullmatch(r"quest'ultim[oa]", match["words"])
        count = 1 if one else 3 if "tre" in match["words"].split() else 2
        several = _several(
            organisations, match.start(), count, first="prim" in match["words"]
        )
        found += [_at(o, match.start(), match.end()) for o in several]
    taken = {(o.start, o.end) for o in organisations}
    return [n for n in found if not any(a < n.end and n.start < b for a, b in taken)]


def _at(organisation: Named, start: int, end: int) -> Named:
    return replace(organisation, start=start, end=end)


_PUBLIC = (
    "regione",
    "comune",
    "ministero",
    "camera",
    "commissione",
    "provincia",
    "universita",
)


def _last(organisations: Sequence[Named], position: int, noun: str) -> Named | None:
    earlier = [o for o in organisations if o.end <= position]
    if noun in {"azienda", "societa", "impresa", "gruppo", "organizzazione", "ente"}:
        others = [
            o
            for o in earlier
            if not o.key.startswith(
                ("regione", "comune", "ministero", "camera", "commissione")
            )
        ]
        first = [o for o in others if not o.is_cluster] or others
        return first[-1] if first else None
    alike = [
        o for o in earlier if noun in o.key.split() or (noun == "cluster" and o.cluster)
    ]
    if noun in {"ateneo", "istituto", "agenzia"}:
        return alike[-1] if alike else None
    clusters = [
        o
        for o in earlier
        if o.is_cluster
        and not o.key.startswith(("camera", "confindustria", "unioncamere"))
    ]
    any_ = clusters or [o for o in earlier if o.is_cluster]
    bodies = [o for o in earlier if not o.key.startswith(_PUBLIC)]
    chosen = alike or any_ or bodies
    return chosen[-1] if chosen else None


def _several(
    organisations: Sequence[Named], position: int, count: int, *, first: bool
) -> list[Named]:
    """Give the last ones, each of them once, or the first ones of the last list."""
    distinct: list[Named] = []
    for organisation in reversed([o for o in organisations if o.end <= position]):
        if all(organisation.key != other.key for other in distinct):
            distinct.append(organisation)
        if len(distinct) == (4 if first else count):
            break
    distinct.reverse()
    return distinct[:count] if first else distinct
