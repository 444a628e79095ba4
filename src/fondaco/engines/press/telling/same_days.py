"""On the day of something told before: “alle 18”, “il giorno seguente”, “con un…”."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.language.folding import fold
from fondaco.engines.press.dates.resolving import Date
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.asides import Asides
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.later import (
    is_first,
    is_last,
    is_later,
    is_of_occasion,
    noun_of,
)
from fondaco.engines.press.telling.mention import EVENTS

# One of these is what “l'evento” and “i lavori” are.
_AROUND = frozenset(
    {"conference", "seminar", "meeting", "assembly", "other", "fair", "matchmaking"}
) | {"kick_off", "final_event", "networking", "training"}
# “A margine dell'assemblea”, whatever the assembly was called before.
_KINDS = {"assemblea": "assembly", "fiera": "fair", "salone": "fair"} | {
    "convegno": "conference",
    "conferenza": "conference",
    "congresso": "conference",
    "forum": "conference",
    "summit": "conference",
    "seminario": "seminar",
    "workshop": "seminar",
    "riunione": "meeting",
    "incontro": "meeting",
    "meeting": "meeting",
}
# These may stand for any.
_ANY = frozenset({"incontro", "evento", "meeting"})
_BY = re.compile(
    r"(?<!\w)(?:con|(?:precedut|seguit)[oaie]\s+da)\s+(?:(?:il|lo|la|i|gli|le|uno?|una)\s+|l'|un')$"
    r"|(?<!\w)(?:e|poi|quindi)\s*,?\s+alle\s+(?:ore\s+)?[\d.:]+\s*,?\s+"
    r"(?:(?:il|lo|la|i|gli|le|uno?|una)\s+|l'|un')?$"
    r"|(?<!\w)(?:precedut|seguit)[oaie]\s+da(?:ll?[ao]?|gli|lle|i)\s*'?\s*$"
)
_DAY_AFTER = re.compile(
    r"(?<!\w)(?:(?P<after>(?:il|nel|al|del)\s+giorno\s+(?:seguente|successivo|dopo)|l'indomani"
    r"|(?:la|nella)\s+giornata\s+(?:seguente|successiva)|un\s+giorno\s+dopo)"
    r"|(?P<before>(?:il|nel)\s+giorno\s+(?:prima|precedente|avanti|innanzi)|la\s+(?:sera|giornata)\s+precedente"
    r"|alla\s+vigilia)"
    r"|(?P<same>(?:(?:nel)?lo\s+stesso\s+giorno|(?:(?:nel)?la\s+)?stessa\s+(?:giornata|data|occasione)"
    r"|la\s+sera\s+stessa|il\s+giorno\s+stesso)))(?!\w)"
)
# So far back among what was told it may be.
MOST_BEFORE = 8


class SameDays(Asides):
    """Gives activities the day of what they are part of, or come after."""

    def _with_others(
        self, sentence: Sentence, drafts: Sequence[tuple[int, Draft]]
    ) -> None:
        """“La giornata proseguirà con l'inaugurazione e con un ricevimento”."""
        day: tuple[Date, int, int] | None = None
        for start, draft in drafts:
            if draft.dates:
                one = _is_on_a_day(draft) and draft.kind in _AROUND | {"visit"}
                day = draft.dates[0] if one else None
            elif day is not None and draft.kind in EVENTS and not draft.is_context:
                before = self.text.folded[max(sentence.start, start - 26) : start]
                if _BY.search(before):
                    draft.dates.append(day)
                    draft.say("start", *day[1:])

    def _days_after(
        self, sentence: Sentence, domains: list[Domain], drafts: dict[int, Draft]
    ) -> None:
        """“Il giorno seguente”, “il giorno prima”, “nella stessa giornata”."""
        for match in _DAY_AFTER.finditer(
            self.text.folded, sentence.start, sentence.end
        ):
            domain = domain_at(domains, match.start())
            if domain is None or self.told_day is None:
                continue
            draft = drafts[domain.mention.start]
            date = self.told_day[0]
            if match.lastgroup == "before":
                day = date.earliest - dt.timedelta(days=1)
            elif match.lastgroup == "after":
                day = date.latest + dt.timedelta(days=1)
            else:
                day = date.latest
            if draft.date is None or draft.date.precision != "day":
                found = replace(date, earliest=day, latest=day)
                draft.dates = [(found, *match.span())]
                draft.say("start", *match.span())
                self.told_day = (found, *match.span())

    def _same_day(self, sentence: Sentence, draft: Draft) -> None:
        """“Alle 18 si aprirà la tavola rotonda”, “nel pomeriggio”: on the same day."""
        if draft.is_weak and not draft.is_named and draft.kind in {"meeting", "visit"}:
            return
        if draft.dates or draft.kind in {"project", "programme", "proposal", "mandate"}:
            return
        opening = self.text.folded[sentence.start : sentence.start + 70]
        later = is_later(opening)
        if draft.time is None and not later:
            return
        before = self.focus
        told = [d for d in self.drafts[-MOST_BEFORE:] if d is not draft]
        around = [d for d in told if d.kind in _AROUND and _is_on_a_day(d)]
        noun = noun_of(opening)
        if noun and not fold(draft.title).startswith(noun):
            # “In coda all'assemblea” is on the day of no other event.
            named = [
                d
                for d in around
                if fold(d.title).startswith(noun) or _KINDS.get(noun) == d.kind
            ]
            before = named[-1] if named else None
            if before is None and noun in _ANY and around:
                before = around[-1]
        elif is_of_occasion(opening) and around and around[-1].start < sentence.start:
            before = around[-1]
        elif later and (before is None or not _is_on_a_day(before)):
            before = around[-1] if around else None
        if before is None or before is draft or not _is_on_a_day(before):
            return
        if before.section != sentence.section:
            return
        date, start, end = before.dates[0]
        if is_first(opening):
            date = replace(date, latest=date.earliest)
        elif is_last(opening):
            date = replace(date, earliest=date.latest)
        draft.dates.append((date, start, end))
        draft.say("start", start, end)
        if not draft.places:
            for place in before.places:
                draft.add_place(place)


def _is_on_a_day(draft: Draft) -> bool:
    return draft.date is not None and draft.date.precision == "day"
