"""Where: the places of a sentence, put to its activities."""

import re

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Where, within
from fondaco.engines.press.names.lookup import country_of_adjective
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.heads import nouns
from fondaco.engines.press.telling.mention import EVENTS, Mention
from fondaco.engines.press.telling.seeing import Seeing

_IN = re.compile(
    r"(?:(?<!\w)(?:a|ad|in|nel|nella|nello|nei|negli|nelle"
    r"|al|allo|alla|ai|presso|per|verso|tra|fra|via)\s+(?:il\s+"
    r"|la\s+|lo\s+|gli\s+|i\s+)?|(?:(?:all|nell)|(?<!\w)l)'|citta\s+di\s+"
    r"|volta\s+(?:di\s+|del\s+|della\s+|dell')|(?:tocc|visit|raggiun)\w+\s+(?:anche\s+)?(?:(?:il|lo|la|i|gli|le)\s+|l')?|tappa\s+(?:(?:di|a)\s+)?|tappe\s+(?:(?:di|a)\s+)?|(?:fermata|destinazione|meta)\s+(?:(?:di|a)\s+)?|ospitat[oaie]\s+(?:da|dal|dalla|dallo)\s+"
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
    r"(?<!\w)(?:vicino|pressi|porte|lontano|provenient\w+|arriv\w+|partit\w+|sede|bas[ei]"
    r"|uffici[o]?|stabilimento|filiale|desk|quartier\s+generale|nat[oa])"
    r"\s+(?:da|dal|dalla|dall'|a|in|nel)\s*$"
    r"|(?<!\w)(?:ambasciat\w+|consol[ei]|consolato)\s+(?:[\w']+\s+){0,3}(?:a|in)\s*$"
    r"|(?<!\w)(?:inizialmente|originariamente|in\s+origine)\s+(?:\w+\s+){0,2}(?:a|in)\s*$"
)
# “Vendere in Turchia” is what a seminar is about.
_TOPIC = re.compile(
    r"(?<!\w)(?:vendere|esportare|export|investire|investimenti|mercat[oi]|opportunita|crescere"
    r"|impresa|business|affari|commercio)\s+(?:\w+\s+)?(?:in|negli|nei)\s+(?:gli\s+)?$"
)
_PUNCTUATION = re.compile(r"\)?\s*[,(:;-]\s*(?:\(\s*)?$")
_PUNCTUATED = re.compile(r"\s*[,;:().-]+\s*(?:ore\s)?|\s*$")
_OF = re.compile(r"(?:(?<!\w)(?:di|del|della|dello|dei|degli|delle|d)\s*|dell'|d')$")


# “Dal palco del Palazzo dei Congressi”, “nelle sale di Villa Erba”
_INSIDE = re.compile(
    r"(?<!\w)(?:palco|spazi|sale|saloni|scenario|interno|cornice|ambienti|locali|cortile"
    r"|giardini|chiostro|foyer)\s+(?:d[aei]l?l?[aeo]?\s+|degli\s+|d[ei]ll')(?:\w+\s+)?$"
)
_HOUR_BEFORE = re.compile(r"(?:ore|alle|h\.?)\s*\d{1,2}(?:[.:]\d\d)?$")


_PARTY = re.compile(r"delegazion|rappresentanz|mission|gruppo")


