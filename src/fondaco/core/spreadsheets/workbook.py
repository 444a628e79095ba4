"""Excel workbooks: which sheets there are, and the rows of one of them in a stream."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from fondaco.core.spreadsheets.archive import Archive, damage_told, damaged, too_much
from fondaco.core.spreadsheets.markup import (
    DEEPEST,
    Attributes,
    LocalNames,
    attribute,
    elements,
    parse,
)
from fondaco.core.spreadsheets.number_formats import BUILT_IN, Format, read_format
from fondaco.core.spreadsheets.sheet_rows import (
    RawRow,
    SheetRows,
    shared_text,
    too_long,
)
from fondaco.core.spreadsheets.table import Limits, Sheet, UnreadableTableError

# More visible sheets than this are not weighed one by one.
SHEETS_WEIGHED = 50
WEIGHED_BYTES = 4 * 2**20
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"'
)
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\s[^>]{1,4000}>")
_LINK_PARTS = re.compile(rb'\b(ref|(?:\w+:)?id)="([^"]{1,200})"')
MOST_MERGED = 20_000


@dataclass
class Part:
    name: str
    path: str
    is_hidden: bool = False


@dataclass
class Workbook:
    archive: Archive
    limits: Limits
    sheets: list[Part] = field(default_factory=list)
    since_1904: bool = False
    strings: list[str] = field(default_factory=list)
    formats: list[Format] = field(default_factory=list)


def open_workbook(archive: Archive, limits: Limits) -> Workbook:
    path = "xl/workbook.xml"
    for kind, target, _id in _relations(archive, ""):
        if kind == "officeDocument":
            path = target
    if path not in archive.names:
        raise UnreadableTableError(
            _(
                "The file is not an Excel workbook, although it looks like one. Save "
                "your table as an Excel workbook (.xlsx) or as CSV and choose that "
                "file."
            )
        )
    book = Workbook(archive, limits)
    parts = {key: (kind, part) for kind, part, key in _relations(archive, path)}
    for name, attributes in elements(archive.chunks(path)):
        if name == "workbookPr":
            book.since_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "sheet":
            kind, part = parts.get(attribute(attributes, "id"), ("", ""))
            if kind == "worksheet" and part in archive.names:
                hidden = attributes.get("state", "visible") != "visible"
                book.sheets.append(Part(attributes.get("name", ""), part, hidden))
    others = {kind: part for kind, part in parts.values() if part in archive.names}
    if styles := others.get("styles"):
        book.formats = _formats(archive, styles)
    if strings := others.get("sharedStrings"):
        book.strings = _strings(archive, strings, limits)
    return book


def read_sheet(book: Workbook, wanted: str | None) -> Sheet:
    """The sheet asked for, or else the visible one with most in it."""
    visible = [part for part in book.sheets if not part.is_hidden]
    if wanted is not None:
        chosen = next((part for part in book.sheets if part.name == wanted), None)
        if chosen is None:
            names = ", ".join(part.name for part in visible)
            message = _(
                "There is no sheet “%(wanted)s” in the workbook. Choose one of these: "
                "%(names)s."
            )
            raise UnreadableTableError(message % {"wanted": wanted, "names": names})
    elif visible:
        chosen = _fullest(book, visible)
    else:
        raise UnreadableTableError(
            _(
                "The workbook has no visible sheet. Open it, show the sheet with the "
                "table (right click on a tab, Unhide), save it and choose it again."
            )
        )
    return Sheet(
        _rows(book, chosen),
        chosen.name,
        [part.name for part in visible if part is not chosen],
        [part.name for part in book.sheets if part.is_hidden and part is not chosen],
    )


def merged_ranges(book: Workbook, sheet: str) -> list[str]:
    """The merged cells, which the file lists only after its rows."""
    part = next(part for part in book.sheets if part.name == sheet)
    found: list[str] = []
    with damage_told():
        for piece in _pieces(book.archive, part.path):
            found += [match[1].decode() for match in _MERGED.finditer(piece)]
            if len(found) > MOST_MERGED:
                break
    return list(dict.fromkeys(found))


def _rows(book: Workbook, part: Part) -> Iterator[RawRow]:
    with damage_told():
        rows = SheetRows(
            book.strings,
            book.formats,
            _links(book.archive, part.path),
            book.since_1904,
            book.limits,
        )
        yield from rows.read(book.archive.chunks(part.path))


def _fullest(book: Workbook, parts: list[Part]) -> Part:
    if len(parts) == 1 or len(parts) > SHEETS_WEIGHED:
        return parts[0]

    def weight(part: Part) -> int:
        chunks = book.archive.chunks(part.path, WEIGHED_BYTES)
        return sum(piece.count(b"</v>") + piece.count(b"</t>") for piece in chunks)

    return max(parts, key=weight)


def _links(archive: Archive, path: str) -> dict[str, str]:
    """Where the linked cells lead to, by their place in the sheet."""
    targets = {
        key: target
        for kind, target, key in _relations(archive, path, keep=True)
        if kind == "hyperlink"
    }
    links: dict[str, str] = {}
    if not targets:
        return links
    for piece in _pieces(archive, path):
        for match in _LINK.finditer(piece):
            parts = {
                name.rpartition(b":")[2]: value.decode("utf-8", "replace")
                for name, value in _LINK_PARTS.findall(match[0])
            }
            if target := targets.get(parts.get(b"id", "")):
                links[parts.get(b"ref", "").partition(":")[0]] = target
    return links


def _pieces(archive: Archive, path: str) -> Iterator[bytes]:
    """Chunks that begin with the end of the one before: no tag is cut in two."""
    before = b""
    for chunk in archive.chunks(path):
        yield before + chunk
        before = chunk[-4000:]


def _relations(
    archive: Archive, path: str, *, keep: bool = False
) -> Iterator[tuple[str, str, str]]:
    """What a part is tied to: the kind, the other part's name, the key of the tie."""
    folder, name = posixpath.split(path)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive.names:
        return
    for element, attributes in elements(archive.chunks(relations)):
        if element == "Relationship":
            target = attributes.get("Target", "")
            if not keep:
                target = posixpath.normpath(posixpath.join("/", folder, target))[1:]
            kind = attributes.get("Type", "").rpartition("/")[2]
            yield kind, target, attributes.get("Id", "")


