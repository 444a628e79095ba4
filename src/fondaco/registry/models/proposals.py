"""What somebody who does not keep a record proposes to change in it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from fondaco.core.identifiers import new_uid
from fondaco.registry.models.organisations import Organisation


class ProposalState(TextChoices):
    PENDING = "pending", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    REPLACED = "replaced", _("replaced by later words")


class ProposedChange(models.Model):
    """New words for one field of an organisation's profile, and what came of them.

    `before` is what the person saw: if the record changed meanwhile, both are shown.
    """

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="proposed_changes"
    )
    field = models.CharField(max_length=40)
    before = models.JSONField()
    after = models.JSONField()
    why = models.TextField(_("why"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="proposed_changes"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=10, choices=ProposalState.choices, default=ProposalState.PENDING
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "field", "proposed_by"],
                condition=Q(state="pending"),
                name="one_pending_proposal",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.field}"

    def get_field_display(self) -> str:
        """The field as the form calls it."""
        field: Any = Organisation._meta.get_field(self.field)
        return capfirst(str(field.verbose_name))
