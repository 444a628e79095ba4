"""Who hosts: whose seat it is, and who is visited."""

import re
from collections.abc import Sequence

from fondaco.engines.press.items import Named, within
from fondaco.engines.press.lexicon import table
from fondaco.engines.press.names.bodies import is_body
from fondaco.engines.press.names.lookup import is_place
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.mention import EVENTS
from fondaco.engines.press.telling.stage import Stage

# “Visita della console di Lituania alla Cartotecnica Alfa”
_VISIT_OF = re.compile(
    r"\s+(?:di|del|dello|della|dei|degli|delle|dell')\s*[^,.;:()]{3,60}?\s"
    r"(?:a|al|alla|alle|ai|agli|presso)\s*(?:la\s+|il\s+|l')?(?:(?:sede|stabiliment\w+|impiant\w+|laborator\w+)\s+(?:di|del|della)\s+)?"
)
_PREMISES = re.compile(
    r"(?<!\w)(?:sed[ei]|uffici|stabiliment[oi]|laborator[io]+|spazi|impiant[oi]|quartier\s+generale|headquarters?"
    r"|showroom|fabbric(?:a|he)|cantier[ei]|linee|reparti|campus|aziend[ae]|azienda\s+agricola)"
    r"(?:\s+(?!d)\w+){0,2}\s+(?=(?:di|del|dello|della|dei|delle)\s|dell')"
)
# “Presso la sede di Alfa”, “negli stabilimenti della Beta”
_AT_PREMISES = re.compile(
    r"(?<!\w)(?:presso\s+(?:la|le|gli|i|il|lo)|nella|nelle|nel|negli|nei|alla|al|ai|agli|dalla|dagli|dai)\s+"
    r"(?:(?:nuov|storic|prestigios|modern)[aoie]\s+)?"
    r"(?:sed[ei]|stabiliment[oi]|impiant[oi]|laborator[io]+|uffici|quartier\s+generale|headquarters?|showroom|cantier[ei]|campus)"
    r"(?:\s+(?!d)\w+){0,2}\s+(?:(?:di|del|dello|della|dei|delle)\s+|dell')"
)
# “Visita al CNAO”, “saranno ricevuti all'Istituto Alfa”
_TO_BODY = re.compile(
    r"\s+(?:(?:al|allo|alla|ai|agli|alle|presso\s+(?:il|lo|la))\s+|(?:all|presso\s+l)')"
)


# “Agli stabilimenti Camozzi”
_BARE_PREMISES = re.compile(
    r"\b(?:stabiliment[oi]|impiant[oi]|laborator[io]|fabbrica|cantier[ei]|cantina|officine)\s+(?=[A-ZÀ-Ý])"
)
_SEEN = re.compile(
    r"(?:(?:ha|hanno|abbiamo|aveva|avevano)\s+(?:\w+\s+)?visitato|visit(?:era|eranno|ano|eremo))"
    r"(?:\s+(?:a|ad|in)\s+\w+)?\s+(?=(?:il|lo|la|i|gli|le)\s|l')"
)


class Hosting(Stage):
    """Gives the role of hosts."""

    def _hosts(
        self,
        sentence: Sentence,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> None:
        """“La sede di Assolombarda ospiterà l'incontro”: its owner is the host."""
        for place in within(self.gathered.places, sentence.start, sentence.end):
            if not place.venue or not re.match(
                r"\s*(?:\w+\s+){0,2}(?:ospit|accogli|accolt)",
                self.text.folded[place.end : place.end + 30],
            ):
                continue
            following = [d for d in domains if d.mention.start > place.end]
            draft = drafts[following[0].mention.start] if following else target
            owners = [
                o
                for o in self.gathered.organisations
                if place.start <= o.start < place.end
            ]
            if draft is not None and owners:
                draft.add_part(owners[0], "host")

    def _premises(
        self,
        sentence: Sentence,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> None:
        """“Presso la sede di Alfa”: who has no other part hosts it."""
        for match in _AT_PREMISES.finditer(
            self.text.folded, sentence.start, sentence.end
        ):
            domain = domain_at(domains, match.start())
            draft = drafts[domain.mention.start] if domain else target
            if draft is None or draft.kind not in EVENTS - {"fair"}:
                continue
            owner = next(iter(self.cast.after(match.end(), sentence.end)), None)
            if (
                isinstance(owner, Named)
                and not any(p.key == owner.key for p in draft.parts)
                and not is_place(owner.name)
                and is_body(self.text, owner)
            ):
                self.housed.append((draft, draft.add_part(owner, "host")))
                draft.say("participations", match.start(), owner.end)

    def forget_housed(self) -> None:
        """Of who organises in a seat of their own, say no more than that."""
        for draft, part in self.housed:
            if any(p is not part and p.key == part.key for p in draft.parts):
                draft.parts = [p for p in draft.parts if p is not part]

    def _visited(self, sentence: Sentence, domain: Domain, draft: Draft) -> None:
        """“Visita a Linz alla sede di Alfa”, “ha visitato gli impianti di Beta”."""
        for match in _PREMISES.finditer(
            self.text.folded, domain.start, min(domain.end, domain.mention.end + 90)
        ):
            hosts = [
                a
                for a in self.cast.after(match.end(), sentence.end)
                if isinstance(a, Named)
            ]
            for actor in hosts:
                draft.add_part(actor, "host")
            if hosts:
                return
        bare = _BARE_PREMISES.search(
            self.text.plain,
            domain.mention.start,
            min(sentence.end, domain.mention.end + 60),
        )
        if bare is not None:
            body = next(iter(self.cast.after(bare.end(), sentence.end)), None)
            if isinstance(body, Named) and not is_place(body.name):
                draft.add_part(body, "host")
                return
        for organisation in within(
            self.gathered.organisations,
            domain.mention.end,
            min(domain.end, domain.mention.end + 70),
        ):
            gap = self.text.folded[domain.mention.end : organisation.start]
            if _VISIT_OF.fullmatch(gap) or re.fullmatch(
                r"\s+(?:a|ad|al|alla|alle|ai|agli|all'|presso)\s*(?:\w+\s+){0"
                r",3}(?:di\s+|del\s+|della\s+|dell'|la\s+"
                r"|il\s+)?",
                gap,
            ):
                draft.add_part(organisation, "host")
                return
        # “Hanno visitato a Vergiate la Leonardo”
        seen = _SEEN.match(self.text.folded, domain.mention.start, sentence.end)
        if seen is not None:
            body = next(iter(self.cast.after(seen.end(), sentence.end)), None)
            if isinstance(body, Named) and self._is_surely_body(body):
                draft.add_part(body, "host")
            return
        # “Visita al CNAO”, which nothing but its article shows to be a body.
        to = _TO_BODY.match(self.text.folded, domain.mention.end, sentence.end)
        found = self.cast.after(to.end(), sentence.end) if to else []
        for other in found[:1]:
            if isinstance(other, Named) and not is_place(other.name):
                draft.add_part(other, "host")

    def _is_surely_body(self, actor: Named) -> bool:
        """Whether more than a capital says that it is one."""
        firsts = table("organisation_words")["first_words"]
        return (
            actor in self.gathered.organisations
            or actor.is_known
            or actor.is_cluster
            or actor.key.split(" ")[0] in firsts
        )
