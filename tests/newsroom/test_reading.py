"""Files and pages of strangers, read into a title, a date and words."""

import time
import zlib
from io import BytesIO

import pytest
import typst
from django.core.exceptions import ValidationError
from pypdf import PdfReader, PdfWriter

from fondaco.newsroom.reading import apart
from fondaco.newsroom.reading.apart import read_apart
from fondaco.newsroom.reading.article import LONGEST_TEXT, Article, UnreadableError
from fondaco.newsroom.reading.files import read_file
from fondaco.newsroom.reading.letters import decode, first_line, tidy
from fondaco.newsroom.reading.pages import words_of

IT = "Dal 23 al 25 novembre: è la città dell’Unione, perché lì c’è la conferenza."
PARAGRAPHS = [f"{IT} I cluster lombardi sono {n}, e molti altri." for n in range(6)]
PAGE = f"""<!DOCTYPE html>
<html lang="it-IT"><head><title>Nove cluster a Bruxelles | Il Foglio</title>
<meta property="og:site_name" content="Il Foglio">
<meta property="article:published_time" content="2016-11-22T10:00:00+01:00">
<script>var cluster = "segreto";</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Nove cluster a Bruxelles</h1>
{"".join(f"<p>{one}</p>" for one in PARAGRAPHS)}</article>
<footer>Tutti i diritti riservati</footer></body></html>"""


def pdf(*pages: str, title: str = "") -> bytes:
    document = "#pagebreak()\n".join(f"{page}\n" for page in pages)
    head = f'#set document(title: "{title}")\n' if title else ""
    return bytes(typst.compile((head + document).encode(), format="pdf"))


def refused(content: bytes) -> str:
    with pytest.raises(UnreadableError) as error:
        read_file(content)
    return error.value.code


def test_of_a_page_its_article_is_read() -> None:
    found = read_file(PAGE.encode(), url="https://foglio.example/1")
    assert found.title == "Nove cluster a Bruxelles"
    assert found.publisher == "Il Foglio"
    assert found.published == "2016-11-22"
    assert found.language == "it"
    assert found.url == "https://foglio.example/1"
    assert [line for line in PARAGRAPHS if line in found.text] == PARAGRAPHS
    for other in ("Sport", "segreto", "diritti"):
        assert other not in found.text


def test_a_page_with_few_words_is_read_whole() -> None:
    small = read_file(b"<html><body><p>Due parole</p><p>e basta</p></body></html>")
    assert small.text == "Due parole\ne basta"
    assert (small.published, small.language) == ("", "")


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]
)
def test_a_text_is_read_whatever_wrote_it(name: str) -> None:
    assert read_file(IT.encode(name)) == Article(text=IT)


@pytest.mark.parametrize("name", ["mac_roman", "cp850"])
def test_letters_of_old_programs_are_guessed(name: str) -> None:
    plain = IT.replace("’", "'")
    assert decode(plain.encode(name)) == plain


def test_what_a_page_says_of_its_letters_holds() -> None:
    said = (
        '<html><head><meta charset="iso-8859-1"></head><body><p>“Più”</p></body></html>'
    )
    assert read_file(said.encode("cp1252")).text == "“Più”"
    assert decode("naïve ąę".encode("iso-8859-2", "replace"), "iso-8859-2")[-2:] == "ąę"
    assert decode("città".encode("cp1252"), "no-such-letters") == "città"


def test_a_page_saved_in_one_file_is_read() -> None:
    parts = [
        b"From: <Saved by Blink>",
        b"Snapshot-Content-Location: https://foglio.example/1",
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/related; boundary="B"',
        b"",
        b"--B",
        b"Content-Type: text/css",
        b"",
        b"p { color: red }",
        b"--B",
        b"Content-Type: text/html; charset=utf-8",
        b"Content-Transfer-Encoding: 8bit",
        b"",
        PAGE.encode(),
        b"--B--",
    ]
    found = read_file(b"\r\n".join(parts))
    assert (found.title, found.url) == (
        "Nove cluster a Bruxelles",
        "https://foglio.example/1",
    )
    assert refused(b"\r\n".join([*parts[:5], b"--B--"])) == "kind"


