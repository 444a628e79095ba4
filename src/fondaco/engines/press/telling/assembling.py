"""From sentences to activities: each is told of by what it says."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.language.folding import fold
from fondaco.engines.press.dates.patterns import compiled
from fondaco.engines.press.dates.resolving import Date, resolve
from fondaco.engines.press.items import Named, When, Where, within
from fondaco.engines.press.names.organisations import name_at
from fondaco.engines.press.names.places import country_of_adjective
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.acts import find_acts, find_election, is_election
from fondaco.engines.press.telling.casting import Casting
from fondaco.engines.press.telling.coreference import find_same
from fondaco.engines.press.telling.domains import Domain, domain_at, domains_of
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.gathering import Gathered
from fondaco.engines.press.telling.heads import nouns
from fondaco.engines.press.telling.mentions import EVENTS, Mention, find_mentions
from fondaco.engines.press.telling.projects import programme_in, project_of
from fondaco.engines.press.telling.titles import Title, kind_of
from fondaco.engines.press.telling.triggers import Trigger, find_triggers
from fondaco.engines.press.telling.verbs import tense_of

_CANCELLED = re.compile(r"(?<!\w)(?:annullat|cancellat|sospes|soppress)[oaie](?!\w)")
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
_TO_NEW_DATE = re.compile(
    r"(?:rinviat|posticipat|rimandat|spostat|slittat)[oaie]\s+(?:\w+\s+){0"
    r",2}?(?:al|all'|a)\s*$|slitta\s+(?:al|all'|a)\s*$"
)
_TO_EVENT = re.compile(
    r"\s*(?:anche\s+|inoltre\s+)?(?:a|ad|al|allo|alla|ai"
    r"|agli|alle)\s+|\s*(?:anche\s+)?all'"
)
_WITH_MEETINGS = re.compile(
    r"\bcon\s+(?:\w+\s+){0,2}(?:incontri|appuntamenti|meeting)\s+(?:b2b"
    r"|c2c|bilaterali|intercluster|d'affari|di\s+business)"
)
_SESSION = re.compile(
    r"(?:sessione|panel|tematica|tema|relazione|intervento"
    r"|presentazione|speech|pitch|focus|sezione)\s*(?:dal\s+titolo"
    r"|intitolat\w+|su|sul\s+tema|plenaria|dedicat\w+\s+a\w*"
    r"|:)?\s*$"
)
_OF_PROJECT = re.compile(
    r"\s+(?:di|del progetto(?: europeo| Interreg)?|del programma)\s+(?=[A-Z])"
)
_LATER = re.compile(
    r"(?:^|\W)(?:nel\s+(?:pomeriggio|corso\s+(?:della\s+giornata|della\s+mattinata|dell'evento|dell'assemblea|dell'incontro))"
    r"|in\s+(?:mattinata|serata)|nella\s+(?:mattinata|serata|stessa\s+giornata)|a\s+seguire|a\s+conclusione|al\s+termine|in\s+chiusura|durante\s+(?:la\s+giornata|l'evento|i\s+lavori))(?!\w)"
)
_ADJECTIVES = re.compile(
    r"\s+(?:(?:[a-zà-ÿ]+(?:[oae]l[ei]|e[oai]|ic[oai]|iv[oa]"
    r"|at[oa])|denominat[oa])\s+){0,2}(?=[A-ZÀ-Ý0-9])"
)
_IN = re.compile(
    r"(?:(?<!\w)(?:a|ad|in|nel|nella|nello|nei|negli|nelle"
    r"|al|allo|alla|ai|presso|per|verso|tra|fra|via)\s+(?:il\s+"
    r"|la\s+|lo\s+|gli\s+|i\s+)?|(?:(?:all|nell)|(?<!\w)l)'|citta\s+di\s+"
    r"|tappa\s+(?:di|a)\s+|tappe\s+(?:di|a)\s+|da\s+)$"
)
_OF = re.compile(r"(?:(?<!\w)(?:di|del|della|dello|dei|degli|delle|d)\s*|dell'|d')$")
_ALONE = re.compile(
    r"(?:^|[(,:–-])\s*(?:e\s+|poi\s+)?$|(?<!\w)e\s+(?:in\s+|a\s+|ad\s+|nel\s+)?$"
)


class Teller:
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

    def __init__(
        self, gathered: Gathered, published: dt.date | None, years: tuple[int, ...]
    ) -> None:
        self.gathered = gathered
        self.text = gathered.text
        self.published = published
        self.years = years
        self.drafts: list[Draft] = []
        self.focus: Draft | None = None
        self.number = 0
        self.casting = Casting(gathered)
        self._mentioned: list[Mention] = []
        self._elsewhere = False
        self.mission: Draft | None = None
        self.scope: tuple[Date, int, int] | None = None

    def tell(self) -> list[Draft]:
        """Read all sentences."""
        before: Sentence | None = None
        for number, sentence in enumerate(self.gathered.sentences):
            self.number = number
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
            if draft.default is not None and not draft.places:
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
        triggers = [
            t for t in find_triggers(self.text, sentence) if not self._is_said(t.start)
        ]
        titles = self._titles(sentence, triggers)
        sessions = [t for t in titles if self._is_session(sentence, t)]
        titles = [t for t in titles if t not in sessions]
        mentions = self._mentions(sentence, titles, triggers)
        mentions, programmes = project_of(
            self.text, sentence, mentions, triggers, has_focus=self.focus is not None
        )
        mentions = _without_weak(mentions)
        self._mentioned = mentions
        self._elsewhere = False
        election = self._election(sentence)
        self.casting.dropped = []
        pairs = [(m, self._draft(sentence, m)) for m in mentions]
        by_mention = {m.start: d for m, d in pairs if d is not None}
        told = [m for m, d in pairs if d is not None]
        domains = domains_of(self.text, sentence, told)
        self._dates(sentence, domains, by_mention)
        self._places(sentence, domains, by_mention, told)
        for domain in domains:
            draft = by_mention[domain.mention.start]
            if draft.kind == "other" and _WITH_MEETINGS.search(
                self.text.folded, domain.mention.end, sentence.end
            ):
                draft.kind = "matchmaking"
            draft.is_context = draft.is_context or domain.mention.is_context
        for mention in told:
            by_mention[mention.start].is_context |= mention.is_context
        self._flags(sentence, domains, by_mention)
        if not told and self.scope is None and self.number < 5:
            self._scope(sentence)
        main = self._main(told, by_mention)
        target = main or self._carried(sentence, told)
        for programme in programmes:
            chosen = target or self.focus
            if chosen is not None and chosen.programme is None:
                chosen.programme = programme.name
                chosen.say("programme", programme.start, programme.end)
        self.casting.sentence(
            sentence, triggers, domains, by_mention, target, sessions, bool(election)
        )
        for draft in by_mention.values():
            self._same_day(sentence, draft)
        if main is not None:
            self.focus = main
            self._keep_mission(sentence, main)

    def _same_day(self, sentence: Sentence, draft: Draft) -> None:
        """“Alle 18 si aprirà la tavola rotonda”, “nel pomeriggio”: on the same day."""
        before = self.focus
        if draft.dates or before is None or draft is before or before.date is None:
            return
        if before.section != sentence.section or before.date.precision != "day":
            return
        opening = self.text.folded[sentence.start : sentence.start + 60]
        if draft.time is None and not _LATER.search(opening):
            return
        draft.dates.append(before.dates[0])
        draft.say("start", *before.dates[0][1:])
        if not draft.places:
            for place in before.places:
                draft.add_place(place)

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

    # 1. What is mentioned.
    def _is_said(self, position: int) -> bool:
        return any(s.start <= position < s.end for s in self.gathered.speeches)

    def _titles(self, sentence: Sentence, triggers: Sequence[Trigger]) -> list[Title]:
        """List the names in a sentence; what somebody takes part in is one."""
        titles = list(within(self.gathered.titles, sentence.start, sentence.end))
        titles += self._after_nouns(sentence)
        for trigger in triggers:
            if (
                trigger.role not in {"participant", "exhibitor", "speaker"}
                or trigger.is_passive
            ):
                continue
            start = self._past_dates(sentence, trigger.end)
            link = _TO_EVENT.match(self.text.folded, start, sentence.end)
            if link is None or self.gathered.cast.blocked[link.end()]:
                continue
            stop = link.end()
            while stop < sentence.end and not self.gathered.cast.blocked[stop]:
                stop += 1
            named = name_at(self.text, self.gathered.tokens, link.end(), stop)
            if (
                named is None
                or self._is_actor(named)
                or nouns().match(self.text.folded, link.end())
            ):
                continue
            titles.append(
                Title(named.start, named.end, named.name, "other", None, None, False)
            )
        return sorted(titles, key=lambda title: title.start)

    def _past_dates(self, sentence: Sentence, position: int) -> int:
        """Pass over “, dal 14 al 17 marzo,” to what somebody takes part in."""
        for when in within(self.gathered.dates, position, sentence.end):
            between = self.text.folded[position : when.start]
            if re.fullmatch(r"[\s,]*(?:dal?|il|l'|nei\s+giorni)?\s*", between) is None:
                break
            position = when.end
            if self.text.folded[position : position + 1] == ",":
                position += 1
        return position

    def _after_nouns(self, sentence: Sentence) -> list[Title]:
        """“Progetto europeo EBSOMED”, “la fiera Cosmofood”."""
        found: list[Title] = []
        for noun in nouns().finditer(self.text.folded, sentence.start, sentence.end):
            link = _ADJECTIVES.match(self.text.plain, noun.end(), sentence.end)
            if (
                link is None
                or self.gathered.cast.blocked[link.end()]
                or self._is_actor_at(noun)
            ):
                continue
            stop = link.end()
            while stop < sentence.end and not self.gathered.cast.blocked[stop]:
                stop += 1
            named = name_at(self.text, self.gathered.tokens, link.end(), stop)
            if named is None or self._is_actor(named):
                continue
            start = named.start
            if noun.lastgroup in {"project", "programme"}:
                words = self.text.folded[start : named.end]
                start += len(words) - len(programme_in(words))
            name = self.text.plain[start : named.end].strip(" -,")
            if name:
                found.append(
                    Title(
                        start, named.end, name, kind_of(fold(name)), None, None, False
                    )
                )
        return found

    def _is_actor_at(self, match: re.Match[str]) -> bool:
        return any(
            o.start <= match.start() < o.end
            for o in within(
                self.gathered.organisations, match.start() - 120, match.end()
            )
        )

    def _is_actor(self, named: Named) -> bool:
        return any(
            a.start < named.end and named.start < a.end
            for a in within(self.gathered.cast.actors, named.start - 60, named.end)
        )

    def _is_session(self, sentence: Sentence, title: Title) -> bool:
        before = self.text.folded[max(sentence.start, title.start - 50) : title.start]
        return title.is_quoted and bool(_SESSION.search(before))

    def _mentions(
        self, sentence: Sentence, titles: list[Title], triggers: Sequence[Trigger]
    ) -> list[Mention]:
        gathered = self.gathered
        acts = list(find_acts(self.text, sentence, titles))
        used = {act.mention.title.start for act in acts if act.mention.title}
        organisations = within(gathered.organisations, sentence.start, sentence.end)
        people = within(gathered.people, sentence.start, sentence.end)
        said = [
            s
            for s in gathered.speeches
            if s.start < sentence.end and sentence.start < s.end
        ]
        free = [t for t in titles if t.start not in used]
        blocked = [*organisations, *people, *said, *(act.mention for act in acts)]
        mentions = find_mentions(self.text, sentence, free, blocked)
        mentions = [m for m in mentions if self._is_worth(sentence, m, triggers)]
        self.casting.acts = {act.mention.start: act for act in acts}
        return sorted(
            [*mentions, *(act.mention for act in acts)], key=lambda m: m.start
        )

    def _is_worth(
        self, sentence: Sentence, mention: Mention, triggers: Sequence[Trigger]
    ) -> bool:
        """Whether a name alone is of an event: somebody must do something with it."""
        title = mention.title
        if (
            title is None
            or mention.start != title.start
            or title.kind not in ("", "other")
        ):
            return True
        if mention.kind != "other" or not mention.is_weak:
            return True
        before = self.text.folded[max(sentence.start, title.start - 30) : title.start]
        return any(
            t.end <= title.start
            and len(self.text.folded[t.end : title.start].split()) <= 2
            for t in triggers
        ) or bool(
            re.search(
                r"(?:titolo|nome\s+di|denominat[oa]|accogliere"
                r"|ospitare|organizzare)\s*$",
                before,
            )
        )

    # 2. Which activity it is.
    def _draft(self, sentence: Sentence, mention: Mention) -> Draft | None:
        if self._is_nothing(sentence, mention):
            self.casting.dropped.append(mention)
            return None
        date = self._date_near(sentence, mention)
        same = find_same(
            self.drafts,
            self.focus,
            mention,
            sentence,
            date,
            self._country(sentence, mention),
        )
        if same is not None:
            self._enrich(same, mention, sentence)
            return same
        kind = self._kind(sentence, mention)
        title = mention.title
        draft = Draft(
            kind,
            title.name if title else self._noun_phrase(sentence, mention),
            mention.start,
            mention.end,
            sentence.section,
            sentence.is_heading,
            is_named=title is not None,
            is_weak=mention.is_weak or mention.is_generic,
            is_definite=mention.is_definite,
            sentence=self.number,
            edition=mention.edition,
        )
        draft.say("title", title.start if title else mention.start, mention.end)
        draft.say("kind", mention.start, mention.end)
        if draft.kind in {"kick_off", "final_event"} and title is None:
            self._own_project(sentence, mention, draft)
        self._default_place(draft, title)
        self.drafts.append(draft)
        return draft

    def _own_project(self, sentence: Sentence, mention: Mention, draft: Draft) -> None:
        """Of “l'evento finale di C2Future” the project."""
        link = _OF_PROJECT.match(self.text.plain, mention.end, sentence.end)
        if link is None:
            return
        named = name_at(self.text, self.gathered.tokens, link.end(), sentence.end)
        if named is not None and not self._is_actor(named):
            draft.programme = named.name
            draft.say("programme", named.start, named.end)

    def _default_place(self, draft: Draft, title: Title | None) -> None:
        """Note where an event of this name always is, in case that nobody says it."""
        if title is not None and title.country and draft.default is None:
            draft.default = Where(
                title.start, title.end, title.city, title.country, None
            )

    def _is_nothing(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether it is said of no one activity: “fiere e missioni”, “ogni evento”."""
        if mention.kind not in EVENTS:
            return False
        before = self.text.folded[
            max(sentence.start, mention.start - 40) : mention.start
        ]
        if re.search(
            r"(?<!\w)(?:ogni|qualsiasi|nessun\w*|ciascun\w*"
            r"|senza|qualunque)\s+(?:\w+\s+)?$",
            before,
        ):
            return True
        after = self.text.folded[mention.end : mention.end + 30]
        if (
            mention.words.casefold().startswith("edizion")
            and mention.title is None
            and re.search(
                r"prossim\w*\s*$|precedent\w*\s*$|scors\w*\s*$|passat\w*\s*$", before
            )
        ) or re.match(
            r"\s+(?:del\s+prossimo|dell'anno|dello\s+scorso|precedent|preceding)",
            after,
        ):
            self._elsewhere = True
            return True
        if mention.words.casefold() == "tappa" and re.search(
            r"\bfa(?:nno|ra|ranno|tto)?\s+$", before
        ):
            return True
        one_of_many = re.search(
            r"(?:prim[oa]|second[oa]|terz[oa]|ultim[oa]|un[oa]?)\s+(?:dei"
            r"|degli|delle)\s+(?:\w+\s+)?$",
            before,
        )
        if (
            mention.kind == "matchmaking"
            and self._date_near(sentence, mention) is not None
        ):
            return False
        return mention.is_plural and mention.title is None and one_of_many is None

    def _enrich(self, draft: Draft, mention: Mention, sentence: Sentence) -> None:
        title = mention.title
        if title is not None and (
            not draft.is_named or (draft.is_heading and title.is_quoted)
        ):
            draft.title, draft.is_named = title.name, True
            draft.say("title", title.start, title.end)
            self._default_place(draft, title)
        if draft.is_heading and not sentence.is_heading:
            if not draft.is_named:
                draft.title = self._noun_phrase(sentence, mention)
            draft.is_heading = False
            draft.section = sentence.section
        if not mention.is_generic and draft.kind == "other" and mention.kind in EVENTS:
            draft.kind = mention.kind
        draft.edition = draft.edition or mention.edition

    def _kind(self, sentence: Sentence, mention: Mention) -> str:
        if mention.kind != "mission_outgoing":
            return mention.kind
        around = self.text.folded[mention.start : min(sentence.end, mention.end + 40)]
        return (
            "mission_incoming"
            if re.search(r"incoming|di operatori esteri|di buyer", around)
            else mention.kind
        )

    def _noun_phrase(self, sentence: Sentence, mention: Mention) -> str:
        """Give the noun with what follows it, up to the verb or the date."""
        more = re.compile(
            r"(?:\s+(?!(?:che|è|sono|si|ha|hanno|dal|il|lo"
            r"|la|dalle|organizzat\w+|promoss\w+|in\s+programma"
            r"|previst\w+|guidat\w+)\b)(?!\w+ndo\b|per\b"
            r"|con\b)[\w'’&.-]*\w){0,9}"
        ).match(self.text.plain, mention.end, sentence.end)
        end = more.end() if more else mention.end
        for date in within(self.gathered.dates, mention.start, sentence.end):
            end = min(end, max(date.start, mention.end))
        phrase = " ".join(self.text.plain[mention.start : end].split())
        return re.sub(
            r"(?:\s+(?:a|ad|al|alla|il|la|lo|di|del|della"
            r"|dei|in|e|con|per|da|dal|dalla|nel|nella|presso"
            r"|l'))+$",
            "",
            phrase,
        )

    def _country(self, sentence: Sentence, mention: Mention) -> str | None:
        places = within(
            self.gathered.places, mention.end, min(sentence.end, mention.end + 60)
        )
        return next((p.country for p in places if p.country), None)

    def _date_near(self, sentence: Sentence, mention: Mention) -> Date | None:
        dates = within(self.gathered.dates, sentence.start, sentence.end)
        usable = [d for d in dates if d.expression.bound not in {"deadline", "until"}]
        if not usable:
            return None
        after = [d for d in usable if d.start >= mention.end]
        following = [m for m in self._mentioned if m.start > mention.start]
        if following:
            after = [d for d in after if d.start < following[0].start]
        if following and not after:
            return None
        chosen = after[0] if after else usable[-1]
        return self._resolved(chosen, tense_of(self.text, sentence.start, sentence.end))

    def _main(self, told: list[Mention], by_mention: dict[int, Draft]) -> Draft | None:
        own = [m for m in told if not m.is_context and m.kind in EVENTS] or [
            m for m in told if not m.is_context
        ]
        chosen = [m for m in own or told if not m.is_relative]
        return by_mention[chosen[0].start] if chosen else None

    def _carried(self, sentence: Sentence, told: list[Mention]) -> Draft | None:
        """Say what a sentence without an activity of its own goes on about."""
        if (
            any(not m.is_relative for m in told)
            or self.focus is None
            or sentence.is_heading
            or self._elsewhere
        ):
            return None
        if self.focus.kind not in EVENTS and self.number - self.focus.sentence > 1:
            return None
        return self.focus if self.focus.section == sentence.section else None

    # 3. When and where.
    def _resolved(self, when: When, tense: str) -> Date | None:
        return resolve(when.expression, self.published, tense=tense, years=self.years)

    def _dates(
        self, sentence: Sentence, domains: list[Domain], drafts: dict[int, Draft]
    ) -> None:
        for when in within(self.gathered.dates, sentence.start, sentence.end):
            if (
                self._is_said(when.start)
                or when.expression.bound == "deadline"
                or self._is_of_office(when)
            ):
                continue
            domain = domain_at(domains, when.start)
            draft = (
                drafts[domain.mention.start] if domain else self._carried(sentence, [])
            )
            if draft is None or (domain is None and draft.kind not in EVENTS):
                continue
            if domain is None and self._is_of_state(sentence, when):
                continue
            start, end = (
                (domain.start, domain.end) if domain else (sentence.start, sentence.end)
            )
            tense = tense_of(self.text, start, end) or tense_of(
                self.text, sentence.start, sentence.end
            )
            date = self._resolved(when, tense)
            if date is None:
                continue
            self._put_date(draft, when, date, in_domain=domain is not None)
        for domain in domains:
            draft = drafts[domain.mention.start]
            tense = tense_of(self.text, domain.start, domain.end) or tense_of(
                self.text, sentence.start, sentence.end
            )
            if tense:
                draft.tenses.append(tense)
            self._time(draft, domain.start, domain.end)
        if not domains and (carried := self._carried(sentence, [])) is not None:
            self._time(carried, sentence.start, sentence.end)

    def _scope(self, sentence: Sentence) -> None:
        """“Il 2016 segna una presenza più forte”: the year of what has no date."""
        for when in within(self.gathered.dates, sentence.start, sentence.end):
            opening = self.text.folded[sentence.start : when.start].strip() == ""
            date = self._resolved(when, "")
            if (
                opening
                and date is not None
                and date.precision == "year"
                and date.earliest.year == date.latest.year
            ):
                self.scope = (date, when.start, when.end)

    def _time(self, draft: Draft, start: int, end: int) -> None:
        match = compiled("time_range").search(self.text.folded, start, end) or compiled(
            "time"
        ).search(self.text.folded, start, end)
        if match is None or draft.time is not None or int(match["hour"]) > 23:
            return
        draft.time = f"{int(match['hour']):02}:{match['minute'] or '00'}"
        draft.say("time", *match.span())

    def _put_date(
        self, draft: Draft, when: When, date: Date, *, in_domain: bool
    ) -> None:
        if when.expression.bound == "until":
            current = draft.date
            if (
                current is not None
                and current.precision == "day"
                and date.latest > current.latest
            ):
                draft.dates = [
                    (replace(current, latest=date.latest), when.start, when.end)
                ]
                draft.say("end", when.start, when.end)
            return
        before = self.text.folded[max(0, when.start - 40) : when.start]
        if _TO_NEW_DATE.search(before):
            draft.dates = [(date, when.start, when.end)]
            draft.say("start", when.start, when.end)
            return
        rank = {"day": 0, "month": 1, "season": 2, "year": 3}
        current = draft.date
        if current is not None and rank[date.precision] >= rank[current.precision]:
            if current.precision == "day" == date.precision and self._goes_on(
                draft, when, date
            ):
                draft.dates = [
                    (replace(current, latest=date.latest), when.start, when.end)
                ]
            return
        if not in_domain and date.precision not in {"day", "month"}:
            return
        draft.dates.append((date, when.start, when.end))
        draft.say("start", when.start, when.end)

    def _goes_on(self, draft: Draft, when: When, date: Date) -> bool:
        """“Dal 13 al 15 aprile e il 20 aprile”: two spans of one fair."""
        last = draft.dates[-1]
        gap = self.text.folded[last[2] : when.start]
        return re.fullmatch(r"\s*(?:,|e)\s*(?:poi\s+)?", gap) is not None or (
            re.search(r"\b(?:prosegu|continu|termin|si\s+conclud)\w*\s*$", gap)
            is not None
            and date.latest > last[0].latest
        )

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

    def _places(
        self,
        sentence: Sentence,
        domains: list[Domain],
        drafts: dict[int, Draft],
        told: list[Mention],
    ) -> None:
        previous: tuple[Where, Draft] | None = None
        for where in within(self.gathered.places, sentence.start, sentence.end):
            if self._is_said(where.start) or self._is_dateline(sentence, where):
                continue
            draft, adjacent = self._draft_for(where, domains, drafts, told, sentence)
            listed = previous is not None and _is_listed(
                self.text.folded[previous[0].end : where.start]
            )
            if draft is None or not (
                adjacent or listed or self._is_in(sentence, where, draft)
            ):
                continue
            if previous is not None and listed:
                draft = previous[1]
            if where.country == "IT" and where.city is None and where.venue is None:
                continue
            draft.add_place(where)
            previous = (where, draft)
        self._adjectives(sentence, domains, drafts)

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
                r"\s*(?:di|a|ad|in|\(|,|al|alla|all'|per\s+il"
                r"|per\s+la|per\s+gli|per|negli|nel|nei|nella"
                r"|presso|presso\s+il|presso\s+la|presso\s+l')\s*",
                gap,
            ):
                if mention.is_context and domains and domains[0].mention is not mention:
                    drafts[mention.start].add_place(where)
                    return drafts[domains[0].mention.start], True
                return drafts[mention.start], gap.strip() != ","
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
        if carried is not None and (not carried.places or where.venue or tour):
            return carried, False
        return None, False

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
        if _IN.search(before):
            # “Dal lavoro a Milano”; “da Milano a Roma” begins elsewhere.
            return not re.search(
                r"(?:vicino|pressi|porte|lontano|provenient\w+|arriv\w+|partit\w+|sede"
                r"|nat[oa])\s+(?:da|dal|dalla|dall'|a|in"
                r"|nel)\s*$",
                before,
            )
        if _OF.search(before):
            return bool(
                re.search(
                    r"(?:citta|tappa|tappe|comune|fiera|polo"
                    r"|quartiere\s+fieristico|porto|aeroporto"
                    r"|centro|capitale|isola|localita|cittadina"
                    r"|sedi?)\s+(?:\w+\s+)?di\s*$",
                    before,
                )
            )
        first = self.text.folded[sentence.start : where.start].strip(' “"(')
        if first == "" or self._is_date_only(sentence, where):
            # “Buenos Aires: incontro con…”, “Foligno si prepara ad accogliere…”
            return draft.kind in EVENTS
        return bool(re.search(r"[(]\s*$", before))

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

    # 5. Who was elected.
    def _election(self, sentence: Sentence) -> bool:
        people = within(self.gathered.people, sentence.start, sentence.end)
        found = find_election(self.text, sentence, people)
        if found is None:
            self._date_election(sentence)
            return False
        person, start, end, office = found
        organisation = person.organisation or self.casting.about(sentence, end)
        same = next(
            (
                d
                for d in self.drafts
                if d.kind == "mandate" and person.name.split()[-1] in d.title
            ),
            None,
        )
        if same is None:
            if organisation is None or (sentence.is_heading and " " not in person.name):
                return False
            same = Draft(
                "mandate",
                f"{person.name}, {office}",
                start,
                end,
                sentence.section,
                False,
                True,
                False,
                sentence=self.number,
            )
            same.say("title", start, end)
            same.tenses.append("past")
            person = replace(person, organisation=organisation, office=office)
            same.add_part(person, "participant")
            self.drafts.append(same)
            self.casting.elected.append((person, office, same))
            self.casting.speak_of(organisation)
        self._date_mandate(sentence, same)
        return True

    def _date_election(self, sentence: Sentence) -> None:
        """“Lo ha eletto oggi l'assemblea”: when, of whom was named before."""
        mandates = [d for d in self.drafts if d.kind == "mandate" and d.date is None]
        if (
            mandates
            and is_election(self.text, sentence)
            and self.number - mandates[-1].sentence <= 2
        ):
            self._date_mandate(sentence, mandates[-1])

    def _date_mandate(self, sentence: Sentence, same: Draft) -> None:
        for when in within(self.gathered.dates, sentence.start, sentence.end):
            if (
                not self._is_of_office(when)
                and when.expression.bound == ""
                and same.date is None
            ):
                date = self._resolved(when, "past")
                if date is not None and date.precision in {"day", "month"}:
                    self._put_date(same, when, date, in_domain=True)


def _without_weak(mentions: list[Mention]) -> list[Mention]:
    """Beside a stronger one, a “presentazione” or an “iniziativa” is none by itself."""
    mentions = [
        m
        for m in mentions
        if not (m.words.casefold() == "delegazione" and m.is_definite)
    ]
    mentions = [m for m in mentions if m.title or m.words.casefold() != "settimana"]
    strong = [m for m in mentions if m.title or not m.is_weak]
    if not strong:
        return mentions
    return [m for m in mentions if m in strong or m.is_definite]


def _is_listed(gap: str) -> bool:
    return (
        re.fullmatch(
            r"\s*(?:,|e|ed|/|-|, poi|e poi|, e)\s*(?:a|ad"
            r"|in|il|la|nel|nella|al|negli|poi a)?\s*(?:l')?",
            gap,
        )
        is not None
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
