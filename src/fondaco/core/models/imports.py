"""What was brought in from files: which file, by whom, and what it changed."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import FileSystemStorage, Storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fondaco.core.identifiers import new_uid

# After that, too much rests on what came in for it to go again.
UNDO_LASTS = dt.timedelta(days=1)


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("uploaded")
    PLANNED = "planned", _("looked through")
    WAITING = "waiting", _("waiting for its turn")
    APPLIED = "applied", _("done")
    FAILED = "failed", _("failed")
    UNDONE = "undone", _("undone")


def private_storage() -> Storage:
    """Beside the database and under no address: only pages that ask first serve it."""
    return FileSystemStorage(Path(settings.DATA_DIR) / "private")


def _file_name(record: Any, name: str) -> str:
    """Of the name that the file came with, nothing but a known ending is kept."""
    suffix = Path(name).suffix.lower()
    known = suffix if suffix in {".xlsx", ".csv", ".tsv", ".txt", ".ics"} else ""
    return f"imports/{record.uid}{known}"


class Import(models.Model):
    """One file, on its way into the record or in it."""

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    kind = models.CharField(_("what it holds"), max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name=_("brought in by"),
    )
    # Clusters live on a floor above; this is the key of the one it was done for.
    cluster = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)
    publish = models.BooleanField(default=False)
    partial = models.BooleanField(default=False)
    file_name = models.CharField(_("file"), max_length=200)
    file = models.FileField(storage=private_storage, upload_to=_file_name, blank=True)
    file_hash = models.CharField(max_length=64)
    # The headers of the file by their place, and the field that each goes to.
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    # What was said of all rows at once, by field.
    given = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED
    )
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    # The first of them, as rows of the spreadsheet; `failed_rows` counts them all.
    errors = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    failed_rows = models.PositiveIntegerField(default=0)
    # What the dry run found, to show without reading the file again.
    preview = models.JSONField(default=dict)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["kind", "file_hash"])]

    def __str__(self) -> str:
        return self.file_name

    @property
    def reason(self) -> str:
        """What the history of each record says of why it changed."""
        return f"import:{self.uid}"

    @property
    def may_be_undone(self) -> bool:
        if self.state != ImportState.APPLIED or self.applied_at is None:
            return False
        if not (self.created or self.updated):
            return False
        return timezone.now() < self.applied_at + UNDO_LASTS

    @property
    def undo_until(self) -> dt.datetime | None:
        return self.applied_at + UNDO_LASTS if self.applied_at else None


class ImportChange(models.Model):
    """One row of a table that an import made, or what it had said before."""

    of_import = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="changes"
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    # None: the import made it. Otherwise what it changed, as it was.
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.content_type_id} {self.object_id}"


class ExternalId(models.Model):
    """What another system calls a record: importing from it again finds the same one.

    Two clusters may both number their members from 1, so each has its own.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    cluster = models.PositiveBigIntegerField(null=True, blank=True)
    system = models.CharField(_("system"), max_length=60, blank=True)
    value = models.CharField(_("identifier there"), max_length=200)

    class Meta:
        verbose_name = _("identifier in another system")
        verbose_name_plural = _("identifiers in other systems")
        indexes = [models.Index(fields=["content_type", "object_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "cluster", "system", "value"],
                name="external_id_of_cluster_once",
            ),
            models.UniqueConstraint(
                fields=["content_type", "system", "value"],
                condition=Q(cluster=None),
                name="external_id_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.value}".strip()


class ImportMapping(models.Model):
    """How a person matched the columns of a kind of file the last time."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=20)
    headers_hash = models.CharField(max_length=64)
    mapping = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "kind", "headers_hash"], name="import_mapping_once"
            )
        ]

    def __str__(self) -> str:
        return self.kind
