"""Forms of people, of where they work, and of what they agreed to."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from fondaco.core.forms import ChoiceList, PartialDateField
from fondaco.registry import reach
from fondaco.registry.choices import (
    CONTACTS,
    MANAGED_CLUSTERS,
    USERS,
    VISIBLE_ORGANISATIONS,
)
from fondaco.registry.forms.facts import FACT_FIELDS, FactForm, accounts
from fondaco.registry.languages import spoken_languages
from fondaco.registry.models import Consent, Person, Position
from fondaco.registry.scope import scope_of
from fondaco.web.records import RecordForm, RowForm, Section


def spoken_choices() -> list[tuple[str, str]]:
    return [(code, capfirst(name)) for code, name in spoken_languages()]


class PersonForm(RecordForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        required=False,
        choices=spoken_choices,
        widget=ChoiceList,
    )

    choices = {"maintained_by": MANAGED_CLUSTERS, "user": USERS}
    preselected = ("maintained_by",)

    class Meta(RecordForm.Meta):
        model = Person
        fields = [
            "given_name",
            "family_name",
            "email",
            "email_bounced_on",
            "phone",
            "language",
            "languages",
            "maintained_by",
            "holds_public_office",
            "user",
            "private_note",
        ]

    sections = (
        Section(
            _("Addresses and languages"),
            ["email", "email_bounced_on", "phone", "language", "languages"],
        ),
        Section(_("Who keeps it"), ["maintained_by", "private_note", "user"]),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = self.initial.get("languages")
        if isinstance(spoken, str):
            self.initial["languages"] = spoken.split()
        if not scope_of(self.actor).is_administrator:
            # Whom a user is decides what the user may do.
            del self.fields["user"]

    def clean_languages(self) -> str:
        return " ".join(sorted(self.cleaned_data["languages"]))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "email" in self.changed_data and "email_bounced_on" not in self.changed_data:
            # A new address has not come back yet.
            cleaned["email_bounced_on"] = None
        return cleaned


class PositionRow(RowForm):
    valid_from = PartialDateField(help_text="")
    valid_until = PartialDateField(help_text="")

    choices = {"organisation": VISIBLE_ORGANISATIONS}

    class Meta(RowForm.Meta):
        model = Position
        fields = ["organisation", "function_it", "function_en"]


class PositionForm(FactForm):
    choices = {
        "person": CONTACTS,
        "organisation": VISIBLE_ORGANISATIONS,
        "alternative_to": accounts(
            reach.of_kept_people(Position), "person", "organisation"
        ),
    }
    about = ("person", "organisation")

    class Meta(RecordForm.Meta):
        model = Position
        fields = ["person", "organisation", "function_it", "function_en", *FACT_FIELDS]


CONSENT_FIELDS = [
    "purpose",
    "given_on",
    "means",
    "text_version",
    "evidence",
    "expires_on",
    "withdrawn_on",
]


class ConsentRow(RowForm):
    class Meta(RowForm.Meta):
        model: type[Model] = Consent
        fields = CONSENT_FIELDS


class ConsentForm(RecordForm):
    choices = {"person": CONTACTS}

    class Meta(RecordForm.Meta):
        model = Consent
        fields = ["person", *CONSENT_FIELDS]
