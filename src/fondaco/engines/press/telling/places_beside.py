"""Whether the words around a place say that something is there."""

import re

from fondaco.engines.press.items import Where, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.mention import EVENTS
from fondaco.engines.press.telling.seeing import Seeing

_IN = re.compile(
    r"(?:(?<!\w)(?:a|ad|in|nel|nella|nello|nei|negli|nelle"
    r"|al|allo|alla|ai|presso|per|verso|tra|fra|via)\s+(?:il\s+"
    r"|la\s+|lo\s+|gli\s+|i\s+)?|(?:(?:all|nell)|(?<!\w)l)'|citta\s+di\s+"
    r"|volta\s+(?:di\s+|del\s+|della\s+|dell')|(?:tocc|visit|raggiun|attravers|percorr)\w+\s+(?:anche\s+)?(?:(?:il|lo|la|i|gli|le)\s+|l')?|tappa\s+(?:(?:di|a)\s+)?|tappe\s+(?:(?:di|a)\s+)?|(?:fermata|destinazione|meta)\s+(?:(?:di|a)\s+)?|ospitat[oaie]\s+(?:da|dal|dalla|dallo)\s+"
    r"|ospitat[oaie]\s+dall'|(?:rientr|ritorn|torn|reduc)\w+\s+(?:[\w']+\s+){0,2}da(?:l|lla|i)?\s+)$"
)
# “Ad ospitare la fiera sarà Lodi”, “teatro dell'incontro è stata Villa Erba”
_HOSTED = re.compile(
    r"(?<!\w)(?:ospitar\w+|teatro|scenario|cornice|sede|palcoscenico|location|accogliere)(?!\w)"
    r"[^.;:]{0,90}\s(?:sara|è|è\s+stat[oa]|saranno|e)\s+(?:(?:il|lo|la|i|gli|le)\s+|l')?$"
)
# “Sede: Museo della Ceramica, Faenza”
_FIELD = re.compile(
    r"\W*(?:sede|luogo|dove|location|indirizzo|presso)\s*:\s*[^.;]{0,60}"
)
# “Vicino a Milano”, “da Milano a Roma”, “l'ambasciatore a Vienna”, “prevista a Pisa”.
_ELSEWHERE = re.compile(
    r"(?<!\w)(?:arriv\w+)\s+(?:da|dal|dalla|dall')\s*$"
    r"|(?<!\w)(?:vicino|pressi|porte|lontano|provenient\w+|partit\w+|sede|bas[ei]"
    r"|uffici[o]?|stabilimento|filiale|desk|quartier\s+generale|nat[oa])"
    r"\s+(?:da|dal|dalla|dall'|a|in|nel)\s*$"
    r"|(?<!\w)(?:ambasciat\w+|consol[ei]|consolato)\s+(?:[\w']+\s+){0,3}(?:a|in)\s*$"
    r"|(?<!\w)(?:oltre(?:\s+che)?|tranne|fuorche|come(?:\s+gia)?|non\s+(?:piu\s+)?|anziche)"
    r"\s+(?:a|ad|in)\s*$"
    r"|(?<!\w)(?:inizialmente|originariamente|in\s+origine)\s+(?:\w+\s+){0,2}(?:a|in)\s*$"
)
# “Vendere in Turchia” is what a seminar is about.
_TOPIC = re.compile(
    r"(?<!\w)(?:vendere|esportare|export|investire|investimenti|mercat[oi]|opportunita|crescere"
    r"|impresa|business|affari|commercio)\s+(?:\w+\s+)?(?:in|negli|nei)\s+(?:gli\s+)?$"
)
# “…la conferenza, che l'anno scorso si era tenuta a Lovanio”
_OF_ANOTHER = re.compile(
    r"(?<!\w)(?:che|dopo)\s+(?:l'anno\s+(?:passato|scorso|prima)|lo\s+scorso\s+anno|nel\s+(?:19|20)\d\d"
    r"|in\s+passato)[^.;:]*$"
)
# “Alfa, che a Santiago ha aperto una filiale”
_WHO = re.compile(r",\s+(?:che|cui|il\s+quale|la\s+quale)\s+(?:a|ad|in)\s+$")
_DOES = re.compile(
    r"\s+(?:ha|hanno|aveva|avevano|conta|contano|possied\w+|gestisc\w+|produc\w+|impieg\w+)(?!\w)"
)
# “Sarà Milano, il prossimo autunno, a ospitare…”
_CLEFT = re.compile(r"\s*(?:,[^,.;]{2,40},)?\s*ad?\s+(?:ospitar|accoglier)\w+")
_NAME_OF = re.compile(
    r"\b(?:[Ff]orum|[Ss]ummit|[Cc]onferenza|[Cc]onvegno|[Ff]iera|[Ss]alone|[Ee]vento|[Ff]estival"
    r"|[Rr]assegna|[Cc]ongresso|[Bb]orsa|[Ww]orkshop)\s((?:[A-ZÀ-Ý][\w!&.+-]*\s){1,5})(?:di|in|a)\s$"
)
_PUNCTUATION = re.compile(r"\)?\s*[,(:;-]\s*(?:\(\s*)?$")
_PUNCTUATED = re.compile(r"\s*[,;:().-]+\s*(?:ore\s)?|\s*$")
_OF = re.compile(r"(?:(?<!\w)(?:di|del|della|dello|dei|degli|delle|d)\s*|dell'|d')$")
# “Dal palco del Palazzo dei Congressi”, “nelle sale di Villa Erba”
_INSIDE = re.compile(
    r"(?<!\w)(?:palco|spazi|sale|saloni|scenario|interno|cornice|ambienti|locali|cortile"
    r"|giardini|chiostro|foyer)\s+(?:d[aei]l?l?[aeo]?\s+|degli\s+|d[ei]ll')(?:\w+\s+)?$"
)
_AT_NAME = re.compile(
    r"(?<!\w)(?:[Aa]l|[Aa]llo|[Aa]lla|[Nn]el|[Nn]ella|[Pp]resso (?:il|la)"
    r"|[Aa]ll'|[Nn]ell') ?"
    r"([A-ZÀ-Ý][\w'-]+(?: (?:d[aei]l?l?[aeio]? |d[aei]ll')?[A-ZÀ-Ý][\w'-]+){0,3})"
    r" di $"
)
_VISITED = re.compile(
    r"\s*(?:(?:ad?|ai|al|allo|alla|agli|alle|presso|in|nello|nella|negli)\s|all'|nell')"
    r"[^,.;:()]{3,60}\sdi\s+"
)
_HOUR_BEFORE = re.compile(r"(?:ore|alle|h\.?)\s*\d{1,2}(?:[.:]\d\d)?$")


