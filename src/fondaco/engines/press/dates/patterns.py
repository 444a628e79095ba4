"""The regular expressions of Italian dates, put together from the words in the data."""

import re
from functools import cache

from fondaco.engines.press.lexicon import one_of, table

_WORDS = table("dates")
_NUMBERS = table("numbers")
_MONTH_NAMES = {int(n): re.compile(p) for n, p in _WORDS["months"].items()}
_WEEKDAY_NAMES = {int(n): re.compile(p) for n, p in _WORDS["weekdays"].items()}
MODIFIERS = {
    name: re.compile(one_of(phrases)) for name, phrases in _WORDS["modifiers"].items()
}


def month_of(text: str) -> int:
    """Give the number of a month.

    Parameters
    ----------
    text
        Its folded name or abbreviation, as the patterns find it.
    """
    return next(n for n, name in _MONTH_NAMES.items() if name.fullmatch(text))


def weekday_of(text: str) -> int:
    """Give the number of a weekday, 0 for Monday.

    Parameters
    ----------
    text
        Its folded name or abbreviation, as the patterns find it.
    """
    return next(n for n, name in _WEEKDAY_NAMES.items() if name.fullmatch(text))


_M = "(?:" + one_of("|".join(_WORDS["months"].values()).split("|")) + r")(?!\w)"
_W = "(?:" + "|".join(_WORDS["weekdays"].values()) + r")(?!\w)"
_MOD = "(?:" + one_of(p for ps in _WORDS["modifiers"].values() for p in ps) + r")(?!\w)"
_ADJECTIVE = r"(?:prossim[oaie]|scors[oaie]|passat[oaie])"
_D = r"(?:\d{1,2}(?![\d.,:]\d)|primo)(?:[°º^]|o(?=\s))?"
_ART = (
    r"(?:l'|il\s+|i\s+|gli\s+|(?:nei\s+|i\s+)?giorn[oi]\s+|nella\s+giornata\s+(?:"
    r"del\s+|di\s+)?)?"
)
_FROM = r"(?:da(?:l|ll'|i)?\s*|tra\s+|fra\s+|nei\s+giorni\s+)?"
_TO = (
    r"(?:\s*[-/]\s*|\s+(?:e|ed|a|al|fino\s+a|fino\s+al|sino\s+al)\s+|\s+all'|\s*,\s*"
    r"|\s+(?:e\s+)?(?:fino|sino)\s+all'|\s+e\s+(?:dal|del|al)\s+|\s+e\s+l')"
)
_Y = (
    r"(?:(?:,|\s+(?:del|dell'anno|anno))?\s+(?P<year{0}>(?:19"
    r"|20)\d\d|'\d\d)(?![\d]|[-/]\d))?"
)
_WD = r"(?:(?P<weekday{0}>" + _W + r"),?\s+)?"
_DAY = r"(?:" + _W + r",?\s+)?" + _ART + _D
_LEAD = (
    r"(?P<lead>(?:a|in|di|da|ad|nel|entro|per|verso|tra|dal"
    r"|del|dello|dall'|nell'|dell')\s*"
    r"(?:(?:il\s+)?mese\s+di\s+|fine\s+|meta'?\s+|inizio\s+"
    r"|inizi\s+di\s+|primi\s+di\s+)?"
    r"|(?:la\s+|alla\s+|sulla\s+)?fine\s+(?:di\s+|del\s+mese\s+di\s+)"
    r"|(?:gli|agli)\s+inizi\s+di\s+"
    r"|(?:i|ai|nei)\s+primi\s+(?:giorni\s+)?di\s+|(?:la\s+"
    r"|nella\s+)?(?:prima|seconda)\s+meta'?\s+di\s+"
    r"|meta'?\s+|fine\s+|inizio\s+|nel\s+corso\s+(?:del\s+mese\s+)?di\s+)?"
)

