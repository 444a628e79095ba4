"""Bulletins: what the record of a period tells, as somebody wrote and approved it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.texts import Text
from fondaco.correspondence.models import Owned
from fondaco.newsroom.vocabularies import BulletinState
from fondaco.registry.models import Cluster, Network

PUBLIC = (BulletinState.PUBLISHED, BulletinState.CORRECTED)
LANGUAGES = ("it", "en")


def account(label: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


class Written(models.Model):
    """A title and a text in one language or in both."""

    title_it = models.CharField(_("title (Italian)"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    body_it = models.TextField(_("text (Italian)"), blank=True)
    body_en = models.TextField(_("text (English)"), blank=True)

    class Meta:
        abstract = True

    @property
    def written_in(self) -> list[str]:
        return [one for one in LANGUAGES if getattr(self, f"body_{one}").strip()]

    def language_for(self, wanted: str | None) -> str:
        """The language wanted, or the other one where that is all there is."""
        written = self.written_in
        return wanted if wanted in written else [*written, "it"][0]

    @property
    def title(self) -> Text:
        language = self.language_for(get_language())
        return Text(getattr(self, f"title_{language}"), language)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, str] = {}
        for language in LANGUAGES:
            title = getattr(self, f"title_{language}").strip()
            body = getattr(self, f"body_{language}").strip()
            if bool(title) != bool(body):
                lacking = "body" if title else "title"
                errors[f"{lacking}_{language}"] = gettext(
                    "Write title and text of a language, or neither."
                )
        if not self.written_in and not errors:
            errors["body_it"] = pgettext(
                "bulletin", "Write it in Italian or in English."
            )
        if errors:
            raise ValidationError(errors)


class Bulletin(Owned, Written):
    """Drafted from the record, written by people, and approved by another one."""

    about = models.ForeignKey(
        Network,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("network that it tells of"),
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    clusters = models.ManyToManyField(
        Cluster,
        blank=True,
        related_name="+",
        verbose_name=_("clusters"),
        help_text=_("None: all of the network."),
    )
    # Codes of kinds of activities; none are all, and partnerships and bids with them.
    kinds = models.JSONField(_("kinds of activities"), default=list, blank=True)
    # As they were drafted: a sentence that still stands leads to its records.
    drafted = models.JSONField(default=dict, editable=False)
    drafted_it = models.TextField(default="", editable=False)
    drafted_en = models.TextField(default="", editable=False)
    drafted_by = account(_("drafted by"))
    edited_by = account(_("last written by"))
    approved_by = account(_("approved by"))
    approved_at = models.DateTimeField(_("approved on"), null=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=BulletinState.choices,
        default=BulletinState.DRAFT,
        editable=False,
    )
    publish_at = models.DateTimeField(_("to be published"), null=True, editable=False)
    # Whether it then goes to the subscribers, too.
    mails_at_publication = models.BooleanField(default=False, editable=False)
    published_at = models.DateTimeField(
        pgettext_lazy("bulletin", "published on"), null=True, editable=False
    )
    corrected_at = models.DateTimeField(_("corrected on"), null=True, editable=False)
    slug_it = models.SlugField(max_length=80, blank=True, editable=False)
    slug_en = models.SlugField(max_length=80, blank=True, editable=False)
    mailed_at = models.DateTimeField(
        pgettext_lazy("bulletin", "sent on"), null=True, editable=False
    )
    # What it tells of never changes; what was drafted is another matter than its words.
    history = HistoricalRecords(
        excluded_fields=["kinds", "drafted", "drafted_it", "drafted_en"]
    )

    class Meta(Owned.Meta):
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        ordering = ["-last_day", "-first_day", "-pk"]
        constraints = [
            *Owned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="bulletin_days_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
            models.UniqueConstraint(
                fields=["slug_it"],
                condition=~Q(slug_it=""),
                name="bulletin_address_it_once",
            ),
            models.UniqueConstraint(
                fields=["slug_en"],
                condition=~Q(slug_en=""),
                name="bulletin_address_en_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "published_at"], name="bulletin_out")]

    def __str__(self) -> str:
        return self.title.text

    def clean(self) -> None:
        # A new one has no words yet: they are composed when it is saved.
        if not self._state.adding:
            super().clean()

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def slug(self) -> str:
        return self.slug_in(get_language() or "it")

    def slug_in(self, language: str) -> str:
        return self.slug_en if language == "en" else self.slug_it


class Correction(Written):
    """What a published bulletin is to say instead: a second person approves it."""

    bulletin = models.ForeignKey(
        Bulletin, on_delete=models.CASCADE, related_name="corrections"
    )
    note_it = models.CharField(
        _("what was corrected (Italian)"), max_length=500, blank=True
    )
    note_en = models.CharField(
        _("what was corrected (English)"), max_length=500, blank=True
    )
    edited_by = account(_("last written by"))
    approved_by = account(_("approved by"))
    created_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(
        pgettext_lazy("bulletin", "published on"), null=True, editable=False
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("correction of a bulletin")
        verbose_name_plural = _("corrections of bulletins")
        ordering = ["published_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin"],
                condition=Q(published_at=None),
                name="bulletin_correction_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.bulletin}: {self.note_it or self.note_en}"

    def clean(self) -> None:
        super().clean()
        errors = {
            f"note_{language}": gettext("Say what was corrected: readers will see it.")
            for language in self.written_in
            if not getattr(self, f"note_{language}").strip()
        }
        if errors:
            raise ValidationError(errors)
