"""Several activities of one noun, and what is done inside another."""

import re
from dataclasses import replace

from fondaco.engines.press.items import within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.mention import EVENTS, Mention
from fondaco.engines.press.telling.pronouns import (
    FARTHEST,
    find_dates_of,
    find_pronouns,
)
from fondaco.engines.press.telling.state import State

# “Un ciclo di webinar”, “quattro workshop”
_SERIES = re.compile(
    r"(?<!\w)(?:cicl[oi]|serie|calendario|rassegna|percorso)\s+di\s+(?:\w+\s+)?$"
    r"|(?<!\w)(?:due|tre|quattro|cinque|sei|[2-9])\s+(?:\w+\s+)?$"
    r"|(?<!\w)(?:doppi[oa]|duplice|tripl[oa]|triplice)\s+$"
)


class Series(State):
    """Finds the single activities of a series."""

    def _pronouns(self, sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
        """“Due tavole rotonde: nella prima, giovedì…; la seconda, venerdì…”."""
        nouns = [
            m
            for m in mentions
            if m.kind in EVENTS and (m.title is None or m.title.start > m.start)
        ]
        noun = nouns[0] if nouns else None
        if noun is not None:
            left = max(sentence.start, noun.start - 35)
            if _SERIES.search(self.text.folded[left : noun.start]):
                noun = replace(noun, is_plural=True)
            if noun.is_plural or self.noun is None or not self.noun[0].is_plural:
                self.noun = noun, self.number
                self.several = None
        if self.noun is None or self.number - self.noun[1] > FARTHEST:
            return []
        each = self._dates_of(sentence, mentions)
        if each:
            return each
        if not within(self.gathered.dates, sentence.start, sentence.end):
            return []
        return list(find_pronouns(self.text, sentence, self.noun[0], mentions))

    def _dates_of(self, sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
        """“Gli incontri di Verona (3 maggio) e Bari (5 maggio)”: two meetings."""
        self.own_stops = set()
        if not mentions and self.noun is not None and self.noun[0].is_plural:
            return self._going_on(sentence, self.noun[0])
        plural = [
            m
            for m in mentions
            if (m.is_plural or (self.noun and m is self.noun[0] and m.is_plural))
            and m.kind in EVENTS - MISSIONS
        ]
        if len(plural) != 1 or len(mentions) != 1:
            return []
        places = within(self.gathered.places, plural[0].end, sentence.end)
        dates = within(self.gathered.dates, plural[0].end, sentence.end)
        each = find_dates_of(self.text, plural[0], places, dates)
        if each:
            mentions.remove(plural[0])
            self.own_stops = {m.start for m in each}
        return each

    def _going_on(self, sentence: Sentence, noun: Mention) -> list[Mention]:
        """“…il prossimo a Pavia; poi Lodi (18 maggio) e infine Crema (1° giugno)”."""
        if noun.kind not in EVENTS - MISSIONS or noun.title is not None:
            return []
        places = within(self.gathered.places, sentence.start, sentence.end)
        dates = within(self.gathered.dates, sentence.start, sentence.end)
        here = replace(noun, start=sentence.start, end=sentence.start)
        each = find_dates_of(self.text, here, places, dates, fewest=1)
        self.own_stops = {m.start for m in each}
        return each

    def _surround(self, told: list[Mention], by_mention: dict[int, Draft]) -> None:
        """“Durante la fiera si è tenuto un seminario”: the seminar is inside it."""
        contexts = [by_mention[m.start] for m in told if m.is_context and m.is_during]
        for mention in told:
            draft = by_mention[mention.start]
            if contexts and not mention.is_context and contexts[0] is not draft:
                draft.around = draft.around or contexts[0]
