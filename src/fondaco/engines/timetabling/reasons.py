"""What the engine has to say, as a code with its values, and as a sentence.

The codes are for programs; the sentences, in Italian and English, are data files.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fondaco.engines.timetabling.problem import Id, Problem

LANGUAGES = ("en", "it")
NAMED = {
    "participant": "participant",
    "other": "participant",
    "company": "company",
    "resource": "resource",
    "meeting": "meeting",
    "before": "meeting",
    "instead": "meeting",
}


@dataclass(frozen=True)
class Reason:
    """A fact about a timetable.

    Parameters
    ----------
    code
        Which sentence says it; a key of the files in ``sentences``.
    values
        What the sentence is about: ids, slots and tables counted from 1, numbers.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, problem: "Problem | None" = None, language: str = "en") -> str:
        """Say it.

        Parameters
        ----------
        problem
            Whose names are used for its ids; the ids themselves where ``None``.
        language
            ``en`` or ``it``.

        Returns
        -------
        str
            A full sentence.

        Raises
        ------
        KeyError
            If there is no such language or no such code.
        """
        words = sentences(language)
        values = {
            key: _name(key, value, problem, words) for key, value in self.values.items()
        }
        return words[self.code].format_map(values)


@cache
def sentences(language: str) -> dict[str, str]:
    """Read the sentences of a language by their codes.

    Parameters
    ----------
    language
        ``en`` or ``it``.

    Returns
    -------
    dict
        Templates with the values' names in braces.

    Raises
    ------
    KeyError
        If there is no such language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    file = resources.files(__package__) / "sentences" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _name(
    key: str, value: object, problem: "Problem | None", words: dict[str, str]
) -> str:
    if isinstance(value, tuple | list | frozenset):
        kind = key.removesuffix("s")
        return _listed([_name(kind, one, problem, words) for one in value], words)
    if problem is None or key not in NAMED or not isinstance(value, int | str):
        return str(value)
    return _name_of(NAMED[key], value, problem, words)


def _name_of(kind: str, name: "Id", problem: "Problem", words: dict[str, str]) -> str:
    if kind == "meeting":
        meeting = problem.meeting_by_id.get(name)
        if meeting is None:
            return str(name)
        people = [
            *(_name_of("participant", p, problem, words) for p in meeting.participants),
            *(_name_of("company", c, problem, words) for c in meeting.companies),
        ]
        return words["meeting-of"].format(id=name, people=_listed(people, words))
    thing = {
        "participant": problem.participant_by_id.get(name),
        "company": problem.company_by_id.get(name),
        "resource": problem.resource_by_id.get(name),
    }[kind]
    return (thing.name if thing else "") or str(name)


def _listed(names: list[str], words: dict[str, str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return words["and"].format(first=", ".join(names[:-1]), last=names[-1])
