"""What the cells of a table of people say: phones, languages."""

import re

from django.utils.translation import gettext

from fondaco.core.imports import cells
from fondaco.core.resources import Noted
from fondaco.core.spreadsheets import Cell
from fondaco.engines.language.folding import fold
from fondaco.registry.languages import codes_of_languages
from fondaco.registry.models import Person


def phone(cell: Cell) -> str | Noted:
    value = str(cells.text(40)(cell)).removesuffix(".0")
    if re.fullmatch(r"\d[.,]\d+ ?E ?\+?\d+", value, re.I):
        return Noted("", gettext("The spreadsheet cut this number: it is left out."))
    value = re.sub(r"^(?:tel|cell|mob|ph)[a-z]*[.:]* *", "", value, flags=re.I)
    Person._meta.get_field("phone").run_validators(value)
    return value


def languages(cell: Cell) -> list[str]:
    found = []
    for name in cells.texts(60, ";\n|,/")(cell):
        code = codes_of_languages().get(fold(name))
        if code is None:
            text = gettext("“%(name)s” is not a language that is known here.")
            raise ValueError(text % {"name": name})
        found.append(code)
    return list(dict.fromkeys(found))


def one_language(cell: Cell) -> str:
    found = languages(cell)
    if len(found) != 1 or found[0] not in ("it", "en"):
        raise ValueError(gettext("Italian or English is expected."))
    return found[0]
