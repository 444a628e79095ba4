"""Where: the places of a sentence, put to its activities."""

import re

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Where, within
from fondaco.engines.press.names.lookup import country_of_adjective
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.heads import nouns
from fondaco.engines.press.telling.mention import Mention
from fondaco.engines.press.telling.places_beside import PlacesBeside

_PARTY = re.compile(r"delegazion|rappresentanz|mission|gruppo")
_GUESTS = re.compile(r"delegazion|rappresentanz|gruppo")


# So many sentences after it was told, a place without a noun may be its own.
NEAR = 2


class Placing(PlacesBeside):
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
        if carried is None:
            return None, False
        journey = carried.kind in MISSIONS and where.country != "IT"
        near = self.number - carried.sentence <= NEAR
        cities = {p.city for p in carried.places if p.city}
        building = where.venue and (not cities or where.city in {None, *cities})
        first = not carried.places and near and self._is_then(sentence, carried)
        if first or (building and near) or tour or journey:
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

    def _adjectives(
        self, sentence: Sentence, domains: list[Domain], drafts: dict[int, Draft]
    ) -> None:
        """“Missione giapponese”, “delegazione montenegrina in visita”."""
        for domain in domains:
            draft = drafts[domain.mention.start]
            if draft.kind != "mission_outgoing" or draft.places:
                continue
            if _GUESTS.match(domain.mention.words.casefold()):
                # “Una delegazione giapponese” comes from there.
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
