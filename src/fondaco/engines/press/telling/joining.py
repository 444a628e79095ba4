"""Who joined what: members that are admitted, and networks that are entered."""

import re
from collections.abc import Iterator

from fondaco.engines.press.items import Named
from fondaco.engines.press.names.naming import name_at
from fondaco.engines.press.reading import Fact
from fondaco.engines.press.telling.gathering import Gathered

_OF = r"(?:di|del|dello|della|dell'|dei|degli|delle)"
_TO = r"(?:ad?|al|allo|alla|all'|ai|agli|alle|in|nel|nello|nella|nell'|nei|negli|nelle)"
_BODY = (
    r"(?:(?:rete|network|alleanza|associazione|piattaforma|partnership|consorzio|cluster"
    r"|polo|federazione|compagine|iniziativa)\s+(?:(?:europe[oa]|internazionale|nazionale"
    r"|mondiale|globale)\s+)?(?:(?:di|del|della|dell'|dei|delle)\s*)?)?"
)
# “È socia di”, “è entrato a far parte di”, “ha aderito alla rete”, “fa parte di”.
_MEMBER = re.compile(
    rf"(?<!\w)(?:(?:è|e|sono|diventa|diventano|diventera|è\s+diventat[oa]|sono\s+diventat[ie])"
    rf"\s+(?:\w+\s+)?(?:soci[oae]?|membr[oi]|associat[oaie]|aderent[ei])"
    rf"(?:\s+(?:fondator[ei]|sostenitor[ei]|effettiv[oi]|ordinari[oa]))?\s+{_OF}\s*"
    rf"|(?:fa|fanno|fara|faranno)\s+parte\s+{_OF}\s*"
    rf"|(?:entra|entrano|entrera|entreranno|(?:è|e|sono)\s+(?:gia\s+)?entrat[oaie]|ingresso)"
    rf"\s+(?:a\s+far\s+parte\s+{_OF}|{_TO})\s*"
    rf"|(?:ha|hanno|aveva|avevano)\s+(?:anche\s+|gia\s+)?aderito\s+{_TO}\s*"
    rf"|(?:aderisce|aderiscono|aderira|aderiranno)\s+{_TO}\s*)(?:il\s+|la\s+|l')?{_BODY}"
)
# “Nuovi soci: Alfa e Beta”, “ha accolto l'adesione di”, “entrano nella compagine”.
_ADMITTED = re.compile(
    r"(?<!\w)(?:nuov[ie]\s+(?:soci[oae]?|associat[oaie]|aderent[ei]|membr[oi]|consorziat[oaie]"
    r"|ingressi)\s*(?:sono\s*|[:(–-]\s*|,\s*)"
    r"|(?:accol|accogli|ratific|approv|deliber|accett|salut|registr)\w+\s+"
    r"(?:\w+\s+){0,2}?(?:le\s+|la\s+|l'|gli\s+)?(?:domand[ae](?:\s+di\s+(?:adesione|ammissione))?"
    r"|richiest[ae]\s+di\s+(?:adesione|ingresso)|ingress[oi]|adesion[ei]|ammission[ei])\s+"
    r"(?:di\s+(?:adesione\s+di\s+)?\w+\s+nuov[ie]\s+(?:soci|aderenti|associat[ie]|membri)\s*[:(–-]\s*"
    rf"|{_OF}\s*)"
    r"|(?:entra|entrano|entreranno|entrera)\s+(?:nella\s+compagine(?:\s+\w+)?|tra\s+i\s+soci"
    r"|a\s+far\s+parte\s+della\s+compagine|nella\s+base\s+associativa|nella\s+famiglia)"
    r"(?:,[^,.;:]{3,40},)?\s*:?\s*"
    r"|(?:benvenut[oaie]|diamo\s+il\s+benvenuto)(?:\s+(?:tra|fra)\s+(?:i|gli)\s+(?:soci|associati|nostri\s+soci))?"
    r"\s+(?:(?:ad?|al|alla|ai|agli)(?=\s)|all')\s*"
    r"|soci\s+fondatori\s*(?:sono|:|,)?\s*|(?:tra|fra)\s+i\s+(?:soci\s+)?fondatori\s*"
    r"(?:figurano|ci\s+sono|:|,)?\s*)"
)


