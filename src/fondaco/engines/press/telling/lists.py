"""What stands between those who act: small words, commas, and whose somebody is."""

import re

from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.names.bodies import introduction

# “I vertici di Alfa”, “un funzionario di Beta”: the body is there.
PEOPLE_OF = (
    r"vertici|rappresentant[ei]|esponent[ei]|delegat[oaie]|funzionari[oa]?|dirigent[ei]"
    r"|tecnic[oi]|espert[oaie]|responsabil[ei]|manager|ricercator[ei]|ricercatrici|docent[ei]"
    r"|delegazion[ei]|emissari|dirigenza|consiglier[ei]|portavoce|referent[ei]|soci|colleg[ah]i?|team|staff"
    r"|desk|uffici[o]?|sportello|antenna|fond[io]|analist[aie]|ingegneri|studenti|studentesse|allievi|progettist[ie]|buyer|compratori|operatori|imprenditori|amministratori"
    r"|(?:vice-?)?president[ei]|direttor[ei](?:\s+generale)?|direttrice|segretari[oa](?:\s+generale)?|amministrator[ei]\s+delegat[oi]"
    r"|titolar[ei]|sindac[oi]|assessor[ei]|rettor[ei]|numeri?\s+uno|amic[ih]e?|vicini|cugini|omolog[oah]+i?|gemell[oiae]"
)
SKIPPED = re.compile(
    r"(?:\s|,|:|-|@)*(?:(?:anche|inoltre|tra gli altri|fra"
    r" gli altri|rispettivamente|sia|ben|tra cui|fra cui"
    r"|che|in particolare|appunto|infine|congiuntamente|"
    r"oltre\s+(?:a|al|alla|ai|agli|alle)(?=\s)|oltre\s+all'|insieme\s+(?:a|al|alla|con)(?=\s)|(?:con|insieme\s+a)\s+(?:noi|loro|me)(?=\s)|"
    r"(?:il|lo|la|i|gli|le|un|una|di|da|dal|dallo|dalla|dai"
    r"|dagli|dalle|del|dello|della|dei|degli|delle|con|per"
    r"|al|alla|ai"
    r"|agli|alle)(?=\s)|(?:l|un|d|dall|dell|all)'|"
    r"(?:il|la|l')?\s*(?:societa|azienda|gruppo|impresa|ente"
    r"|agenzia speciale|multinazionale|startup|start-up|partner"
    r"|big player|colosso|colossi|aziende|imprese|cluster"
    r"|clusters|consorzio|associazione|organizzazioni|relatori"
    r"|player|multinazionali|gruppi|enti|atenei|universita"
    r"|partner tecnici|(?:"
    + "|".join(sorted(table("places")["demonyms"]))
    + r")\w{1,3}(?=\s)"
    r"|associate|lombarde|italiane|pugliesi"
    r"|(?:avv|dott|ing|prof|arch|on|sen|dr|sig)\.(?:ssa|ra)?"
    r"|(?:professor(?:e|i|essa)?|dottor(?:e|i|essa)?|ingegner[ei]?|avvocat[oai]|architett[oai]"
    r"|giornalist[aie]|conduttor[ei]|conduttrice|economist[aie]|notai[oa]?|scienziat[oaie]|espert[oaie]"
    r"|divulgator[ei]|divulgatrice|scrittor[ei]|scrittrice|signor[ae]?|cavalier[ei]?)(?=\s)"
    rf"|(?:(?:un[oa]?|i|le|gli|alcun[ie]|divers[ie]|numeros[ie]|altr[ie]|due|tre|propri[ei]?)\s+)*(?:{PEOPLE_OF})\s+(?:d(?:i|el|ello|ella|ei|egli|elle)(?=\s)|dell')"
    r"|come|quali|fra|tra|stess[oaie]|medesim[oaie]|nostr[oaie]|propri[oaie]|local[ei]"
    r"|neonat[oaie]|rispettiv[oaie]|collegh[ie](?:\s+di)?|colleghi\s+del|amici))"
    r"\s*,?\s*)*"
)
# “Aries, azienda speciale della Camera di commercio, e…”
APPOSITION = re.compile(
    r"\s*,\s*(?!in\s|con\s|che\s|per\s|a\s|al\s|grazie|insieme|d'intesa|d[ai]\s|del\s|della\s"
    r"|su\s|sotto\s|tramite|attraverso|presso|dopo\s|durante|oltre\s|tra\s|fra\s|nonche|assieme"
    r"|unitamente|mentre|dove\s|quando\s|ospit|nell'|sul|all"
    r"|dal|nell|si\s|ma\s|è\s|e\s|\w+(?:at|it|ut|st|oss|ott)[oaie]\s+d)"
    r"[a-zà-ÿ][^,;.:()“”\n]{2,90}(?=,|\s+e\s)"
)
FINITE = re.compile(
    r"(?<!\w)(?:ha|hanno|è|sono|era|erano|vede|vedra|prevede|sarà|saranno|avrà|avranno|\w+rà"
    r"|\w+ranno|prende|prendono|mentre|che)(?!\w)"
)
GLUE = re.compile(
    r"\)?\s*(?:\([^()]{1,80}\)\s*)?(?:,|/|;)?\s*(?:(?:e|ed|nonche"
    r"|oltre\s+(?:a|al|alla|all'|ai|agli|alle)|insieme\s+(?:a"
    r"|al|alla|all'|ai|con|con\s+il)|assieme\s+(?:a|al|alla"
    r"|all')"
    r"|con(?!\s+(?:i\s+|gli\s+|le\s+)?(?:docent|relator|espert|tecnic|moderator|interpret)"
    r"|\s[^.;:,\n]{2,80}?\s(?:come|quale|in\s+qualita|nel\s+ruolo|in\s+veste)\s)|unitamente\s+a(?:l|lla|ll')?|piu|o|e\s+anche|e\s+infine"
    r"|ma\s+anche|come\s+pure|accanto\s+a)(?=[\s\W])\s*)?(?:(?<=e\s)ad?\s+)?"
)
SEPARATES = re.compile(
    r"[,/;]|\b(?:e|ed|nonche|oltre|insieme|assieme|con|unitamente|piu|o|pure|accanto)\b"
)
# “La società di ingegneria ”, before the name of one who acts.
INTRODUCED = re.compile(
    r"(?:(?:e\s+)?(?:anche\s+)?(?:il|lo|la|i|gli|le|un|una|di|da|dal|dallo|dalla|dai|dagli|dalle|del|dello|della|dei"
    r"|degli|delle|con|per|al|alla|ai|agli|alle)\s+|(?:l|un|d|dall|dell|all)')?"
    rf"{introduction()}"
)
# Between an article and its noun, before a subject.
BEFORE_SUBJECT = re.compile(
    r"(?P<prep>(?<!\w)(?:di|del|dello|della|dei|degli|delle"
    r"|da|dal|dallo|dalla|dai|dagli|dalle|con|a|ad|al|allo|alla"
    r"|ai|agli|alle|in|nel"
    r"|nello|nella|su|sul|sulla|tra|fra|per|presso|contro"
    r"|verso)\s+|(?<!\w)(?:dell|dall|all|nell|sull|d)')?"
    r"(?:(?:il|lo|la|i|gli|le|un|una|circa|oltre|ben|le\s+altre|anche)\s+|l'|un')?"
    rf"(?:{introduction()})?$"
)
# “La delegazione di AFIL sarà a Monaco”: they are the subject all the same.
OF_WHOM = re.compile(
    rf"(?:{PEOPLE_OF}|delegazion[ei]|rappresentant[ei]|rappresentanza"
    r"|squadra|team|imprese|aziende|associat[ei]|vertici"
    r"|staff|presenza"
    r"|missione|partecipazione|stand|responsabil[ei]|portavoce"
    r"|coordinament[oi])\s+(?:di|del|dello|della|dei|degli"
    r"|delle|dell')?\s*$"
)
AT_PLACE = re.compile(
    r"(?<!\w)(?:a|ad|in|al|allo|alla|ai|agli|alle|nel|nella|presso|all'|nell')(?!\w)"
)
LONG_OFFICE = re.compile(
    r"\s*(?:(?:il|lo|la|i|gli|le|dal|dallo|dalla|del|dello|della|al|alla)\s+"
    r"|(?:l|dall|dell|all)')(?:"
    + one_of(table("people")["offices"])
    + r")(?!\w)[^,;:.()“”\n]{0,60}"
)
# “…, durante la quale hanno parlato”: who stands before that is no subject.
CLAUSE = re.compile(
    r"\s\|\s|(?<!\w)(?:(?:durante|nel\s+corso|in\s+occasione|a\s+margine|al\s+termine)\s+(?:il|la|del|della)\s*qual[ei]"
    r"|(?:al|alla|ai|alle|nel|nella|dal|dalla|sul|sulla)\s+qual[ei]|(?:a|in|su|per)\s+cui|cui|dove|mentre)(?!\w)[^,]*$"
)
# “Un impegno per Alfa, che il 3 giugno sarà…”: whom it is said of acts.
RELATIVE = re.compile(
    r"\s*,\s+(?:che|il\s+quale|la\s+quale|i\s+quali|le\s+quali)\s[^,;.:]{0,40}$"
)
AUXILIARY = frozenset(
    [
        "ha",
        "hanno",
        "è",
        "sono",
        "era",
        "erano",
        "sara",
        "saranno",
        "si",
        "anche",
        "inoltre",
        "non",
        "stato",
        "stata",
        "stati",
        "state",
        "aveva",
        "avevano",
        "poi",
        "ora",
    ]
)
BETWEEN = re.compile(
    r"\)?\s*(?:\([^()]{1,60}\)\s*)?,?\s*(?:(?:e|ed|nonche|con|oltre\s+(?:a"
    r"|al|alla|ai)|(?:insieme|assieme)\s+(?:con|ad?|al|allo|alla|ai|agli|alle))\s+(?:(?:propri|su|nostr)\w+\s+)?(?:(?:associat|consorziat|soci|aderent)\w*\s+)?)?(?:(?:il|lo|la|i|gli|le|cluster|anche"
    r"|al|alla)\s+|l'|(?:il|lo|la)\s+\w+\s+)*"
    rf"(?:{introduction()})?"
)
