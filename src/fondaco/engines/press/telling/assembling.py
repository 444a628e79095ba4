"""From sentences to activities: each is told of by what it says."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.items import When, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.acts import find_acts
from fondaco.engines.press.telling.beside import SPOKEN
from fondaco.engines.press.telling.domains import Domain, domain_at, domains_of
from fondaco.engines.press.telling.drafting import Drafting
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.electing import Electing
from fondaco.engines.press.telling.journeys import find_journeys
from fondaco.engines.press.telling.mentions import EVENTS, Mention, find_mentions
from fondaco.engines.press.telling.placing import Placing
from fondaco.engines.press.telling.projects import project_of
from fondaco.engines.press.telling.pronouns import (
    FARTHEST,
    find_dates_of,
    find_pronouns,
)
from fondaco.engines.press.telling.receptions import find_receptions
from fondaco.engines.press.telling.situating import situate
from fondaco.engines.press.telling.titles import Title
from fondaco.engines.press.telling.triggers import Trigger, find_triggers

_CANCELLED = re.compile(
    r"(?<!\w)(?:(?:annullat|cancellat|sospes|soppress|saltat|revocat)[oaie]"
    r"|salta(?:no)?|non\s+si\s+(?:è\s+)?(?:(?:piu|invece)\s+)?(?:terra|svolgera|tenut[oa]|svolt[oa]|fara))(?!\w)"
)
_OVER = re.compile(
    r"(?<!\w)(?:(?:si\s+)?(?:è|sono)|(?:si\s+)?era)\s+(?:appena\s+|ufficialmente\s+)?"
    r"(?:stat[oa]\s+)?(?:conclus|chius|terminat)[oaie](?!\w)"
)
_BEGUN = re.compile(
    r"(?<!\w)(?:(?:ha|hanno)\s+preso\s+il\s+via|(?:è|sono)\s+(?:iniziat|partit|cominciat)[oaie]|partit[oaie]\s+(?:il|ieri|oggi)|prende\s+il\s+via|al\s+via|si\s+è\s+apert[oa])(?!\w)"
)
_POSTPONED = re.compile(
    r"(?<!\w)(?:rinviat|posticipat|rimandat|spostat|slittat)[oaie](?!\w)"
    r"|(?<!\w)slitta(?!\w)"
)
# “Un ciclo di webinar”, “quattro workshop”
_SERIES = re.compile(
    r"(?<!\w)(?:cicl[oi]|serie|calendario|rassegna|percorso)\s+di\s+(?:\w+\s+)?$"
    r"|(?<!\w)(?:due|tre|quattro|cinque|sei|[2-9])\s+(?:\w+\s+)?$"
)
_WITH_MEETINGS = re.compile(
    r"\bcon\s+(?:\w+\s+){0,2}(?:incontri|appuntamenti|meeting)\s+(?:b2b"
    r"|c2c|bilaterali|intercluster|d'affari|di\s+business)"
)


class Teller(Drafting, Placing, Electing):
    """Reads a text sentence by sentence, and remembers what it was about.

    Parameters
    ----------
    gathered
        What the text names.
    published
        The day on which it was published.
    years
        The years that it names, the strongest first.
    """

    def tell(self) -> list[Draft]:
        """Read all sentences."""
        before: Sentence | None = None
        for number, sentence in enumerate(self.gathered.sentences):
            self.number, self.section = number, sentence.section
            known, focus = len(self.drafts), self.focus
            self._sentence(sentence)
            if (
                before is not None
                and focus is None
                and self._is_of_before(before, known)
            ):
                self._sentence(before)
            before = sentence
        for draft in self.drafts:
            if draft.default is not None and all(
                p.country == draft.default.country and not (p.city or p.venue)
                for p in draft.places
            ):
                draft.add_place(draft.default)
        if self.scope is not None:
            for draft in self.drafts:
                if not draft.dates and draft.kind in {
                    *EVENTS,
                    "programme",
                    "project",
                    "proposal",
                }:
                    draft.dates.append(self.scope)
                    draft.say("start", *self.scope[1:])
        situate(self.drafts, self.stops)
        self._complete()
        return self.drafts

    def _is_of_before(self, before: Sentence, known: int) -> bool:
        """“Venti buyer incontreranno domani… L'incoming, realizzato da…”."""
        new = self.drafts[known:]
        if len(new) != 1 or before.is_heading or new[0].date is not None:
            return False
        if not new[0].is_definite or new[0].section != before.section:
            return False
        return bool(within(self.gathered.dates, before.start, before.end))

    def _sentence(self, sentence: Sentence) -> None:
        if (
            self.focus is not None
            and self.focus.section != sentence.section
            and not self.focus.is_heading
        ):
            self.focus = None
        self._open(sentence)
        triggers = [
            t
            for t in find_triggers(self.text, sentence)
            if not any(s.start <= t.start < s.end for s in self.gathered.speeches)
        ]
        titles = self._titles(sentence, triggers)
        sessions = [t for t in titles if self._is_session(sentence, t)]
        titles = [t for t in titles if t not in sessions]
        mentions = self._mentions(sentence, titles, triggers)
        mentions, programmes = project_of(
            self.text, sentence, mentions, triggers, has_focus=self.focus is not None
        )
        journey = any(
            d.kind in MISSIONS | {"visit"} for d in self.drafts
        ) or not within(self.gathered.dates, sentence.start, sentence.end)
        mentions = _without_weak(mentions, has_journey=journey)
        self._mentioned = mentions
        self._elsewhere = False
        election = self._election(sentence)
        self.casting.dropped = []
        pairs = [(m, self._draft(sentence, m)) for m in mentions]
        by_mention = {m.start: d for m, d in pairs if d is not None}
        told = [m for m, d in pairs if d is not None]
        self.told = told
        domains = domains_of(self.text, sentence, told)
        self._dates(sentence, domains, by_mention)
        self._places(sentence, domains, by_mention, told)
        self._agenda(sentence, by_mention)
        for draft in by_mention.values():
            if draft.sentence == self.number:
                self._follow_lead(draft)
        self._set_scene(sentence, list(by_mention.values()))
        for domain in domains:
            draft = by_mention[domain.mention.start]
            if draft.kind == "other" and _WITH_MEETINGS.search(
                self.text.folded, domain.mention.end, sentence.end
            ):
                draft.kind = "matchmaking"
            draft.is_context = draft.is_context or domain.mention.is_context
        for mention in told:
            by_mention[mention.start].is_context |= mention.is_context
        self._surround(told, by_mention)
        self._flags(sentence, domains, by_mention)
        if not told and self.scope is None and self.number < 5:
            self._scope(sentence)
        main = self._main(told, by_mention)
        dated = within(self.gathered.dates, sentence.start, sentence.end)
        there = None if dated else self._there(sentence)
        target = main or there or self._carried(sentence, told)
        for programme in programmes:
            chosen = target or self.focus
            if chosen is not None and chosen.programme is None:
                chosen.programme = programme.name
                chosen.say("programme", programme.start, programme.end)
        for draft in by_mention.values():
            if draft.kind in MISSIONS:
                self.casting.mission = draft
            elif draft.kind in SPOKEN and not draft.is_context:
                self.casting.stage = draft
        self.casting.sentence(
            sentence, triggers, domains, by_mention, target, sessions, bool(election)
        )
        for draft in by_mention.values():
            self._same_day(sentence, draft)
        if main is not None:
            self.focus = main
            self._keep_mission(sentence, main)

    def _keep_mission(self, sentence: Sentence, main: Draft) -> None:
        """After “lunedì 8 maggio: incontro…” a programme goes on about the mission."""
        if main.kind in MISSIONS:
            self.mission = main
            return
        dates = within(self.gathered.dates, sentence.start, sentence.end)
        listed = bool(dates) and not self.text.plain[
            sentence.start : dates[0].start
        ].strip(" -•*·")
        span, day = self.mission.date if self.mission else None, main.date
        if not listed or span is None or day is None or self.mission is None:
            return
        if (
            self.mission.section == sentence.section
            and span.earliest <= day.earliest <= span.latest
        ):
            self.focus = self.mission

    def _mentions(
        self, sentence: Sentence, titles: list[Title], triggers: Sequence[Trigger]
    ) -> list[Mention]:
        gathered = self.gathered
        acts = list(find_acts(self.text, sentence, titles))
        used = {act.mention.title.start for act in acts if act.mention.title}
        organisations = within(gathered.organisations, sentence.start, sentence.end)
        people = within(gathered.people, sentence.start, sentence.end)
        free = [t for t in titles if t.start not in used]
        places = within(gathered.places, sentence.start, sentence.end)
        halls = [place for place in places if place.venue]
        blocked = [*organisations, *people, *halls, *(act.mention for act in acts)]
        mentions = find_mentions(self.text, sentence, free, blocked)
        mentions = [m for m in mentions if self._is_worth(sentence, m, triggers)]
        dates = within(gathered.dates, sentence.start, sentence.end)
        mentions = [m for m in mentions if not _is_of_date(m, dates)]
        if not any(m.kind in MISSIONS for m in mentions):
            dated = bool(dates)
            mentions += list(
                find_journeys(self.text, sentence, gathered.places, mentions, dated)
            )
            mentions += list(find_receptions(self.text, sentence, mentions, dated))
        mentions += self._pronouns(sentence, mentions)
        self.casting.acts = {act.mention.start: act for act in acts}
        return sorted(
            [*mentions, *(act.mention for act in acts)], key=lambda m: m.start
        )

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
        each = find_dates_of(self.text, sentence, plural[0], places, dates)
        if each:
            mentions.remove(plural[0])
            self.own_stops = {m.start for m in each}
        return each

    def _main(self, told: list[Mention], by_mention: dict[int, Draft]) -> Draft | None:
        own = [m for m in told if not m.is_context and m.kind in EVENTS] or [
            m for m in told if not m.is_context
        ]
        chosen = [m for m in own or told if not m.is_relative]
        return by_mention[chosen[0].start] if chosen else None

    def _surround(self, told: list[Mention], by_mention: dict[int, Draft]) -> None:
        """“Durante la fiera si è tenuto un seminario”: the seminar is inside it."""
        contexts = [by_mention[m.start] for m in told if m.is_context and m.is_during]
        for mention in told:
            draft = by_mention[mention.start]
            if contexts and not mention.is_context and contexts[0] is not draft:
                draft.around = draft.around or contexts[0]

    # 4. What became of it.
    def _flags(
        self, sentence: Sentence, domains: list[Domain], drafts: dict[int, Draft]
    ) -> None:
        for name, pattern in (
            ("cancelled", _CANCELLED),
            ("postponed", _POSTPONED),
            ("begun", _BEGUN),
            ("over", _OVER),
        ):
            for match in pattern.finditer(
                self.text.folded, sentence.start, sentence.end
            ):
                domain = domain_at(domains, match.start())
                draft = (
                    drafts[domain.mention.start]
                    if domain
                    else self._carried(sentence, [])
                )
                if draft is not None:
                    draft.flags.add(name)
                    draft.say("status", *match.span())


