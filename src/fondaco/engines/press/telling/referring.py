"""Acts told of in the sentence before: “Un'intesa per… L'hanno siglata ieri…”."""

import re
from collections.abc import Iterator, Sequence

from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.acts import Act, act_words, phrase_of
from fondaco.engines.press.telling.mention import Mention

# “L'hanno siglata”, “a firmarlo”, “è stato sottoscritto”
_CLITIC = re.compile(
    r"(?<!\w)(?:(?:l'|lo\s+|la\s+|li\s+|le\s+)(?:ha|hanno|abbiamo|aveva|avevano)\s+(?:\w+\s+)?"
    r"|(?:è|sono|sara|saranno|era|verra)\s+(?:stat[oaie]\s+)?)$"
)
# “La firma è avvenuta a Torino”, “alla firma erano presenti”
_SIGNING = re.compile(
    r"(?:la|alla)\s+(?P<noun>firma|sottoscrizione|sigla|stipula)\s+"
    r"(?:è|ha|si\s+è|si\s+terra|sara|era|erano|avverra)(?!\w)"
)
# “La firma è avvenuta nell'ambito di una missione in…” tells of the mission.
_JOURNEY = re.compile(r"(?<!\w)(?:mission[ei]|trasfert[ae]|viaggio|visita)(?!\w)")
_INFINITIVE = re.compile(r"(?<!\w)ad?\s+$")
_ENCLITIC = re.compile(r"\w+r(?:lo|la|li|le)")


def find_referred(
    text: Text, before: Sentence | None, sentence: Sentence, acts: Sequence[Act]
) -> Iterator[Act]:
    """Find verbs whose object is an act that the sentence before names.

    Parameters
    ----------
    text
        A text made plain.
    before, sentence
        Where the noun may be, and where the verb.
    acts
        What the sentence tells with a noun of its own: then it means that.

    Yields
    ------
    Act
        With the words of the sentence before, at the verb.
    """
    if before is None or acts or before.section != sentence.section:
        return
    for kind, nouns, verbs in act_words():
        noun = next(nouns.finditer(text.folded, before.start, before.end), None)
        if noun is None or kind == "recognition":
            continue
        if nouns.search(text.folded, sentence.start, sentence.end):
            continue
        signing = _SIGNING.match(text.folded, sentence.start, sentence.end)
        journey = _JOURNEY.search(text.folded, sentence.start, sentence.end)
        if signing is not None and journey is None and kind == "agreement":
            span = signing.span("noun")
            yield Act(
                Mention(*span, kind, phrase_of(text, noun, before.end), None), *span
            )
            return
        for verb in verbs.finditer(text.folded, sentence.start, sentence.end):
            left = text.folded[max(sentence.start, verb.start() - 30) : verb.start()]
            enclitic = _ENCLITIC.fullmatch(verb[0]) and _INFINITIVE.search(left)
            if not enclitic and not _CLITIC.search(left):
                continue
            words = phrase_of(text, noun, before.end)
            mention = Mention(*verb.span(), kind, words, None, is_pronoun=True)
            yield Act(mention, *verb.span())
            return
