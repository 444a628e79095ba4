"""A workbook of organisations as people make them, and what should come of each row."""

import datetime as dt
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from stdnum import luhn

HEADER = [
    "Ragione sociale",
    "P.IVA",
    "Tipologia",
    "Dimensione",
    "Indirizzo",
    "Città",
    "Provincia",
    "Nazione",
    "Sito web",
    "E-mail",
    "Data adesione",
    "Note interne",
]
# The first row with an organisation, as the spreadsheet numbers it.
FIRST_ROW = 6
# In the network that is shipped, under this name.
ALREADY_THERE = ["Finlombarda", "Confindustria Lombardia", "Regione Lombardia"]
WORDS = ["Meccanica", "Società Agricola", "Qualità", "Più", "Forlì", "Énergie"]
MORE = ["Lariana", "dell'Adda", "Orobica", "& Figli", "Città Alta", "del Garda"]
FORMS = ["S.p.A.", "S.r.l.", "SRL", "Soc. Coop.", "S.n.c."]
CITIES = [("Milano", "MI"), ("Lecco", "LC"), ("Cantù", "CO"), ("Brescia", "BS")]
COUNTRIES = ["Italia", "IT", "ITALIA", "Italy"]
SIZES = {None: "", "Piccola": "small", "media impresa": "medium", "GRANDE": "large"}
BROKEN = ["P.IVA", "Nazione", "Sito web", "E-mail"]


@dataclass(frozen=True)
class Expected:
    """What becomes of a row: created, same as another row, there already, or wrong."""

    row: int
    outcome: str  # created | same | existing | error
    name: str
    same_as: int | None = None
    column: str = ""
    # What the row means, by field as it is on record.
    values: dict[str, str] = field(default_factory=dict)


def sinful_workbook(path: Path, rows: int = 750, seed: int = 1) -> list[Expected]:
    """Write the workbook; every twentieth row repeats another, 3 % are broken.

    Above the table stand a title and a merged header; below it stands a total. Dates
    are days of the spreadsheet or texts, VAT numbers have spaces and prefixes or are
    numbers with a format of leading zeros. One name is a formula with nothing
    calculated, which is an error in its cell; another has an emoji. Three rows are of
    what is on record under the same name; whoever records the two of `known_by_number`
    first finds them by their VAT number.
    """
    random_ = random.Random(seed)
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Elenco"
    workbook.create_sheet("Legenda").append(["Legenda", "Soci e aderenti"])
    hidden = workbook.create_sheet("Vecchio")
    hidden.sheet_state = "hidden"
    for number in range(rows + 50):
        hidden.append([f"Vecchio {number}"])
    sheet["A1"] = "Elenco delle organizzazioni – aggiornato a settembre"
    sheet.merge_cells("A1:L1")
    sheet["A4"], sheet["E4"], sheet["I4"] = "Anagrafica", "Sede legale", "Contatti"
    for merged in ("A4:D4", "E4:H4", "I4:J4"):
        sheet.merge_cells(merged)
    for column, name in enumerate(HEADER, start=1):
        sheet.cell(5, column, name)
    broken = set(random_.sample(range(30, rows), max(1, rows * 3 // 100)))
    expected: list[Expected] = []
    made: list[tuple[int, list[Any]]] = []
    values: dict[str, str]
    for index in range(rows):
        row = FIRST_ROW + index
        if index in broken:
            cells, _ = _organisation(index, random_)
            column = BROKEN[index % len(BROKEN)]
            cells[HEADER.index(column)] = _wrong(column)
            expected.append(Expected(row, "error", str(cells[0]), column=column))
        elif 0 < index <= len(ALREADY_THERE):
            cells = [None] * len(HEADER)
            cells[0] = ALREADY_THERE[index - 1]
            expected.append(Expected(row, "existing", str(cells[0])))
        elif index == 10:
            cells, _ = _organisation(index, random_)
            cells[0] = '="Rossi "&"S.p.A."'
            expected.append(Expected(row, "error", "", column=HEADER[0]))
        elif index > 20 and index % 20 == 0:
            first, cells = random_.choice(made)
            cells = [*cells]
            cells[0] = f"  {cells[0]} ".replace(" ", "\xa0", 1)
            cells[1] = _spaced(cells[1])
            name = str(cells[0]).strip()
            expected.append(Expected(row, "same", name, same_as=first))
        else:
            cells, values = _organisation(index, random_)
            if index == 12:
                cells[0] = values["name"] = f"{cells[0]} 🚀"
            expected.append(Expected(row, "created", values["name"], values=values))
            made.append((row, cells))
        for column, value in enumerate(cells, start=1):
            cell = sheet.cell(row, column, value)
            if column == 2 and isinstance(value, int):
                cell.number_format = "00000000000"
            elif isinstance(value, dt.date):
                cell.number_format = "dd/mm/yyyy"
    last = FIRST_ROW + rows
    sheet.cell(last + 1, 1, "Totale")
    sheet.cell(last + 1, 2, rows)
    workbook.save(path)
    return expected


def known_by_number(expected: list[Expected]) -> list[Expected]:
    """Two rows of which a test may put the same number on record under another name."""
    return [one for one in expected if one.outcome == "created"][20:22]


def _organisation(
    index: int, random_: random.Random
) -> tuple[list[Any], dict[str, str]]:
    """The cells of one row, and what they mean."""
    name = f"{random_.choice(WORDS)} {random_.choice(MORE)} {index} "
    name += random_.choice(FORMS)
    city, province = random_.choice(CITIES)
    digits = f"{index + 100:07}015"
    digits += luhn.calc_check_digit(digits)
    day = dt.date(2010, 1, 1) + dt.timedelta(days=random_.randrange(5000))
    size = list(SIZES)[index % len(SIZES)]
    cells = [
        name,
        [f"IT {digits[:3]} {digits[3:7]} {digits[7:]}", int(digits), digits][index % 3],
        ["azienda", "Impresa", "company"][index % 3] if index % 5 else None,
        size,
        f"Via Università, {index}",
        city,
        province,
        random_.choice(COUNTRIES),
        [f"www.ditta{index}.it", f"https://ditta{index}.it/"][index % 2],
        f"info@ditta{index}.it",
        [day, day.strftime("%d/%m/%Y"), day.strftime("%d.%m.%y")][index % 3],
        "zero\u200bwidth" if index % 7 == 0 else None,
    ]
    return cells, {
        "name": name,
        "vat": f"IT{digits}",
        "kind": "company",
        "size_class": SIZES[size],
        "site": f"Via Università, {index}",
        "city": city,
        "province": province,
        "country": "IT",
        "website": [f"https://www.ditta{index}.it", f"https://ditta{index}.it/"][
            index % 2
        ],
        "public_email": f"info@ditta{index}.it",
        "joined": day.isoformat(),
    }


def _wrong(column: str) -> str:
    return {
        "P.IVA": "12345678901",
        "Nazione": "Atlantide",
        "Sito web": "non c'è",
        "E-mail": "info(at)ditta.it",
    }[column]


def _spaced(number: object) -> str:
    digits = f"{number:011}" if isinstance(number, int) else str(number)
    return " ".join(digits.replace(" ", "").removeprefix("IT"))
