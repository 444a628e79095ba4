"""Names of events that the date or the verb beside them shows to be such."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fondaco.engines.language.folding import fold
from fondaco.engines.language.gazetteer import place_key
from fondaco.engines.press.items import When
from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.names.lookup import city_called, is_place
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.telling.event_names import may_be_event

_WORD = r"(?:[A-ZÀ-Ý]|\d+[A-Z])[\w&+/!.-]*\w!?|[A-ZÀ-Ý]\d*|[A-ZÀ-Ý]&[A-ZÀ-Ý]\b"
_NAME = (
    rf"(?P<name>(?:{_WORD})(?: (?:(?:of|the|for|and|in|on|to|by|&|di|del|della|dei) )?"
    rf"(?:{_WORD}|(?:19|20)\d\d)){{0,6}})"
)
_PLACE = r"[A-ZÀ-Ý][\w'-]*(?: (?:d[aei]l? )?[A-ZÀ-Ý][\w'-]*){0,3}"
_TO = (
    r"(?:^|[\s(“\"])(?:[Aa]|[Aa]d|[Aa]l|[Aa]llo|[Aa]lla|[Aa]i|[Pp]er|[Ii]l|[Ll]o|[Ll]a"
    r"|[Dd]i|[Dd]el|[Dd]ella|[Nn]el|[Cc]on|[Ee])\s|(?:^|\s)(?:[Aa]|[Dd]e|[Nn]e)?[Ll]l?'"
)
# What may stand between a name and its date.
_BETWEEN = (
    rf"(?: (?:di|a|ad|in) (?P<where>{_PLACE}))?\s*"
    rf"(?:[(,]\s*(?:(?:a|ad|in|nella|nel|al|alla)\s)?"
    rf"(?:{_PLACE}(?: \([^()\n]{{2,30}}\))?"
    r"\s*[,;:-]\s*){0,2}|,?\s*(?:in\s+(?:programma|calendario|agenda)|previst[oa]"
    r"|in\s+scena|che\s+si\s+(?:terra|terrà|tiene|svolge|svolgerà|è\s+tenut[oa]))"
    rf"\s+(?:(?:a|ad|in)\s+{_PLACE}\s+(?:\([^()\n]{{2,30}}\)\s+)?)?)"
)
_BEFORE_DATE = re.compile(rf"(?:{_TO}|^[\s\d.)•*▪▸›»-]*|[:;]\s){_NAME}{_BETWEEN}$")
# “Confermato Macfrut (Rimini Fiera, ”: with a place no preposition is needed.
_BEFORE_BRACKET = re.compile(
    rf"(?:^|\s){_NAME}\s*\((?:(?:a|ad|in|nella|nel|al|alla)\s)?{_PLACE}\s*[,;:-]\s*$"
)
# “14-17/5 - Fiera…”, “• Lipsia, 10 maggio: BIO-Europe”, “6 febbraio, al Summit”.
_AFTER_DATE = re.compile(
    rf"\s*\)?\s*(?:[-:|]|,\s*{_PLACE}\s*[-:]|[|]\s*{_PLACE}\s*[|])\s*(?:(?:il|la|l'|lo)\s?)?{_NAME}"
)
_LINE_START = re.compile(
    rf"^[\s•*▪▸›»–-]*(?:{_PLACE}(?: \([^()\n]*\))?\s*[,:-]\s*)?\(?$"
)
_LONGEST = 150
_PREPOSITION = re.compile(r"[\s(“\"]*[a-zà-ÿ]")
_STAND = re.compile(
    r"(?<!\w)(?:stand|padiglion[ei]|fier[ae]|salon[ei]|espo(?:sitor[ei]|rra|rranno|ne|sto"
    r"|ngono|rremo)|collettiva|hall|corner|visitatori|booth)(?!\w)"
)
_OF_CITY = re.compile(r" (?:di|a|in) ([A-ZÀ-Ý][\w' ]+)$")
# “Progetto europeo E-WING”: in capitals, or in letters of both sizes.
_GOING = re.compile(
    r"(?<!\w)(?:sarà|saranno|saremo|era|erano|eravamo|siamo|vol\w+|torn\w+|and\w+"
    r"|part\w+|tappa|recat\w+|ritrov\w+)\b"
    r"[^.;:()\n]{0,50}? (?:a|ad|in) [A-ZÀ-Ý][^.;:()\n]{2,30}?,? "
    r"(?:per(?: (?:il|la|lo|i|le|gli))? |per l'"
    rf"|in occasione (?:di|del|della|dello|dei) ){_NAME}"
)
# “Alla fiera Arena Design”, “alla conferenza Textile Futures”
_NOUNED = re.compile(
    r"(?<!\w)(?P<noun>[Ff]iera|[Ss]alone|[Ff]estival|[Cc]onferenza|[Cc]ongresso|[Ff]orum"
    r"|[Ss]ummit|[Rr]oadshow|[Rr]assegna|[Ww]orkshop)(?: (?:internazionale|europe[oa]"
    rf"|mondiale|annuale|nazionale|biennale|online))? {_NAME}"
)
# “b) SPS di Norimberga: …”
_ITEM = re.compile(
    rf"(?:^|(?<=\n))\s*(?:[a-z0-9]{{1,2}}[).]|[•*▪▸›»☐✔-])\s*{_NAME}(?:\s(?:di|a)\s{_PLACE})?:\s"
)
# “La chiusura di BuyFood Tuscany, la due giorni che…”
_APPOSED = re.compile(
    rf"(?:{_TO}){_NAME}(?:\s\([^()\n]{{2,40}}\))?,\s(?:la|il|lo|l'|una?|uno)\s?(?:[a-zà-ÿ]+\s)?"
    r"(?:(?:due|tre|quattro)\sgiorni|fiera|salone|manifestazione|rassegna|kermesse|festival"
    r"|evento|appuntamento|forum|conferenza|convention|borsa|expo|mostra|workshop|roadshow"
    r"|convegno|summit|congresso)(?!\w)"
)
# “A NeoCon eravamo in sei”, “al Cosmoprof saranno presenti”
_FRONTED = re.compile(
    rf"(?:^|(?<=[.:;(\n“] )|(?<=\n))(?:Ad?|a|Al|al|Allo|allo|Alla|alla)\s{_NAME}"
    r"(?:\s\([^()\n]{2,40}\))?\s(?:ci\s)?(?:eravamo|saremo|siamo|saranno|erano|c'er\w+"
    r"|abbiamo|hanno|espon\w+|espor\w+|partecip\w+)(?!\w)"
)
_PROJECT = re.compile(
    r"(?<!\w)[Pp]rogett[oi](?: (?:europe[oi]|internazionale|pilota|strategico|congiunto"
    r"|transnazionale|di ricerca|congiunto))?(?:,| denominato| chiamato|:)? [“\"]?"
    r"(?P<name>[A-Z][\w&+.-]*[A-Z\d][\w&+.-]*(?:(?<!\.) [A-Z\d]{1,8})?)"
)


def find_dated(text: Text, dates: Sequence[When]) -> Iterator[tuple[int, int, str]]:
    """Find names beside a date, and those that somebody exhibits or speaks at.

    Parameters
    ----------
    text
        A text made plain.
    dates
        Its dates.

    Yields
    ------
    tuple[int, int, str]
        First character, last character, kind.
    """
    for match in _exhibiting().finditer(text.plain):
        if may_be_event(match["name"], first=False):
            start = match.start("name")
            yield start, _short(match["name"], start), "fair"
    for when in dates:
        if when.expression.bound == "deadline" or not (
            when.expression.first.day or when.expression.first.month
        ):
            continue
        line = text.plain.rfind("\n", 0, when.start) + 1
        left = max(line, when.start - _LONGEST)
        before = _BEFORE_DATE.search(text.plain[left : when.start])
        if before is None:
            before = _BEFORE_BRACKET.search(text.plain[left : when.start])
        group = "name"
        if (
            before is not None
            and before.groupdict().get("where")
            and not is_place(before["where"])
        ):
            # “Con Sacco System a TuttoFood (6-9 maggio)”
            group = "where"
        if before is not None and may_be_event(
            before[group], first=not _PREPOSITION.match(before[0])
        ):
            start = before.start(group)
            start += _verb_at(before[group])
            end = left + _short(before[group], before.start(group))
            yield left + start, end, _kind_beside(text, left + start, end)
            continue
        if when.start - line > 60 or not _LINE_START.match(
            text.plain[line : when.start]
        ):
            continue
        after = _AFTER_DATE.match(text.plain, when.end)
        if after is not None and may_be_event(after["name"], first=True):
            start = after.start("name")
            end = _short(after["name"], start)
            yield start, end, _kind_beside(text, start, end)
    days = [d.start for d in dates if d.expression.first.day]
    for match in _ITEM.finditer(text.plain):
        stop = text.plain.find("\n", match.end())
        stop = stop if stop >= 0 else len(text.plain)
        dated = any(match.end() <= day < stop for day in days)
        if dated and may_be_event(match["name"], first=True):
            start = match.start("name")
            end = _short(match["name"], start)
            yield start, end, _kind_beside(text, start, end)
    for match in _attending().finditer(text.plain):
        if may_be_event(match["name"], first=False) and not _is_programme(match):
            start = match.start("name")
            end = _short(match["name"], start)
            yield start, end, _kind_beside(text, start, end)
    for match in _APPOSED.finditer(text.plain):
        seat = text.folded.startswith("presso", max(0, match.start() - 6))
        if not seat and may_be_event(match["name"], first=False):
            start = match.start("name")
            end = _short(match["name"], start)
            yield start, end, _kind_beside(text, start, end)
    for match in _FRONTED.finditer(text.plain):
        if may_be_event(match["name"], first=False):
            start = match.start("name")
            end = _short(match["name"], start)
            yield start, end, _kind_beside(text, start, end)
    for match in _NOUNED.finditer(text.plain):
        several = " " in match["name"]
        if may_be_event(match["name"], first=False) and (
            several or match["noun"][0] in "FfSs"
        ):
            start = match.start("name")
            kind = "fair" if match["noun"][0] in "Ff" else ""
            yield start, _short(match["name"], start), kind
    for match in _PROJECT.finditer(text.plain):
        if may_be_event(match["name"], first=False):
            yield *match.span("name"), "project"
    for match in _of_programmes().finditer(text.plain):
        yield *match.span("name"), "project"
    for match in _GOING.finditer(text.plain):
        if may_be_event(match["name"], first=False):
            start = match.start("name")
            end = _short(match["name"], start)
            yield start, end, _kind_beside(text, start, end)


def _is_programme(match: re.Match[str]) -> bool:
    """Whether “ha partecipato a Horizon 2020” is of no event."""
    names = one_of(table("projects")["programmes"])
    return re.match(rf"(?:{names})(?!\w)", fold(match["name"])) is not None


def _verb_at(name: str) -> int:
    """Of “Confermato Macfrut” the length of what is no name."""
    verb = _VERB.match(name)
    return verb.end() if verb else 0


_VERB = re.compile(
    r"(?:[A-Z][a-z]+(?:at|it|ut|ert|ost|ess)[oaie]|Torna|Ecco|Arriva|Debutta)\s(?=\S)"
)


def _short(name: str, start: int) -> int:
    """Of “ILA di Berlino” the name alone: the city is its place."""
    city = _OF_CITY.search(name)
    if city is not None and city_called(place_key(city[1])):
        return start + city.start()
    return start + len(name)


def _kind_beside(text: Text, start: int, end: int) -> str:
    """Whether a stand beside a name says that it is of a fair."""
    line = text.folded.rfind("\n", 0, start) + 1
    stop = text.folded.find("\n", end)
    stop = min(stop if stop > 0 else len(text.folded), end + 150)
    around = text.folded[max(line, start - 120) : stop]
    return "fair" if _STAND.search(around) else ""


@cache
def _of_programmes() -> re.Pattern[str]:
    """Match “CITYTWIN (Horizon 2020)”, “HULL-X, di cui siamo capofila”."""
    programmes = one_of(table("projects")["programmes"])
    return re.compile(
        r"(?<![\w-])(?P<name>[A-Z][A-Za-z]*[A-Z\d][\w-]*(?: ?[A-Z\d][\w-]*){0,2})"
        rf"(?=\s*\((?:[^()\n]{{0,25}}\b)?(?i:{programmes})"
        r"|,? (?:di cui|dove|del quale|nel quale|nella quale|in cui)"
        r" [^.,;:]{0,40}\b(?:capofila|partner|lead partner|coordinator\w+)\b"
        rf"|,? (?:co)?finanziat[oa] [^.,;]{{0,40}}?(?i:{programmes})"
        r"|,? (?:è|sarà) (?:coordinat|guidat|capitanat)[oa]"
        r"|(?: \([^()\n]{2,80}\))?,? (?:è|sarà) (?:un|il|uno dei)"
        r" (?:\w+ )?progett[oi]\b"
        r"|,? (?:ha|avrà|vede|vedrà) (?:come|per|alla testa)\b"
        r"|, (?:il|un) (?:nuovo )?progetto\b"
        r"|[,)]{1,2} (?:con [\w .]{2,25} )?(?:come|siamo|è|in veste di) capofila\b)"
    )


@cache
def _attending() -> re.Pattern[str]:
    before = one_of(table("activities")["attending"]["before"])
    of = one_of(table("activities")["attending"]["of"])
    return re.compile(
        rf"(?<!\w)(?:(?i:{before})"
        r"(?:,? (?:poi|invece|anche|infatti|inoltre|quindi|infine),?)?"
        r"(?:\s(?:di|del|della|dei|delle|dell')\s?[\w']+(?:\s[\w']+)?)?"
        r"\s+(?:(?:a|ad|al|allo|alla|ai|agli|alle)\s+|all')"
        rf"|(?:{of})(?:, [^.,;:()\n]{{3,40}},)?"
        rf"\s+(?:(?:d[aei]l?|d[ae]llo|d[ae]lla|dei)\s+|d[ae]ll')){_NAME}"
    )


@cache
def _exhibiting() -> re.Pattern[str]:
    before = one_of(table("activities")["exhibiting"]["before"])
    return re.compile(
        rf"(?<!\w)(?:{before})\s+(?:(?:a|ad|al|allo|alla|di|del|della|per)\s+"
        rf"|(?:a|de)ll')(?:(?:fiera|salone)\s+)?{_NAME}"
    )
