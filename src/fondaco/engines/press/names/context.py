"""Names that only their sentence shows to be of organisations."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.press.items import Item, Named
from fondaco.engines.press.lexicon import one_of, table, words
from fondaco.engines.press.names.bodies import ARTICLE, body, is_body, origin
from fondaco.engines.press.names.lookup import is_place
from fondaco.engines.press.names.naming import name_at
from fondaco.engines.press.names.taken import Taken
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.tokens import Tokens

_NAME = r"(?:[A-ZÀ-Ý0-9][\w&.+'-]*|[a-z]{1,5}[A-Z]{2}\w*)"
_CHUNK = (
    rf"(?P<name>{_NAME}(?:\s+(?:(?:di|del|della|dei|delle|per|&)\s+)?{_NAME}){{0,5}})"
)
# “ALISEI ha partecipato…”, “Il Tecnopolo parteciperà…”
_SUBJECT = re.compile(
    rf"(?:^|(?<=[.;:!?]\s)|(?<=\n)|(?<=[.!?]”\s))(?:Il\s+|La\s+|L'|Lo\s+|Anche\s+|Per\s+)?{_CHUNK}(?:,[^.;:,]{{3,90}},)?\s+"
    r"(?:ha|hanno|è\s+(?:stat|present|tra|partner|capofila|anche|il\s+prim)\w*|sarà|sara'|parteciperà|partecipa|organizza|organizzerà|ospita|ospiterà|espone|esporrà|promuove|torna|vola|coordina"
    r"|sbarca|aderisce|entra|presenta|presenterà|conquista|ottiene|firma|sigla|porta|guida|incontra|riunisce|protagonista|protagonisti|rappresenta)\b"
)
# “Anche quest'anno Ecotec parteciparà…”: what takes part or organises is a body.
_DOING = re.compile(
    rf"(?<![\w'’.&-])(?P<article>(?:[Ll]a|[Ii]l|[Ll]o)\s|[Ll]')?{_CHUNK}(?:\s+\((?P<acronym>[A-Z][\w.]{{1,9}})\))?"
    r"(?:,[^.;:,\n]{3,90},)?\s+"
    r"(?:(?:non\s+|ci\s+)?(?:ha|hanno|avrà|avranno)\s+(?:\w+\s+){0,2}?(?:partecipato|preso\s+parte|organizzato|aderito|collaborato|esposto|patrocinato|sponsorizzato|promosso|siglato|firmato|sottoscritto|ospitato|accompagnato|guidato|coordinato|visitato|illustrato|portato)"
    r"|(?:partecip|aderisc|espon|organizz|collabor|patrocin|sponsorizz|prender|prend)\w*(?<!t[aoie])(?<!zione)(?<!zioni)\s"
    r"|sarà\s+(?:presente|tra|fra|a|al|alla|in)\s|saranno\s+(?:presenti|tra|fra|a|al|alla|in)\s|era(?:no)?\s+present[ei])"
)
_BEFORE_DOING = re.compile(
    r"(?:(?<!\w)(?:d[aei]l?|dell[aoe]|dei|degli|dall[aoe]|dai|dagli|a|al|all[aoe]|ai|agli|in|nel|nell[aoe]|su|sul|sull[aoe]|per|tra|fra|presso|e|ed)\s+|(?:dell|all|dall|nell|sull|d)'|[A-ZÀ-Ý][\w.]*\s+)$"
)
_LISTED = re.compile(r"\s*(?:,|,?\s(?:e|ed))\s+(?:(?:il|la|lo|le|i|gli)\s+|l')?")
_STOP = re.compile(r"[,;.:()\n“”]|\s(?:e|ed|che)\s")
# A list of names goes no further than this.
MOST_LISTED = 30


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
    for finder in (_apposed, _introduced, _of_office, _on_behalf, _of_line, _acting):
        for sentence in sentences:
            for named in finder(text, tokens, sentence, marks.holds):
                if any(map(marks.holds, (named.start, named.end - 1))):
                    continue
                if _is_project(text, named):
                    continue
                marks.add(named)
                found.append(named)
    return sorted(found, key=lambda named: named.start)


Holds = Callable[[int], bool]


def _name(
    text: Text, tokens: Tokens, start: int, stop: int, holds: Holds
) -> Named | None:
    """Read a name that begins at a position, if it can be that of a body."""
    if start >= stop or holds(start):
        return None
    end = start
    while end < stop and not holds(end):
        end += 1
    border = _STOP.search(text.plain, start, end)
    named = name_at(text, tokens, start, border.start() if border else end)
    if named is None or not is_body(text, named) or is_place(named.name):
        return None
    return named


def _apposed(
    text: Text, tokens: Tokens, sentence: Sentence, holds: Holds
) -> Iterator[Named]:
    """“mareFVG, il cluster delle tecnologie marittime”, “Velora, azienda di Cantù”."""
    for match in _apposition().finditer(text.folded, sentence.start, sentence.end):
        start = _beginning(text, tokens, match.start(), sentence.start, holds)
        if start is None:
            continue
        named = _name(text, tokens, start, match.start(), holds)
        noun = text.plain[match.start("noun")]
        # “Anna Rossi, Università di Pavia” is somebody.
        alone = noun.isupper() and not match["article"]
        if named is not None and alone and " " in named.name:
            continue
        if named is not None and named.end == match.start():
            cluster = _CLUSTER.search(match["noun"]) is not None
            yield replace(named, is_cluster=cluster or named.is_cluster)


@cache
def _apposition() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=\w)\s*[,(-]\s*(?P<article>(?:{ARTICLE})\s*)?(?:(?:prim|nuov|giovan|stori|principal"
        rf"|maggior|not|piccol|grand)\w*\s+)?(?P<noun>{one_of(table('bodies')['nouns'])})"
        r"(?=\s+(?!e\s)[a-z]|,\s+(?:che|di|con)\s|\s*\))"
    )


def _beginning(
    text: Text, tokens: Tokens, end: int, start: int, holds: Holds
) -> int | None:
    """Give where the capitals that end at a position begin."""
    number = tokens.at(end) - 1
    first = None
    while number >= 0 and tokens.all[number].start >= start:
        token = tokens.all[number]
        if not token.is_name or holds(token.start):
            break
        if first is not None and text.plain[token.end : first].strip(" "):
            break
        first = token.start
        number -= 1
    return first


def _introduced(
    text: Text, tokens: Tokens, sentence: Sentence, holds: Holds
) -> Iterator[Named]:
    """“La società di ingegneria Sintecna”, “i tedeschi di Hydrolink”."""
    for pattern in (origin(), body()):
        for match in pattern.finditer(text.folded, sentence.start, sentence.end):
            start = _name_start(text, tokens, match)
            named = (
                None
                if start is None
                else _name(text, tokens, start, sentence.end, holds)
            )
            if named is None:
                continue
            noun = match.groupdict().get("noun") or ""
            listed = [named, *_rest(text, tokens, named.end, sentence.end, holds)]
            # “Le imprese Green” are none; “le imprese Alfa e Beta” are two.
            if not _PLURAL.fullmatch(noun):
                listed = listed[:1]
            elif len(listed) < 2:
                continue
            cluster = _CLUSTER.search(noun) is not None
            for one in listed:
                yield replace(one, is_cluster=cluster or one.is_cluster)


def _name_start(text: Text, tokens: Tokens, match: re.Match[str]) -> int | None:
    """Give where the name begins: “Lanificio Rossi” has its noun in it."""
    said = text.plain[match.start("noun") : match.end()].rstrip(" “")
    if _VERB.search(text.plain[match.end("noun") : match.end()].rstrip(" “")):
        return None
    if said.islower():
        return match.end()
    before = tokens.at(match.start("noun")) - 1
    alone = " " not in said and said[0].isupper() and said[1:].islower()
    goes_on = (
        before >= 0
        and tokens.all[before].is_name
        and tokens.all[before].folded[0].isalpha()
    )
    return match.start("noun") if alone and not goes_on else None


# “La Fondazione coordinerà Alfa” has no name of the foundation.
_VERB = re.compile(r"[àùòìé](?=\s|$)")
_PLURAL = re.compile(r"(?:aziende|imprese|ditte|gruppi|multinazionali|cooperative|pmi)")
_CLUSTER = re.compile(
    r"cluster|pol[oi]\b|distrett|associazion|consorzi|fondazion|federazion|network|rete"
)


def _rest(
    text: Text, tokens: Tokens, end: int, stop: int, holds: Holds
) -> Iterator[Named]:
    for _ in range(MOST_LISTED):
        link = _LISTED.match(text.folded, end, stop)
        named = _name(text, tokens, link.end(), stop, holds) if link else None
        if named is None:
            return
        yield named
        end = named.end


def _of_office(
    text: Text, tokens: Tokens, sentence: Sentence, holds: Holds
) -> Iterator[Named]:
    """“L'AD di Sintecna”, “responsabile ricerca di Idrolab”."""
    for match in [
        *_offices().finditer(text.folded, sentence.start, sentence.end),
        *_teachers().finditer(text.folded, sentence.start, sentence.end),
        *_press_offices().finditer(text.folded, sentence.start, sentence.end),
    ]:
        named = _name(text, tokens, match.end(), sentence.end, holds)
        if named is not None:
            yield named


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:{one_of(table('bodies')['offices'])})(?:\s+[a-z]{{4,}}|\s+e){{0,4}}?"
        r"\s+(?:(?:di|del|dello|della|dei|degli|delle|per|in|presso)\s+(?:la\s+|il\s+)?"
        r"|(?:dell|presso\s+l|per\s+l)'|@\s*)"
    )


