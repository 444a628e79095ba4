"""What people asked about their data, and that it was done: without their names."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.core.identifiers import new_uid


class ErasureRequest(models.Model):
    """Somebody asked to be erased, and a keeper or an administrator must do it.

    It goes with the data; what remains is the receipt.
    """

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("asked by"),
    )
    # People live on a floor above; empty: nobody keeps a record of them.
    person_uid = models.CharField(max_length=16, blank=True, db_index=True)
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.uid


class ErasureMeans(models.TextChoices):
    ONLINE = "online", _("on their own page")
    LETTER = "letter", _("by letter")
    MAIL = "mail", _("by mail")
    SPOKEN = "spoken", _("by word of mouth")
    RETENTION = "retention", _("nobody asked: the period was over")


class ErasureRole(models.TextChoices):
    SELF = "self", pgettext_lazy("who erased", "the person")
    KEEPER = "keeper", pgettext_lazy("who erased", "who keeps the record")
    ADMINISTRATOR = "administrator", pgettext_lazy("who erased", "an administrator")
    SCHEDULE = "schedule", pgettext_lazy("who erased", "the daily job")


class ErasureReceipt(models.Model):
    """That an erasure was done, when and how far; it says nothing of whose."""

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    erased_at = models.DateTimeField(_("erased on"), default=timezone.now)
    asked_on = models.DateField(_("asked on"), null=True)
    means = models.CharField(
        _("how it was asked"), max_length=10, choices=ErasureMeans.choices
    )
    role = models.CharField(_("done by"), max_length=14, choices=ErasureRole.choices)
    # By kind of data: how many were deleted, blanked, kept.
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-erased_at", "-pk"]

    def __str__(self) -> str:
        return self.uid


class Purge(models.Model):
    """When a rule of retention was last applied, and what it took away."""

    rule = models.CharField(max_length=40, unique=True)
    purged_at = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.rule