def _formats(archive: Archive, path: str) -> list[Format]:
    """The format of each style, in the order by which cells name them."""
    codes = dict(BUILT_IN)
    formats: list[Format] = []
    inside = False
    for name, attributes in elements(archive.chunks(path)):
        if name == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[:500]
        elif name in {"cellXfs", "cellStyles", "dxfs"}:
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            code = codes.get(int(attributes.get("numFmtId", "0")), "")
            formats.append(read_format(code))
            if len(formats) > 100_000:
                raise too_much()
    return formats


def _strings(archive: Archive, path: str, limits: Limits) -> list[str]:
    """The texts of the workbook, of which the cells hold only the numbers."""
    strings: list[str] = []
    pieces: list[str] = []
    names = LocalNames()
    depth = characters = size = 0
    is_text = is_phonetic = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth, is_text, is_phonetic, size
        depth += 1
        if depth > DEEPEST:
            raise damaged()
        local = names[name]
        if local == "si":
            pieces.clear()
            size = 0
        elif local == "rPh":
            is_phonetic = True
        elif local == "t":
            is_text = not is_phonetic

    def end(name: str) -> None:
        nonlocal depth, is_text, is_phonetic, characters
        depth -= 1
        local = names[name]
        if local == "t":
            is_text = False
        elif local == "rPh":
            is_phonetic = False
        elif local == "si":
            string = shared_text("".join(pieces))
            characters += len(string) + 8
            if characters > limits.text_characters:
                raise too_much()
            strings.append(string)

    def text(data: str) -> None:
        nonlocal size
        if is_text:
            size += len(data)
            if size > limits.cell_characters:
                raise too_long()
            pieces.append(data)

    for _chunk in parse(archive.chunks(path), start, end, text):
        pass
    return strings
