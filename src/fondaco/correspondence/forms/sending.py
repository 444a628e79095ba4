"""The short forms of the pages of lists and circulars."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.correspondence.models import Segment


class FillForm(forms.Form):
    addresses = forms.CharField(
        label=_("Addresses"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "One a line, or between commas: ada@example.org, or Ada Rossi "
            "&lt;ada@example.org&gt;. Of a name that is new, a contact is made."
        ),
    )
    segment = forms.ModelChoiceField(
        Segment.objects.none(),
        label=_("Everybody in the segment"),
        required=False,
        empty_label="—",
    )

    def __init__(
        self, *args: Any, segments: "QuerySet[Segment]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["segment"].queryset = segments  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = cleaned.get("addresses") or cleaned.get("segment")
        if not given and not self.errors:
            self.add_error("addresses", gettext("Paste addresses or choose a segment."))
        return cleaned


class SendForm(forms.Form):
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    send_at = forms.DateTimeField(
        label=_("Leaves at"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=_("Empty: at once."),
    )

    def clean_send_at(self) -> Any:
        at = self.cleaned_data["send_at"]
        if at is not None and at <= timezone.now():
            raise forms.ValidationError(gettext("That is past. Choose a later time."))
        return at
