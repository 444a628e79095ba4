"""For whom somebody is there when nothing beside the name says so."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.items import Named, Person
from fondaco.engines.press.lexicon import table
from fondaco.engines.press.names.naming import unknown
from fondaco.engines.press.normalising import Text

_PUBLIC = re.compile(
    r"(?:regione|comune|provincia|ministero|commissione|camera|governo|unione\s+europea"
    r"|parlamento|consiglio|ambasciata|consolato|unioncamere|ice\b)"
)
# A head as large as this is that of a newsletter or of a press office.
_HEAD = 160


def author_of(text: Text, organisations: Sequence[Named]) -> Named | None:
    """Say which organisation a text is about, or by: its “we” and its “our president”.

    Parameters
    ----------
    text
        A text made plain.
    organisations
        All that it mentions, those meant by “il cluster” too, in order.

    Returns
    -------
    Named or None
        None where two are as much spoken of as each other.
    """
    headed = _headed(text, organisations)
    if headed is not None:
        return headed
    weight: Counter[str] = Counter()
    first: dict[str, Named] = {}
    for named in organisations:
        if _PUBLIC.match(named.key):
            continue
        key = named.cluster or named.key
        first.setdefault(key, named)
        weight[key] += 2 if named.is_cluster else 1
        weight[key] += 2 * (named.start < _HEAD)
    best = weight.most_common(2)
    if not best or best[0][1] < 3:
        return None
    if len(best) > 1 and best[1][1] * 4 > best[0][1] * 3:
        return None
    return first[best[0][0]]


def _headed(text: Text, organisations: Sequence[Named]) -> Named | None:
    """Give whose bulletin, calendar or interview it is: the first line says so."""
    line = text.plain.find("\n")
    end = min(line if line >= 0 else _HEAD, _HEAD)
    own = _OURS.search(text.folded)
    if own is not None:
        named = [o for o in organisations if 0 <= o.start - own.end() < 12]
        if named:
            return named[0]
    first = [o for o in organisations if o.end <= end]
    if not first or len({o.key for o in first}) > 1:
        return None
    ours = len(_WE.findall(text.folded)) >= FEWEST_OURS
    bulletin = _BULLETIN.search(text.folded, 0, end) is not None
    return first[0] if ours or bulletin else None


FEWEST_OURS = 2
# “La nostra società, la TecnoReflui di Lecco”
_OURS = re.compile(
    r"(?<!\w)(?:noi\s+d(?:i|el|ella)\s+(?=[a-z])|(?:la|il|l'|della|del|dalla)\s*nostr[ao]\s+(?:societa'?|azienda|impresa|associazione"
    r"|fondazione|consorzio|cluster|polo|gruppo|cooperativa|agenzia|ente)\s*,?\s*(?:la|il|l')?\s*)"
)
_WE = re.compile(
    r"(?<!\w)(?:abbiamo|siamo|saremo|avremo|\w{3,}[ei]remo|noi|nostr[oaie]|ci\s+troverete|vi\s+aspettiamo)(?!\w)"
)
_BULLETIN = re.compile(
    r"(?<!\w)(?:newsletter|news|bollettino|notiziario|agenda|calendario|resoconto|verbale|circolare"
    r"|foglio|informa|intervista|comunicazione|desk|lettera|notizie|programma|appuntamenti|inviti?"
    r"|un\s+mese\s+di)(?!\w)"
)


def share_organisations(people: list[Person]) -> list[Person]:
    """Give somebody named twice the organisation of the other time.

    Parameters
    ----------
    people
        In the order of the text.
    """
    known = {p.name: p.organisation for p in people if p.organisation}
    return [
        replace(p, organisation=known[p.name])
        if p.organisation is None and " " in p.name and p.name in known
        else p
        for p in people
    ]


def seat_of(text: Text, person: Person) -> Named | None:
    """Of an ambassador the embassy, of a consul the consulate.

    Parameters
    ----------
    text
        A text made plain.
    person
        With an office.
    """
    for office, seat in table("people")["seats"].items():
        if re.match(office, person.office):
            named = unknown(text, person.start, person.end)
            return replace(named, name=seat, key=seat.casefold(), is_cluster=False)
    return None