class PlacesBeside(Seeing):
    """Tells the places of activities from those that are only named."""

    def _is_in(self, sentence: Sentence, where: Where, draft: Draft) -> bool:
        before = self.text.folded[max(sentence.start, where.start - 40) : where.start]
        opening = self.text.folded[sentence.start : where.start]
        following = self.text.folded[where.end : min(sentence.end, where.end + 60)]
        if _OF_ANOTHER.search(opening) or (
            _WHO.search(before) and _DOES.match(following)
        ):
            return False
        if where.city and _CLEFT.match(following):
            return True
        if where.city and self._is_of_name(sentence, where):
            return True
        lead = self.lead
        if lead and lead.when and not following.strip(" .;)") and before[-2:] == ", ":
            # “10 marzo - Infoday per la pesca, Chioggia”
            return True
        if where.city and re.match(
            r"\s*(?:\w+\s+)?(?:ospit[aei]|accogli|accoglie|fara\s+da|sara\s+la\s+sede)",
            self.text.folded[where.end : where.end + 30],
        ):
            return True
        if where.venue and re.match(
            r"\s*(?:\w+\s+)?(?:ospit|accogli)",
            self.text.folded[where.end : where.end + 30],
        ):
            return True
        if _HOSTED.search(opening) or _FIELD.fullmatch(opening):
            return True
        if _IN.search(before):
            if where.city is None and where.venue is None and _TOPIC.search(before):
                return False
            return not _ELSEWHERE.search(before)
        if where.venue and _INSIDE.search(before):
            return True
        if where.city and self._is_of_building(sentence, where, draft):
            return True
        if _OF.search(before):
            return bool(
                re.search(
                    r"(?:citta|tappa|tappe|fiera"
                    r"|quartiere\s+fieristico|porto|aeroporto"
                    r"|centro|capitale|isola|localita|cittadina"
                    r"|sed[ei])\s+(?:\w+\s+)?di\s*$"
                    r"|(?:nel|nella|nell')\s*(?:distretto|area|zona|provincia|cuore|contea"
                    r"|hinterland|periferia|territorio)\s+(?:\w+\s+){0,2}di\s*$"
                    r"|(?:fiera|salone|mostra)\s+(?:[\w']+\s+){0,4}di\s*$",
                    before,
                )
            )
        if opening.rstrip().endswith("|"):
            # “Corso | Bienne | 6/04/2027”: a cell of a table.
            return True
        first = self.text.folded[sentence.start : where.start].strip(' “"(')
        if first == "" or self._is_date_only(sentence, where):
            # “Buenos Aires: incontro con…”, “Foligno si prepara ad accogliere…”
            return draft.kind in EVENTS
        return bool(re.search(r"[(]\s*$", before)) or self._is_beside(sentence, where)

    def _is_of_name(self, sentence: Sentence, where: Where) -> bool:
        """“Alla conferenza Urban Future di Stoccarda”: a name, and where it is."""
        left = max(sentence.start, where.start - 60)
        name = _NAME_OF.search(self.text.plain[left : where.start])
        if name is None:
            return False
        start = left + name.start(1)
        others = [*self.gathered.organisations, *self.gathered.people]
        return not any(o.start < where.end and start < o.end for o in others)

    def _is_of_building(self, sentence: Sentence, where: Where, draft: Draft) -> bool:
        """“Al Petruzzelli di Bari”, “la visita a un caseificio di Lodi”."""
        left = max(sentence.start, where.start - 60)
        name = _AT_NAME.search(self.text.plain[left : where.start])
        named = [*self.gathered.organisations, *self.gathered.people]
        start = left + name.start(1) if name else left
        if name is not None and not any(
            o.start < where.start and start < o.end for o in named
        ):
            return True
        visited = max(sentence.start, draft.end)
        return (
            draft.kind == "visit"
            and draft.start >= sentence.start
            and _VISITED.fullmatch(self.text.folded, visited, max(visited, where.start))
            is not None
        )

    def _is_beside(self, sentence: Sentence, where: Where) -> bool:
        """“BIO Convention, Boston”, “Friburgo, 15 novembre”: no preposition says it."""
        before = _PUNCTUATION.search(
            self.text.folded, max(sentence.start, where.start - 6), where.start
        )
        opening = self.text.plain[sentence.start : where.start]
        starts = before is not None or not opening.strip(" •*▪▸›»·-")
        if not starts or not (where.city or where.venue):
            return False
        after = _PUNCTUATED.match(self.text.folded, where.end, sentence.end)
        if after is None and where.end < sentence.end:
            return False
        end = after.end() if after else where.end
        if any(w.start <= end + 1 for w in within(self.gathered.dates, end, end + 2)):
            return True
        if before is None:
            return False
        left = before.start()
        named = [*self.gathered.dates, *self._mentioned, *self.gathered.titles]
        listed = [p for p in self.gathered.places if p.venue]
        return any(item.end == left for item in [*named, *listed]) or bool(
            _HOUR_BEFORE.search(self.text.folded[max(0, left - 14) : left])
        )

    def _is_date_only(self, sentence: Sentence, where: Where) -> bool:
        dates = within(self.gathered.dates, sentence.start, where.start)
        if not dates or dates[-1].end > where.start:
            return False
        before, between = (
            self.text.folded[sentence.start : dates[0].start],
            self.text.folded[dates[-1].end : where.start],
        )
        return not re.sub(r"[\W_]|il|dal", "", before) and not re.sub(
            r"[\W_]", "", between
        )
