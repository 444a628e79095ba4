"""Reading a file in a process of its own, and what is said where it cannot be read."""

import json
import os
import subprocess
import sys

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fondaco.newsroom.reading.article import Article

SECONDS = 30
WORDS = {
    "kind": _(
        "This is not a kind of file that is read here. Send a plain text, a page "
        "(HTML or MHTML) or a PDF with text; from another program, copy and paste."
    ),
    "empty": _("There are no words in it."),
    "locked": _("The PDF is locked with a password. Save it without, and send that."),
    "pictures": _(
        "The PDF holds pictures of pages, without words that can be read. Paste the "
        "text instead."
    ),
    "broken": _("The PDF is damaged. Open and save it anew, or paste the text."),
    "heavy": _(
        "It takes more time or memory than is given to one file. Paste the text "
        "instead."
    ),
}


def read_apart(content: bytes, charset: str = "", url: str = "") -> Article:
    """Its title, date and words, or a `ValidationError` that says why not."""
    said = json.dumps({"charset": charset, "url": url}).encode()
    command = [sys.executable, "-m", "fondaco.newsroom.reading.child"]
    try:
        done = subprocess.run(  # noqa: S603 — our own program, nothing of the file's
            command,
            input=said + b"\n" + content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONUTF8": "1"},
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise _refusal("heavy") from error
    if problem := answer.get("problem"):
        raise _refusal(problem)
    return Article(**answer)


def _refusal(code: str) -> ValidationError:
    return ValidationError(WORDS[code], code=code)
