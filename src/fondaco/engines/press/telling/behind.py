"""Those who have a role and stand far behind what gives it."""

import re
from collections.abc import Sequence

from fondaco.engines.press.items import Actor, within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.domains import Domain
from fondaco.engines.press.telling.stage import Stage
from fondaco.engines.press.telling.triggers import Trigger

# What takes an object: an organisation right after it is no subject.
TRANSITIVE = frozenset(
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
        "lanciare",
        "presentare",
        "raccontare",
        "siglare",
        "firmare",
        "sottoscrivere",
    ]
)
_CLAUSE_START = re.compile(
    r"(?:^|[;,:.(|–-]|\be|\bqual[ei]|\bcui|\bdove)\s*(?:(?:lo|la|li|le|ne|vi|e)\s+)?(?:ha|hanno|ad?|lo|la|li|e|aveva|avevano)?\s*$"
)
_OBJECT_NOUN = re.compile(
    r"\s+(?:(?:il|lo|la|i|gli|le|un|uno|una)\s+|l')(?:(?:loro|propri\w*|su\w+)\s+)?[a-z]+(?:\s+(?!il|lo|la|i|gli|le)[a-z]+)?"
    r"\s+(?=(?:il|lo|la|i|gli|le)\s|l')"
)
# “Alla conferenza di Bruxelles interverrà il direttore”: the subject is to come.
_ADVERBIAL = re.compile(
    r"\W*(?:(?:a|ad|al|allo|alla|ai|agli|alle|in|nel|nello|nella|nei|negli|nelle|per|con|durante"
    r"|dal|dalle|da|tra|fra|su|sul|sulla|oggi|ieri|domani|oltre|insieme|dopo)\s|(?:all|nell|dall|sull)'|il\s+\d)"
)


class Behind(Stage):
    """Finds those who come after the object, or after the activity."""

    def _later(self, trigger: Trigger, sentence: Sentence, stop: int) -> list[Actor]:
        """“Hanno partecipato al convegno di Bergamo AFIL e LE2C.”."""
        if (
            self.text.folded[sentence.start : trigger.start].count(" ") > 3
            and not _ADVERBIAL.match(self.text.folded, sentence.start)
        ) or trigger.word in TRANSITIVE:
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

    def _after_object(
        self, sentence: Sentence, trigger: Trigger, domains: Sequence[Domain]
    ) -> list[Actor]:
        """“Organizza Beta”, “ha organizzato la trasferta il Consolato di Praga”."""
        if trigger.word not in TRANSITIVE or trigger.is_noun:
            return []
        before = self.text.folded[sentence.start : trigger.start]
        if not _CLAUSE_START.search(before):
            return []
        found = self.cast.after(trigger.end, sentence.end)
        if found and found[0].start - trigger.end < 25:
            return found
        skipped = _OBJECT_NOUN.match(self.text.folded, trigger.end, sentence.end)
        found = self.cast.after(skipped.end(), sentence.end) if skipped else []
        return found or self._behind(sentence, trigger, domains)

    def _behind(
        self, sentence: Sentence, trigger: Trigger, domains: Sequence[Domain]
    ) -> list[Actor]:
        """“Modererà il seminario “Acqua”, il 12 maggio, il giornalista Neri”."""
        domain = next((d for d in domains if d.mention.end >= trigger.end), None)
        if domain is None:
            return []
        for actor in within(self.cast.actors, domain.mention.end, sentence.end):
            if self.cast.is_free(actor, domain.mention.end):
                return self.cast.after(actor.start, sentence.end)
        return []
