"""Correcting a finding: what it is to say, in the words of the record."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from fondaco.activities.models import Programme
from fondaco.activities.vocabularies import (
    ActivityKind,
    ActivityStatus,
    BodyRole,
    CountSubject,
    ParticipationStatus,
    Role,
)
from fondaco.core.forms import PartialDateField, country_choices
from fondaco.core.partial_dates import PartialDate
from fondaco.core.permissions import Actor
from fondaco.newsroom.queries.alike_bodies import organisations_like
from fondaco.newsroom.vocabularies import NEW, FindingKind, UndertakingKind
from fondaco.registry.models import Cluster

Pairs = Sequence[tuple[str, Any]]
THE_CLUSTER = "cluster"


def _capitals(pairs: Pairs) -> list[tuple[str, str]]:
    return [(code, capfirst(str(label))) for code, label in pairs]


class FindingForm(forms.Form):
    """`said` is what the finding says; afterwards, what the person made of it."""

    def __init__(self, said: dict[str, Any], actor: Actor, data: Any = None) -> None:
        super().__init__(data, initial=self.begin(said))
        self.before = said
        self.choose(actor)

    def begin(self, said: dict[str, Any]) -> dict[str, Any]:
        return said

    def choose(self, actor: Actor) -> None:
        """What depends on the person and on the record."""

    @property
    def said(self) -> dict[str, Any]:
        return self.cleaned_data

    def offer(self, name: str, choices: Pairs, empty: Any = None) -> None:
        field: Any = self.fields[name]
        field.choices = [*([] if empty is None else [("", empty)]), *choices]


class RecordFindingForm(FindingForm):
    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"))
    status = forms.ChoiceField(label=_("Status"), required=False)
    start = PartialDateField(label=_("Start"))
    end = PartialDateField(label=_("End"), help_text=_("Empty: it lasts one day."))
    time = forms.TimeField(label=_("From (time)"), required=False)
    edition = forms.IntegerField(
        label=_("Edition"), required=False, min_value=1, max_value=999
    )
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    within = forms.ChoiceField(label=_("Part of"), required=False)
    is_international = forms.BooleanField(
        label=_("International: it counts in the presence figures"), required=False
    )

    def begin(self, said: dict[str, Any]) -> dict[str, Any]:
        dates = {name: PartialDate.parse(said[name]) for name in ("start", "end")}
        return {**said, **dates}

    def choose(self, actor: Actor) -> None:
        kinds = [
            (gettext("Activities"), _capitals(ActivityKind.choices)),
            (gettext("European money and partnerships"), _capitals(UNDERTAKINGS)),
        ]
        self.offer("kind", kinds, "" if self.before["kind"] == "" else None)
        self.offer("status", _capitals(ActivityStatus.choices), gettext("Not said"))
        known = [(one.name_it, str(one)) for one in Programme.objects.all()]
        told = self.before["programme"]
        if told and told not in dict(known):
            same = [key for key, _name in known if key.lower() == told.lower()]
            self.initial["programme"] = same[0] if same else ""
        self.offer("programme", known, gettext("None"))
        if around := self.before.get("within"):
            self.offer("within", [(around, around)], gettext("Nothing"))
        else:
            del self.fields["within"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end.latest:
            if start.earliest is None:
                self.add_error("start", gettext("Say when it starts, too."))
            elif end.latest < start.earliest:
                self.add_error("end", gettext("The end is before the start."))
        return dict(cleaned)

    @property
    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        said |= {"start": str(said["start"]), "end": str(said["end"])}
        return said | {"time": f"{said['time']:%H:%M}" if said["time"] else ""}


class PlaceFindingForm(FindingForm):
    venue = forms.CharField(label=_("Venue"), max_length=200, required=False)
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    country = forms.ChoiceField(label=_("Country"))

    def choose(self, actor: Actor) -> None:
        self.offer("country", country_choices(), "")


class _WhoForm(FindingForm):
    """Whom a name means: a cluster, one who is known, or somebody new."""

    name = forms.CharField(
        label=_("Name"),
        max_length=300,
        required=False,
        help_text=_("As the text has it; change it to look for another."),
    )
    who = forms.ChoiceField(label=_("Which is"), widget=forms.RadioSelect)
    cluster = forms.ChoiceField(label=_("Cluster"), required=False)

    def begin(self, said: dict[str, Any]) -> dict[str, Any]:
        organisation = said["organisation"]
        itself = THE_CLUSTER if said["cluster"] else NEW
        return {**said, "who": organisation or itself}

    def choose(self, actor: Actor) -> None:
        name = self.data.get("name") if self.is_bound else self.before["name"]
        found = organisations_like(name or "", self.before["organisation"], actor)
        choices = [(THE_CLUSTER, gettext("The cluster itself, chosen below"))]
        choices += [(one.uid, one.label) for one in found]
        choices += [(NEW, gettext("A new organisation of this name"))]
        self.offer("who", choices)
        clusters = [(one.slug, str(one)) for one in Cluster.objects.all()]
        self.offer("cluster", clusters, gettext("None"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        who = cleaned.get("who")
        if who == THE_CLUSTER and not cleaned.get("cluster"):
            self.add_error("cluster", gettext("Choose the cluster."))
        if who == NEW and not cleaned.get("name"):
            self.add_error("name", gettext("Say what it is called."))
        return dict(cleaned)

    @property
    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        who = said.pop("who")
        return said | {"organisation": "" if who == THE_CLUSTER else who}


class RoleFindingForm(_WhoForm):
    role = forms.ChoiceField(label=_("Role"))
    status = forms.ChoiceField(label=_("Status"), required=False)
    session = forms.CharField(label=_("Session"), max_length=200, required=False)
    people = forms.CharField(
        label=_("People who were there"),
        max_length=600,
        required=False,
        help_text=_("Given name and family name, with commas between people."),
    )

    def begin(self, said: dict[str, Any]) -> dict[str, Any]:
        return {**super().begin(said), "people": ", ".join(said["people"])}

    def choose(self, actor: Actor) -> None:
        super().choose(actor)
        around = {**dict(Role.choices), **dict(BodyRole.choices)}
        self.offer("role", _capitals(list(around.items())))
        self.offer(
            "status", _capitals(ParticipationStatus.choices), gettext("Not said")
        )

    def clean_people(self) -> list[str]:
        names = [
            " ".join(name.split()) for name in self.cleaned_data["people"].split(",")
        ]
        named = [name for name in names if name]
        for name in named:
            if " " not in name:
                raise ValidationError(
                    gettext("“%(name)s”: write given name and family name.")
                    % {"name": name}
                )
        return named


class CountFindingForm(FindingForm):
    subject = forms.ChoiceField(label=_("What is counted"), required=False)
    number = forms.IntegerField(
        label=pgettext_lazy("of a count", "How many"),
        required=False,
        min_value=0,
        max_value=10_000_000,
    )
    some = forms.BooleanField(label=_("Some: the text gives no number"), required=False)
    of = forms.IntegerField(
        label=_("Of how many"), required=False, min_value=0, max_value=10_000_000
    )
    cluster = forms.ChoiceField(
        label=_("Of the participation of"),
        required=False,
        help_text=_("None: of the activity as a whole."),
    )

    def choose(self, actor: Actor) -> None:
        # Of applications nothing else is counted.
        self.offer("subject", _capitals(CountSubject.choices), gettext("Not said"))
        clusters = [(one.slug, str(one)) for one in Cluster.objects.all()]
        self.offer("cluster", clusters, gettext("None"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        number, of = cleaned.get("number"), cleaned.get("of")
        if (number is None) != bool(cleaned.get("some")):
            self.add_error("number", gettext("Give a number, or say that it is some."))
        if number is not None and of is not None and number > of:
            self.add_error("of", gettext("The part is larger than the whole."))
        return dict(cleaned)


class FactFindingForm(_WhoForm):
    value = forms.CharField(
        label=_("What"),
        max_length=300,
        help_text=_("Of an office: the office, a colon, and who holds it."),
    )
    start = PartialDateField(label=_("Since"))
    end = PartialDateField(label=_("Until"))

    def begin(self, said: dict[str, Any]) -> dict[str, Any]:
        dates = {name: PartialDate.parse(said[name]) for name in ("start", "end")}
        return {**super().begin(said), **dates}

    @property
    def said(self) -> dict[str, Any]:
        said = super().said
        return said | {"start": str(said["start"]), "end": str(said["end"])}


UNDERTAKINGS: Pairs = UndertakingKind.choices
FORMS: dict[str, type[FindingForm]] = {
    FindingKind.RECORD: RecordFindingForm,
    FindingKind.PLACE: PlaceFindingForm,
    FindingKind.ROLE: RoleFindingForm,
    FindingKind.COUNT: CountFindingForm,
    FindingKind.FACT: FactFindingForm,
}
