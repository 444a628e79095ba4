"""Files told by their content, whatever they are called."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from fondaco.core.media_types import harmless_name, tell_media_type

OFFICE = "application/vnd.openxmlformats-officedocument"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
    return file.getvalue()


def document(main: str, **parts: bytes) -> bytes:
    said = f'<Override ContentType="{main}.main+xml"/>'.encode()
    return packed(**{"[Content_Types].xml": said, **parts})


WORD = f"{OFFICE}.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (b"%PDF-1.7\n", "verbale.PDF", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "foto.jpeg", "image/jpeg"),
        (PNG, "foto.png", "image/png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "foto.webp", "image/webp"),
        (document(WORD), "lettera.docx", WORD),
        (packed(mimetype=ODT.encode()), "lettera.odt", ODT),
        ("Presenze: perché no".encode(), "note.txt", "text/plain"),
        ("Società;Città".encode("cp1252"), "elenco.csv", "text/plain"),
        (b"%PDF-1.7\n", "senza nome", "application/pdf"),
        # What hangs behind a document changes nothing: it is kept as the document.
        (b"%PDF-1.7\n" + HTML, "due.pdf", "application/pdf"),
        (PNG + SVG, "due.png", "image/png"),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, name: str, found: str) -> None:
    assert tell_media_type(io.BytesIO(content), name) == found


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (HTML, "fattura.pdf"),
        (HTML, "pagina.txt"),
        (SVG, "logo.svg"),
        (b"\n\n  <?xml version='1.0'?>" + SVG, "logo.png"),
        (PNG, "foto.pdf"),
        (b"%PDF-1.7", "foto.exe"),
        (b"MZ\x90\0", "programma.exe"),
        (b"GIF89a", "animata.gif"),
        (b"", "vuoto.txt"),
        (packed(a=b"1"), "archivio.zip"),
        (b"PK\x03\x04 rotto", "rotto.docx"),
        (document(WORD, **{"word/vbaProject.bin": b"1"}), "macro.docx"),
        (document(WORD), "macro.xlsx"),
        (packed(mimetype=ODT.encode(), **{"Basic/x.xml": b"1"}), "macro.odt"),
        (HTML + packed(mimetype=ODT.encode()), "due.odt"),
    ],
)
def test_what_is_not_what_it_says_or_could_act_is_refused(
    content: bytes, name: str
) -> None:
    with pytest.raises(ValidationError):
        tell_media_type(io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Documenti\\Verbale n. 1.pdf", "Verbale n. 1.pdf"),
        ("fattura\u202efdp.exe.pdf", "fatturafdp.exe.pdf"),
        ('a"b\r\nc\0.pdf', "a_b c.pdf"),
        ("perche\u0301.pdf", "perché.pdf"),
        ("...", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(name: str, kept: str) -> None:
    assert harmless_name(name, "application/pdf") == kept
