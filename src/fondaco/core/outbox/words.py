"""What happened to a job, in the reader's language: the row holds a mark, not words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STOPPED = "#stopped"
MAY_HAVE_LEFT = "#may-have-left"
SINCE_THE_BACKUP = "#since-the-backup"
REFUSED = "#refused"
NOBODY = "#nobody"

WORDS: dict[str, str | Promise] = {
    STOPPED: _("The worker stopped in the middle of it."),
    MAY_HAVE_LEFT: _(
        "The worker stopped while it was leaving: it may have left, or not."
    ),
    SINCE_THE_BACKUP: _(
        "It waited when the backup was made that was restored here: it may have left "
        "since."
    ),
    REFUSED: _("The mail server refused it for good:"),
    NOBODY: _("This version of Fondaco does not do such jobs."),
}


def say(told: str) -> str:
    """The words of a mark, with what follows it; anything else as it is."""
    mark, _space, detail = told.partition(" ")
    known = WORDS.get(mark)
    return told if known is None else f"{known} {detail}".strip()
