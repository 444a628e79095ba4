"""One activity, shared by all who take part in it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.activities.models.programmes import Programme
from fondaco.activities.vocabularies import ActivityKind, ActivityStatus, BodyRole
from fondaco.core.models import (
    Cited,
    Record,
    earliest_field,
    partial_date,
    precision_field,
)
from fondaco.core.texts import Text, localised
from fondaco.core.time_zones import time_zone
from fondaco.registry.models import Cluster, Network, Organisation, WorkingGroup
from fondaco.registry.models.organisations import validate_country
from fondaco.registry.scope import Scope
from fondaco.registry.vocabularies import AliasKind


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, scope: Scope) -> "ActivityQuerySet":
        """Published ones, and the drafts of the clusters that the person manages."""
        if scope.is_administrator:
            return self
        visible = Q(is_published=True)
        if scope.managed_clusters:
            visible |= Q(maintained_by__in=scope.managed_clusters)
        if scope.coordinated_networks:
            visible |= Q(
                network__in=scope.coordinated_networks, maintained_by__isnull=True
            )
        return self.filter(visible)


class Activity(Record, Cited):
    network = models.ForeignKey(
        Network,
        on_delete=models.PROTECT,
        related_name="activities",
        verbose_name=_("network"),
    )
    maintained_by = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="maintained_activities",
        verbose_name=_("maintained by"),
        help_text=_("The cluster that keeps the record; empty: the network itself."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ActivityKind.choices)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ActivityStatus.choices,
        default=ActivityStatus.PLANNED,
    )
    title_it = models.CharField(_("title (Italian)"), max_length=300, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=300, blank=True)
    edition = models.PositiveSmallIntegerField(_("edition"), null=True, blank=True)
    description_it = models.TextField(_("description (Italian)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    start_earliest = earliest_field()
    start_latest = earliest_field()
    start_precision = precision_field()
    start = partial_date("start")
    end_earliest = earliest_field()
    end_latest = earliest_field()
    end_precision = precision_field()
    end = partial_date("end")
    start_time = models.TimeField(_("from (time)"), null=True, blank=True)
    end_time = models.TimeField(_("to (time)"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        default="Europe/Rome",
        help_text=_("Of the times above, such as Europe/Brussels."),
    )
    is_virtual = models.BooleanField(_("online"), default=False)
    is_international = models.BooleanField(
        _("international"),
        default=True,
        help_text=_("Only international activities count in the presence figures."),
    )
    # A draft of one cluster must not keep another from deleting what is theirs.
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
        help_text=_("The larger activity that contains this one."),
    )
    occasion = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="on_this_occasion",
        verbose_name=_("on the occasion of"),
        help_text=_("The activity beside which this one takes place."),
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("programme"),
    )
    working_group = models.ForeignKey(
        WorkingGroup,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("meeting of the working group"),
    )
    website = models.URLField(_("website"), max_length=300, blank=True)
    is_published = models.BooleanField(_("published"), default=False)
    # How often calendars that subscribed must take note (RFC 5545, SEQUENCE).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    history = HistoricalRecords()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["start_earliest", "start_latest", "pk"]
        indexes = [
            models.Index(fields=["network", "start_earliest"]),
            models.Index(fields=["is_published", "start_earliest"]),
        ]

    def __str__(self) -> str:
        return self.title.text

    @property
    def title(self) -> Text:
        return localised(self, "title")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, str] = {}
        if not (self.title_it or self.title_en):
            errors["title_it"] = gettext("Give a title in Italian or in English.")
        begins, ends = self.start_earliest, self.end_latest
        if begins and ends and ends < begins:
            errors["end"] = gettext("The end is before the start.")
        one_day = begins == ends or ends is None
        first, last = self.start_time, self.end_time
        if one_day and first and last and last < first:
            errors["end_time"] = gettext("The end is before the start.")
        if self.end_time and not self.start_time:
            errors["start_time"] = gettext("Give the time at which it starts, too.")
        if time_zone(self.time_zone) != self.time_zone:
            errors["time_zone"] = gettext(
                "This time zone is not known. Write one such as Europe/Rome."
            )
        if self._contains_itself():
            errors["parent"] = gettext("An activity cannot be part of itself.")
        if self.occasion_id and self.occasion_id == self.pk:
            errors["occasion"] = gettext("An activity is not its own occasion.")
        if errors:
            raise ValidationError(errors)

    def _contains_itself(self) -> bool:
        seen, above = {self.pk}, self.parent
        while above:
            if above.pk in seen:
                return True
            seen.add(above.pk)
            above = above.parent
        return False


class ActivityAlias(Cited):
    """Another name under which texts speak of an activity, right or wrong."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=AliasKind.choices,
        default=AliasKind.OTHER_NAME,
    )

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")

    def __str__(self) -> str:
        return self.name


class Place(Cited):
    """Where an activity is, or one of the countries that a programme covers."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="places"
    )
    country = models.CharField(
        _("country"), max_length=2, validators=[validate_country]
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True, editable=False)
    longitude = models.FloatField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["pk"]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.venue, self.city, self.country]))


class Body(Cited):
    """Who organises, promotes, sponsors… an activity, beside those who take part."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="bodies"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="activity_bodies",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=10, choices=BodyRole.choices)

    class Meta:
        verbose_name = _("organiser or partner")
        verbose_name_plural = _("organisers and partners")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation", "role"], name="activity_body_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"
