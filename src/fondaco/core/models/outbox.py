"""What must leave the process or take its time: one row each, drained by workers."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OutboxEntry(models.Model):
    """A job, written in the transaction of the action that wants it done.

    `leaving` is committed before something is handed to the world. Whoever finds that
    state without a live worker does not know whether it left: the entry is in doubt,
    and a person decides.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("job", "waiting")
        RUNNING = "running", pgettext_lazy("job", "running")
        LEAVING = "leaving", pgettext_lazy("job", "leaving")
        DONE = "done", pgettext_lazy("job", "done")
        FAILED = "failed", pgettext_lazy("job", "failed")
        IN_DOUBT = "in_doubt", pgettext_lazy("job", "in doubt")
        DROPPED = "dropped", pgettext_lazy("job", "given up")

    kind = models.CharField(_("kind"), max_length=60)
    payload = models.JSONField(default=dict)
    # Empty: it may be asked for again. Otherwise once, for ever: rows with a key stay.
    key = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    words = models.CharField(max_length=300, blank=True)
    # Which run holds it, and until when it is believed to be alive.
    claim = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="outbox_key_once"
            )
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="outbox_state_due"),
            models.Index(fields=["kind", "state"], name="outbox_kind_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class WorkerSign(models.Model):
    """That a worker is alive: it says so every few seconds."""

    name = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