class Placing(Seeing):
    """Gives activities their places."""

    def _places(
        self,
        sentence: Sentence,
        domains: list[Domain],
        drafts: dict[int, Draft],
        told: list[Mention],
    ) -> None:
        previous: tuple[Where, Draft] | None = None
        for where in within(self.gathered.places, sentence.start, sentence.end):
            if self._is_dateline(sentence, where) or self._is_of_lead(where):
                continue
            draft, adjacent = self._draft_for(where, domains, drafts, told, sentence)
            listed = previous is not None and _is_listed(
                self.text.folded[previous[0].end : where.start]
            )
            own = where.start in self.own_stops
            if draft is None or not (
                own or adjacent or listed or self._is_in(sentence, where, draft)
            ):
                continue
            if previous is not None and listed and where.start not in self.own_stops:
                draft = previous[1]
            if where.country == "IT" and where.city is None and where.venue is None:
                continue
            draft.add_place(where)
            previous = (where, draft)
        self._adjectives(sentence, domains, drafts)
        for domain in domains:
            self._seen(sentence, domain, drafts[domain.mention.start])

    def _is_dateline(self, sentence: Sentence, where: Where) -> bool:
        """“VARESE – Quattordici imprese…”."""
        if (
            self.text.plain[sentence.start : where.start].strip(" (")
            or sentence.is_heading
        ):
            return False
        after = self.text.plain[where.end : where.end + 4]
        return re.match(
            r"\s*[-.:]\s|\s*\)\s*[-.]?", after
        ) is not None and not after.strip().startswith(":")

    def _draft_for(
        self,
        where: Where,
        domains: list[Domain],
        drafts: dict[int, Draft],
        told: list[Mention],
        sentence: Sentence,
    ) -> tuple[Draft | None, bool]:
        for mention in told:
            gap = self.text.folded[mention.end : where.start]
            if where.start >= mention.end and re.fullmatch(
                r"\s*(?:di|del|a|ad|in|\(|,|al|alla|all'|per\s+il"
                r"|per\s+la|per\s+gli|per|negli|nel|nei|nella"
                r"|presso|presso\s+il|presso\s+la|presso\s+l')\s*",
                gap,
            ):
                incoming = mention.kind == "mission_incoming" and mention.is_weak
                if (
                    gap.strip() == "di"
                    and mention.kind in MISSIONS
                    and (incoming or _PARTY.match(mention.words.casefold()))
                ):
                    # “Una delegazione di Nagoya” comes from there.
                    draft = drafts[mention.start]
                    if where.country != "IT" and mention.title is None:
                        draft.kind = "mission_incoming"
                    continue
                if mention.is_context and domains and domains[0].mention is not mention:
                    drafts[mention.start].add_place(where)
                    return drafts[domains[0].mention.start], True
                return drafts[mention.start], gap.strip() != ","
            if _is_goal(mention, where, gap):
                return drafts[mention.start], True
            if mention.start < where.start < mention.end and (
                where.city or where.country
            ):
                before = self.text.folded[max(0, where.start - 8) : where.start]
                if re.search(r"\b(?:di|a|ad|in|at)\s+$", before):
                    return drafts[mention.start], True
        domain = domain_at(domains, where.start)
        if domain is not None:
            return drafts[domain.mention.start], False
        carried = self._carried(sentence, told)
        tour = "tapp" in self.text.folded[sentence.start : where.start]
        if carried is not None and (
            not carried.places
            or where.venue
            or tour
            or (carried.kind in MISSIONS and where.country != "IT")
        ):
            return carried, False
        return None, False

    def _is_then(self, sentence: Sentence, carried: Draft) -> bool:
        """Whether no day of the sentence says that it is about another time."""
        known = carried.date
        if known is None or carried.kind in MISSIONS:
            return True
        for when in within(self.gathered.dates, sentence.start, sentence.end):
            if when.expression.first.day is None:
                continue
            date = self._resolved(when, "")
            if date is not None and (
                date.latest < known.earliest or known.latest < date.earliest
            ):
                return False
        return True

    def _is_in(self, sentence: Sentence, where: Where, draft: Draft) -> bool:
        before = self.text.folded[max(sentence.start, where.start - 40) : where.start]
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
        opening = self.text.folded[sentence.start : where.start]
        if _HOSTED.search(opening) or _FIELD.fullmatch(opening):
            return True
        if _IN.search(before):
            if where.city is None and where.venue is None and _TOPIC.search(before):
                return False
            return not _ELSEWHERE.search(before)
        if where.venue and _INSIDE.search(before):
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

    def _adjectives(
        self, sentence: Sentence, domains: list[Domain], drafts: dict[int, Draft]
    ) -> None:
        """“Missione giapponese”, “delegazione montenegrina in visita”."""
        for domain in domains:
            draft = drafts[domain.mention.start]
            if draft.kind not in MISSIONS or draft.places:
                continue
            after = self.text.folded[domain.mention.start : domain.mention.end + 16]
            country = country_of_adjective(after)
            if country is not None and country != "IT":
                draft.add_place(
                    Where(domain.mention.start, domain.mention.end, None, country, None)
                )


def _is_goal(mention: Mention, where: Where, gap: str) -> bool:
    """“Seguirà Teheran”, “si parte da Santiago”: where a verb of going goes."""
    return (
        mention.kind == "mission_outgoing"
        and mention.title is None
        and not nouns().match(fold(mention.words))
        and where.country not in (None, "IT")
        and where.start >= mention.end
        and re.fullmatch(r"\s*(?:\w+\s+){0,3}?(?:d[aei]l?l?[oa]?\s+|d[ae]ll')?", gap)
        is not None
    )


def _is_listed(gap: str) -> bool:
    return (
        re.fullmatch(
            r"\s*(?:\([^()]{1,25}\))?\s*(?:,|e|ed|/|-|, poi|e poi|, e|, infine"
            r"|e infine|, quindi|; poi|;)\s*(?:a|ad"
            r"|in|il|la|nel|nella|al|negli|poi a)?\s*(?:l')?",
            gap,
        )
        is not None
    )
