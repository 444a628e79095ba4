"""Who takes part in an activity, in which role, with whom, and what comes of it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.activities.models.activities import Activity
from fondaco.activities.vocabularies import (
    LEVELS,
    QUALIFIED_LEVEL,
    CountSubject,
    OutcomeKind,
    ParticipationStatus,
    Role,
)
from fondaco.core.models import Cited, Count, Record
from fondaco.core.texts import localised
from fondaco.registry.models import Cluster, Organisation, Person
from fondaco.registry.scope import Scope

ALREADY = _("This participation is already recorded.")


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, scope: Scope) -> "ParticipationQuerySet":
        """Published ones of published activities, and those of one's own clusters."""
        if scope.is_administrator:
            return self
        visible = Q(is_published=True, activity__is_published=True)
        if scope.managed_clusters:
            visible |= Q(cluster__in=scope.managed_clusters)
        return self.filter(visible)


class Participation(Record, Cited):
    """A cluster at an activity, or one of its members there through the cluster."""

    activity = models.ForeignKey(
        Activity,
        on_delete=models.CASCADE,
        related_name="participations",
        verbose_name=_("activity"),
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        related_name="participations",
        verbose_name=_("cluster"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("member"),
        help_text=_("Empty: the cluster itself takes part."),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ParticipationStatus.choices,
        default=ParticipationStatus.PLANNED,
    )
    session = models.CharField(_("session"), max_length=200, blank=True)
    topic_it = models.CharField(_("topic (Italian)"), max_length=300, blank=True)
    topic_en = models.CharField(_("topic (English)"), max_length=300, blank=True)
    presented_it = models.CharField(
        _("what was presented (Italian)"), max_length=300, blank=True
    )
    presented_en = models.CharField(
        _("what was presented (English)"), max_length=300, blank=True
    )
    private_note = models.TextField(
        _("private note"), blank=True, help_text=_("Only this cluster reads it.")
    )
    is_published = models.BooleanField(_("published"), default=False)
    history = HistoricalRecords()

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["pk"]
        indexes = [
            # All that a year's presence counts: the table itself is not looked at.
            models.Index(
                fields=[
                    *("activity", "cluster", "role", "organisation"),
                    *("is_published", "status", "id"),
                ],
                name="participation_counted",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "cluster", "organisation", "role"],
                name="participation_of_member_once",
                violation_error_message=ALREADY,
            ),
            models.UniqueConstraint(
                fields=["activity", "cluster", "role"],
                condition=Q(organisation=None),
                name="participation_of_cluster_once",
                violation_error_message=ALREADY,
            ),
        ]

    def __str__(self) -> str:
        who = self.organisation or self.cluster
        return f"{who}, {self.get_role_display()} – {self.activity}"

    @property
    def level(self) -> int:
        return LEVELS[self.role]

    @property
    def is_qualified(self) -> bool:
        return self.level >= QUALIFIED_LEVEL


class Attendance(Cited):
    """A person who was there for a cluster or a member."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="attendances"
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="attendances",
        verbose_name=_("person"),
    )
    capacity_it = models.CharField(
        _("in the capacity of (Italian)"), max_length=100, blank=True
    )
    capacity_en = models.CharField(
        _("in the capacity of (English)"), max_length=100, blank=True
    )

    class Meta:
        verbose_name = _("person who was there")
        verbose_name_plural = _("people who were there")
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "person"], name="attendance_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class CountStatement(Record, Cited, Count):
    """How many of something a source says of an activity or of a participation."""

    activity = models.ForeignKey(
        Activity,
        on_delete=models.CASCADE,
        related_name="count_statements",
        verbose_name=_("activity"),
    )
    participation = models.ForeignKey(
        Participation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="count_statements",
        verbose_name=_("participation"),
        help_text=_("Empty: of the activity as a whole."),
    )
    subject = models.CharField(
        _("what is counted"), max_length=24, choices=CountSubject.choices
    )
    note_it = models.CharField(_("note (Italian)"), max_length=300, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("count statement")
        verbose_name_plural = _("count statements")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_subject_display()} – {self.activity}"

    def clean(self) -> None:
        super().clean()
        if self.participation and self.participation.activity_id != self.activity_id:
            raise ValidationError(
                {"participation": gettext("It belongs to another activity.")}
            )


class Outcome(Record, Cited):
    """What came of taking part: a contact, a negotiation, an agreement."""

    participation = models.ForeignKey(
        Participation,
        on_delete=models.CASCADE,
        related_name="outcomes",
        verbose_name=_("participation"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=OutcomeKind.choices)
    counterpart = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes",
        verbose_name=_("counterpart"),
    )
    reached_on = models.DateField(_("date"), null=True, blank=True)
    description_it = models.TextField(_("description (Italian)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    is_published = models.BooleanField(_("published"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["reached_on", "pk"]

    def __str__(self) -> str:
        text = localised(self, "description").text
        return text or str(self.get_kind_display())
