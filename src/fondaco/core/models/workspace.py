"""What a person keeps at hand while working: views, words not saved yet, undoing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fondaco.core.identifiers import new_uid


class SavedView(models.Model):
    """A list as somebody likes to see it: what its address says, under a name."""

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    # Of which model the list is, as in “registry.organisation”.
    record_type = models.CharField(max_length=100)
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(blank=True)
    # With whom it is shared, such as “cluster:5”; empty: nobody.
    circle = models.CharField(_("shared with"), max_length=40, blank=True)
    is_default = models.BooleanField(_("open the list with it"), default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "record_type"],
                condition=Q(is_default=True),
                name="one_default_view",
            )
        ]

    def __str__(self) -> str:
        return self.name


class KeptDraft(models.Model):
    """Words that somebody typed into a form and has not sent yet."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    path = models.CharField(max_length=500)
    words = models.JSONField()
    kept_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "path"], name="one_draft_a_form")
        ]

    def __str__(self) -> str:
        return self.path


class UndoStep(models.Model):
    """How to take back what somebody did, for a day."""

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    done_at = models.DateTimeField(default=timezone.now, db_index=True)
    entries = models.JSONField()

    def __str__(self) -> str:
        return self.uid
