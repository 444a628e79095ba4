"""From the mention of an activity to what was told of it before, or to a new one."""

import re

from fondaco.engines.press.items import Where, within
from fondaco.engines.press.names.naming import name_at
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.coreference import find_same
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.mention import EVENTS, Mention
from fondaco.engines.press.telling.nothing import Nothing
from fondaco.engines.press.telling.titles import Title

_OF_PROJECT = re.compile(
    r"\s+(?:di|del progetto(?: europeo| Interreg)?|del programma)\s+(?=[A-Z])"
)


# “Ha incontrato la stampa” is no noun.
_VERB = re.compile(
    r"(?:si|ha|hanno|abbiamo|aveva|avevano|è|sono|se|ne|sara|sarà|saranno|verra|verrà)\s"
    r"|\w+(?:ava|avano|era|erà|eranno|eremo|arono)$|(?:presentat|inaugurat|celebrat)[oaie]$"
)


class Drafting(Nothing):
    """Finds or begins what a mention is of."""

    # 2. Which activity it is.
    def _draft(self, sentence: Sentence, mention: Mention) -> Draft | None:
        if self._is_nothing(sentence, mention):
            self.casting.dropped.append(mention)
            return None
        date = self._date_near(sentence, mention)
        of_events = mention.is_pronoun and mention.kind in EVENTS
        if of_events and self.several is not None:
            # The first of those that were told together.
            several, self.several = self.several, None
            if not several.dates:
                return several
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
            paragraph=sentence.paragraph,
            edition=mention.edition,
        )
        draft.say("title", title.start if title else mention.start, mention.end)
        draft.say("kind", mention.start, mention.end)
        if draft.kind in {"kick_off", "final_event"} and title is None:
            self._own_project(sentence, mention, draft)
        self._default_place(draft, title)
        if mention.is_pronoun:
            draft.flags.add("pronoun")
        if mention.is_deed:
            draft.flags.add("deed")
        elif _VERB.match(mention.words.casefold()):
            draft.flags.add("verb")
        series = self.noun is not None and self.noun[0].start == mention.start
        if not mention.is_pronoun and (
            mention.is_plural or (series and self.noun and self.noun[0].is_plural)
        ):
            self.several = draft
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
        if not mention.is_generic and draft.kind == "other":
            told = mention.kind in EVENTS
            # A headline has the name alone, and the text says that it is a project.
            if told or (title is not None and mention.kind == "project"):
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
        if mention.is_pronoun:
            return mention.words
        more = re.compile(
            r"(?:\s+(?!(?:che|cui|dove|mentre|quando|e\s+(?:il|lo|la|i|gli|le)|era|erano|sara|saranno|sarà|verra|verrà|tocchera|toccherà|ha|è|sono|si|ha|hanno|dal|il|lo"
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
