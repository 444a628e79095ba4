"""Where something is that does not say so itself: “Lione, dove…”, a headline."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.items import Where, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.drafts import MISSIONS, Draft
from fondaco.engines.press.telling.leads import Leads
from fondaco.engines.press.telling.mention import EVENTS

# So long a sentence without an activity may set the scene: “Prossima fermata Lione.”
LONGEST_SCENE = 60
_WHERE = re.compile(
    r"\s*(?:\([^()\n]{2,30}\)\s*)?(?:[,:;-]?\s*(?:dove|ove|qui|la)(?!\w)|:\s)"
)
_SCENE = re.compile(
    r"(?<!\w)(?:tappa|fermata|destinazione|meta|direzione|appuntamento)(?!\w)"
)
_FROM = re.compile(
    r"(?:delegazione|rappresentanza|gruppo|imprese|aziende|camera\s+di\s+commercio|comune"
    r"|universita|politecnico|distretto|polo)\s+(?:\w+\s+)?(?:di|da|del|della)\s+$"
)
_TO = re.compile(r"(?:^|\W)(?:a|ad|di)\s+$")
_OF_CITY = re.compile(r"\s(?:di|a)\s[A-ZÀ-Ý][\w-]+$")
_ELSEWHERE = MISSIONS | {"project", "programme", "mandate"}


class Scenes(Leads):
    """Gives activities the place that the words around them set."""

    def _set_scene(self, sentence: Sentence, drafts: Sequence[Draft]) -> None:
        """“Prima tappa Lione, dove hanno visitato…”: the visit is there."""
        new = [d for d in drafts if d.sentence == self.number]
        places = [
            p
            for p in within(self.gathered.places, sentence.start, sentence.end)
            if p.city
        ]
        scenes = [
            p
            for p in places
            if _WHERE.match(self.text.folded, p.end, sentence.end) is not None
        ]
        for draft in new:
            before = [p for p in scenes if p.end <= draft.start]
            if before and _is_nowhere(draft) and draft.kind not in _ELSEWHERE:
                draft.add_place(replace(before[-1], venue=None))
            elif self.scene is not None and not places and _is_nowhere(draft):
                draft.add_place(self.scene)
        short = sentence.end - sentence.start <= LONGEST_SCENE
        dated = within(self.gathered.dates, sentence.start, sentence.end)
        if short and not dated and len(places) == 1 and self._is_scene(sentence):
            self.scene = replace(places[0], venue=None)
        elif drafts or sentence.is_heading:
            self.scene = None

    def _is_scene(self, sentence: Sentence) -> bool:
        return _SCENE.search(self.text.folded, sentence.start, sentence.end) is not None

    def _headlines(self) -> list[tuple[int, Where]]:
        """List the cities of the headings, each with its section."""
        found = []
        for sentence in self.gathered.sentences:
            if not sentence.is_heading:
                continue
            cities = [
                p
                for p in within(self.gathered.places, sentence.start, sentence.end)
                if p.city and not self._is_origin(p)
            ]
            if len({p.city for p in cities}) == 1:
                found.append((sentence.section, cities[0]))
        return found

    def _is_origin(self, place: Where) -> bool:
        """“La delegazione di Wenzhou” is from there."""
        before = self.text.folded[max(0, place.start - 40) : place.start]
        return _FROM.search(before) is not None

    def _complete(self) -> None:
        """Give a building its city, and what is told first that of the headline."""
        for number, draft in enumerate(self.drafts):
            if "pronoun" in draft.flags and not draft.places:
                self._join_others(draft, self.drafts[:number])
        headlines = self._headlines()
        for number, draft in enumerate(self.drafts):
            if draft.kind not in EVENTS or not _is_nowhere(draft):
                continue
            section = [place for n, place in headlines if n == draft.section]
            only = section or [place for _, place in headlines[:1]]
            city = only[0] if only else self.home
            if city is None:
                continue
            if any(_OF_CITY.search(p.venue or "") for p in draft.places):
                continue
            if draft.places:
                # A building without a city is in that of the text.
                draft.add_place(replace(city, venue=None))
            elif section and draft.kind not in _ELSEWHERE and draft.date is not None:
                earlier = self.drafts[:number]
                if not any(d.section == draft.section and d.places for d in earlier):
                    before = self.text.folded[max(0, city.start - 8) : city.start]
                    if _TO.search(before):
                        draft.add_place(replace(city, venue=None))

    def _join_others(self, draft: Draft, before: Sequence[Draft]) -> None:
        """“La seconda, venerdì”: where the first was."""
        for other in reversed(before):
            if other.section != draft.section:
                return
            if other.kind == draft.kind and len(other.places) == 1:
                draft.add_place(other.places[0])
                return


def _is_nowhere(draft: Draft) -> bool:
    return not any(p.city or p.country for p in draft.places)
