"""Countries of ISO 3166-1: codes, names in Italian and English, Europe and beyond."""

import csv
import re
from functools import cache
from importlib import resources

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from fondaco.engines.language.folding import fold


def read_table(name: str) -> list[dict[str, str]]:
    """Read a table of this engine's data.

    Parameters
    ----------
    name
        Of the file in ``data``.

    Returns
    -------
    list[dict[str, str]]
        Its lines, by the headings.
    """
    data = resources.files(__package__).joinpath("data", name)
    return list(csv.DictReader(data.read_text("utf-8").splitlines()))


# By code; "europe" is region 150 of the United Nations' standard M49, and Cyprus, which
# M49 puts in Asia; "european_union" is its membership since 1 February 2020.
_COUNTRIES = {row["code"]: row for row in read_table("countries.csv")}
# The European Commission's own codes, as CORDIS and NUTS write them.
_COMMISSION_CODES = {"EL": "GR", "UK": "GB"}
# Where Unicode's own name is longer than the one in use.
_SHORT_NAMES = {"HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao"}
_ARTICLE = re.compile(r"^(?:(?:il|lo|la|i|gli|le|the) |l')(?=\w)")


def is_country(code: str) -> bool:
    """Tell whether a code is of a country.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-2, in capitals; regions, unions and reserved codes are not.
    """
    return code in _COUNTRIES


def is_europe(code: str) -> bool:
    """Tell whether a country is in Europe, as geography has it.

    Europe is region 150 of the United Nations' standard M49 with Cyprus: the whole of
    Russia is in it; Turkey, the Caucasus, Greenland and Israel are beyond.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-2, in capitals.
    """
    return is_country(code) and _COUNTRIES[code]["europe"] == "yes"


def is_european_union(code: str) -> bool:
    """Tell whether a country is one of the 27 Member States of the European Union.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-2, in capitals.
    """
    return is_country(code) and _COUNTRIES[code]["european_union"] == "yes"


def official_language(code: str) -> str:
    """Name the language in which a country writes its acts and addresses.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-2, in capitals.

    Returns
    -------
    str
        A language tag, such as ``it``; empty where there is no country, or where it has
        more than one official language and none can be told.
    """
    languages = get_official_languages(code, de_facto=True) if is_country(code) else ()
    return languages[0] if len(languages) == 1 else ""


def country_name(code: str, language: str) -> str:
    """Name a country, as Unicode's CLDR does.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-2, in capitals.
    language
        A language tag, such as ``it`` or ``en``.

    Raises
    ------
    ValueError
        If the code is not of a country, or CLDR does not know the language.
    """
    if not is_country(code):
        raise ValueError(f"{code!r} is not the ISO 3166-1 code of a country.")
    return _names(language)[code]


def countries(language: str) -> list[tuple[str, str]]:
    """List all countries, to choose from.

    Parameters
    ----------
    language
        A language tag, such as ``it`` or ``en``.

    Returns
    -------
    list[tuple[str, str]]
        ISO 3166-1 alpha-2 codes and names, in the names' folded order.

    Raises
    ------
    ValueError
        If CLDR does not know the language.
    """
    return sorted(_names(language).items(), key=lambda country: fold(country[1]))


def country_code(name_or_code: str) -> str | None:
    """Find a country by what a text or a table calls it.

    Parameters
    ----------
    name_or_code
        A name in Italian or English, current or usual ("Olanda", "Repubblica Ceca"),
        with or without its article; ISO 3166-1 alpha-2 or alpha-3; ``EL`` and ``UK`` of
        the European Commission. Case, accents, stops and hyphens do not matter.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-2; None if nothing is so called.
    """
    key = _key(name_or_code)
    return _codes().get(key) or _codes().get(_ARTICLE.sub("", key))


@cache
def _names(language: str) -> dict[str, str]:
    try:
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"No names are known in the language {language!r}.") from error
    return {code: _SHORT_NAMES.get(code, territories[code]) for code in _COUNTRIES}


@cache
def _codes() -> dict[str, str]:
    """Every folded name and code, the stronger last: ISO's codes are never shadowed."""
    codes = {
        _key(row["name"]): row["code"] for row in read_table("country_variants.csv")
    }
    for language in ("en", "it"):
        for code in _COUNTRIES:
            unicode_name = Locale(language).territories[code]
            codes |= {_key(unicode_name): code, _key(_names(language)[code]): code}
    codes |= {_key(row["alpha_3"]): code for code, row in _COUNTRIES.items()}
    codes |= {_key(alias): code for alias, code in _COMMISSION_CODES.items()}
    return codes | {_key(code): code for code in _COUNTRIES}


def _key(name: str) -> str:
    plain = fold(name).replace(".", "").replace("-", " ").replace("&", "and")
    return " ".join(plain.split())
