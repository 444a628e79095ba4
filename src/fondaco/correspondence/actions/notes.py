"""Writing down what was said."""

from typing import Any

from django.db import transaction

from fondaco.core.actions import Actor, WriteRows, no_rows, save_record
from fondaco.correspondence.models import Note


@transaction.atomic
def save_note(
    note: Note, *, actor: Actor, reason: str = "", write_rows: WriteRows = no_rows
) -> Note:
    if not note.who:
        user: Any = actor
        note.who = str(getattr(user, "name", ""))
    save_record(note, actor=actor, reason=reason, write_rows=write_rows)
    return note
