"""The languages that people speak: the Union's, and those of where missions go."""

from functools import cache

from django.utils import translation
from django.utils.translation import get_language_info

from fondaco.engines.language.folding import fold

_SPOKEN = (
    *("it", "en", "fr", "de", "es", "pt", "nl", "pl", "ro", "el", "cs", "sk", "sl"),
    *("hr", "hu", "bg", "da", "sv", "fi", "et", "lv", "lt", "ga", "ru", "uk", "tr"),
    *("ar", "he", "zh-hans", "ja", "ko", "hi", "vi"),
)


def spoken_languages() -> list[tuple[str, str]]:
    """Code and name, in the reader's language."""
    return [
        (code.partition("-")[0], get_language_info(code)["name_translated"])
        for code in _SPOKEN
    ]


@cache
def codes_of_languages() -> dict[str, str]:
    """The code by the folded name in either language, and by itself."""
    known: dict[str, str] = {}
    for language in ("it", "en"):
        with translation.override(language):
            known |= {fold(str(name)): code for code, name in spoken_languages()}
    return known | {code: code for code in known.values()}
