"""The parts of a zipped file, never inflated further than the limits."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat

from django.utils.translation import gettext as _

from fondaco.core.spreadsheets.table import Limits, UnreadableTableError

CHUNK = 128 * 1024
END, END_64 = b"PK\x05\x06", b"PK\x06\x06"
# A list of parts longer than this is no workbook, and would fill the memory.
LONGEST_DIRECTORY = 2**20


@contextmanager
def damage_told() -> Iterator[None]:
    """What a damaged file makes the libraries raise, as the sentence for the person."""
    try:
        yield
    except UnreadableTableError:
        raise
    except (
        EOFError,
        IndexError,
        KeyError,
        NotImplementedError,
        OSError,
        OverflowError,
        RuntimeError,
        ValueError,
        expat.ExpatError,
        struct.error,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise damaged() from error


def damaged() -> UnreadableTableError:
    return UnreadableTableError(
        _(
            "The file is damaged or incomplete. Open it in Excel or LibreOffice, save "
            "it again as an Excel workbook (.xlsx) and choose the new file."
        )
    )


def too_much() -> UnreadableTableError:
    return UnreadableTableError(
        _(
            "The workbook unpacks to far more than a table needs. Copy only the rows "
            "that you need into a new workbook, save it as .xlsx and choose that one."
        )
    )


def encrypted() -> UnreadableTableError:
    return UnreadableTableError(
        _(
            "The workbook is protected by a password. Open it in Excel, remove the "
            "password (File, Info, Protect Workbook), save it and choose it again."
        )
    )


class Archive:
    """A zip of which parts are read by name; nothing is ever unpacked to a disk."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        _check_directory(content)
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self._limits = limits
        self.names = set(self._zip.namelist())

    def chunks(self, name: str, most: int | None = None) -> Iterator[bytes]:
        """The part piece by piece, to its end or to about `most` bytes."""
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise encrypted()
        # Other methods are no part of the format, and unpack even more from less.
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise damaged()
        limits, read = self._limits, 0
        longest = max(limits.ratio_from, info.compress_size * limits.ratio)
        longest = min(limits.inflated_bytes, longest)
        with self._zip.open(info) as part:
            while chunk := part.read(CHUNK):
                read += len(chunk)
                if read > longest:
                    raise too_much()
                yield chunk
                if most and read >= most:
                    return

    def start_of(self, name: str, size: int = 100) -> bytes:
        return next(self.chunks(name), b"")[:size]


def _check_directory(content: bytes) -> None:
    """Measure the list of parts before `zipfile` makes an object of each.

    The same two records are looked at, in the places where `zipfile` looks.
    """
    place = content.rfind(END, max(0, len(content) - 65_557))
    if place < 0 or place + 22 > len(content):
        raise damaged()
    sizes = [struct.unpack_from("<L", content, place + 12)[0]]
    if place >= 76 and content[place - 76 : place - 72] == END_64:
        sizes = [struct.unpack_from("<Q", content, place - 76 + 40)[0]]
    if max(sizes) > LONGEST_DIRECTORY:
        raise too_much()
