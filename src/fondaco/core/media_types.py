"""What a file is, told by its content: its name and its sender's word count little.

Only what can be told apart, and does nothing by being opened, is kept: no page, no
drawing that runs scripts, no macro, no archive.
"""

import lzma
import re
import struct
import unicodedata
import zipfile
import zlib
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
# Each with the endings that its name may have; the first is given to a name without.
ENDINGS: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    f"{_OFFICE}.wordprocessingml.document": (".docx",),
    f"{_OFFICE}.spreadsheetml.sheet": (".xlsx",),
    f"{_OFFICE}.presentationml.presentation": (".pptx",),
    f"{_OPEN}.text": (".odt",),
    f"{_OPEN}.spreadsheet": (".ods",),
    f"{_OPEN}.presentation": (".odp",),
    "text/plain": (".txt", ".csv", ".md", ".ics"),
}
ACCEPTED = ",".join(ending for known in ENDINGS.values() for ending in known)
LONGEST_NAME = 120
_BEGINNING = 4096
_LARGEST_LIST = 2**20
_MOST_PARTS = 10_000
# Each part of a packed folder is broken in a way of its own.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
# A page or a drawing whatever stands before it: browsers look for these.
_MARKUP = re.compile(
    rb"<\s*(!doctype|html|head|body|script|svg|iframe|img|\?xml|!--)", re.IGNORECASE
)


def tell_media_type(file: IO[bytes], name: str) -> str:
    """The type of a file, or a sentence on why it is not kept."""
    found = _detect(file)
    file.seek(0)
    if found is None:
        raise ValidationError(
            _(
                "“%(name)s” is not a kind of file that is kept here. Attach a PDF, a "
                "picture (JPEG, PNG, WebP), a plain text, or a document without macros "
                "(DOCX, XLSX, PPTX, ODT, ODS, ODP)."
            )
            % {"name": name}
        )
    ending = _ending(name)
    if ending and ending not in ENDINGS[found]:
        raise ValidationError(
            _(
                "“%(name)s” is not what its name says: what is in it is %(found)s. "
                "Rename it if that is right."
            )
            % {"name": name, "found": ENDINGS[found][0].removeprefix(".").upper()}
        )
    return found


def harmless_name(name: str, media_type: str) -> str:
    """The last part of a path, without what folders, terminals or readers obey."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(
        " " if letter.isspace() else letter
        for letter in last
        if letter.isspace() or unicodedata.category(letter)[0] != "C"
    )
    plain = re.sub(r'[<>:"|?*%;`$&]', "_", " ".join(plain.split())).strip(". ")
    ending = _ending(plain)
    stem = plain[: len(plain) - len(ending)] if ending else plain
    ending = ending or ENDINGS[media_type][0]
    return (stem.strip(". ") or "file")[: LONGEST_NAME - len(ending)] + ending


def _ending(name: str) -> str:
    match = re.search(r"\.[a-z0-9]{1,8}$", name.lower())
    return match[0] if match else ""


def _detect(file: IO[bytes]) -> str | None:
    file.seek(0)
    beginning = file.read(_BEGINNING)
    if beginning.startswith(b"%PDF-"):
        return "application/pdf"
    if beginning.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if beginning.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "image/webp"
    if beginning.startswith(b"PK\x03\x04"):
        return _document(file)
    return "text/plain" if _is_plain(file, beginning) else None


def _is_plain(file: IO[bytes], beginning: bytes) -> bool:
    """Words in UTF-8 or Windows' own letters, and no markup at its beginning."""
    if not beginning or _MARKUP.search(beginning):
        return False
    file.seek(0)
    while part := file.read(2**16):
        # Letters, tabulators, ends of lines and pages: nothing else is a text.
        if re.search(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]", part):
            return False
    return True


def _document(file: IO[bytes]) -> str | None:
    """An office document: a folder, packed, that says which one it is."""
    try:
        with zipfile.ZipFile(file) as packed:
            names = packed.namelist()
            if len(names) > _MOST_PARTS or any("vbaProject" in one for one in names):
                return None
            if "mimetype" in names:
                said = _read(packed, "mimetype").decode("ascii", "replace").strip()
                is_macro = any(one.startswith("Basic/") for one in names)
                return said if said in ENDINGS and not is_macro else None
            said = _read(packed, "[Content_Types].xml").decode("utf-8", "replace")
    except _UNREADABLE:
        return None
    for known in ENDINGS:
        if known.startswith(_OFFICE) and f"{known}.main+xml" in said:
            return known
    return None


def _read(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as part:
        content: bytes = part.read(_LARGEST_LIST)
    return content
