"""Circulars, and what became of each one's way to each person."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.texts import Text, localised
from fondaco.correspondence.models.lists import DistributionList, Segment
from fondaco.correspondence.models.owned import Owned
from fondaco.correspondence.vocabularies import (
    CircularState,
    DeliveryState,
    Purpose,
    Reason,
)
from fondaco.correspondence.wording import unknown_words, words_to_write
from fondaco.registry.models import Person


class Circular(Owned):
    purpose = models.CharField(
        _("purpose"),
        max_length=12,
        choices=Purpose.choices,
        default=Purpose.CIRCULARS,
        help_text=_("Whoever unsubscribes does so from one of these, or from all."),
    )
    subject_it = models.CharField(_("subject (Italian)"), max_length=200, blank=True)
    subject_en = models.CharField(_("subject (English)"), max_length=200, blank=True)
    text_it = models.TextField(_("text (Italian)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    reply_to = models.EmailField(_("answers go to"), blank=True)
    lists = models.ManyToManyField(
        DistributionList, blank=True, verbose_name=_("distribution lists")
    )
    segments = models.ManyToManyField(Segment, blank=True, verbose_name=_("segments"))
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=CircularState.choices,
        default=CircularState.DRAFT,
        editable=False,
    )
    send_at = models.DateTimeField(_("leaves at"), null=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("sent by"),
    )
    sent_at = models.DateTimeField(_("sent on"), null=True, editable=False)
    history = HistoricalRecords()

    class Meta(Owned.Meta):
        verbose_name = _("circular")
        verbose_name_plural = _("circulars")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title.text

    @property
    def title(self) -> Text:
        return localised(self, "subject")

    @property
    def is_draft(self) -> bool:
        return self.state == CircularState.DRAFT

    def clean(self) -> None:
        super().clean()
        errors: dict[str, str] = {}
        for language in ("it", "en"):
            subject = getattr(self, f"subject_{language}")
            text = getattr(self, f"text_{language}")
            if bool(subject.strip()) != bool(text.strip()):
                lacking = "text" if subject.strip() else "subject"
                errors[f"{lacking}_{language}"] = gettext(
                    "Write subject and text of a language, or neither."
                )
            if wrong := unknown_words(f"{subject} {text}"):
                known = words_to_write(get_language() or "it")
                errors[f"text_{language}"] = gettext(
                    "%(words)s cannot be filled in. Known are: %(known)s."
                ) % {"words": ", ".join(wrong), "known": known}
        if not (self.subject_it.strip() or self.subject_en.strip()):
            errors.setdefault(
                "subject_it", gettext("Write it in Italian or in English.")
            )
        if errors:
            raise ValidationError(errors)


class Delivery(models.Model):
    """One circular on its way to one person: no second one is ever written."""

    circular = models.ForeignKey(
        Circular, on_delete=models.CASCADE, related_name="deliveries"
    )
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="deliveries"
    )
    address = models.EmailField(_("e-mail"))
    state = models.CharField(
        _("state"),
        max_length=11,
        choices=DeliveryState.choices,
        default=DeliveryState.WAITING,
    )
    reason = models.CharField(
        _("why not"), max_length=12, choices=Reason.choices, blank=True
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("mail of a circular")
        verbose_name_plural = _("mails of a circular")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["circular", "person"], name="delivery_person_once"
            ),
            models.UniqueConstraint(
                fields=["circular", "address"], name="delivery_address_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.circular} – {self.address}"
