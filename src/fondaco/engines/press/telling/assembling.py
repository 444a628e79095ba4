"""From sentences to activities: each is told of by what it says."""

import re
from collections.abc import Sequence

from fondaco.engines.press.items import within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.acts import find_acts
from fondaco.engines.press.telling.beside import SPOKEN
from fondaco.engines.press.telling.domains import domains_of
from fondaco.engines.press.telling.drafting import Drafting
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.electing import Electing
from fondaco.engines.press.telling.holding import find_held
from fondaco.engines.press.telling.hours_and_rooms import is_hour_or_room
from fondaco.engines.press.telling.journeys import find_journeys
from fondaco.engines.press.telling.listed import find_listed
from fondaco.engines.press.telling.mention import EVENTS, Mention
from fondaco.engines.press.telling.mentions import find_mentions
from fondaco.engines.press.telling.outcomes import Outcomes
from fondaco.engines.press.telling.passages import Passage
from fondaco.engines.press.telling.placing import Placing
from fondaco.engines.press.telling.predicates import with_predicates
from fondaco.engines.press.telling.projects import project_of
from fondaco.engines.press.telling.receptions import find_receptions
from fondaco.engines.press.telling.referring import find_referred
from fondaco.engines.press.telling.series import Series
from fondaco.engines.press.telling.sharing import share_bodies
from fondaco.engines.press.telling.situating import situate
from fondaco.engines.press.telling.titles import Title
from fondaco.engines.press.telling.triggers import Trigger, find_triggers
from fondaco.engines.press.telling.weeding import is_of_date, without_weak

# An assembly of whom the text does not say is that of whom the text is about.
_OF_MEMBERS = re.compile(
    r"assemblea(?:\s+(?:dei\s+soci|degli\s+associati|generale|ordinaria|straordinaria|annuale|elettiva|pubblica|privata|\d{4}))+"
)
_WITH_MEETINGS = re.compile(
    r"\bcon\s+(?:\w+\s+){0,2}(?:incontri|appuntamenti|meeting)\s+(?:b2b"
    r"|c2c|bilaterali|intercluster|d'affari|di\s+business)"
)


class Teller(Drafting, Placing, Electing, Series, Outcomes):
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
            self._before = before
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
        self.casting.forget_housed()
        share_bodies(self.drafts)
        author = self.gathered.author
        for draft in self.drafts:
            if (
                draft.kind == "assembly"
                and author is not None
                and _OF_MEMBERS.fullmatch(draft.title.casefold())
                and not any(p.role == "organiser" for p in draft.parts)
            ):
                draft.add_part(author, "organiser")
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
        mentions = [m for m in mentions if not is_hour_or_room(self.text, m)]
        mentions, programmes = project_of(
            self.text, sentence, mentions, triggers, has_focus=self.focus is not None
        )
        dates = within(self.gathered.dates, sentence.start, sentence.end)
        journey = any(d.kind in MISSIONS | {"visit"} for d in self.drafts) or not dates
        mentions = without_weak(mentions, dates, has_journey=journey)
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
        triggers = with_predicates(self.text, sentence, triggers)
        self.casting.sentence(
            sentence, triggers, domains, by_mention, target, sessions, bool(election)
        )
        self.passages[sentence.start] = Passage(
            triggers,
            domains,
            [by_mention[d.mention.start] for d in domains],
            [(m.start, by_mention[m.start]) for m in told],
            target,
        )
        for draft in by_mention.values():
            self._same_day(sentence, draft)
        self._with_others(sentence, sorted(by_mention.items()))
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
        acts += find_referred(self.text, self._before, sentence, acts)
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
        mentions = [m for m in mentions if not is_of_date(m, dates)]
        if not any(m.kind in MISSIONS for m in mentions):
            dated = bool(dates)
            mentions += list(
                find_journeys(self.text, sentence, gathered.places, mentions, dated)
            )
            mentions += list(find_receptions(self.text, sentence, mentions, dates))
        lead = self.lead is not None and self.lead.when is not None
        there = bool(dates) or lead
        mentions += list(find_held(self.text, sentence, mentions, there))
        mentions += self._pronouns(sentence, mentions)
        line = self.lead
        if (
            not mentions
            and line
            and line.when
            and self._is_of_lead(line.when)
            and not self._is_prose(line.when)
        ):
            others = [*organisations, *people]
            here = within(gathered.places, sentence.start, sentence.end)
            if line.start == sentence.start or line.start <= sentence.start + 4:
                mentions += find_listed(self.text, sentence, line.end, here, others)
        self.casting.acts = {act.mention.start: act for act in acts}
        return sorted(
            [*mentions, *(act.mention for act in acts)], key=lambda m: m.start
        )

    def _main(self, told: list[Mention], by_mention: dict[int, Draft]) -> Draft | None:
        own = [m for m in told if not m.is_context and m.kind in EVENTS] or [
            m for m in told if not m.is_context
        ]
        chosen = [m for m in own or told if not m.is_relative]
        return by_mention[chosen[0].start] if chosen else None


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