@cache
def _teachers() -> re.Pattern[str]:
    teachers = one_of(table("bodies")["teachers"])
    return re.compile(
        rf"(?<![\w-])(?:{teachers})(?:\s+di\s+[a-z ]{{4,40}}?)?"
        r"\s+(?:(?:a|ad|al|allo|alla|presso)\s+(?:la\s+|il\s+)?|(?:all|presso\s+l)')"
    )


@cache
def _press_offices() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[,\n]\s)|(?<=\n))(?:{one_of(table('bodies')['press_offices'])})\s+"
        r"(?:-\s+|di\s+|del\s+|della\s+|dell')?"
    )


def _on_behalf(
    text: Text, tokens: Tokens, sentence: Sentence, holds: Holds
) -> Iterator[Named]:
    """“Per il CIRA ha relazionato Sara Cuomo, per Alfa Carlo Bianchi”."""
    for match in _BEHALF.finditer(text.folded, sentence.start, sentence.end):
        named = _name(text, tokens, match.end(), sentence.end, holds)
        if named is not None and _SOMEBODY.match(text.plain, named.end):
            yield named


_BEHALF = re.compile(
    r"(?:^|(?<=[.,;:(\n]\s)|(?<=\se\s)|(?<=\sed\s))(?:per|in\s+rappresentanza\s+d(?:i|el|ella))\s+"
    r"(?:(?:il|la|lo)\s+|l')?(?=\w)"
)
_SOMEBODY = re.compile(
    r"\s*,?\s+(?:(?:ha|hanno|c'era|c'erano|era|erano|sarà|saranno|interv\w+|parl\w+|relazion\w+|partecip\w+)\s"
    r"|(?:il|la)\s(?:president|direttor|vicepresident|segretari|responsabil|dott|prof)|l'(?:ing|amministrat|avv)"
    r"|[A-ZÀ-Ý][a-zà-ÿ]+\s[A-ZÀ-Ý][a-zà-ÿ]+)"
)


