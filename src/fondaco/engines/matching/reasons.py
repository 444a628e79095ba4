"""Why somebody is suggested, as a code with its facts, and as a sentence.

The codes are for programs; the sentences, in Italian and English, are data files.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

LANGUAGES = ("en", "it")


@dataclass(frozen=True)
class Reason:
    """A fact that speaks for a suggestion.

    Parameters
    ----------
    code
        Which sentence says it; a key of the files in ``sentences``.
    facts
        What the sentence quotes: words, names, numbers, or lists of them. What has a
        name in each language has them as its attributes ``en`` and ``it``.
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: str = "en") -> str:
        """Say it.

        Parameters
        ----------
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
        code = self.code
        # “1 partner” and “2 partners” are sentences of their own.
        if self.facts.get("count") == 1 and f"{code}-one" in words:
            code = f"{code}-one"
        facts = {
            name: _shown(fact, words, language) for name, fact in self.facts.items()
        }
        return words[code].format_map(facts)


@cache
def sentences(language: str) -> dict[str, str]:
    """Read the sentences of a language by their codes.

    Parameters
    ----------
    language
        ``en`` or ``it``.

    Raises
    ------
    KeyError
        If there is no such language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    file = resources.files(__package__) / "sentences" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _shown(fact: object, words: Mapping[str, str], language: str) -> str:
    if isinstance(fact, str) or not isinstance(fact, Sequence):
        return str(fact)
    names = [str(getattr(one, language, one)) for one in fact]
    if len(names) < 2:
        return "".join(names)
    return words["and"].format(first=", ".join(names[:-1]), last=names[-1])
