"""What was read, or why it could not be."""

from dataclasses import dataclass

# Some sixty pages: more is no press release.
LONGEST_TEXT = 200_000


@dataclass(frozen=True)
class Article:
    """What a file says of itself; what it does not say is empty."""

    text: str
    title: str = ""
    publisher: str = ""
    # An ISO date.
    published: str = ""
    # Italian or English, where it says so.
    language: str = ""
    url: str = ""


class UnreadableError(Exception):
    """With the code of a reason; the words are said elsewhere, in two languages."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
