"""Those who do something in company: “insieme alla slovena Voka”, “Etra (capofila)”."""

import re
from collections.abc import Sequence

from fondaco.engines.press.items import Actor, Count, Person
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import Draft, Part, organisation_of
from fondaco.engines.press.telling.stage import Stage

_TO = r"(?:con|a|ad|al|allo|alla|ai|agli|alle)(?=\s)|all'"
_OF = r"(?:di|del|dello|della|dei|degli|delle)(?=\s)|dell'"
_BY = r"(?:da|dal|dallo|dalla|dai|dagli|dalle)(?=\s)|dall'"
_TOGETHER = re.compile(
    rf"(?<!\w)(?:(?:insieme|assieme|unitamente|accanto|oltre)\s+(?:anche\s+)?(?:{_TO})"
    rf"|(?:in\s+compagnia|al\s+fianco|a\s+fianco)\s+(?:{_OF})"
    r"|nella\s+persona\s+(?:di(?=\s)|del(?=\s)|della(?=\s)|dell')"
    rf"|(?:affiancat|accompagnat|coadiuvat|seguit)[oaie]\s+(?:{_BY})"
    # “È stato presente con Alfa, Beta e Gamma”; “Delta, con Alfa, ha ospitato”.
    r"|(?:present[ei]|partecip\w+|interv\w+|torn\w+|vol\w+|sbarc\w+|espo\w+|arriv\w+)"
    r"\s+(?:anche\s+)?con(?=\s))"
    r"|(?<=[a-z]t[oaie]),\s+(?:insieme\s+)?con(?=\s[^.;:]{3,120},\s)"
    r"|,\s+con(?=\s[^,.;:]{3,90},\s+(?:ha|hanno|è|sono|sara|saranno|\w+era(?:nno)?|\w+ira(?:nno)?)\s)"
)
# “…, cui ho partecipato insieme a Rossi”: the author came, too.
_I_WAS = re.compile(
    r"(?<!\w)(?:ho|abbiamo)\s+(?:partecipato|preso\s+parte|presenziato|assistito)\s+$"
)
_WITH_ROLE = re.compile(
    r"\s*\(\s*(?:ente\s+|soggetto\s+|in\s+qualita\s+di\s+|come\s+)?"
    r"(?P<role>capofila|coordinator[ei]|coordinatrice|lead\s+partner|coordinator|leader)\b[^()]{0,30}\)"
)
# The role that one has is that of those who are there with them.
_SHARED = frozenset(
    {"participant", "speaker", "delegate", "exhibitor", "organiser", "promoter"}
    | {"b2b_participant", "partner", "host", "head_of_delegation"}
)


class Company(Stage):
    """Gives those who come along the role of whom they come with."""

    def _together(
        self,
        sentence: Sentence,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> None:
        for match in _TOGETHER.finditer(self.text.folded, sentence.start, sentence.end):
            domain = domain_at(domains, match.start())
            draft = drafts[domain.mention.start] if domain else target
            lead = self._lead(sentence, draft, match.start()) if draft else None
            before = self.text.folded[
                max(sentence.start, match.start() - 25) : match.start()
            ]
            author = self.gathered.author
            if draft is not None and lead is None and author and _I_WAS.search(before):
                lead = draft.add_part(author, self._plain(draft))
            if draft is None or lead is None:
                continue
            for actor in self.cast.after(match.end(), sentence.end):
                if isinstance(actor, Person) and (
                    actor.organisation is None or actor.organisation.key == lead.key
                ):
                    # “Il presidente Rossi, accompagnato da Bianchi”: of one body.
                    if actor.name not in lead.people:
                        lead.people = (*lead.people, actor.name)
                elif not isinstance(actor, Count) and not _is_there(draft, actor):
                    role = lead.role
                    if role == "head_of_delegation":
                        role = self._plain(draft)
                    draft.add_part(actor, role)
                    draft.say("participations", match.start(), actor.end)

    def _lead(self, sentence: Sentence, draft: Draft, position: int) -> Part | None:
        """Give who was named last before, or first after."""
        here = [
            p
            for p in draft.parts
            if p.count is None
            and p.role in _SHARED
            and sentence.start <= p.start < sentence.end
        ]
        before = [p for p in here if p.end <= position]
        return (
            max(before, key=lambda p: p.end)
            if before
            else min(here, key=lambda p: p.start, default=None)
        )

    def _bracketed(self, actor: Actor, part: Part) -> None:
        """“Alfa (capofila), Beta e Gamma”."""
        if _WITH_ROLE.match(self.text.folded, actor.end) and part.count is None:
            part.role = "coordinator"


def _is_there(draft: Draft, actor: Actor) -> bool:
    organisation = organisation_of(actor)
    return organisation is not None and any(
        p.key == organisation.key for p in draft.parts
    )