# “LE2C, di cui siamo soci”, “AFIL, del quale la Tecnosagome è socia”
_OF_WHICH = re.compile(
    r"\s*,\s+(?:del\s+quale|della\s+quale|di\s+cui)(?P<who>\s[^,;:\n]{0,40}?)??"
    r"\s(?:(?P<we>siamo|facciamo)|è|sono|fa|fanno)\s+"
    r"(?:(?:gia|anche|ora)\s+)?(?:soci[oae]?|membr[oi]|associat[oaie]|parte)(?!\w)"
)
# “Dal 1° dicembre siamo membri di Alfa”
_WE_ARE = re.compile(
    rf"(?<!\w)(?:siamo\s+(?:diventat[ie]\s+|entrat[ie]\s+)?(?:\w+\s+)?(?:soci|membr[oi]|associat[ie])"
    rf"|facciamo\s+parte|siamo\s+entrati\s+a\s+far\s+parte)\s+{_OF}\s*{_BODY}"
)


def memberships_of(gathered: Gathered) -> Iterator[Fact]:
    """Find who is, or becomes, a member of what.

    Parameters
    ----------
    gathered
        What a text names.
    """
    seen: set[tuple[str, str]] = set()
    for member, body, start, end in [
        *_entered(gathered),
        *_admitted(gathered),
        *_belonging(gathered),
    ]:
        if member.key == body.key or (member.key, body.key) in seen:
            continue
        seen.add((member.key, body.key))
        first, last = min(member.start, start), max(member.end, end)
        yield Fact(
            "membership",
            member.name,
            body.name,
            None,
            None,
            gathered.text.quote(first, last),
            gathered.text.span(first, last),
        )


Joined = tuple[Named, Named, int, int]


def _entered(gathered: Gathered) -> Iterator[Joined]:
    starting = {o.start: o for o in gathered.organisations}
    for match in _MEMBER.finditer(gathered.text.folded):
        body = starting.get(match.end()) or _name_after(gathered, match.end())
        if body is None:
            continue
        for member in gathered.cast.before(match.start(), max(0, match.start() - 200)):
            if isinstance(member, Named):
                yield member, body, match.start(), body.end


def _belonging(gathered: Gathered) -> Iterator[Joined]:
    """Find of which bodies “we” are members, or who is one of those named before."""
    author = gathered.author
    for body in gathered.organisations:
        match = _OF_WHICH.match(gathered.text.folded, body.end)
        if match is None:
            continue
        named = (
            gathered.cast.after(match.start("who"), match.end("who") + 1)
            if match["who"]
            else []
        )
        members = [author] if match["we"] else named
        for member in members:
            if isinstance(member, Named):
                yield member, body, match.start(), match.end()
    starting = {o.start: o for o in gathered.organisations}
    for match in _WE_ARE.finditer(gathered.text.folded):
        joined = starting.get(match.end()) or _name_after(gathered, match.end())
        if author is not None and joined is not None:
            yield author, joined, match.start(), joined.end


def _name_after(gathered: Gathered, position: int) -> Named | None:
    if position >= len(gathered.text.plain) or gathered.cast.blocked[position]:
        return None
    line = gathered.text.plain.find("\n", position)
    stop = line if line >= 0 else len(gathered.text.plain)
    return name_at(gathered.text, gathered.tokens, position, stop)


def _admitted(gathered: Gathered) -> Iterator[Joined]:
    for sentence in gathered.sentences:
        for match in _ADMITTED.finditer(
            gathered.text.folded, sentence.start, sentence.end
        ):
            clusters = [
                o
                for o in gathered.organisations
                if o.is_cluster and o.end <= match.start()
            ]
            clusters = [o for o in clusters if o.cluster] or clusters
            body = gathered.author or (clusters[-1] if clusters else None)
            for member in gathered.cast.after(match.end(), sentence.end):
                if body is not None and isinstance(member, Named):
                    yield member, body, match.start(), match.end()