def _without_weak(mentions: list[Mention], *, has_journey: bool) -> list[Mention]:
    """Beside a stronger one, a “presentazione” or an “iniziativa” is none by itself."""
    has_journey = has_journey or any(m.title for m in mentions)
    mentions = [
        m
        for n, m in enumerate(mentions)
        if not (
            (has_journey or any(b.kind in MISSIONS for b in mentions[:n]))
            and m.words.casefold() == "delegazione"
            and m.is_definite
        )
    ]
    mentions = [m for n, m in enumerate(mentions) if not _is_done(m, mentions[:n])]
    mentions = [m for m in mentions if m.title or m.words.casefold() != "settimana"]
    mentions = [m for n, m in enumerate(mentions) if not _is_alias(m, mentions[:n])]
    strong = [m for m in mentions if m.title or not m.is_weak]
    if not strong:
        return mentions
    return [m for m in mentions if m in strong or m.is_definite or m.is_pronoun]


def _is_of_date(mention: Mention, dates: Sequence[When]) -> bool:
    """“La settimana scorsa” is no week of events."""
    return mention.title is None and any(
        d.start <= mention.start and mention.end <= d.end for d in dates
    )


_DONE = ("ha ", "hanno ", "visit", "incontr", "è ", "sono ", "sar", "vien", "vengon")


def _is_done(mention: Mention, before: list[Mention]) -> bool:
    """“Una delegazione cinese ha visitato Beta”: what it does is no other activity."""
    return (
        mention.is_weak
        and mention.kind in {"visit", "meeting"}
        and mention.words.casefold().startswith(_DONE)
        and any(b.kind in MISSIONS and b.is_generic for b in before)
    )


def _is_alias(mention: Mention, before: list[Mention]) -> bool:
    """“Il Forum torna: appuntamento a Lisbona”, “…la manifestazione che”: the same."""
    return (
        mention.is_generic
        and mention.title is None
        and not mention.is_indefinite
        and not mention.is_plural
        and mention.kind not in MISSIONS
        and any(m.title and m.kind in EVENTS and not m.is_context for m in before)
    )


def years_named(folded: str) -> tuple[int, ...]:
    """List the years that a text names, the most frequent and earliest first.

    Parameters
    ----------
    folded
        A folded text.
    """
    found = [
        int(y)
        for y in re.findall(r"(?<![\d/.-])(?:19[89]\d|20\d\d)(?![\d]|[.,]\d)", folded)
    ]
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda year: (-found.count(year), found.index(year)),
        )
    )
