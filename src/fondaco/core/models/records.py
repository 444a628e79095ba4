"""What every app builds on: identifiers, dated facts, sources and their citations."""

import datetime as dt
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.identifiers import new_uid
from fondaco.core.partial_dates import PRECISIONS, PartialDate, Precision


def partial_date(prefix: str) -> property:
    """One attribute over the three columns of a partial date."""

    def read(record: Any) -> PartialDate:
        return PartialDate(
            getattr(record, f"{prefix}_earliest"),
            getattr(record, f"{prefix}_latest"),
            Precision(getattr(record, f"{prefix}_precision")),
        )

    def write(record: Any, date: PartialDate | None) -> None:
        date = date or PartialDate.unknown()
        setattr(record, f"{prefix}_earliest", date.earliest)
        setattr(record, f"{prefix}_latest", date.latest)
        setattr(record, f"{prefix}_precision", date.precision.value)

    return property(read, write)


def earliest_field() -> "models.DateField[Any, Any]":
    return models.DateField(null=True, blank=True, editable=False)


def precision_field() -> "models.CharField[Any, Any]":
    return models.CharField(
        max_length=8,
        choices=PRECISIONS,
        default=Precision.UNKNOWN.value,
        editable=False,
    )


class Record(models.Model):
    """Anything with a public identifier that never changes."""

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Source(Record):
    """Something published that says what the record holds."""

    slug = models.SlugField(_("identifier"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        blank=True,
        choices=[("it", _("Italian")), ("en", _("English"))],
    )
    published_earliest = earliest_field()
    published_latest = earliest_field()
    published_precision = precision_field()
    published = partial_date("published")
    retrieved_on = models.DateField(_("consulted on"), null=True, blank=True)
    text_hash = models.CharField(
        _("SHA-256 of the text"), max_length=64, blank=True, editable=False
    )
    note_it = models.TextField(_("note (Italian)"), blank=True)
    note_en = models.TextField(_("note (English)"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-published_earliest", "title"]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}" if self.publisher else self.title


class Citation(models.Model):
    """The words of a source that support a record, or one field of it."""

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="citations",
        verbose_name=_("source"),
    )
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, editable=False
    )
    object_id = models.PositiveBigIntegerField(editable=False)
    record = GenericForeignKey()
    field = models.CharField(
        _("field supported"),
        max_length=60,
        blank=True,
        help_text=_("Empty: the record as a whole."),
    )
    quote = models.TextField(_("words of the source"), blank=True)
    span_start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    span_end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["span_start", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(span_start__isnull=True, span_end__isnull=True)
                | Q(
                    span_start__isnull=False,
                    span_end__isnull=False,
                    span_start__lt=F("span_end"),
                ),
                name="citation_span_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.quote or str(self.source)


class Cited(models.Model):
    """A record whose words of evidence are kept beside it."""

    citations = GenericRelation(Citation)

    class Meta:
        abstract = True


class DatedFactQuerySet(models.QuerySet[Any]):
    def preferred(self) -> "DatedFactQuerySet":
        """Leave out the accounts that another one was preferred to."""
        return self.filter(alternative_to=None)

    def holding_on(self, day: dt.date) -> "DatedFactQuerySet":
        """Those that surely had begun and are not known to have ended by `day`."""
        return self.preferred().filter(
            Q(valid_until_latest=None) | Q(valid_until_latest__gte=day),
            valid_from_latest__lte=day,
        )


class DatedFact(Record, Cited):
    """A fact that holds for a time, as a source tells it.

    Sources contradict each other: every account stays; the others point to the one
    preferred, and say why it was.
    """

    valid_from_earliest = earliest_field()
    valid_from_latest = earliest_field()
    valid_from_precision = precision_field()
    valid_from = partial_date("valid_from")
    valid_until_earliest = earliest_field()
    valid_until_latest = earliest_field()
    valid_until_precision = precision_field()
    valid_until = partial_date("valid_until")
    alternative_to = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="alternatives",
        verbose_name=_("another account of"),
        help_text=_("The account preferred to this one."),
    )
    preference_reason_it = models.CharField(
        _("why the other is preferred (Italian)"), max_length=300, blank=True
    )
    preference_reason_en = models.CharField(
        _("why the other is preferred (English)"), max_length=300, blank=True
    )
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name=_("superseded by"),
        editable=False,
    )
    note_it = models.CharField(_("note (Italian)"), max_length=300, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=300, blank=True)

    objects = DatedFactQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["valid_from_earliest", "valid_from_latest", "pk"]

    def clean(self) -> None:
        super().clean()
        begins, ends = self.valid_from.earliest, self.valid_until.latest
        if begins and ends and ends < begins:
            raise ValidationError(
                {"valid_until": gettext("The end is before the beginning.")}
            )
        if self.alternative_to and self.alternative_to == self:
            raise ValidationError(
                {"alternative_to": gettext("A fact is not another account of itself.")}
            )

    def all_of_kind(self) -> DatedFactQuerySet:
        facts: DatedFactQuerySet = type(self)._default_manager.all()
        return facts

    def holds_on(self, day: dt.date) -> bool:
        begins, ends = self.valid_from_latest, self.valid_until_latest
        return begins is not None and begins <= day and (ends is None or ends >= day)


class Count(models.Model):
    """How many, as a source says it: exactly, at least, or only “some”.

    “Some” never becomes a number.
    """

    number = models.PositiveIntegerField(_("exact number"), null=True, blank=True)
    minimum = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    is_approximate = models.BooleanField(_("approximate"), default=False)
    is_some = models.BooleanField(
        _("some"),
        default=False,
        help_text=_("The source gives no number: “some”, “several”, “its members”."),
    )
    of_total = models.PositiveIntegerField(_("of how many"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        said = (self.number is not None) + (self.minimum is not None) + self.is_some
        if said != 1:
            raise ValidationError(
                gettext("Give an exact number, or a minimum, or “some”: one of three.")
            )
        known = self.number if self.number is not None else self.minimum
        if self.of_total is not None and known is not None and known > self.of_total:
            raise ValidationError(
                {"of_total": gettext("The part is larger than the whole.")}
            )


class Receipt(models.Model):
    """That what a visit to a form sent was saved, and as what.

    Sent twice, by a double click or from the browser's history, it counts once.
    """

    visit = models.CharField(max_length=32, unique=True)
    # SHA-256 of who sent what.
    words = models.CharField(max_length=64)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField(null=True)
    record = GenericForeignKey()
    accepted_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.visit
