"""Lists that go on in the next lines: “Saranno presenti:”, “Tra questi Alfa e Beta”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fondaco.engines.press.items import Count, Person
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.stage import Stage
from fondaco.engines.press.telling.triggers import Trigger

_BULLET = re.compile(r"\s*[-•*▪·✔☐»>–]+\s*")
_OPEN = re.compile(r"[^.;!?]{0,40}:\s*$")
_AMONG = re.compile(
    r"\W*(?:(?:anche\s+)?(?:tra|fra|di)\s+(?:questi|queste|loro|essi|esse|quest'ultim[ie])"
    r"|(?:tra|fra)\s+(?:le|i|gli)\s+(?:lombard|italian|partecipant|altr|prim|present)\w+"
    r"|(?:insieme\s+(?:a|con)|con|oltre\s+a)\s+(?:noi|loro|lui|lei|me)(?=\s)|in\s+particolare|nello\s+specifico|si\s+tratta\s+d[ie]l?|(?:sono|eccol[ei])(?=\s*:))\s*,?\s*"
    r"(?:(?:figurano|figura|ci\s+sono|ci\s+saranno|c'erano|c'era|spiccano|vi\s+sono|anche|per\s+esempio)\s+)*:?\s*"
)
# “Dodici gli espositori: tra loro Alfa e Beta”
_AMONG_INSIDE = re.compile(
    r"(?<!\w)(?:di|tra|fra)\s+(?:loro|essi|esse|questi|queste)\s*[–—(:-]\s*|[:;,]\s+(?:tra|fra)\s+(?:loro|questi|queste|essi|esse|cui|(?:i|le)\s+quali)\s*,?\s*(?:anche\s+|ci\s+sono\s+|figurano\s+|c'erano\s+)?"
)


# “Intervengono” on a line of its own begins a list.
SHORTEST_HEADING = 25


@dataclass(frozen=True, slots=True)
class Open:
    """A list that was begun, and goes on in lines of its own.

    Parameters
    ----------
    trigger, draft
        What gives which role in what.
    """

    trigger: Trigger
    draft: Draft


class Listing(Stage):
    """Gives roles to those in lists that stand apart from what says the role."""

    _open: Open | None = None

    def _note_open(
        self, sentence: Sentence, trigger: Trigger, drafts: Sequence[Draft]
    ) -> None:
        """Remember “Interverranno:” at the end of a line."""
        alone = not self.text.folded[trigger.end : sentence.end].strip(" :")
        short = trigger.start - sentence.start < SHORTEST_HEADING
        if drafts and (
            (alone and short and not trigger.is_passive)
            or _OPEN.fullmatch(self.text.folded, trigger.end - 1, sentence.end)
        ):
            self._open = Open(trigger, drafts[0])

    def _continued(self, sentence: Sentence) -> Open | None:
        """Give the list that a line belongs to."""
        if self._open is None:
            return None
        bullet = _BULLET.match(self.text.plain, sentence.start, sentence.end)
        start = bullet.end() if bullet else sentence.start
        if self.cast.after(start, sentence.end):
            return self._open
        self._open = None
        return None

    def _line_start(self, sentence: Sentence) -> int:
        bullet = _BULLET.match(self.text.plain, sentence.start, sentence.end)
        return bullet.end() if bullet else sentence.start

    def _among(
        self,
        sentence: Sentence,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> None:
        """“Undici partner. Tra questi Alfa e Beta”: they are of those counted."""
        match = _AMONG.match(self.text.folded, sentence.start, sentence.end)
        inside = _AMONG_INSIDE.search(self.text.folded, sentence.start, sentence.end)
        if inside is not None:
            domain = domain_at(domains, inside.start())
            target = drafts[domain.mention.start] if domain else target
        if target is None or (inside is None and (match is None or domains)):
            return
        end = inside.end() if inside else match.end() if match else sentence.end
        counted = [p for p in target.parts if p.count is not None]
        role = counted[-1].role if counted else self._plain(target)
        for actor in self.cast.after(end, sentence.end):
            if isinstance(actor, Person):
                actor = self._belonging(actor)
            if not isinstance(actor, Count):
                target.add_part(actor, role)
                target.say("participations", actor.start, actor.end)