_PATTERNS = {
    "figures": r"(?<![\w/.-])"
    + _WD.format("")
    + r"(?:(?P<first>\d{1,2})\s?-\s?)?(?P<day>\d{1,2})"
    r"(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\w/])",
    # “3/7 - Riunione…”, “14-17/5”: where a line or an article says that it is a date.
    "figures_short": r"(?:^|\n|[(•▪▸›»*,]|(?<!\w)(?:il|dal|del|al|giorno|giorni)\s|"
    + _W
    + r"\s) ?(?P<date>(?:(?P<first>\d{1,2})\s?-\s?)?"
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})"
    r"|(?<=[(,] )(?P<day_2>\d{1,2})\.(?P<month_2>[01]\d)(?!\d))"
    r"(?=\s*(?:[-:,;)(|]|\.\s|\n|$)|\s+(?:a|ad|al|alla|ore|alle|in|presso|si|e)\s)(?!/)",
    "iso": r"(?<![\w/.-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\w/])",
    "across": _FROM
    + _WD.format("_a")
    + _ART
    + r"(?P<day_a>"
    + _D
    + r")\s+(?P<month_a>"
    + _M
    + r")"
    + _Y.format("_a")
    + r"(?:\s*[-/]\s*|\s+(?:a|al|fino\s+al|sino\s+al|e|e\s+il)\s+|\s+all'|\s+e\s+l')"
    + _WD.format("_b")
    + _ART
    + r"(?P<day_b>"
    + _D
    + r")\s+(?P<month_b>"
    + _M
    + r")"
    + _Y.format("_b")
    + r"(?:\s+(?P<modifier>"
    + _MOD
    + r"))?",
    "days": r"(?<![\w/.,])"
    + _FROM
    + r"(?:(?:il|lo|i|gli|nei)\s+)?(?:(?P<before>"
    + _ADJECTIVE
    + r")\s+)?"
    r"(?P<days>"
    + _DAY
    + r"(?:"
    + _TO
    + r"(?:dal\s+)?"
    + _DAY
    + r"){0,5})\s+(?:di\s+|del\s+mese\s+di\s+)?(?P<month>"
    + _M
    + r")"
    + _Y.format("")
    + r"(?:\s+(?P<modifier>"
    + _MOD
    + r"))?",
    "day": r"(?:(" + _W + r"),?\s+)?" + _ART + r"(\d{1,2}|primo)",
    "this_month": _WD.format("") + r"(?:l'|il\s+|giorno\s+|giorni\s+)?"
    r"(?:(?<![\d.,])(?P<first>\d{1,2})\s*(?:e\s+il|e\s+l'|e|-|al)\s*)?"
    r"(?<!\d)(?P<day>\d{1,2})\s+(?:c\. ?m\.?"
    r"|corr(?:ente|\.)(?:\s+mese)?|del\s+corrente\s+mese"
    r"|del\s+mese\s+(?:in\s+corso|corrente)|di\s+questo\s+mese"
    r"|del\s+mese\s+(?P<month_next>prossimo)|del\s+(?P<next_month>prossimo)\s+mese"
    r"|del\s+mese\s+(?P<month_last>scorso)|dello\s+(?P<last_month>scorso)\s+mese"
    r"|(?P<modifier>p\. ?v\.?|u\. ?s\.?|prossimo|scorso))(?!\w)",
    "weekday_day": r"(?<!\w)(?:(?P<before>"
    + _ADJECTIVE
    + r")\s+)?(?P<weekday>"
    + _W
    + r")\s+(?P<day>\d{1,2})(?![\w.,/:]\w|\w|°)",
    "months": r"(?<!\w)(?:da|tra|fra|dal|nei\s+mesi\s+di)\s+(?P<first>"
    + _M
    + r")\s+(?:a|ad|e|al|fino\s+a)\s+(?P<last>"
    + _M
    + r")"
    + _Y.format(""),
    "month": r"(?<!\w)"
    + _LEAD
    + r"(?:(?P<before>"
    + _ADJECTIVE
    + r")\s+)?(?P<month>"
    + _M
    + r")"
    + _Y.format("")
    + r"(?:\s+(?P<modifier>"
    + _MOD
    + r"))?",
    "season": r"(?<!\w)(?:(?P<before>"
    + _ADJECTIVE
    + r")\s+)?(?P<season>"
    + "|".join(_WORDS["seasons"])
    + r")(?!\w)"
    + _Y.format("")
    + r"(?:\s+(?P<modifier>"
    + _MOD
    + r"))?",
    "part_of_year": r"(?<!\w)(?P<number>"
    + "|".join(_NUMBERS["ordinals"])
    + r")\s+(?P<part>semestre|trimestre)(?!\w)"
    + _Y.format(""),
    "edge_of_year": r"(?<!\w)(?:a|all'|da|per|entro|verso)?\s*"
    r"(?P<part>inizi[oi]|fine)\s+"
    r"(?:del\s+|dell'anno\s+)?(?P<year>(?:19|20)\d\d)(?![\w/])",
    "years": r"(?<![\w/.-])(?:(?:biennio|triennio|quadriennio|quinquennio"
    r"|periodo|anni|programmazione)\s+)?"
    r"(?P<first>(?:19|20)\d\d)\s?[-/]\s?(?P<last>(?:19|20)\d\d|\d\d)(?![\w/-])",
    "year": r"(?<!\w)(?:(?:nel|il|del|dal|sul|entro\s+il|nell'anno|l'anno"
    r"|anno|al|nel\s+corso\s+del|a|calendario)\s+)"
    r"(?P<year>(?:19|20)\d\d)(?![\w/]|[.,]\d|-\w|\s+(?:imprese"
    r"|aziende|espositori|persone|euro|visitatori))",
    "ago": r"(?<!\w)(?P<number>\d{1,2}|"
    + "|".join(_NUMBERS["words"])
    + r")\s+(?P<unit>giorn[oi]|settiman[ae]|mes[ei]|ann[oi])\s+fa(?!\w)",
    "weekday": r"(?<!\w)(?:(?P<before>"
    + _ADJECTIVE
    + r")\s+)?(?P<weekday>"
    + _W
    + r")(?:\s+(?:mattina|pomeriggio|sera))?(?:\s+(?P<modifier>"
    + _MOD
    + r"|(?:di\s+)?questa\s+settimana|della\s+(?:scorsa\s+settimana"
    r"|settimana\s+scorsa|prossima\s+settimana|settimana\s+prossima)))?(?!\w)",
    "deadline": r"(?<!\w)(?:fino\s+alle\s+ore\s+[\d.:]+\s+(?:di|del)\s+"
    r"|aggiornat[oa]\s+(?:al|il)"
    r"|(?:circolare|nota|delibera|decreto|bando|avviso|lettera)\s+(?:n\.\s*\d+\s+)?del"
    r"|(?:con\s+)?decorrenza(?:\s+dal)?|in\s+vigore\s+(?:dal|fino\s+al)"
    r"|valid[oaie]\s+(?:fino|sino)\s+(?:al|a)|prorogat[oaie]\s+(?:al|fino\s+al|a)"
    r"|entro|dopo|prima|oltre|non\s+oltre|scadenza|scad\.|scad(?:e|ono|ra|ranno)|termine)\s+"
    r"(?:e\s+non\s+oltre\s+)?"
    r"(?:le\s+ore\s+[\d.:]+\s+)?"
    r"(?:di\s+|del\s+)?"
    r"(?:il|l'|del|di|le|la\s+fine|fissat[oa]\s+(?:per|al))?\s*$",
    # “Aperte ieri le iscrizioni”, “le domande si presentano dal 3 al 12 maggio”.
    "enrolling": r"(?:iscrizion[ei]|adesion[ei]|domand[ae]|candidatur[ae]|bando|avviso"
    r"|sportello|manifestazion[ei]\s+d[i']\s*interesse|prenotazion[ei]|registrazion[ei]"
    r"|prevendit[ae]|call|abstract|graduatori[ae]|voucher)\s+"
    r"(?:(?!per\b|con\b|di\b|del\b|alla?\b|al\b)[\w']+\s+){0,5}"
    r"(?:(?:da|a\s+partire\s+da|fino\s+a)l?l?'?a?|il|l')?\s*$",
    # “Il termine per iscriversi alla missione in Corea è il 31 marzo”.
    "closing": r"(?:termine|scadenza)\s+(?:ultim[oa]\s+)?"
    r"(?:per|di|delle|della|del|utile)\s"
    r"[^.;:]{2,70}\s(?:è|sara|era|resta)\s+(?:(?:stat[oa]|invece|gia|ora|quindi)\s+)?"
    r"(?:fissat[oa]\s+|prorogat[oa]\s+)?"
    r"(?:per|al|a)?\s*(?:il|l')?\s*$"
    # “La call per il terzo batch apre il 2 dicembre e chiude il 10 gennaio”
    r"|(?:call|bando|sportello|iscrizion[ei]|adesion[ei]|candidatur[ae]|domand[ae])\s"
    r"[^.;:]{0,60}?(?<!\w)(?:apr|chiud|scad)\w+\s+(?:il\s+|l'|dal\s+)?$",
    # “Lo statuto vigente è del 14 maggio”, “il decreto legge del 22 dicembre”.
    "enacted": r"(?<!\w)(?:statut[oi]|legg[ei]|decret[oi]|regolament[oi]|direttiv[ae]"
    r"|norm[ae]|ordinanz[ae]|circolar[ei]|deliber[ae]|deliberazion[ei]|determin[ae]|brevett[oi]"
    r"|provvediment[oi])\s[^.;:,]{0,40}?(?:(?:del|dell'|dal|dall'|il)\s*"
    r"|(?:depositat|approvat|adottat|pubblicat|varat|emanat)[oaie]\s+(?:il\s+|l')?)$"
    r"|(?<!\w)(?:in\s+vigore|a\s+catalogo|sul\s+mercato|in\s+commercio|nei\s+negozi"
    r"|dovranno|sara\s+(?:possibile|attiv[oa]|obbligatori[oa]|operativ[oa]))\s+(?:dal|dall'|da)?\s*$"
    r"|(?<!\w)(?:tribut|serviz|orari|uffic|sportell)\w+\s+[^.;:,]{0,40}?(?:chius|apert|attiv)\w+"
    r"\s+(?:dal|il|fino\s+al)\s+$",
    "enrolled": r"\s*(?:scad(?:e|ono|ra|ranno)(?!\w)"
    r"|(?:è|sara)\s+l'ultimo\s+giorno(?!\w))"
    r"|\s*(?:sono\s+aperte\s+|si\s+apr\w+\s+|apr\w+\s+)?"
    r"(?:le\s+|gli?\s+|il\s+|la\s+|l'|lo\s+)"
    r"(?:iscrizion[ei]|adesion[ei]|domand[ae]|candidatur[ae]|bando|avviso|sportello"
    r"|manifestazion[ei]\s+d[i']\s*interesse|prenotazion[ei]|prevendit[ae]|call)(?!\w)",
    "until": r"(?:(?:fino|sino)\s+(?:al|all'|a)"
    r"|(?:concludersi|terminare|chiudersi|chiuder(?:l[iaoe]|anno)|li\s+chiudera|finire)"
    r"|(?:si\s+)?(?:chiude|chiudera|conclude|concludera|termina|terminera))\s*$",
    "since": r"(?<!\w)(?:dal|dall'|da|a\s+partire\s+dal?|a\s+partire\s+dall'"
    r"|a\s+decorrere\s+dal?)\s*$",
    # A day whose month was said before: “dal 10 al 14”, “il 28,”, “(13-17)”.
    "days_alone": r"(?<![\w.,/])(?:(?:dal|tra\s+il|fra\s+il|da)\s+(?P<from>\d{1,2})"
    r"\s+(?:al|e\s+il|e|a)\s+(?P<to>\d{1,2})"
    r"|(?:dall'|tra\s+l')(?P<from_1>8|11|1)\s+(?:al|e\s+il)\s+(?P<to_1>\d{1,2})"
    r"|(?:dal|tra\s+il)\s+(?P<from_2>\d{1,2})\s+(?:all'|e\s+l')(?P<to_2>8|11)"
    r"|\((?P<from_3>\d{1,2})\s?-\s?(?P<to_3>\d{1,2})(?=\))"
    r"|(?:nei|i)\s+giorni\s+(?P<from_7>\d{1,2})(?:,\s+\d{1,2})+\s+e\s+(?P<to_7>\d{1,2})"
    r"|(?:il|i\s+giorni|nei\s+giorni)\s+(?P<from_4>\d{1,2})\s+e\s+(?:il\s+|l')?(?P<to_4>\d{1,2})"
    r"|(?:il|del|al|giorno)\s+(?P<from_5>\d{1,2})|(?:l'|dell'|all')(?P<from_6>8|11|1°?))"
    r"(?:\s+(?:dello\s+stesso|del(?:\s+medesimo)?)\s+mese)?"
    r"(?![\w%/°ª]|[.,:]\d|\s+(?:%|per\s?cento|a\s+\d|euro|milion|miliard|anni|per\s+mille"
    r"|punti|su\s+\d|imprese|aziende|su\s+cento))"
    r"(?=\s*(?:[,;).:(!?»”-]|$)|\s+(?:a|ad|al|alla|allo|in|nel|nella|presso|e|ed|si|sara|saranno"
    r"|è|alle|ore|con|per|la|il|lo|i|gli|le|una|un|ci|mattina|pomeriggio|sera|tutti|ha|hanno"
    r"|invece|c'è|visita|ancora|dell[oa]|del|in)\b|\s+(?:all|nell|l)')",
    "to": r"\s*(?:e|,|-|ed|al|fino\s+al|sino\s+al|a|e\s+dal|e\s+il"
    r"|e\s+fino\s+al|all'|fino\s+all')?\s*",
    "time_range": r"(?<!\w)dalle(?:\s+ore)?\s+(?P<hour>\d{1,2})"
    r"(?:[.,:](?P<minute>\d\d))?\s+alle(?:\s+ore)?\s+"
    r"\d{1,2}(?:[.,:]\d\d)?(?!\w|[.,:]\d)",
    "time": r"(?<!\w)(?:(?:alle\s+)?ore|alle|dalle|h\.?)\s*(?P<hour>\d{1"
    r",2})(?:[.,:](?P<minute>\d\d))?(?![\w%]|[.,:]\d)",
}
MONTHS = _M


@cache
def compiled(name: str) -> re.Pattern[str]:
    """Compile one of the patterns, once.

    Parameters
    ----------
    name
        Which.
    """
    return re.compile(_PATTERNS[name])
