"""Names of events that only their sentence shows to be such."""

import re
from collections.abc import Sequence

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Named, within
from fondaco.engines.press.names.lookup import is_place
from fondaco.engines.press.names.naming import name_at
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.heads import nouns
from fondaco.engines.press.telling.leads import Leads
from fondaco.engines.press.telling.mention import Mention
from fondaco.engines.press.telling.projects import programme_in
from fondaco.engines.press.telling.title_words import kind_of
from fondaco.engines.press.telling.titles import Title
from fondaco.engines.press.telling.triggers import Trigger

_TO_EVENT = re.compile(
    r"\s*(?:anche\s+|inoltre\s+)?(?:a|ad|al|allo|alla|ai"
    r"|agli|alle)\s+|\s*(?:anche\s+)?all'"
)
_SESSION = re.compile(
    r"(?:sessione|panel|tematica|tema|relazione|intervento"
    r"|presentazione|speech|pitch|focus|sezione)\s*(?:dal\s+titolo"
    r"|intitolat\w+|su|sul\s+tema|plenaria|dedicat\w+\s+a\w*"
    r"|:)?\s*$"
)
_ADJECTIVES = re.compile(
    r"\s+(?:(?:[a-zà-ÿ]+(?:[oae]l[ei]|e[oai]|ic[oai]|iv[oa]"
    r"|at[oa])|denominat[oa])\s+){0,2}(?=[A-ZÀ-Ý0-9])"
)


_COLON = re.compile(r"\s*[:,]\s+(?:(?:un|uno|una|il|lo|la)\s+|l'|un')?")


class Titling(Leads):
    """Finds the names in a sentence."""

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
                or is_place(named.name)
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
        if self._is_invitation(sentence, title) or mention.end > title.end:
            return True
        if title.is_quoted and self._has_day_or_noun(sentence, title):
            return True
        before = self.text.folded[max(sentence.start, title.start - 30) : title.start]
        return any(
            t.end <= title.start
            and len(self.text.folded[t.end : title.start].split()) <= 2
            for t in triggers
        ) or bool(
            re.search(
                r"(?:titolo|nome\s+di|denominat[oa]|accogliere"
                r"|ospitare|organizzare|cornice\s+a|teatro\s+di|sede\s+di|al\s+via|torna"
                r"|debutta|sbarca|in\s+scena|inaugurat[oa])\s*$",
                before,
            )
        )

    def _has_day_or_noun(self, sentence: Sentence, title: Title) -> bool:
        """“Martedì 1° febbraio “Il Danubio””, ““Canti di fabbrica”: concerto…”."""
        after = _COLON.match(self.text.folded, title.end, sentence.end)
        if after is not None and nouns().match(self.text.folded, after.end()):
            return True
        dates = within(self.gathered.dates, sentence.start, title.start)
        if not dates or dates[-1].expression.first.day is None:
            return False
        gap = self.text.folded[dates[-1].end : title.start]
        return dates[-1].expression.bound != "deadline" and not gap.strip(" ,:-")

    def _is_invitation(self, sentence: Sentence, title: Title) -> bool:
        """Whether it has a line of its own, with the day on the next."""
        following = self.number + 1
        if (
            title.start > sentence.start
            or title.end < sentence.end
            or following >= len(self.gathered.sentences)
        ):
            return False
        start = self.gathered.sentences[following].start
        return bool(within(self.gathered.dates, start, start + 12))