def _of_line(
    text: Text, tokens: Tokens, sentence: Sentence, holds: Holds
) -> Iterator[Named]:
    """“Barilla - Luca Ruini: la confezione”, a line of a programme."""
    for match in _SPEAKING.finditer(text.plain, sentence.start, sentence.end):
        start, end = match.span("name")
        if fold(match["given"]) not in words("given_names") or holds(start):
            continue
        named = name_at(text, tokens, start, end)
        if named is not None and named.end == end and not is_place(named.name):
            yield named


_SPEAKING = re.compile(
    rf"(?:^|(?<=\n)|(?<=\n[-•*]\s)){_CHUNK}\s[-–]\s(?P<given>[A-ZÀ-Ý][a-zà-ÿ]+)\s[A-ZÀ-Ý]",
)


def _acting(
    text: Text, tokens: Tokens, sentence: Sentence, holds: Holds
) -> Iterator[Named]:
    for match in _SUBJECT.finditer(text.plain, sentence.start, sentence.end):
        named = name_at(text, tokens, match.start("name"), match.end("name"))
        if named is not None and is_body(text, named):
            yield named
    for match in _DOING.finditer(text.plain, sentence.start, sentence.end):
        before = text.plain[max(sentence.start, match.start() - 30) : match.start()]
        if _BEFORE_DOING.search(before):
            continue
        named = _name(text, tokens, match.start("name"), match.end("name"), holds)
        if named is not None and named.end == match.end("name"):
            yield named


def _is_project(text: Text, named: Named) -> bool:
    """Whether the text calls it a project somewhere."""
    called = rf"\bprogett\w+\s+(?:\w+\s+)?[“\"]?{re.escape(named.key)}"
    return re.search(called, text.folded) is not None
