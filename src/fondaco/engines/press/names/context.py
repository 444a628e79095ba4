"""Names that only their sentence shows to be of organisations."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Item, Named
from fondaco.engines.press.names.organisations import (
    Taken,
    name_at,
)
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.recasing import is_common
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.tokens import Tokens

_NAME = r"(?:[A-ZÀ-Ý0-9][\w&.+'-]*|[a-z]{1,5}[A-Z]{2}\w*)"
_CHUNK = (
    rf"(?P<name>{_NAME}(?:\s+(?:(?:di|del|della|dei|delle|per|&)\s+)?{_NAME}){{0,5}})"
)
# “mareFVG, il cluster delle tecnologie marittime”
_APPOSED = re.compile(
    rf"(?<![\w'])(?:[Ii]l\s+|[Ll]a\s+|[Ll]')?{_CHUNK}\s*,\s*(?:il|lo|la|l'|un|una|un')\s*(?:primo\s+|nuovo\s+|principale\s+)?"
    r"(?P<noun>cluster|polo|distretto|associazione|rete|consorzio|societa|società|azienda|agenzia|fondazione|impresa|ente|istituto|centro|startup|start-up|gruppo|federazione|piattaforma|incubatore)\b"
)
# “ALISEI ha partecipato…”, “Il Tecnopolo parteciperà…”
_SUBJECT = re.compile(
    rf"(?:^|(?<=[.;:!?]\s)|(?<=\n)|(?<=[.!?]”\s))(?:Il\s+|La\s+|L'|Lo\s+|Anche\s+|Per\s+)?{_CHUNK}(?:,[^.;:,]{{3,90}},)?\s+"
    r"(?:ha|hanno|è\s+(?:stat|present|tra|partner|capofila|anche|il\s+prim)\w*|sarà|sara'|parteciperà|partecipa|organizza|organizzerà|ospita|ospiterà|espone|esporrà|promuove|torna|vola|coordina"
    r"|sbarca|aderisce|entra|presenta|presenterà|conquista|ottiene|firma|sigla|porta|guida|incontra|riunisce|protagonista|protagonisti|rappresenta)\b"
)


def find_by_context(
    text: Text, tokens: Tokens, sentences: Sequence[Sentence], taken: Sequence[Item]
) -> list[Named]:
    """Find names that only their sentence shows to be of organisations.

    Parameters
    ----------
    text
        A text made plain.
    tokens
        Its words.
    sentences
        Its sentences.
    taken
        What was found before.

    Returns
    -------
    list[Named]
        In the order of the text.
    """
    marks = Taken(len(text.plain), taken)
    found: list[Named] = []
    for pattern in (_APPOSED, _SUBJECT):
        for sentence in sentences:
            for match in pattern.finditer(text.plain, sentence.start, sentence.end):
                named = name_at(text, tokens, match.start("name"), match.end("name"))
                if named is None or any(map(marks.holds, (named.start, named.end - 1))):
                    continue
                if " " not in named.key and is_common(named.key):
                    continue
                if re.search(
                    rf"\bprogett\w+\s+(?:\w+\s+)?[“\"]?{re.escape(named.key)}",
                    text.folded,
                ):
                    continue
                marks = Taken(len(text.plain), [*taken, *found, named])
                cluster = pattern is _APPOSED and fold(match["noun"]) in _CLUSTER_NOUNS
                found.append(replace(named, is_cluster=cluster or named.is_cluster))
    return sorted(found, key=lambda named: named.start)


_CLUSTER_NOUNS = frozenset(
    [
        "cluster",
        "polo",
        "distretto",
        "associazione",
        "rete",
        "consorzio",
        "fondazione",
        "federazione",
    ]
)
