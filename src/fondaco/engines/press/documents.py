"""Files that hold press texts: plain text, HTML, a saved page, PDF with text."""

import email
import email.policy
import io
import re
from pathlib import Path

LARGEST_FILE = 20_000_000
LONGEST_TEXT = 2_000_000
_HTML = re.compile(
    rb"^\s*(?:<!doctype\s+html|<html|<\?xml[^>]*>\s*<(?:!doctype\s+)?html"
    rb"|<head|<body|<article|<div|<p[\s>])",
    re.IGNORECASE,
)
_SAVED_PAGE = re.compile(
    rb"^(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+\r?\n", re.MULTILINE
)


def text_of(path: Path) -> str:
    """Read the text of a file.

    Parameters
    ----------
    path
        Plain text in UTF-8, UTF-16 or Windows-1252; HTML or a saved page (MHTML), of
        which the article is taken; PDF with text.

    Returns
    -------
    str
        Of plain text, the text itself; of anything else what was extracted of it, in
        which the spans of a reading count.

    Raises
    ------
    ValueError
        If the file is too large or empty, or holds no text.
    OSError
        If it cannot be read.
    """
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise ValueError(f"{path} is larger than {LARGEST_FILE // 1_000_000} MB.")
    return text_in(path.read_bytes(), str(path))


def text_in(data: bytes, name: str = "The file") -> str:
    """Read the text of what a file holds.

    Parameters
    ----------
    data
        As `text_of` takes it.
    name
        How errors call it.

    Raises
    ------
    ValueError
        If there is no text in it.
    """
    if not data.strip():
        raise ValueError(f"{name} is empty.")
    if data.startswith(b"%PDF"):
        text = _of_pdf(data, name)
    elif _HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:2000]):
        text = _of_html(_decoded(data, name), name)
    elif _is_saved_page(data):
        text = _of_saved_page(data, name)
    else:
        text = _decoded(data, name)
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"{name} has more than {LONGEST_TEXT:,} characters.")
    return text


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ValueError(f"{name} is neither text nor HTML nor PDF.")


def _of_html(html: str, name: str) -> str:
    # Starting it takes half a second, which a plain text need not wait for.
    from trafilatura import extract  # noqa: PLC0415

    text = extract(html, include_comments=False, include_tables=True, favor_recall=True)
    if not text:
        raise ValueError(f"No article was found in {name}.")
    return str(text)


def _is_saved_page(data: bytes) -> bool:
    head = data[:4000].lower()
    return b"mime-version:" in head and _SAVED_PAGE.match(data[:20000]) is not None


def _of_saved_page(data: bytes, name: str) -> str:
    page = email.message_from_bytes(data, policy=email.policy.default)
    body = page.get_body(("html", "plain"))
    if body is None:
        raise ValueError(f"No page was found in {name}.")
    content = str(body.get_content())
    return _of_html(content, name) if body.get_content_subtype() == "html" else content


def _of_pdf(data: bytes, name: str) -> str:
    # As with HTML: only who needs it waits for it.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data))
        text = "\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{name} is no PDF that can be read.") from error
    if not text.strip():
        raise ValueError(
            f"{name} has no text: it may be a scan, to be recognised first."
        )
    return text
