"""What clusters know of their contacts: where they work, and what they agreed to."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.models import DatedFact, Record
from fondaco.core.texts import Text, localised
from fondaco.registry.models.organisations import Organisation
from fondaco.registry.models.people import Person
from fondaco.registry.vocabularies import ConsentMeans, ConsentPurpose


class Position(DatedFact):
    """Where a contact works, as what, for a time.

    A mandate is an office that its body gives, and may open doors; a position is what
    the cluster that keeps the contact wrote down, and gives nothing.
    """

    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="positions",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="positions",
        verbose_name=_("organisation"),
    )
    function_it = models.CharField(_("function (Italian)"), max_length=200, blank=True)
    function_en = models.CharField(_("function (English)"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta(DatedFact.Meta):
        verbose_name = _("position")
        verbose_name_plural = _("positions")

    def __str__(self) -> str:
        words = [str(self.person), str(self.function), str(self.organisation)]
        return ", ".join(filter(None, words))

    @property
    def function(self) -> Text:
        return localised(self, "function")

    def is_present(self, day: dt.date) -> bool:
        """Whether it is not known to be over, or still to come.

        Most contacts are typed without dates: they count from the day they are there.
        """
        begins, ends = self.valid_from_earliest, self.valid_until_latest
        return (begins is None or begins <= day) and (ends is None or ends >= day)


def present_positions(day: dt.date, prefix: str = "") -> Q:
    """The same for a query."""
    begins, ends = f"{prefix}valid_from_earliest", f"{prefix}valid_until_latest"
    return (
        Q(**{f"{prefix}alternative_to": None})
        & (Q(**{begins: None}) | Q(**{f"{begins}__lte": day}))
        & (Q(**{ends: None}) | Q(**{f"{ends}__gte": day}))
    )


class ConsentQuerySet(models.QuerySet["Consent"]):
    def holding_on(self, day: dt.date) -> "ConsentQuerySet":
        return self.filter(
            Q(expires_on=None) | Q(expires_on__gte=day),
            Q(withdrawn_on=None) | Q(withdrawn_on__gt=day),
            given_on__lte=day,
        )


class Consent(Record):
    """What a person agreed to, when and how; withdrawn, it stays on record."""

    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="consents",
        verbose_name=_("person"),
    )
    purpose = models.CharField(
        _("to what"), max_length=12, choices=ConsentPurpose.choices
    )
    given_on = models.DateField(_("given on"))
    means = models.CharField(
        _("how it was given"), max_length=8, choices=ConsentMeans.choices
    )
    text_version = models.CharField(
        _("version of the text"),
        max_length=60,
        blank=True,
        help_text=_("Which words the person agreed to, such as “privacy 2026-01”."),
    )
    evidence = models.CharField(
        _("where the proof is"),
        max_length=300,
        blank=True,
        help_text=_("The folder, mail or form that shows it."),
    )
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    history = HistoricalRecords()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_on", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_purpose_display()}"

    def clean(self) -> None:
        super().clean()
        for name, words in (
            ("expires_on", gettext("It would expire before it was given.")),
            ("withdrawn_on", gettext("It would be withdrawn before it was given.")),
        ):
            day = getattr(self, name)
            if day and self.given_on and day < self.given_on:
                raise ValidationError({name: words})
