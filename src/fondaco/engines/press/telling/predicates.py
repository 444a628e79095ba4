"""Roles said by a noun and “essere”: “partner dell'evento sono Alfa e Beta”."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.normalising import Text
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.labels import find_labels
from fondaco.engines.press.telling.triggers import Side, Trigger


def with_predicates(
    text: Text, sentence: Sentence, triggers: Sequence[Trigger]
) -> list[Trigger]:
    """Add what nouns with “essere” say to the other words that give roles.

    Parameters
    ----------
    text
        A text made plain.
    sentence
        Where to look.
    triggers
        What was found in it; what a predicate covers is none by itself.

    Returns
    -------
    list[Trigger]
        In order.
    """
    found = [
        Trigger(
            match.start("at"), match.end(), role, Side.AFTER, True, False, _said(match)
        )
        for role, match in [*_predicates(text, sentence), *_clefts(text, sentence)]
    ]
    found += [
        Trigger(*match.span(), role, Side.AFTER, True, True, match[0])
        for role, match in find_labels(text, sentence)
        if not any(
            t.start < match.end() and match.start() < t.end for t in [*found, *triggers]
        )
    ]
    if not found:
        return list(triggers)
    others = [
        t
        for t in triggers
        if not any(
            p.start <= t.start < p.end
            or p.end - len(p.word) <= t.start < p.end - len(p.word) + 4
            for p in found
        )
    ]
    return sorted([*others, *found], key=lambda trigger: trigger.start)


def _said(match: re.Match[str]) -> str:
    """Give the words; of “organizza con” the verb says what it says by itself."""
    if "jointly" in match.groupdict():
        return match.string[match.start("at") : match.end()]
    return match[0]


Found = Iterator[tuple[str, re.Match[str]]]


def _predicates(text: Text, sentence: Sentence) -> Found:
    for match in _predicate().finditer(text.folded, sentence.start, sentence.end):
        yield _role_of(match), match
    for pattern in (_AT_STAND, _IN_STAND):
        for match in pattern.finditer(text.folded, sentence.start, sentence.end):
            yield "exhibitor", match
    for match in _as().finditer(text.folded, sentence.start, sentence.end):
        if text.plain[match.end()].isupper() or match["article"]:
            yield _role_of(match), match
    for match in _FOREMOST.finditer(text.folded, sentence.start, sentence.end):
        yield "participant", match
    for pattern in (_with_as(), _gapped()):
        for match in pattern.finditer(text.folded, sentence.start, sentence.end):
            yield _role_of(match), match
    for match in _MADE_WITH.finditer(text.folded, sentence.start, sentence.end):
        yield "organiser" if match["jointly"] else "partner", match
    for match in _inverse().finditer(text.folded, sentence.start, sentence.end):
        yield _role_of(match), match
    for match in _SPOKEN_OF.finditer(text.folded, sentence.start, sentence.end):
        yield "speaker", match


# “Lo stand ospiterà Alfa e Beta”, “nello stand di Gamma ci saranno Alfa e Beta”.
_STAND = (
    r"(?:stand|padiglione|collettiva|area\s+(?:espositiva|collettiva|comune)"
    r"|spazio(?:\s+espositivo)?|desk)"
)
_AT_STAND = re.compile(
    rf"(?<!\w){_STAND}(?!\w)[^.;:\n]{{0,90}}?\s(?P<at>(?:(?:ha\s+)?ospit(?:a|ato|era|ava|o)|accoglie(?:ra|va)?|riunir?a?|riunisce|raggruppa))\s+(?:anche\s+)?"
)
_IN_STAND = re.compile(
    rf"(?<!\w)(?:nello|allo|presso\s+lo|dello|nel|al|nella|alla)\s+(?:stesso\s+|stessa\s+|proprio\s+)?{_STAND}(?!\w)[^.;:\n]{{0,90}}?\s"
    r"(?P<at>(?:ci|vi)\s+(?:saranno|sono|erano|sara|era)|c'era(?:no)?|(?:saranno|sono|erano)\s+(?:anche\s+)?present[ei]|espongono|esporranno|hanno\s+esposto"
    r"|trov(?:ano|eranno|ato)\s+(?:posto|spazio))\s+(?:anche\s+)?"
)
# “Una missione organizzata con la Camera di commercio”.
_MADE_WITH = re.compile(
    r"(?<!\w)(?:(?:organizzat|promoss|realizzat|propost|allestit|curat|gestit|ideat|attuat|condott|preparat|tenut|congiunt)[oaie]"
    r"|(?:promuov|organizz|propon|realizz|gest)(?:e|a|ono|ano|isce|iscono|ira|era))"
    r"(?:\s+(?:anche|inoltre|poi|oggi|ieri))?\s*,?\s+(?P<at>(?P<jointly>(?:insieme|assieme|congiuntamente|in\s+tandem|a\s+quattro\s+mani)\s+(?:con(?=\s)|al?(?:la|lo)?(?=\s)|agli(?=\s)|ai(?=\s)|all'))|con(?=\s))"
    r"(?!\s+(?:(?:il|la|lo|i|le|un|una)\s+|l')?(?:\w+\s+)?(?:contribut|sostegn|support"
    r"|patrocin|collaboraz|finanzi|cofinanz|coordinament|regia|partecipaz|fond[io]|risors|intervent|partnership|apport"
    r"|egida|presenz|obiettiv|fin[ei]|scop|cadenz|success|cura))\s*"
)
# “Si è parlato di dogane con Anna Rossi”.
_SPOKEN_OF = re.compile(
    r"(?<!\w)(?:si\s+(?:(?:è|e)\s+)?(?:parl|discu|ragion|dibatt)\w+|se\s+ne\s+(?:è\s+)?(?:parl|discu)\w+"
    r"|per\s+(?:parlare|discutere)(?:ne)?)(?:\s(?!con\s)[^.;:\n]{1,90}?)??\s(?P<at>(?:insieme\s+)?con)\s+"
)


_NOT_ROLES = frozenset({"at", "article", "jointly"})


# “Buona la presenza lombarda, con Alfa e Beta in prima fila”
_FOREMOST = re.compile(
    r"(?<!\w)(?P<at>con)\s+(?=[^.;:\n]{3,110}?\s(?:in\s+(?:prima\s+(?:fila|linea)|evidenza|testa)|protagonist[aei]|sugli\s+scudi)(?!\w))"
)


def _role_of(match: re.Match[str]) -> str:
    return next(
        name
        for name, said in match.groupdict().items()
        if said and name not in _NOT_ROLES
    )


def _capacity_nouns() -> str:
    return "|".join(
        f"(?P<{role}>{one_of(words)})"
        for role, words in table("roles")["capacity"]["nouns"].items()
    )


@cache
def _with_as() -> re.Pattern[str]:
    """Match “con (Alfa) come capofila”, up to whom it is said of."""
    return re.compile(
        r"(?<!\w)(?P<at>con|vede|vedono|vedra|ha\s+visto)\s+(?=[^.;:,\n]{2,60}?\s"
        r"(?:come|quale|in\s+qualita\s+di|nel\s+ruolo\s+di|nelle\s+vesti\s+di|in\s+veste\s+di)\s+"
        rf"(?:(?:il|la|lo)\s+|l')?(?:{_capacity_nouns()})(?!\w))"
    )


@cache
def _gapped() -> re.Pattern[str]:
    """Match “di cui Alfa è partner e (Beta) capofila”, up to the second."""
    return re.compile(
        r"(?P<at>\s(?:e|mentre)|,)\s+(?=(?:(?:il|la|lo)\s|l')?(?!(?:con|è|e|sono|come|quale|il|la)\s)[^.;:,\n]{2,60}?"
        r"\s(?P<coordinator>capofila|lead\s+partner)\s*(?:[,.;)]|$))"
    )


@cache
def _as() -> re.Pattern[str]:
    """Match “vede come capofila”, “e come partner”, up to those who are it."""
    nouns = _capacity_nouns()
    return re.compile(
        r"(?<!\w)(?P<at>(?:vede|vedono|vedra|ha|hanno|avra|avranno|con|e|ed|e\s+con|annovera)\s+(?:anche\s+)?"
        r"(?:come|quale|quali|in\s+qualita\s+di)|,\s+in\s+qualita\s+di)\s+"
        rf"(?:(?:co-?)?(?:{nouns}))(?:\s*,\s+(?:di|del|dello|della|dei)(?=\s)|\s*,\s+(?=dell'))?\s+(?P<article>(?:il|lo|la|i|gli|le)\s|l'|dell')?(?=\w)"
    )


@cache
def _inverse() -> re.Pattern[str]:
    """Match “è (Anna Rossi) la moderatrice”, up to whom it is said of."""
    nouns = "|".join(
        f"(?P<{role}>{one_of(words)})"
        for role, words in table("roles")["predicates"].items()
    )
    return re.compile(
        r"(?:(?<=^)|(?<=[.;:\n]\s)|(?<=\n))(?P<at>(?:è|e'|sono|sara|saranno)(?:\s+stat[oaie])?)"
        r"\s+(?=(?!(?:il|lo|la|i|gli|le|un|una)\s)[^.;:\n]{3,110}?,?\s(?:(?:il|lo|la|i|gli|le)\s+|l')"
        rf"(?:{nouns})(?!\w))"
    )


def _clefts(text: Text, sentence: Sentence) -> Found:
    """Find “a moderare il dibattito sarà Anna Rossi”, “ad ospitarla è Alfa”."""
    roles = _infinitives()
    for match in _CLEFT.finditer(text.folded, sentence.start, sentence.end):
        role = _hosting(text, match) or roles.get(match["verb"])
        if role is not None and role not in _OTHERWISE:
            yield role, match
    for match in _BARE_CLEFT.finditer(text.folded, sentence.start, sentence.end):
        role = roles.get(match["verb"])
        if role is not None and role not in _OTHERWISE:
            yield role, match
    for match in [
        *_INVERSE_CLEFT.finditer(text.folded, sentence.start, sentence.end),
        *_TURN.finditer(text.folded, sentence.start, sentence.end),
    ]:
        role = _hosting(text, match) or roles.get(match["verb"])
        if role is not None and role not in _OTHERWISE:
            yield role, match


_BE = (
    r"(?:è|e'|sono|era|erano|fu|furono|sara|saranno)(?:\s+(?:stat[oaie]|anche|inoltre|poi|invece"
    r"|ancora|proprio|sempre))*"
)
_CLEFT = re.compile(
    r"(?:(?<=^)|(?<=[.;:,\n(–-]\s)|(?<=[.;:\n•-])|(?<=\se\s)|(?<=\smentre\s)|(?<=\squi\s)|(?<=\sinvece\s)|(?<=\soggi\s))"
    r"(?:a|ad)\s+(?P<verb>[a-z]+?[aei]r)(?:e|l[aoie]|ne|si)(?:\s+\w+mente)?"
    rf"(?:\s*,?\s[^.;:\n]{{1,110}}?)??,?\s+(?P<at>{_BE})\s+"
)
# “A capeggiarla il presidente di Alfa”, “a comporla, Beta e Gamma”.
_BARE_CLEFT = re.compile(
    r"(?:(?<=^)|(?<=[.;:,\n(–-]\s)|(?<=[.;:\n•-])|(?<=\se\s)|(?<=\smentre\s)|(?<=\squi\s)|(?<=\sinvece\s)|(?<=\soggi\s))"
    r"(?:a|ad)\s+(?P<verb>[a-z]+?[aei]r)(?P<at>l[aoie]|ne)(?:\s+(?:anche|inoltre|invece|poi|\w+mente))?,?\s+"
    r"(?=(?:il|lo|la|i|gli|le)\s|l'|\w)"
)
# “Sarà Alfa a ospitare la tappa”, “toccherà a Beta aprire i lavori”.
_INVERSE_CLEFT = re.compile(
    r"(?<!\w)(?:(?P<at>(?:sara|saranno|è|sono|era|erano|fu)(?:\s+stat[oaie])?(?:\s+(?:ancora|anche|proprio|sempre))*)"
    r"\s+(?=[^.;:\n]{2,110}?\s(?:ad?)\s+(?P<verb>[a-z]{4,}?[aei]r)(?:e|l[aoie]|ne)(?!\w)))"
)
_TURN = re.compile(
    r"(?<!\w)(?P<at>(?:(?:è\s+)?(?:tocc|spett)(?:a|ano|ato|ata|hera|heranno|era|eranno)|(?:sara|è)\s+compito|(?:la\s+)?parola)"
    r"(?:\s+(?:invece|infine|poi|quindi|anche))?\s+(?:a|ad|al|allo|alla|ai|agli|alle|di|del|della|all'|dell'))\s*"
    r"(?=[^.;:\n]{2,90}?\s(?:il\s+compito\s+di\s+|l'onere\s+di\s+)?(?P<verb>[a-z]{4,}?[aei]r)(?:e|l[aoie]|ne)(?!\w))"
)
# “Ad aprire le porte”, “a fare gli onori di casa”, “a tenere le fila”.
_HOSTING = re.compile(r"\w*\s+(?:le\s+porte|gli\s+onori)")
_RUNNING = re.compile(r"\w*\s+(?:le\s+fila|la\s+regia)")


def _hosting(text: Text, match: re.Match[str]) -> str | None:
    if _HOSTING.match(text.folded, match.end("verb")):
        return "host"
    return "organiser" if _RUNNING.match(text.folded, match.end("verb")) else None


# What depends on more than the verb.
_OTHERWISE = frozenset({"", "selected", "representative", "presenter"})


@cache
def _infinitives() -> dict[str, str]:
    found = {}
    for entry in table("roles")["verbs"]:
        role = entry.get("subject") or entry.get("agent") or ""
        found[entry["lemma"][:-1]] = role
    return found


@cache
def _predicate() -> re.Pattern[str]:
    nouns = "|".join(
        f"(?P<{role}>{one_of(words)})"
        for role, words in table("roles")["predicates"].items()
    )
    return re.compile(
        r"(?:(?<=^)|(?<=[.;:,\n(]\s)|(?<=[.;:\n•-])|(?<=\se\s)|(?<=\smentre\s))"
        r"(?:(?:tra|fra)\s+)?(?:(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci|\d+)\s+)?(?:(?:i|gli|le|il|lo|la|un|una|altri|altro)\s+|l')?"
        rf"(?:{nouns})(?!\w)(?:\s+(?:ufficial|tecnic|istituzional|scientific|principal|unic|local|stranier)\w+)?"
        r"(?:\s*(?:(?:di|del|dello|della|dei|degli|delle)\s|dell'|d')[^.;:\n]{1,110}?)??"
        rf",?\s+(?P<at>{_BE}|figura|figurano|figuravano|figureranno"
        r"|(?:ci|vi)\s+(?:sono|saranno|erano|sara))"
        r"(?:\s+(?:anche|inoltre|poi|quest'anno|ancora))*\s+"
    )
