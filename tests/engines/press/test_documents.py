"""Files: what is a text, and what is said of those that are none."""

from pathlib import Path

import pytest
from pypdf import PdfWriter

from fondaco.engines.press import documents
from fondaco.engines.press.documents import text_in, text_of

ARTICLE = (
    "Il 24 novembre si è tenuto a Bergamo il convegno "
    "“Manifattura aperta”, organizzato da "
    "AFIL con il patrocinio di Regione Lombardia. Vi hanno preso parte 120 imprese."
)
PAGE = (
    "<!DOCTYPE "
    "html><html><head><title>Notizia</title></head><body><nav>Home | Contatti</nav>"
    f"<article><h1>Un convegno a Bergamo</h1><p>{ARTICLE}</p><p>{ARTICLE}</p></article>"
    "<footer>Tutti i diritti riservati</footer></body></html>"
)
SAVED = (
    "From: <Saved by a browser>\r\nSubject: Notizia\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
    'Content-Type: text/html; charset="utf-8"\r\n'
    f"Content-Transfer-Encoding: 8bit\r\n\r\n{PAGE}\r\n--B--\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text(encoding: str, tmp_path: Path) -> None:
    """It is the text itself, in the encodings that there are."""
    path = tmp_path / "text.txt"
    path.write_bytes(ARTICLE.encode(encoding))
    assert text_of(path) == ARTICLE


@pytest.mark.parametrize("page", [PAGE, SAVED])
def test_a_page(page: str) -> None:
    """The article is taken, and what a site writes around it is left."""
    text = text_in(page.encode())
    assert ARTICLE in text
    assert "Contatti" not in text


def pdf(text: str) -> bytes:
    """Write a PDF of one line, by hand."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 "
        b"/BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + (
        b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (table, len(data))
    )


def test_a_pdf() -> None:
    """Its text is taken."""
    assert (
        text_in(pdf("AFIL ha partecipato alla fiera")).strip()
        == "AFIL ha partecipato alla fiera"
    )


def test_a_scan(tmp_path: Path) -> None:
    """A PDF without text says so."""
    path = tmp_path / "scan.pdf"
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(path)
    with pytest.raises(ValueError, match="has no text: it may be a scan"):
        text_of(path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"  \n", "is empty"),
        (b"\x00\x01\x02\x03", "neither text nor HTML nor PDF"),
        (b"%PDF-1.4 broken", "no PDF that can be read"),
        (b"<html><body></body></html>", "No article was found"),
        (
            b"MIME-Version: 1.0\nContent-Type: image/png\n\nabc",
            "No page was found",
        ),
    ],
)
def test_files_that_are_no_text(data: bytes, message: str) -> None:
    """Each is told by its name and what is wrong."""
    with pytest.raises(ValueError, match=f"x.bin.*{message}|{message}.*x.bin"):
        text_in(data, "x.bin")


def test_what_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files and texts have a limit."""
    path = tmp_path / "text.txt"
    path.write_text("a" * 100)
    monkeypatch.setattr(documents, "LONGEST_TEXT", 99)
    with pytest.raises(ValueError, match="more than 99 characters"):
        text_of(path)
    monkeypatch.setattr(documents, "LARGEST_FILE", 99)
    with pytest.raises(ValueError, match="is larger than"):
        text_of(path)
