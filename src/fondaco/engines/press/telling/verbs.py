"""The forms of Italian verbs, by rule."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from fondaco.engines.language.folding import fold
from fondaco.engines.press.lexicon import table


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that gives roles.

    Parameters
    ----------
    lemma
        Its infinitive.
    subject, agent, object
        The role of each, or nothing.
    essere
        Whether its compound tenses are made with “essere”.
    """

    lemma: str
    subject: str
    agent: str
    object: str
    essere: bool


@dataclass(frozen=True, slots=True)
class Form:
    """What a word is a form of.

    Parameters
    ----------
    verb
        The verb.
    mood
        ``present``, ``future``, ``past``, ``participle``, ``infinitive`` or ``gerund``.
    """

    verb: Verb
    mood: str


_ENDINGS = {
    "are": {
        "present": ("a", "ano", "iamo"),
        "future": ("era", "eranno", "eremo"),
        "past": ("ava", "avano", "arono"),
        "participle": ("ato", "ata", "ati", "ate"),
        "infinitive": ("are", "arsi"),
        "gerund": ("ando",),
    },
    "ere": {
        "present": ("e", "ono", "iamo"),
        "future": ("era", "eranno", "eremo"),
        "past": ("eva", "evano", "ette", "ettero"),
        "infinitive": ("ere", "ersi"),
        "gerund": ("endo",),
    },
    "ire": {
        "present": ("e", "ono", "iamo"),
        "future": ("ira", "iranno", "iremo"),
        "past": ("iva", "ivano", "irono"),
        "participle": ("ito", "ita", "iti", "ite"),
        "infinitive": ("ire", "irsi"),
        "gerund": ("endo",),
    },
}
_GENDERS = ("o", "a", "i", "e")


def _conjugate(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "forms" in entry:
        for form in entry["forms"]:
            yield form, _mood_of(form)
        return
    lemma = entry["lemma"]
    stem, kind = lemma[:-3], lemma[-3:]
    for mood, endings in _ENDINGS[kind].items():
        if mood == "participle" and "participle" in entry:
            continue
        for ending in endings:
            yield _joined(stem, ending, mood, entry), mood
    if "participle" in entry:
        for gender in _GENDERS:
            yield entry["participle"] + gender, "participle"


def _joined(stem: str, ending: str, mood: str, entry: dict[str, Any]) -> str:
    if mood == "present" and entry.get("isc") and ending != "iamo":
        return stem + "isc" + ending
    soft = ending[0] in "ei"
    if soft and entry["lemma"].endswith("are") and stem[-1] in "cg":
        return stem + "h" + ending
    if soft and stem.endswith(("ci", "gi")):
        return stem[:-1] + ending
    if ending[0] == "i" and stem.endswith("i"):
        return stem[:-1] + ending
    return stem + ending


def _mood_of(form: str) -> str:
    if form.endswith(("ra", "ranno", "remo")):
        return "future"
    if form.endswith(("ando", "endo")):
        return "gerund"
    if form.endswith(("are", "ere", "ire")):
        return "infinitive"
    if form.endswith(("va", "vano", "nne", "nnero")):
        return "past"
    if re.search(r"(?:[aiu]t|st|tt|ss|lt|rt|us|ns|rs)[oaie]$", form):
        return "participle"
    return "present"


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Give every form of the verbs that give roles."""
    found: dict[str, tuple[Form, ...]] = {}
    for entry in table("roles")["verbs"]:
        verb = Verb(
            entry["lemma"],
            entry.get("subject", ""),
            entry.get("agent", ""),
            entry.get("object", ""),
            entry.get("essere", False),
        )
        for form, mood in _conjugate(entry):
            found[form] = (*found.get(form, ()), Form(verb, mood))
    return found


def begins_clause(words: str) -> bool:
    """Tell whether “, coinvolge Alfa” goes on with a verb, and is no apposition.

    Parameters
    ----------
    words
        What follows a name.
    """
    first = fold(words.strip(" ,").split(" ")[0])
    return any(
        form.mood in {"present", "future", "past"} for form in forms().get(first, ())
    )
