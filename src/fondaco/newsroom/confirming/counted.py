"""What a number in a text counts, in the words of the record."""

import re

from fondaco.activities.vocabularies import CountSubject
from fondaco.engines.language.folding import fold

# The first that is in the words is meant; “incontri B2B e intercluster” are two.
_MEETINGS = {
    r"b2b|bilateral": CountSubject.MEETINGS_B2B,
    r"intercluster|c2c|tra cluster|fra cluster": CountSubject.MEETINGS_C2C,
    r"istituzional": CountSubject.MEETINGS_INSTITUTIONAL,
    r"business|d'affari|commercial": CountSubject.MEETINGS_BUSINESS,
}
_OTHERS = {
    r"cluster|distrett": CountSubject.CLUSTERS,
    r"visit[ae]\b": CountSubject.VISITS,
    r"visitator": CountSubject.VISITORS,
    r"espositor": CountSubject.EXHIBITORS,
    r"associat|soci\b|membri": CountSubject.MEMBERS,
    r"aziend|impres|pmi|start ?-?up|societa|ditte": CountSubject.COMPANIES,
    r"person|delegat|partecipant|rappresentant|manager|ricercator|student|"
    r"iscritt|imprenditor|buyer|espert": CountSubject.PEOPLE,
}
# Said of the activity as a whole, never of one who takes part.
OF_THE_WHOLE = {CountSubject.CLUSTERS, CountSubject.VISITORS, CountSubject.EXHIBITORS}


def subjects_of(noun: str) -> list[CountSubject]:
    """Empty where the record has no word for what is counted."""
    words = fold(noun)
    if re.search(r"incontr|meeting|colloqui|b2b|c2c", words):
        named = [one for form, one in _MEETINGS.items() if re.search(form, words)]
        return named or [CountSubject.MEETINGS_B2B]
    found = (one for form, one in _OTHERS.items() if re.search(rf"\b(?:{form})", words))
    return [one for one in [next(found, None)] if one]
