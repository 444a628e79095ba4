"""What is held, by the verb alone: “gli auguri di fine anno si terranno martedì”."""

import re
from collections.abc import Iterator, Sequence

from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.mention import Mention

_HELD = re.compile(
    r"(?<!\w)(?:si\s+(?:terra(?:nno)?|svolgera(?:nno)?|terrà|è\s+(?:tenut|svolt)[oa]|sono\s+(?:tenut|svolt)[ie])"
    r"|(?:avra|avranno|ha\s+avuto|hanno\s+avuto)\s+luogo)(?!\w)"
)
# From the article to the verb: the subject, with what belongs to it.
_SUBJECT = re.compile(
    r"(?:^|,\s+|\se\s+)(?P<words>(?:(?:[Ii]l|[Ll]o|[Ll]a|[Gg]li|[Ll]e|[Ii]|[Uu]n|[Uu]na|[Uu]no)\s|"
    r"(?:[Ll]'|[Uu]n'))(?P<noun>[a-zà-ÿ]{4,}(?:\s[^,;:()]{2,60})?))\s*$"
)
# Of these none is an activity.
_NOTHING = re.compile(
    r"(?:iscrizion|adesion|domand|candidatur|lavori\b|pagament|consegn|selezion|colloqui\b"
    r"|elezion|vot|prov[ae]\b|esam|scrutini|lezion|uffici|quot[ae]\b|attivit|versament"
    r"|operazion)"
)


def find_held(
    text: Text, sentence: Sentence, mentions: Sequence[Mention], dated: bool
) -> Iterator[Mention]:
    """Find the subject of a verb of holding, where no noun of an activity is.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.
    mentions
        The activities of the sentence: then it is one of them that is held.
    dated
        Whether the sentence has a date.

    Yields
    ------
    Mention
        The first such subject.
    """
    if mentions or not dated:
        return
    verb = _HELD.search(text.folded, sentence.start, sentence.end)
    if verb is None:
        return
    subject = _SUBJECT.search(text.plain[sentence.start : verb.start()])
    if subject is None or _NOTHING.match(subject["noun"].casefold()):
        return
    start = sentence.start + subject.start("noun")
    end = sentence.start + subject.end("noun")
    words = " ".join(subject["noun"].split())
    yield Mention(start, end, "other", words, None, is_weak=True, is_deed=True)
