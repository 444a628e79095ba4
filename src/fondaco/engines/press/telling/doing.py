"""Who did what was done: proposals, agreements, labels; and in which capacity."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.items import Actor, Count, Named, Person, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.acts import Act
from fondaco.engines.press.telling.capacities import Capacity
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import Draft
from fondaco.engines.press.telling.stage import Stage
from fondaco.engines.press.telling.triggers import Trigger

_TOGETHER = re.compile(
    r"\b(?:insieme|assieme)\s+(?:con\s+|(?:a|ad|al|alla|ai|agli)\s+|all')"
)
# “Con l'olandese Alfa abbiamo firmato un accordo”
_FRONTED_WITH = re.compile(r"\W*(?:insieme\s+)?con\s+(?:(?:il|lo|la|i|gli|le)\s+|l')?")
# “Abbiamo firmato”: the text speaks of who writes it.
OF_US = re.compile(
    r"(?<!\w)(?:abbiamo|siamo|saremo|avremo|eravamo|avevamo|fummo|ci\s+siamo)\s+"
    r"(?:(?:anche|inoltre|poi|gia|infatti|appena|stat[ie])\s+){0,2}$"
)
_ON_BEHALF = re.compile(
    r"(?<!\w)(?:per\s+conto|a\s+nome|in\s+nome|in\s+rappresentanza)\s+"
    r"(?:di|del|dello|della|dei|degli|delle|dell')\s*"
)
_GETTING = re.compile(
    r"(?<!\w)(?:ha|hanno)\s+(?:\w+\s+)?(?:ottenut|ricevut|conquistat|vint|conseguit|ritirat|guadagnat)[oaie]"
    r"|(?<!\w)(?:ottien|ricev|conquist|vinc|consegu|ritir)\w+"
)
_BEING = re.compile(r"(?:è|sono|era|erano|sara|saranno)\b")
_OF_WHICH = re.compile(r"(?<!\w)(?:cui|quale|quali|ne)\s*$")
_AS = re.compile(r"(?:in\s+(?:qualita|veste|quanto)|nel|nella|con\s+il|come|quale)\b")
_AMONG = re.compile(
    r"(?:è|sono|sara|saranno|figura|figurano)\s+(?:anche\s+|inoltre\s+)?$"
)
_PASSIVE = re.compile(
    r"(?:è|sono|era|erano|sara|saranno|viene|vengono)\s+(?:\w+\s+)?stat[oaie]\s+$|(?:viene|vengono)\s+$"
)


class Doing(Stage):
    """Gives roles in acts, and by capacities."""

    # 3. Acts: the subject of “ha firmato”, and “con”, “tra” and “a” after the noun.
    def _act(self, sentence: Sentence, act: Act, draft: Draft) -> None:
        text = self.text.folded
        actors = self.cast.before(act.verb_start, sentence.start)
        if OF_US.search(
            text[max(sentence.start, act.verb_start - 30) : act.verb_start]
        ):
            author = self.gathered.author
            actors = [author] if author else actors
        passive = re.match(
            r"\s*(?:\w+mente\s+)?(?:oggi\s+|ieri\s+)?"
            r"(?:(?:il|lo|a|ad|in|nel|nella|presso|lunedi|martedi|mercoledi|giovedi|venerdi)\s[^,.;:]{1,40}?,?\s)?"
            r"(?:da(?:l|llo|lla|i|gli|lle)?\s+|dall')",
            text[act.verb_end : sentence.end],
        )
        received = re.match(
            r"\s*(?:a|ad|al|allo|alla|ai|agli|alle)\s+|\s*all'",
            text[act.verb_end : sentence.end],
        )
        if passive:
            agents = self.cast.after(act.verb_end + passive.end(), sentence.end)
            # “Alfa ha ottenuto la Silver Label, consegnata da ESCA”
            if draft.kind == "recognition":
                for actor in agents:
                    draft.add_part(actor, "promoter")
                actors = self._honoured(sentence, act)
            else:
                actors = agents
        elif received and draft.kind == "recognition":
            given = self.cast.after(act.verb_end + received.end(), sentence.end)
            actors = given or actors
        elif _PASSIVE.search(text[sentence.start : act.verb_start]):
            actors = []
        elif not actors and not act.verb_start > act.mention.end:
            actors = self._subject
        fronted = _FRONTED_WITH.match(text, sentence.start, act.mention.start)
        if fronted is not None and draft.kind in {"agreement", "partnership"}:
            actors = [*actors, *self.cast.after(fronted.end(), act.mention.start)]
        for match in re.finditer(
            r"(?<!\w)(?:con|tra|fra)\s+(?:(?:il|lo|la|i|gli|le)\s+|l')?",
            text[act.mention.start : sentence.end],
        ):
            if draft.kind in {"agreement", "partnership"}:
                actors = [
                    *actors,
                    *self.cast.after(act.mention.start + match.end(), sentence.end),
                ]
                break
        together = _TOGETHER.search(text, act.mention.end, sentence.end)
        if together is not None and draft.kind == "proposal":
            actors = [*actors, *self.cast.after(together.end(), sentence.end)]
        for actor in self._sent(sentence, act, actors):
            if isinstance(actor, Count) and actor.is_meetings:
                continue
            draft.add_part(actor, "participant")
        named: list[Actor] = [a for a in actors if not isinstance(a, Count)]
        if named:
            self._subject = named
        if draft.kind == "proposal":
            for count in within(
                self.gathered.counts,
                max(sentence.start, act.mention.start - 45),
                sentence.end,
            ):
                if count.start <= act.mention.start < count.end + 2:
                    draft.add_part(count, "participant")

    def _sent(
        self, sentence: Sentence, act: Act, actors: Sequence[Actor]
    ) -> list[Actor]:
        """Give those who act the bodies for which they do: “per conto del PTP”."""
        behalf = _ON_BEHALF.search(self.text.folded, act.verb_start, sentence.end)
        whose = self.cast.after(behalf.end(), sentence.end) if behalf else []
        body = next((o for o in whose[:1] if isinstance(o, Named)), None)
        found: list[Actor] = []
        for actor in actors:
            if isinstance(actor, Person) and actor.organisation is None:
                actor = replace(actor, organisation=body) if body else actor
                actor = self._belonging(actor)
            found.append(actor)
        return found

    def _honoured(self, sentence: Sentence, act: Act) -> list[Actor]:
        """Give who got what somebody else conferred."""
        verb = _GETTING.search(self.text.folded, sentence.start, act.verb_start)
        if verb is None:
            return []
        return self.cast.before(verb.start(), sentence.start) or self._subject

    # 2. “In qualità di”.
    def _capacity_of(
        self,
        trigger: Trigger,
        actor: Actor,
        capacities: Sequence[Capacity],
        sentence: Sentence,
    ) -> Capacity | None:
        for capacity in capacities:
            if trigger.is_passive:
                continue
            left = (
                max(trigger.end, actor.end)
                if capacity.start > trigger.end
                else capacity.start
            )
            gap = self.text.folded[left : capacity.start]
            if (
                capacity.start >= trigger.start
                and len(gap) < 260
                and not re.search(r"[;.]|\be\s+al|\be\s+alla", gap)
            ) and (
                capacity.role == "head_of_delegation"
                or trigger.role
                in {
                    "participant",
                    "selected",
                    "speaker",
                    "head",
                }
            ):
                return capacity
        return None

    def _beside_capacity(
        self,
        sentence: Sentence,
        capacity: Capacity,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> None:
        """“Alfa e Beta in qualità di sponsor, Gamma come partner”, with no verb."""
        listed = self.cast.up_to(capacity.start, sentence.start)
        domain = domain_at(domains, capacity.start)
        draft = drafts[domain.mention.start] if domain else target
        if draft is None:
            return
        for actor in listed:
            if isinstance(actor, Named) and not any(
                p.key == actor.key for p in draft.parts
            ):
                draft.add_part(actor, capacity.role)
                draft.say("participations", actor.start, capacity.end)

    def _capacities(
        self,
        sentence: Sentence,
        capacities: Sequence[Capacity],
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
        used: set[int],
    ) -> None:
        """“LGCA e Confindustria Lombardia sono partner”, “di cui è capofila”."""
        for capacity in capacities:
            said = self.text.folded[capacity.start : capacity.end]
            before = self.text.folded[max(0, capacity.start - 20) : capacity.start]
            if _AS.match(said):
                self._beside_capacity(sentence, capacity, domains, drafts, target)
            among = _AMONG.search(before) and said.startswith(("tra", "fra", "figura"))
            if not among and not _BEING.match(said):
                continue
            # “Di cui è capofila Alfa” names whom it is said of behind.
            if _OF_WHICH.search(before) and self.cast.after(capacity.end, sentence.end):
                continue
            actors = self.cast.before(capacity.start, sentence.start)
            if not actors or re.search(
                r"\bcui\s*$",
                self.text.folded[max(0, capacity.start - 6) : capacity.start],
            ):
                actors = actors or self._subject
            domain = domain_at(domains, capacity.start)
            draft = drafts[domain.mention.start] if domain else target
            if draft is None:
                continue
            more = re.match(
                r"\s*(?:,\s*)?(?:insieme|assieme|unitamente)\s+(?:ad?\s+"
                r"|al\s+|alla\s+|ai\s+|agli\s+|con\s+|all')",
                self.text.folded[capacity.end : sentence.end],
            )
            if more:
                actors = [
                    *actors,
                    *self.cast.after(capacity.end + more.end(), sentence.end),
                ]
            for actor in actors:
                if isinstance(actor, Count) and actor.is_meetings:
                    continue
                part = draft.add_part(actor, capacity.role)
                if part.role in {"participant", "delegate"}:
                    part.role = capacity.role
                used.add(actor.start)
