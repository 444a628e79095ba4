"""What is seen: “visita agli impianti di Safran”, “plenaria all'Eucentre”."""

import re
from functools import cache

from fondaco.engines.press.items import Where, within
from fondaco.engines.press.lexicon import one_of, table, whole
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.mention import EVENTS
from fondaco.engines.press.telling.scenes import Scenes

_TO_SEE = re.compile(
    r"\s+(?:(?:anche|guidata|aziendale|tecnica|istituzionale|ufficiale)\s+)?(?:(?:presso\s+)?"
    r"(?:a|ad|al|allo|alla|ai|agli|alle|il|lo|la|i|gli|le|nel|nello|nella|nei|negli|nelle"
    r"|presso)\s+|(?:al|ne|del)?l')(?:(?:nuov[oaie]|storic[oaie]|grande|vicin[oa])\s+)?"
)


_AT = re.compile(
    r"\s+(?:[a-zà-ÿ]+(?:ale|ico|ica|iva|ivo|ata|ato)\s+)?(?:(?:al|allo|alla|nel|nello|nella|presso(?:\s+(?:il|la|lo))?|in)\s+"
    r"|(?:al|nel)l'|presso\s+l')"
)


# As far as what is seen goes: not over a verb, a comma, “con”, “e”.
_SIGHT = re.compile(
    r"[A-Za-zÀ-ÿ0-9][\w&.-]*\w(?:'\w[\w&.-]*)?"
    r"(?: (?:(?:d[ie]l?l?[aeo]?|d[eai]i|degli|per|la|il|lo|le|i"
    r"|dell'|d'|l')\s?)*"
    r"(?!(?:con|e|che|è|sono|dove|in|nel|nella|a|al|alla|si|ha|hanno|per|tra|nell"
    r"|da|dal|dalla|dopo|prima|riservat\w+|organizzat\w+|promoss\w+|guidat\w+"
    r"|mentre|durante|ore"
    r"|sara|saranno|sarà|su|sul|sulla)\b)[\w&.'-]*\w){0,6}"
)


_OF_CITY = re.compile(r"\s+di\s+[A-ZÀ-Ý][\w' ]+$")


@cache
def _buildings() -> re.Pattern[str]:
    return whole(one_of(table("places")["sights"]["words"]))


class Seeing(Scenes):
    """Gives activities the buildings that are seen, or met in."""

    def _seen(self, sentence: Sentence, domain: Domain, draft: Draft) -> None:
        """“Visita agli impianti di Safran”, “plenaria all'Eucentre di Pavia”."""
        mention = domain.mention
        if draft.kind not in EVENTS or draft.kind in MISSIONS or mention.title:
            return
        if any(p.venue for p in draft.places) or draft.kind == "fair":
            return
        to = _TO_SEE if draft.kind == "visit" else _AT
        link = to.match(self.text.plain, mention.end, sentence.end)
        if link is None:
            return
        stop = min(
            [sentence.end]
            + [d.start for d in within(self.gathered.dates, link.end(), sentence.end)]
        )
        seen = _SIGHT.match(self.text.plain, link.end(), stop)
        if seen is None or self._is_no_building(draft, seen):
            return
        venue, city, country = seen[0].rstrip(" ,"), None, None
        inside = within(self.gathered.places, seen.start(), seen.end())
        for place in inside:
            if place.city and place.venue is None:
                city, country = place.city, place.country
        if city is not None and draft.kind != "visit":
            venue = _OF_CITY.sub("", venue)
        draft.add_place(Where(seen.start(), seen.end(), city, country, venue))

    def _is_no_building(self, draft: Draft, seen: re.Match[str]) -> bool:
        """Whether what is named is a city, a person, or of an event."""
        folded = self.text.folded[seen.start() : seen.end()]
        start = seen.start()
        if any(
            p.start <= start < p.end
            for p in within(self.gathered.places, start - 40, start + 1)
        ):
            return True
        others = [*self.gathered.people, *self.gathered.titles]
        if any(o.start < seen.end() and start < o.end for o in others):
            return True
        if _buildings().match(folded):
            return False
        return draft.kind != "visit" or not seen[0][0].isupper()
