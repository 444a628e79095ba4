"""Dates that are of no activity: of what was said, of a state, of an office."""

import re

from fondaco.engines.press.items import When
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.agendas import Agendas
from fondaco.engines.press.telling.tenses import tense_of
from fondaco.engines.press.telling.triggers import find_triggers

_NOWADAYS = re.compile(r"[A-ZÀ-Ý][\w'-]*,\s$")


_OFFICE = re.compile(
    r"\s(?!alle|alla|nel|presso|pomeriggio|mattina|sera|si\b)[a-z]{5,}"
)


_SAYING = re.compile(
    r"(?<!\w)(?:dett|dichiarat|comment(?:at|and)|annunciat|spiegat|affermat|ricordat"
    r"|sottolineat|anticipat|ribadit|fatto\s+saper|comunicat)[oae]\s+$"
)


_NO_MORE = re.compile(
    r"(?<!\w)(?:non\s+(?:(?:si\s+(?:terra|svolgera|fara)|sara|è)\s+)?(?:piu|gia)"
    r"|anziche|invece\s+che|in\s+luogo\s+del|al\s+posto\s+del)\s+(?:di\s+)?$"
)
# “La banchina, i cui lavori erano cominciati nel novembre 2017”
_OF_WHICH = re.compile(r"(?<!\w)(?:il|la|i|le)\s+cui\s[^,;:.()]*$")
# A single day after “dal” is the old one: “rinviata dal 18 ottobre”.
_MOVED_FROM = re.compile(
    r"(?<!\w)(?:rinvi|posticip|rimand|spost|slitt|anticip)at[oaie]\s+"
    r"(?:rispetto\s+)?(?:da|dal|dall'|al)\s*[\d°l']*\s*(?:\w+\s*)?(?:\d{4})?$"
)


# “Lo ha detto ieri Anna Riva, aprendo il convegno”: it was yesterday.
_THERE = re.compile(
    r"(?<!\w)(?:aprendo|inaugurando|introducendo|concludendo|chiudendo|intervenendo|partecipando"
    r"|presentando|a\s+margine|in\s+apertura|in\s+chiusura|nel\s+corso|in\s+occasione|durante)"
    r"(?!\w)[^;:\n]*$"
)


_AT = re.compile(
    r"\s*,?\s*(?:(?:a|ad|in|al|allo|alla|nel|nella|presso|durante)\s|all')"
)


class Asides(Agendas):
    """Tells the dates that are of something else."""

    def _is_said(self, when: When, told: int) -> bool:
        """“«Oggi siamo qui», ha detto”: of no activity that was told outside."""
        quoted = any(
            s.start <= when.start < s.end and not s.start <= told < s.end
            for s in self.gathered.speeches
        )
        if quoted or when.expression.unit is None:
            return quoted
        before = self.text.plain[max(0, when.start - 12) : when.start]
        following = self.text.folded[when.end : when.end + 12]
        if _NOWADAYS.search(before) and _OFFICE.match(following):
            # “Luca Viale, oggi progettista alla…”
            return True
        left = max(0, when.start - 40)
        # “Ha detto ieri il presidente”, “commentando stamani la fiera”
        return _SAYING.search(self.text.folded, left, when.start) is not None and not (
            _AT.match(self.text.folded, when.end)
            or _THERE.search(self.text.folded, when.end, max(when.end, told))
        )

    def _is_denied(self, when: When) -> bool:
        """“Non più a maggio, ma dal 15 al 20 giugno”, “il 15 (rinviata dal 18)”."""
        before = self.text.folded[max(0, when.start - 60) : when.start]
        if _NO_MORE.search(before):
            return True
        which = _OF_WHICH.search(self.text.folded, max(0, when.start - 60), when.start)
        if which and not any(which.start() < m.start < when.start for m in self.told):
            return True
        first, last = when.expression.first, when.expression.last
        moved = _MOVED_FROM.search(before + self.text.folded[when.start : when.end])
        return moved is not None and first == last

    def _is_of_state(self, sentence: Sentence, when: When) -> bool:
        """Whether it is of a state: “il cluster conta oggi 119 associati”."""
        if when.expression.unit is None:
            return False
        return not tense_of(
            self.text, sentence.start, sentence.end
        ) and not find_triggers(self.text, sentence)

    def _is_of_office(self, when: When) -> bool:
        """“Presidente dal 2015”, “per il triennio 2019-2021”."""
        before = self.text.folded[max(0, when.start - 45) : when.start]
        return bool(
            re.search(
                r"(?:president\w+|direttor\w+|guida|carica"
                r"|mandato|nat[oa]|fondat[oa]|costituit[oa]"
                r"|attiv[oa])\s+(?:di\s+[\w.]+\s+|del\s+[\w.]+\s+"
                r"|della\s+\w+\s+)?(?:dal|dall'|da|nel|per\s+il"
                r"|fino\s+al|per\s+gli|il)\s*$",
                before,
            )
        ) or bool(
            re.search(r"(?:per\s+il\s+)$", before)
            and self.text.folded[when.start : when.end].startswith(
                ("triennio", "biennio", "quadriennio")
            )
        )
