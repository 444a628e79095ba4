"""Who has which part in which activity."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.press.items import Actor, Count, Named, Person, within
from fondaco.engines.press.lexicon import one_of, table, words
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.acts import Act
from fondaco.engines.press.telling.domains import Domain, domain_at
from fondaco.engines.press.telling.drafts import MISSIONS, Draft, organisation_of
from fondaco.engines.press.telling.gathering import Gathered
from fondaco.engines.press.telling.mentions import EVENTS, Mention
from fondaco.engines.press.telling.titles import Title
from fondaco.engines.press.telling.triggers import (
    Capacity,
    Side,
    Trigger,
    find_capacities,
)

# What takes an object: an organisation right after it is no subject.
_TRANSITIVE = frozenset(
    [
        "organizzare",
        "promuovere",
        "ospitare",
        "accogliere",
        "coordinare",
        "guidare",
        "incontrare",
        "visitare",
        "illustrare",
        "presiedere",
        "moderare",
        "sostenere",
        "finanziare",
        "introdurre",
        "coorganizzare",
        "accompagnare",
    ]
)
_OBJECT = re.compile(
    r"\s*(?:anche\s+|inoltre\s+)?(?:a|ad|al|allo|alla|ai"
    r"|agli|alle|in|nel|nella|con|da|dal|di|per|su|sul|sulla"
    r"|presso|tra|fra)\s|\s*(?:all|nell|dall|sull|dell)'"
)
_AND_TO = re.compile(
    r",?\s+e\s+(?:(?:a|ad|al|allo|alla|ai|agli|alle)\s+|all')(?:\S+\s+){0,3}$"
)
_TOGETHER = re.compile(
    r"\b(?:insieme|assieme)\s+(?:con\s+|(?:a|ad|al|alla|ai|agli)\s+|all')"
)
_BEING = re.compile(r"(?:è|sono|era|erano|sara|saranno)\b")
_AMONG = re.compile(
    r"(?:è|sono|sara|saranno|figura|figurano)\s+(?:anche\s+|inoltre\s+)?$"
)
_COLON = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?::|,?\s+(?:tra|fra)\s+(?:cui|le\s+quali|i\s+quali)|,\s+ovvero|,\s+ossia)\s*"
)
_BROUGHT = re.compile(
    r"\b(?:con|insieme\s+a|assieme\s+a|accompagn\w+|accompagnando|portando|portera)\s+"
    r"(?:(?:le|i|gli|sue|suoi|ben|oltre|circa)\s+)*$"
)
_PASSIVE = re.compile(
    r"(?:è|sono|era|erano|sara|saranno|viene|vengono)\s+(?:\w+\s+)?stat[oaie]\s+$|(?:viene|vengono)\s+$"
)
_FRONTED = re.compile(r"(?:^|[\n.;,]\s*|\s)(?:al|allo|alla|alle|ai|agli)\s+$|\ball'$")
_MEETING_WORDS = re.compile(
    r"(?<!\w)(?:incontri|b2b|c2c|incontrando|incontrera|incontreranno"
    r"|incontrato|intercluster|matchmaking)(?!\w)"
)
_STAND = re.compile(
    r"(?<!\w)(?:stand|collettiva|padiglione|area\s+espositiva"
    r"|spazio\s+espositivo|espositor[ei]|espone|esporra|espost[oa])(?!\w)"
)
_FOR = re.compile(
    r"(?:^|[\s,;])(?:per|in\s+rappresentanza\s+d\w+)\s*(?:il\s+|la\s+|l'|lo\s+)?$"
)
_GENITIVE = re.compile(
    r"(?:\s+[a-z]+(?:ale|ali|ico|ica|ivo|iva|aria|ario))?"
    r"(?:\s+di\s+[a-z]+(?:\s+[a-z]+)?(?=\s+(?:del|della|dell')))?\s*(?:"
    r",\s*)?(?:(?:di|del|dello|della|dei|degli|delle)\s+"
    r"|dell')(?:(?:il|la)\s+)?"
)
_WITH = re.compile(r"\s*(?:con|tra|fra)\s+(?:(?:il|lo|la|i|gli|le)\s+|l')?")


class Casting:
    """Gives roles, sentence by sentence.

    Parameters
    ----------
    gathered
        What the text names.
    """

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.text = gathered.text
        self.cast = gathered.cast
        self.acts: dict[int, Act] = {}
        self.dropped: list[Mention] = []
        self.elected: list[tuple[Person, str, Draft]] = []
        self.placed: dict[int, Named] = {}
        self._subject: list[Actor] = []
        counted = one_of(table("counts")["before_not"])
        self._size = re.compile(rf"(?<!\w)(?:{counted})\s*(?:\w+\s+)?$")

    def about(self, sentence: Sentence, position: int) -> Named | None:
        """Say which organisation a sentence is about.

        Parameters
        ----------
        sentence
            The sentence.
        position
            From where on to look back.
        """
        own = [o for o in map(organisation_of, self._subject) if o and o.is_cluster]
        if own:
            return own[0]
        free = [
            o
            for o in self.gathered.organisations
            if o.is_cluster
            and not any(
                p.venue and p.start <= o.start < p.end for p in self.gathered.places
            )
        ]
        inside = within(free, sentence.start, sentence.end)
        if inside:
            return inside[0]
        earlier = [o for o in free if o.end <= position]
        return earlier[-1] if earlier else None

    def speak_of(self, organisation: Named | None) -> None:
        """Note that the text is about an organisation now.

        Parameters
        ----------
        organisation
            Which.
        """
        if organisation is not None:
            self._subject = [organisation]

    def sentence(
        self,
        sentence: Sentence,
        triggers: Sequence[Trigger],
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
        sessions: Sequence[Title],
        is_election: bool,
    ) -> None:
        """Give the roles that a sentence says.

        Parameters
        ----------
        sentence, triggers, domains, drafts
            The sentence, and what was found in it.
        target
            What it is about.
        sessions
            The sessions that it names.
        is_election
            Whether it tells of one, and so of nobody who speaks.
        """
        capacities = list(find_capacities(self.text, sentence))
        used: set[int] = set()
        for number, trigger in enumerate(triggers):
            stop = (
                triggers[number + 1].start
                if number + 1 < len(triggers)
                else sentence.end
            )
            self._trigger(
                sentence, trigger, stop, domains, drafts, target, capacities, used
            )
        self._capacities(sentence, capacities, domains, drafts, target, used)
        self._hosts(sentence, domains, drafts, target)
        for act in self.acts.values():
            draft = drafts.get(act.mention.start)
            if draft is not None:
                self._act(sentence, act, draft)
        for domain in domains:
            self._beside(sentence, domain, drafts[domain.mention.start])
        self._meetings(sentence, domains, drafts, target)
        self._partners(sentence, domains, drafts, target)
        self._sessions(sessions, domains, drafts, target)

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

    # 1. Verbs and phrases.
    def _trigger(
        self,
        sentence: Sentence,
        trigger: Trigger,
        stop: int,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
        capacities: Sequence[Capacity],
        used: set[int],
    ) -> None:
        actors = self._actors(sentence, trigger, stop, domains)
        if not actors and trigger.side is Side.SUBJECT and not trigger.is_noun:
            actors = (
                self._subject if self._is_without_subject(sentence, trigger) else []
            )
        actors = [*self._of_one_office(actors), *self._enumerated(actors, sentence)]
        if trigger.side is Side.SUBJECT and actors:
            self._subject = [
                a for a in actors if not isinstance(a, Count)
            ] or self._subject
        for draft in self._targets(trigger, actors, domains, drafts, target):
            if trigger.word == "coinvolgere" and draft.kind in {"project", "programme"}:
                for actor in self.cast.before(trigger.start, sentence.start):
                    draft.add_part(actor, "participant")
            if trigger.role == "participant" and not trigger.is_passive:
                self._brought(sentence, trigger, draft)
            if trigger.word == "incontrare" and trigger.side is Side.SUBJECT:
                self._met(trigger, sentence, draft)
            for actor in actors:
                if isinstance(actor, Count) and (
                    actor.is_meetings or self._is_size(sentence, actor)
                ):
                    continue
                used.add(actor.start)
                mine = [
                    c
                    for c in capacities
                    if (d := domain_at(domains, c.start)) is None
                    or drafts[d.mention.start] is draft
                ]
                self._give(sentence, draft, actor, trigger, mine)

    def _brought(self, sentence: Sentence, trigger: Trigger, draft: Draft) -> None:
        """“Ha partecipato con 14 imprese”, “accompagnerà dodici aziende”."""
        for count in within(self.gathered.counts, trigger.end, sentence.end):
            before = self.text.folded[trigger.start : count.start]
            if not count.is_meetings and _BROUGHT.search(before):
                draft.add_part(count, self._plain(draft))

    def _met(self, trigger: Trigger, sentence: Sentence, draft: Draft) -> None:
        """“Incontrando sette organizzazioni europee”."""
        for actor in self.cast.after(trigger.end, sentence.end):
            if isinstance(actor, Count) and actor.start - trigger.end < 12:
                role = (
                    "b2b_participant" if draft.kind == "matchmaking" else "participant"
                )
                draft.add_part(actor, role)

    def _actors(
        self, sentence: Sentence, trigger: Trigger, stop: int, domains: Sequence[Domain]
    ) -> list[Actor]:
        if trigger.side is Side.AFTER:
            return self.cast.after(trigger.end, sentence.end)
        inverted: list[Actor] = []
        if (
            not _OBJECT.match(self.text.folded, trigger.end)
            and trigger.word not in _TRANSITIVE
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

    def _later(self, trigger: Trigger, sentence: Sentence, stop: int) -> list[Actor]:
        """“Hanno partecipato al convegno di Bergamo AFIL e LE2C.”."""
        if (
            self.text.folded[sentence.start : trigger.start].count(" ") > 3
            or trigger.word in _TRANSITIVE
        ):
            return []
        for actor in within(self.cast.actors, trigger.end, stop):
            if trigger.end <= actor.start < stop and self.cast.is_free(
                actor, trigger.end
            ):
                return self.cast.after(actor.start, stop)
        return []

    def _is_inverted(self, domain: Domain) -> bool:
        after = self.text.folded[domain.mention.end : domain.mention.end + 12]
        return bool(
            re.match(
                r"\s*(?:,\s*)?(?:anche\s+)?(?:il|lo|la|i|gli|le|l'|anche)\b", after
            )
        )

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
        if not domains:
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

    def _give(
        self,
        sentence: Sentence,
        draft: Draft,
        actor: Actor,
        trigger: Trigger,
        capacities: Sequence[Capacity],
    ) -> None:
        role, status = trigger.role, ""
        if role == "selected":
            role, status = "participant", "selected"
        if role == "representative":
            self._represent(sentence, draft, actor, trigger)
            return
        if role == "head":
            around = self.text.folded[
                max(sentence.start, trigger.start - 90) : trigger.end
            ]
            leads = (
                draft.kind in MISSIONS
                or draft.kind == "visit"
                or re.search(r"delegazion|mission", around)
            )
            if not leads and not trigger.is_passive:
                return
            role = "head_of_delegation" if leads else "coordinator"
        if isinstance(actor, Person) and actor.organisation is None:
            actor = self._placed(sentence, draft, actor, trigger, role)
            if actor.organisation is not None:
                self.placed[actor.name_start] = actor.organisation
        role = self._adapted(sentence, draft, actor, role, trigger)
        if (
            role == "promoter"
            and trigger.is_passive
            and draft.kind == "project"
            and trigger.word == "lanciare"
        ):
            role = "participant"
        part = draft.add_part(actor, role)
        part.status = part.status or status
        capacity = self._capacity_of(trigger, actor, capacities, sentence)
        if capacity is not None and not isinstance(actor, Count):
            part.role = capacity.role
            part.status = part.status or status
        draft.say(
            "participations",
            min(trigger.start, actor.start),
            max(trigger.end, actor.end),
        )

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
        if re.match("assessor|governator|consiglier", person.office):
            regions = {
                o.key: o
                for o in self.gathered.organisations
                if o.key.startswith("regione ")
            }
            if len(regions) == 1:
                return replace(person, organisation=next(iter(regions.values())))
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
        about = self.about(sentence, person.start) if not nearest else nearest[-1]
        return replace(person, organisation=about)

    def _represent(
        self, sentence: Sentence, draft: Draft, actor: Actor, trigger: Trigger
    ) -> None:
        earlier = [
            p
            for p in draft.parts
            if p.count is None and sentence.start <= p.start and p.end <= trigger.start
        ]
        if isinstance(actor, Person):
            if earlier:
                earlier[-1].people = (*earlier[-1].people, actor.name)
                return
            before = self.cast.before(trigger.start, sentence.start)
            organisation = next((o for o in map(organisation_of, before) if o), None)
            if organisation is not None:
                draft.add_part(
                    replace(actor, organisation=organisation), self._plain(draft)
                )

    def _plain(self, draft: Draft) -> str:
        return "delegate" if draft.kind in MISSIONS else "participant"

    def _adapted(
        self,
        sentence: Sentence,
        draft: Draft,
        actor: Actor,
        role: str,
        trigger: Trigger,
    ) -> str:
        """Make a participant in a mission a delegate, and with a stand an exhibitor."""
        if role != "participant":
            return role
        if draft.kind in MISSIONS:
            return "delegate"
        if draft.kind == "visit" and trigger.word not in {"intervenire"}:
            return "delegate"
        clause = self.text.folded[min(trigger.start, actor.start) : sentence.end]
        if (
            draft.kind in {"fair", "matchmaking", "other"}
            and _STAND.search(clause)
            and isinstance(actor, Named)
        ):
            return "exhibitor"
        if draft.kind in {
            "fair",
            "matchmaking",
            "mission_incoming",
        } and _MEETING_WORDS.search(
            self.text.folded[
                max(trigger.end, actor.end)
                if not trigger.is_noun
                else actor.end : sentence.end
            ]
        ):
            return "b2b_participant" if isinstance(actor, Named) else role
        if re.search(
            r"delegazion\w+\s+(?:(?:di|del|della|dell'|dei|delle)\s*)?(?:oltre\s+|circa\s+)?$",
            self.text.folded[max(sentence.start, actor.start - 30) : actor.start],
        ):
            return "delegate"
        if re.search(
            r"delegazion\w+\s+(?:comprend\w+|(?:e|è|sara)\s+(?:composta"
            r"|formata)|composta|formata)",
            self.text.folded[max(sentence.start, trigger.start - 40) : trigger.end],
        ):
            return "delegate"
        return role

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
            among = _AMONG.search(before) and said.startswith(("tra", "fra", "figura"))
            if not among and not _BEING.match(said):
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

    # 3. Acts: the subject of “ha firmato”, and “con”, “tra” and “a” after the noun.
    def _act(self, sentence: Sentence, act: Act, draft: Draft) -> None:
        text = self.text.folded
        actors = self.cast.before(act.verb_start, sentence.start)
        passive = re.match(
            r"\s*(?:\w+mente\s+)?(?:oggi\s+|ieri\s+)?(?:da(?:l"
            r"|llo|lla|i|gli|lle)?\s+|dall')",
            text[act.verb_end : sentence.end],
        )
        received = re.match(
            r"\s*(?:a|ad|al|allo|alla|ai|agli|alle)\s+|\s*all'",
            text[act.verb_end : sentence.end],
        )
        if passive:
            actors = self.cast.after(act.verb_end + passive.end(), sentence.end)
        elif received and draft.kind == "recognition":
            given = self.cast.after(act.verb_end + received.end(), sentence.end)
            actors = given or actors
        elif _PASSIVE.search(text[sentence.start : act.verb_start]):
            actors = []
        elif not actors and not act.verb_start > act.mention.end:
            actors = self._subject
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
        for actor in actors:
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

    # 4. What stands beside the noun: “l'assemblea di ALISEI”, “incontro con il
    # Ministero”.
    def _beside(self, sentence: Sentence, domain: Domain, draft: Draft) -> None:
        mention = domain.mention
        if mention.kind not in EVENTS:
            return
        for link, which in ((_GENITIVE, "of"), (_WITH, "with")):
            match = link.match(self.text.folded, mention.end, sentence.end)
            if match is None:
                continue
            actors = [
                a
                for a in self.cast.after(match.end(), sentence.end)
                if isinstance(a, Named)
            ]
            for actor in actors:
                role = self._role_beside(draft, which)
                if role and not any(p.key == actor.key for p in draft.parts):
                    draft.add_part(actor, role)
                    draft.say("participations", mention.start, actor.end)
        if draft.kind == "visit" and not any(p.role == "host" for p in draft.parts):
            self._visited(sentence, domain, draft)
        if draft.kind == "assembly" and not any(
            p.role == "organiser" for p in draft.parts
        ):
            organisation = self.about(sentence, mention.start)
            if organisation is not None:
                draft.add_part(organisation, "organiser")

    def _role_beside(self, draft: Draft, which: str) -> str:
        if which == "with":
            return "participant" if draft.kind in {"meeting", "visit"} else ""
        if draft.kind in {"visit"} | MISSIONS:
            return "delegate"
        return "" if draft.kind == "fair" else "organiser"

    def _visited(self, sentence: Sentence, domain: Domain, draft: Draft) -> None:
        for organisation in within(
            self.gathered.organisations,
            domain.mention.end,
            min(domain.end, domain.mention.end + 70),
        ):
            gap = self.text.folded[domain.mention.end : organisation.start]
            if re.fullmatch(
                r"\s+(?:a|ad|al|alla|alle|ai|agli|all'|presso)\s*(?:\w+\s+){0"
                r",3}(?:di\s+|del\s+|della\s+|dell'|la\s+"
                r"|il\s+)?",
                gap,
            ):
                draft.add_part(organisation, "host")
                return

    # 5. Numbers of meetings.
    def _meetings(
        self,
        sentence: Sentence,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> None:
        for count in within(self.gathered.counts, sentence.start, sentence.end):
            if not count.is_meetings or re.match(
                r"propost|progett|candidatur|domand|richiest|accord|protocoll|contatt",
                count.noun,
            ):
                continue
            domain = domain_at(domains, count.start)
            draft = drafts[domain.mention.start] if domain else target
            if (
                draft is None
                or draft.kind not in EVENTS
                or self._is_mention(count, domain)
            ):
                continue
            if any(s.start <= count.start < s.end for s in self.gathered.speeches):
                continue
            draft.add_part(count, "b2b_participant")
            draft.say("participations", count.start, count.end)

    def _partners(
        self,
        sentence: Sentence,
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> None:
        """Count the partners of a project: “quattordici i partner coinvolti”."""
        for count in within(self.gathered.counts, sentence.start, sentence.end):
            domain = domain_at(domains, count.start)
            draft = drafts[domain.mention.start] if domain else target
            if draft is None or draft.kind not in {"project", "final_event"}:
                continue
            if count.noun.casefold().startswith("partner"):
                draft.add_part(count, "partner")

    def _is_mention(self, count: Count, domain: Domain | None) -> bool:
        return (
            domain is not None
            and count.start < domain.mention.end
            and domain.mention.start < count.end
        )

    def _sessions(
        self,
        sessions: Sequence[Title],
        domains: Sequence[Domain],
        drafts: dict[int, Draft],
        target: Draft | None,
    ) -> None:
        for session in sessions:
            domain = domain_at(domains, session.start)
            draft = drafts[domain.mention.start] if domain else target
            if draft is None:
                continue
            named = [
                p
                for p in draft.parts
                if p.count is None
                and p.role in {"speaker", "coordinator", "participant", "delegate"}
                and p.end <= session.start
            ]
            if named:
                named[-1].session = session.name

    def _is_size(self, sentence: Sentence, count: Count) -> bool:
        """“Conta 108 imprese” says how large it is, and not who came."""
        before = self.text.folded[max(sentence.start, count.start - 45) : count.start]
        return bool(self._size.search(before))
