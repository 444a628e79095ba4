"""Files that hang on a record: private unless somebody says otherwise of one."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.models.records import Record


class AttachmentKind(models.TextChoices):
    ATTENDANCE_SHEET = "attendance_sheet", _("attendance sheet")
    PHOTOGRAPH = "photograph", _("photograph")
    MINUTES = "minutes", _("minutes")
    INVOICE = "invoice", _("invoice")
    CONTRACT = "contract", _("contract")
    OTHER = "other", _("other document")


class Attachment(Record):
    """One file; what it is, and where it lies under a name that nobody guesses."""

    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, editable=False
    )
    object_id = models.PositiveBigIntegerField(editable=False)
    record = GenericForeignKey()
    kind = models.CharField(
        _("what it is"),
        max_length=20,
        choices=AttachmentKind.choices,
        default=AttachmentKind.OTHER,
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    # As its sender called it, made harmless.
    name = models.CharField(_("file"), max_length=120, editable=False)
    stored_name = models.CharField(max_length=40, unique=True, editable=False)
    # A copy that says nothing of where and with what a picture was taken.
    public_name = models.CharField(max_length=40, blank=True, editable=False)
    media_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("attached by"),
    )
    is_public = models.BooleanField(_("public"), default=False, editable=False)
    # Removed, and purged a day later unless somebody puts it back.
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return self.title or self.name

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")