def test_a_pdf_with_words_is_read_page_by_page() -> None:
    found = read_file(pdf("Prima pagina", "Seconda pagina", title="Comunicato"))
    assert found.title == "Comunicato"
    assert found.text.split() == ["Prima", "pagina", "Seconda", "pagina"]
    assert read_file(pdf("Testo", title="Microsoft Word - x.docx")).title == ""


def test_a_pdf_without_words_or_with_a_lock_is_refused() -> None:
    assert refused(pdf("#rect(fill: red)")) == "pictures"
    assert refused(b"%PDF-1.7\n" + b"\0" * 200) == "broken"
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("Segreto"))))
    writer.encrypt("chiave", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    assert refused(locked.getvalue()) == "locked"


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04docx", b"\x89PNG\r\n", b"{\\rtf1", b"MZ", b"ab\0\0c\0"]
)
def test_files_of_other_programs_are_refused(content: bytes) -> None:
    assert refused(content) == "kind"


@pytest.mark.parametrize("content", [b"", b" \n ", b"<html><script>x</script></html>"])
def test_what_has_no_words_is_refused(content: bytes) -> None:
    assert refused(content) in {"empty", "kind"}


def test_entities_are_not_filled_in_from_files() -> None:
    attack = """<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM
    "file:///etc/passwd"><!ENTITY y "yyyy">]><html><body><p>a &x; b</p></body></html>"""
    assert "root" not in read_file(attack.encode()).text


def test_letters_that_are_none_go_and_ends_of_lines_are_of_one_kind() -> None:
    assert tidy("a\0\x1b[1m b \r\nc\rd\u2028\n\n\n\ne\ufeff ") == "a[1m b\nc\nd\n\ne"
    assert len(tidy("x" * (LONGEST_TEXT + 5))) == LONGEST_TEXT
    assert words_of("<p>a<br>b<p>c<script>no</script>") == "a\nb\nc"
    assert words_of("") == ""


def test_the_first_line_stands_for_a_title() -> None:
    assert first_line("\n  Uno   due\ntre", 20) == "Uno due"
    assert first_line("Uno due, tre quattro", 12) == "Uno due…"


def test_it_is_read_in_a_process_of_its_own() -> None:
    assert read_apart(IT.encode()) == Article(text=IT)
    with pytest.raises(ValidationError) as error:
        read_apart(b"PK\x03\x04")
    assert error.value.code == "kind"
    assert "copia e incolla" in error.value.messages[0]


def test_a_reader_that_does_not_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(ValidationError) as error:
        read_apart(IT.encode())
    assert error.value.code == "heavy"


def test_what_takes_too_much_is_given_up() -> None:
    """A page that is a hundred thousand levels deep."""
    deep = b"<html><body>" + b"<div>" * 100_000 + b"parole" + b"</body></html>"
    try:
        found = read_apart(deep).text
    except ValidationError as error:
        found = str(error.code)
    assert found in {"parole", "heavy", "empty"}


def packed_pdf(content: bytes) -> bytes:
    """One page with these drawing commands, packed; its font is one of every reader."""
    packed = zlib.compress(content, 1)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 "
        b"/BaseFont /Helvetica >> >> >> >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(packed), packed),
    ]
    file, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(file)
    file += b"xref\n0 5\n0000000000 65535 f \n%strailer\n" % table
    return file + b"<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start


def test_a_pdf_that_unpacks_without_end_is_given_up() -> None:
    """Half a megabyte that is more than a hundred of words."""
    line = b"BT /F1 9 Tf (parola) Tj ET\n"
    assert read_apart(packed_pdf(line)).text == "parola"
    began = time.monotonic()
    with pytest.raises(ValidationError) as error:
        read_apart(packed_pdf(line * 5_000_000))
    assert error.value.code == "heavy"
    assert time.monotonic() - began < 60
