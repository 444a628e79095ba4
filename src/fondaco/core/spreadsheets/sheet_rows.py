"""The rows of one sheet of a workbook, read from its XML as it is inflated."""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from fondaco.core.spreadsheets.archive import damaged
from fondaco.core.spreadsheets.cleaning import clean, unmarked
from fondaco.core.spreadsheets.markup import DEEPEST, Attributes, LocalNames, parse
from fondaco.core.spreadsheets.number_formats import (
    PLAIN,
    Format,
    iso_moment,
    number_of,
)
from fondaco.core.spreadsheets.table import Cell, Limits, UnreadableTableError

RawRow = tuple[int, dict[int, Cell]]
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def shared_text(text: str) -> str:
    """A text of the file as it is seen; `_x000D_` stands for a character."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return unmarked(clean(text))


def too_long() -> UnreadableTableError:
    return UnreadableTableError(
        _(
            "A cell holds far too long a text. Shorten it, or take its column out, and "
            "choose the file again."
        )
    )


class SheetRows:
    """One reading of one sheet: what the parser calls back to, and what came of it."""

    def __init__(
        self,
        strings: Sequence[str],
        formats: Sequence[Format],
        links: dict[str, str],
        since_1904: bool,
        limits: Limits,
    ) -> None:
        self._strings, self._formats = strings, formats
        self._links, self._since_1904, self._limits = links, since_1904, limits
        self._names = LocalNames()
        self._columns: dict[str, int] = {}
        self._done: list[RawRow] = []
        self._cells: dict[int, Cell] = {}
        self._number = self._depth = self._size = 0
        self._column = -1
        self._place = self._type = self._style = ""
        self._is_text = self._is_formula = self._is_phonetic = False
        self._pieces: list[str] = []

    def read(self, chunks: Iterable[bytes]) -> Iterator[RawRow]:
        """Every row that holds something, with its number and its cells by column."""
        for _chunk in parse(chunks, self._start, self._end, self._text):
            yield from self._done
            self._done.clear()

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise damaged()
        local = self._names[name]
        if local == "v":
            self._is_text = True
        elif local == "c":
            self._begin_cell(attributes)
        elif local == "t":
            self._is_text = self._type == "inlineStr" and not self._is_phonetic
        elif local == "f":
            self._is_formula = True
        elif local == "rPh":
            self._is_phonetic = True
        elif local == "row":
            number = int(attributes.get("r", self._number + 1))
            if not self._number < number <= LAST_ROW:
                raise damaged()
            self._number, self._column, self._cells = number, -1, {}

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = self._names[name]
        if local in {"v", "t"}:
            self._is_text = False
        elif local == "c":
            self._end_cell()
        elif local == "rPh":
            self._is_phonetic = False
        elif local == "row" and self._cells:
            self._done.append((self._number, self._cells))
            self._cells = {}

    def _text(self, data: str) -> None:
        if self._is_text:
            self._size += len(data)
            if self._size > self._limits.cell_characters:
                raise too_long()
            self._pieces.append(data)

    def _begin_cell(self, attributes: Attributes) -> None:
        place = attributes.get("r", "")
        self._column = self._index(place) if place else self._column + 1
        self._place = place
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._is_formula, self._size = False, 0
        self._pieces = []

    def _index(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            if not 1 <= len(letters) <= 3 or not letters.isascii():
                raise damaged()
            column = 0
            for character in letters.upper():
                column = column * 26 + ord(character) - 64
            if not 0 < column <= LAST_COLUMN:
                raise damaged()
            column -= 1
            self._columns[letters] = column
        return column

    def _end_cell(self) -> None:
        text = "".join(self._pieces)
        if not text and not self._is_formula:
            return
        cell = self._cell(text)
        if self._links and (link := self._links.get(self._place)):
            cell = cell._replace(link=link)
        if cell.value not in {None, ""} or cell.error:
            self._cells[self._column] = cell

    def _cell(self, text: str) -> Cell:
        kind, is_formula = self._type, self._is_formula
        if kind == "s":
            string = self._strings[int(text)] if int(text) >= 0 else ""
            return Cell(string, "", is_formula)
        if kind in {"str", "inlineStr"}:
            return Cell(shared_text(text), "", is_formula)
        if not text:
            return Cell(None, "", is_formula, _not_calculated())
        if kind == "b":
            return Cell(text.strip() in {"1", "true"}, "", is_formula)
        if kind == "e":
            return Cell(None, "", is_formula, _error(clean(text)))
        if kind == "d":
            return Cell(iso_moment(text.strip()), "", is_formula)
        number = number_of(text)
        shape = self._formats[int(self._style)] if self._style else PLAIN
        if shape is PLAIN:
            return Cell(number, "", is_formula)
        return shape.cell(number, self._since_1904, is_formula)


def _not_calculated() -> str:
    return _(
        "The formula has no calculated value. Open the file in Excel and save it "
        "again, or write the value itself."
    )


def _error(code: str) -> str:
    message = _("The spreadsheet shows the error %(code)s here. Write the value.")
    return message % {"code": code}
