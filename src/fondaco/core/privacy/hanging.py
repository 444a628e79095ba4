"""The personal data in files and tasks, which hang on any record."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fondaco.core.attachments import path_of
from fondaco.core.models import Attachment, Task
from fondaco.core.privacy.brought_in import KEEPERS, about, marked
from fondaco.core.privacy.declaring import Basis, Kind, Subject, declare
from fondaco.core.privacy.erasing import delete_with_history


def _attachments(subject: Subject) -> "QuerySet[Attachment]":
    return Attachment.objects.filter(about(subject, "object_id"))


def _file_of(row: Attachment) -> tuple[str, str]:
    return f"{row.uid}-{row.name}", str(path_of(row.stored_name))


def _take_out(row: Any, subject: Subject) -> None:
    """The files go when it is certain that the rows do."""
    for name in filter(None, (row.stored_name, row.public_name)):
        transaction.on_commit(partial(path_of(name).unlink, missing_ok=True))
    delete_with_history([row])


def _with_the_record(model: type[Any]) -> Any:
    """Whoever keeps the person's record sees what hangs on it."""
    return lambda actor: model._default_manager.all()


declare(
    Kind(
        name="attachments",
        label=_("Files on your record"),
        model=Attachment,
        find=_attachments,
        fields=("kind", "title", "name", "created_at", "is_public"),
        purpose=_("to keep what was signed or sent with your record"),
        basis=Basis.INTEREST,
        kept=_("as long as the record"),
        origin=_("who attached them"),
        seen_by=KEEPERS,
        reach=_with_the_record(Attachment),
        file_of=_file_of,
        take_out=_take_out,
        order=30,
    ),
    marked(
        "attached",
        _("Files that you attached to records"),
        Attachment,
        "attached_by",
        "name",
        "created_at",
    ),
    Kind(
        name="tasks_about",
        label=_("Tasks about you"),
        model=Task,
        find=lambda subject: Task.objects.filter(about(subject, "object_id")),
        fields=("title", "note", "due_on", "done_at"),
        reach=_with_the_record(Task),
        purpose=_("to know what is to be done"),
        basis=Basis.INTEREST,
        kept=_("as long as the record"),
        origin=_("who asked for them"),
        seen_by=KEEPERS,
        order=30,
    ),
    *(
        marked(name, label, Task, column, "title", "due_on")
        for name, label, column in (
            ("tasks", _("Tasks that are yours"), "owner"),
            ("tasks_asked", _("Tasks that you asked for"), "created_by"),
            ("tasks_done", _("Tasks that you did"), "done_by"),
        )
    ),
)
