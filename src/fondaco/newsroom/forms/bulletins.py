"""Choosing what a bulletin tells of, writing in it, and deciding what becomes of it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from fondaco.activities.vocabularies import ActivityKind
from fondaco.core.forms import AnyModelForm
from fondaco.correspondence.forms.records import OWNER, OWNERS, WHOSE, OwnedForm
from fondaco.newsroom.models import Bulletin, Correction
from fondaco.newsroom.periods import periods_of, read_period
from fondaco.newsroom.queries.drafting import years_to_choose
from fondaco.registry.choices import ALL_CLUSTERS, JOINED_NETWORKS
from fondaco.registry.models import Network, NetworkMembership
from fondaco.web.records import RecordForm, Section

DAYS = ["first_day", "last_day"]
WORDS = ["title_it", "title_en", "body_it", "body_en"]
CHOSEN = ["about", "clusters", "kinds", *OWNER]
MARKDOWN = _(
    "In Markdown: an empty line begins a paragraph, ## a heading, - a line of a list; "
    "**bold**, [words](https://…) for a link. A sentence that you leave as it is leads "
    "to its records."
)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class BulletinForm(OwnedForm):
    """A new one: what it tells of, from which it is composed. Later: its words."""

    choices = {**OWNERS, "about": JOINED_NETWORKS, "clusters": ALL_CLUSTERS}
    preselected = ("cluster", "about")
    period = forms.ChoiceField(label=_("Period"))
    first_day = _day(_("First day"))
    last_day = _day(_("Last day"))
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of activities"),
        required=False,
        choices=ActivityKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: all of them, with partnerships, projects and proposals."),
    )

    class Meta(RecordForm.Meta):
        model = Bulletin
        fields = [*DAYS, *CHOSEN, *WORDS]

    field_order = ["period", *DAYS, "clusters", "kinds", "title_it", "title_en"]
    sections = (
        Section(
            _("Period"),
            ["period", *DAYS],
            help_text=_("What surely happened in it is told."),
        ),
        Section(_("Limits"), ["about", "clusters", "kinds"]),
        WHOSE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gone = ["body_it", "body_en"]
        if not self.instance._state.adding:
            gone = ["period", *DAYS, *CHOSEN]
        for name in gone:
            self.fields.pop(name, None)
        if self.instance._state.adding:
            self._begin()
        else:
            set_up_words(self)
            for name in WORDS if self.instance.is_public else ():
                self.fields[name].disabled = True

    def _begin(self) -> None:
        language = get_language() or "it"
        groups: list[Any] = [("", "—"), ("days", _("From one day to another:"))]
        groups += periods_of(years_to_choose(), language)
        self.fields["period"].choices = groups  # type: ignore[attr-defined]
        self.fields["about"].required = False
        self.fields["about"].help_text = _("Empty: the one whose it is.")
        for name in ("title_it", "title_en"):
            self.fields[name].help_text = _("Empty: “Bulletin” and the period.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance._state.adding:
            self._set_days(cleaned)
            self._set_network(cleaned)
        return cleaned

    def _set_days(self, cleaned: dict[str, Any]) -> None:
        code = cleaned.get("period")
        if code and code != "days":
            period = read_period(code)
            assert period is not None
            cleaned["first_day"], cleaned["last_day"] = period.first, period.last
            return
        for name in DAYS if code else ():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, gettext("Write the day, or choose a period."))
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", gettext("The last day is before the first."))

    def _set_network(self, cleaned: dict[str, Any]) -> None:
        """A network tells of itself; a cluster of the one network that it is in."""
        if cleaned.get("network"):
            cleaned["about"] = cleaned["network"]
        elif cleaned.get("cluster") and not cleaned.get("about"):
            joined = NetworkMembership.objects.holding_on(timezone.localdate())
            own = joined.filter(cluster=cleaned["cluster"]).values("network")
            found = list(Network.objects.filter(pk__in=own)[:2])
            if len(found) == 1:
                cleaned["about"] = found[0]
        if not cleaned.get("about") and "about" not in self.errors:
            self.add_error("about", gettext("Choose the network that it tells of."))


def set_up_words(form: Any) -> None:
    for name in ("body_it", "body_en"):
        form.fields[name].help_text = MARKDOWN
        form.fields[name].widget.attrs["rows"] = 18


class CorrectionForm(AnyModelForm):
    class Meta:
        model = Correction
        fields = ["note_it", "note_en", *WORDS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_up_words(self)
        for name, field in self.fields.items():
            field.widget.attrs["lang"] = name[-2:]
        for name in ("note_it", "note_en"):
            note = self.fields[name]
            note.help_text = _("Readers see it, with the day.")
            note.required = name[-2:] in self.instance.written_in
            note.error_messages["required"] = gettext(
                "Say what was corrected: readers will see it."
            )


class DecisionForm(forms.Form):
    """What was pressed, about the text that was seen."""

    seen = forms.CharField(widget=forms.HiddenInput)


class PublishForm(DecisionForm):
    publish_at = forms.DateTimeField(
        label=_("Published on"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=_("Empty: at once."),
    )
    mails = forms.BooleanField(label=_("Send it to the subscribers"), required=False)

    def clean_publish_at(self) -> Any:
        at = self.cleaned_data["publish_at"]
        if at is not None and at <= timezone.now():
            raise forms.ValidationError(gettext("That is past. Choose a later time."))
        return at


class SendForm(forms.Form):
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
