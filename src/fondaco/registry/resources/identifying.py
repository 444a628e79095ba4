"""The numbers of a row, once its other columns say of which country and system."""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.it import codicefiscale

from fondaco.core.resources import Note, Problem, Values
from fondaco.core.spreadsheets import values as written

_VAT_PREFIXES = {"GR": "EL"}
# Italian columns often have both numbers: “P. IVA / C.F.”.
_BETWEEN = re.compile(r"\s*[/;,|\n]\s*|\s+[-–—]\s+|\s+e\s+")
_TAX_WORDS = re.compile(r"^(?:C\.? ?F\.?|COD(?:\.|ICE)? ?FISC(?:\.|ALE)?)[ .:]*", re.I)
# The tax office gives these to bodies without a VAT number, such as associations.
_OF_BODIES = ("8", "9")


def settle_identifiers(values: Values) -> Iterable[Problem | Note]:
    """Number of which country, identifier of which system: other columns say it."""
    if number := values.pop("vat", None):
        yield from _settle_numbers(values, number)
    system = values.pop("system", "")
    if system and "external_id" in values:
        values["external_id"] = [system, values["external_id"][1]]


def _settle_numbers(values: Values, number: str) -> Iterable[Problem | Note]:
    country = values.get("country") or "IT"
    countries = (_VAT_PREFIXES.get(country, country), "IT")
    problem = ""
    parts = [number] if _is_number(number, countries) else _BETWEEN.split(number)
    for part in parts:
        if code := _tax_code(part):
            if values.setdefault("tax_code", code) != code:
                yield Note("vat", _("The row has another tax code: this is left out."))
            elif len(parts) == 1:
                yield Note("vat", _("This is a tax code: it comes in as one."))
            continue
        try:
            values.setdefault("vat", _vat(part, countries))
        except ValueError as error:
            problem = problem or str(error)
    if problem:
        yield "vat", problem


def _is_number(number: str, countries: Sequence[str]) -> bool:
    try:
        return bool(_vat(number, countries))
    except ValueError:
        return False


def _vat(number: str, countries: Sequence[str]) -> str:
    """Many that are abroad have an Italian number."""
    country, *others = countries
    try:
        return str(written.vat(number, country))
    except ValueError:
        return _vat(number, others) if others else str(written.vat(number))


def _tax_code(text: str) -> str:
    """The Italian code of a person, or of a body that has no VAT number."""
    number = compact_tax_code(text)
    if number.isdecimal() and not number.startswith(_OF_BODIES):
        return ""
    try:
        return str(codicefiscale.validate(number))
    except StdnumError:
        return ""


def compact_tax_code(text: str) -> str:
    """Without the words around it, and with the zeros that a spreadsheet took."""
    number = re.sub(r"[^0-9A-Z]", "", _TAX_WORDS.sub("", text.strip()).upper())
    if re.fullmatch(r"IT\d{11}", number):
        number = number[2:]
    return number.zfill(11) if number.isdecimal() and len(number) >= 8 else number
