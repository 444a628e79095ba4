"""Who the words of a role are said of."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.items import Actor, Count, Person, within
from fondaco.engines.press.lexicon import table, words
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.behind import TRANSITIVE, Behind
from fondaco.engines.press.telling.doing import OF_US
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import MISSIONS, Draft, organisation_of
from fondaco.engines.press.telling.triggers import (
    Side,
    Trigger,
)

_OBJECT = re.compile(
    r"\s*,\s*(?:insieme|assieme|unitamente|accanto)\s"
    r"|\s*(?:anche\s+|inoltre\s+)?(?:insieme|assieme|unitamente|accanto|oltre(?=\s+a)|a|ad|al|allo|alla|ai"
    r"|agli|alle|in|nel|nella|con(?!\s+(?:noi|loro|me)\s)|da|dal|di|per|su|sul|sulla"
    r"|presso|tra|fra|del|dello|della|dei|degli|delle|dallo|dalla|dai|dagli|dalle"
    r"|nello|nei|negli|nelle|sui|sulle|verso|dopo|durante)\s|\s*(?:all|nell|dall|sull|dell|d)'"
)
_AND_TO = re.compile(
    r",?\s+e\s+(?:(?:a|ad|al|allo|alla|ai|agli|alle)\s+|all')(?:\S+\s+){0,3}$"
)
_COLON = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:\s(?:di|da|provenienti\s+da)\s[^,.;:()]{2,40})?(?::|,?\s+(?:tra|fra)\s+(?:cui|le\s+quali|i\s+quali)|,\s+ovvero|,\s+ossia)\s*"
)
# “Espongono con noi: Alfa e Beta”, “hanno già aderito: Gamma e Delta”
_LISTS = re.compile(
    r"'?(?:\s+(?:con|insieme\s+a)\s+(?:noi|loro|me))?(?:\s+anche)?\s*:\s+"
)
_FRONTED = re.compile(r"(?:^|[\n.;,]\s*|\s)(?:al|allo|alla|alle|ai|agli)\s+$|\ball'$")
_FOR = re.compile(
    r"(?:^|[\s,;])(?:per|in\s+rappresentanza\s+d\w+)\s*(?:il\s+|la\s+|l'|lo\s+)?$"
)

_BEHALF = re.compile(
    r"(?<!\w)(?:in\s+rappresentanza|per\s+conto|a\s+nome|in\s+nome)\s+"
    r"(?:(?:di|del|dello|della|dei|delle)\s+|dell')"
)
# “Ha portato il saluto della Regione l'assessore…”
_GREETING_OF = re.compile(
    r"\s+(?:di|del|dello|della|dei|degli|delle|dell')\s*[^,.;:()\n]{3,50}?\s(?=(?:il|lo|la|i|gli|le)\s|l')"
)
_OF_DELEGATION = re.compile(r"delegazion|comitiva|pattuglia|del gruppo|nel gruppo")
# “Tra le aziende presenti alla fiera…”, “modererà il convegno…”: then they come.
_WITH_OBJECT = (
    "tra ",
    "fra ",
    "moder",
    "introdu",
    "conclu",
    "chiud",
    "apr",
    "ha ",
    "hanno ",
)
_WE = re.compile(r"(?<!\w)\w+(?:iamo|emmo|ammo|immo|remo)(?!\w)")
_WITH_FIRST = re.compile(r"(?<!\w)(?:insieme\s+(?:a|con)|assieme\s+a|con)(?=\s|l)\s*")


class Finding(Behind):
    """Finds those who have a role."""

    def _actors(
        self, sentence: Sentence, trigger: Trigger, stop: int, domains: Sequence[Domain]
    ) -> list[Actor]:
        if trigger.side is Side.AFTER:
            found = self.cast.after(trigger.end, sentence.end)
            if found or not trigger.word.startswith(_WITH_OBJECT):
                return found
            return self._behind(sentence, trigger, domains)
        if self._is_of_us(trigger) and self.gathered.author is not None:
            return [self.gathered.author, *self._with_us(sentence, trigger)]
        colon = _LISTS.match(self.text.folded, trigger.end, sentence.end)
        listed = self.cast.after(colon.end(), sentence.end) if colon else []
        if listed:
            return listed
        inverted: list[Actor] = []
        if (
            not _OBJECT.match(self.text.folded, trigger.end)
            and trigger.word not in TRANSITIVE
        ):
            inverted = [
                a
                for a in self.cast.after(trigger.end, sentence.end)
                if not (isinstance(a, Count) and a.is_meetings)
            ]
        if inverted:
            return inverted
        before = self.cast.before(trigger.start, sentence.start)
        if before:
            return before
        greeting = _GREETING_OF.match(self.text.folded, trigger.end, sentence.end)
        if greeting is not None and "salut" in trigger.word:
            return self.cast.after(greeting.end(), sentence.end)
        placed_after = self._after_object(sentence, trigger, domains)
        if placed_after:
            return placed_after
        # “Ha partecipato alla missione anche Tecnomec”
        domain = next((d for d in domains if d.mention.start >= trigger.end), None)
        if domain is not None and domain.mention.end < sentence.end:
            found = (
                self.cast.after(domain.mention.end, sentence.end)
                if self._is_inverted(domain)
                else []
            )
            return found or self._later(trigger, sentence, stop)
        return self._later(trigger, sentence, stop)

    def _is_of_us(self, trigger: Trigger) -> bool:
        """“Abbiamo partecipato”, “saremo presenti”: of who writes the text."""
        before = self.text.folded[max(0, trigger.start - 30) : trigger.start]
        words_ = self.text.folded[trigger.start : trigger.end]
        return bool(_WE.search(words_) or OF_US.search(before))

    def _with_us(self, sentence: Sentence, trigger: Trigger) -> list[Actor]:
        """“Insieme a Beta abbiamo partecipato”."""
        together = _WITH_FIRST.search(
            self.text.folded, sentence.start, max(sentence.start, trigger.start)
        )
        if together is None:
            return []
        return self.cast.after(together.end(), trigger.start)

    def _of_one_office(self, actors: Sequence[Actor]) -> list[Actor]:
        """“I vicepresidenti Scaramelli e Casucci”: both hold the office."""
        found: list[Actor] = []
        for actor in actors:
            before = found[-1] if found else None
            if (
                isinstance(actor, Person)
                and isinstance(before, Person)
                and not actor.office
                and before.office.endswith("i")
            ):
                actor = replace(
                    actor, office=before.office, organisation=before.organisation
                )
            found.append(actor)
        return found

    def _enumerated(self, actors: Sequence[Actor], sentence: Sentence) -> list[Actor]:
        """List those after a number: “tre aziende: Ecozema, Turboden e Asotech”."""
        found: list[Actor] = []
        for actor in actors:
            colon = _COLON.match(self.text.folded, actor.end, sentence.end)
            if isinstance(actor, Count) and colon is not None:
                listed = self.cast.after(colon.end(), sentence.end)
                found += [a for a in listed if a not in actors]
        return found

    def _is_without_subject(self, sentence: Sentence, trigger: Trigger) -> bool:
        """“Ha partecipato anche a…”: the subject is that of the sentence before."""
        before = self.text.folded[sentence.start : trigger.start]
        small = words("function_words")
        alone = all(w in small for w in re.findall(r"[^\W\d_]+", before))
        if re.search(r"\bla\s+delegazione\s+$", before):
            return True
        return alone or bool(re.search(r"(?:,|\be)\s+(?:\w+\s+){0,2}$", before))

    def _targets(
        self,
        trigger: Trigger,
        actors: Sequence[Actor],
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> list[Draft]:
        if trigger.is_passive and any(
            0 <= trigger.start - m.end < 40 for m in self.dropped
        ):
            return []
        if _OF_DELEGATION.search(trigger.word) and self.mission is not None:
            own = [d for d in domains if drafts[d.mention.start].kind in MISSIONS]
            if not own:
                return [self.mission]
        if not domains:
            # “A capeggiarla il presidente”, after a visit of the journey.
            if trigger.role == "head" and self.mission is not None:
                return [self.mission]
            return [target] if target is not None else []
        here = domain_at(domains, trigger.start)
        if (trigger.is_passive and not trigger.is_noun) or (
            trigger.is_noun and trigger.is_passive
        ):
            before = [d for d in domains if d.mention.start < trigger.start]
            chosen = (
                here
                if here and here.mention.start < trigger.start
                else (before[-1] if before else here)
            )
            return [drafts[chosen.mention.start]] if chosen else []
        end = max([trigger.end, *(a.end for a in actors if trigger.is_noun)])
        following = [
            d
            for d in domains
            if d.mention.start >= trigger.end and not d.mention.is_relative
        ]
        if following and (
            here is None
            or following[0] is here
            or here.mention.end > trigger.end
            or not self._ends(here, trigger)
        ):
            found = [following[0]]
            for domain in following[1:]:
                # “Al kick-off di Barcellona e alla conferenza”: to both.
                if not _AND_TO.search(
                    self.text.folded[found[-1].mention.end : domain.mention.start]
                ):
                    break
                found.append(domain)
            del end
            return [drafts[d.mention.start] for d in found]
        fronted = [
            d
            for d in domains
            if d.mention.end <= trigger.start
            and _FRONTED.search(self.text.folded[: d.mention.start][-12:])
        ]
        if here is None and target is not None:
            return [target]
        chosen = fronted[0] if fronted and not trigger.is_noun else here or domains[-1]
        return [drafts[chosen.mention.start]]

    def _ends(self, domain: Domain, trigger: Trigger) -> bool:
        """Whether the verb comes after the activity that its clause is about."""
        return domain.mention.end <= trigger.start

    def _placed(
        self,
        sentence: Sentence,
        draft: Draft,
        person: Person,
        trigger: Trigger,
        role: str,
    ) -> Person:
        """Find for whom somebody is there: “per LGCA…”, or the subject."""
        organisations = within(
            self.gathered.organisations, sentence.start, sentence.end
        )
        for organisation in organisations:
            before = self.text.folded[sentence.start : organisation.start]
            if organisation.end <= person.start and _FOR.search(before):
                return replace(person, organisation=organisation)
        # “Carla Neri ha preso parte, in rappresentanza di LE2C, al tavolo…”
        behalf = _BEHALF.search(
            self.text.folded, person.end, min(sentence.end, person.end + 90)
        )
        for organisation in organisations if behalf else ():
            if behalf is not None and organisation.start == behalf.end():
                return replace(person, organisation=organisation)
        if re.match("assessor|governator|consiglier", person.office):
            regions = {
                o.key: o
                for o in self.gathered.organisations
                if o.key.startswith("regione ")
            }
            towns = {
                o.key: o
                for o in self.gathered.organisations
                if o.key.startswith("comune di ")
            }
            for bodies in (regions, towns if not regions else {}):
                if len(bodies) == 1:
                    return replace(person, organisation=next(iter(bodies.values())))
        if not person.office:
            return person
        own = [p for p in draft.parts if p.count is None and p.key]
        if len({p.key for p in own}) == 1 and person.office.startswith(
            ("president", "vice", "consiglier")
        ):
            first = next(
                (o for o in self.gathered.organisations if o.key == own[0].key), None
            )
            return replace(person, organisation=first)
        public = re.search(table("people")["public_offices"], person.office)
        if public or (not person.office and not trigger.is_noun):
            return person
        subject = next((o for o in map(organisation_of, self._subject) if o), None)
        if trigger.is_noun and subject is not None:
            return replace(person, organisation=subject)
        if not person.office:
            return person
        nearest = [o for o in organisations if o.end <= person.start]
        about = nearest[-1] if nearest else self.gathered.author
        about = about or self.about(sentence, person.start)
        return replace(person, organisation=about)
