"""Who takes part by the cell of a table that names them."""

import re
from collections.abc import Sequence

from fondaco.engines.press.items import Actor, Count, Person
from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.stage import Stage

_CELL = re.compile(r"[^|]+")
_BLANK = re.compile(r"[\s,;.]*")
# A list that names all of some kind: “le imprese già ammesse (Alfa, Beta e Gamma)”.
_NAMED_KIND = re.compile(
    rf"(?<!\w)(?P<kind>{one_of(table('counts')['who'])})(?:\s+(?!e\s)[\w']+){{0,7}}?\s*\((?:tra\s+cui\s+|fra\s+cui\s+)?"
)


class Rows(Stage):
    """Gives roles by columns, and by brackets after those who are many."""

    def _cells(
        self,
        sentence: Sentence,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
    ) -> None:
        """“11 febbraio | Salone Alfa | Il Cairo | Beta, Gamma”: these are there."""
        if self.text.plain.count(" | ", sentence.start, sentence.end) < 2:
            return
        cells = [
            m.span()
            for m in _CELL.finditer(self.text.plain, sentence.start, sentence.end)
        ]
        if not domains:
            return
        columns = self._columns(sentence)
        draft = drafts[domains[0].mention.start]
        for number, (start, end) in enumerate(cells):
            name = columns[number] if number < len(columns) else ""
            role = _role_of(name, self._plain(draft))
            for actor in self._whole(start, end) if role else ():
                draft.add_part(actor, role)
                draft.say("participations", actor.start, actor.end)

    def _columns(self, sentence: Sentence) -> list[str]:
        """Read what the first line of the table calls its columns."""
        first = ""
        for line in reversed(self.text.folded[: sentence.start].split("\n")):
            if line.strip() and line.count(" | ") < 2:
                break
            first = line if line.strip() else first
        return [cell.strip() for cell in first.split("|")]

    def _whole(self, start: int, end: int) -> list[Actor]:
        """List the actors of a cell that holds nothing else."""
        actors = self.cast.after(start, end)
        if not actors:
            return []
        last = max(actor.end for actor in actors)
        return actors if _BLANK.fullmatch(self.text.plain, last, end) else []

    def _bracketed_lists(
        self,
        sentence: Sentence,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> None:
        for match in _NAMED_KIND.finditer(
            self.text.folded, sentence.start, sentence.end
        ):
            actors = self.cast.after(match.end(), sentence.end)
            domain = domain_at(domains, match.start())
            draft = drafts[domain.mention.start] if domain else target
            if draft is None or len(actors) < 2:
                continue
            if self.text.plain[max(a.end for a in actors) :][:1] != ")":
                continue
            same = [p.role for p in draft.parts if p.count is not None]
            for actor in actors:
                if not isinstance(actor, Count | Person):
                    draft.add_part(actor, same[-1] if same else self._plain(draft))


def _role_of(column: str, plain: str) -> str:
    """Say which role a column gives; none to what it does not know."""
    if not column:
        return ""
    for role, stems in _COLUMNS.items():
        if re.search(stems, column):
            return role or plain
    return ""


_COLUMNS = {
    "": r"partecip|chi\b|adesion|aderent|aziende|imprese|soci\b|delegat|present",
    "organiser": r"organizz|a\s+cura|ente\b|soggetto",
    "promoter": r"promot|promoss",
    "partner": r"partner|collabora",
    "exhibitor": r"esposit|espone",
    "speaker": r"relator|interven|speaker|ospit[ei]\b",
    "sponsor": r"sponsor",
    "host": r"ospita",
}
