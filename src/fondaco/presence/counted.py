"""What an indicator is, what it returns, and the records that it counted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy

from fondaco.activities.vocabularies import ActivityKind, Role
from fondaco.core.texts import Text
from fondaco.presence.facts import (
    ActivityFact,
    ClusterFact,
    Evidence,
    Facts,
    ParticipationFact,
    SourceFact,
    passages_of,
)
from fondaco.presence.places import place_names
from fondaco.presence.selection import Selection, Unnamed

Value = int | dict[str, int] | None
Detail = int | float | bool | str | None | dict[str, int] | list[str]


class Unknown(TextChoices):
    """Why there is no figure: a zero says that there was nothing, and this does not."""

    NOT_RECORDED = "not_recorded", pgettext_lazy("figure", "not recorded")
    NOT_NAMED = "not_named", pgettext_lazy("figure", "not named")
    NOT_KNOWN = "not_known", pgettext_lazy("figure", "not known")
    NO_NUMBER = "no_number", pgettext_lazy("figure", "no number")
    NOT_PLANNED = "not_planned", pgettext_lazy("figure", "not planned")
    NOT_APPLICABLE = "not_applicable", pgettext_lazy("figure", "not applicable")


@dataclass(frozen=True)
class Counted:
    """A record behind a figure, and how many it stands for there."""

    type: str
    id: str
    title: Text
    view: str
    arguments: tuple[str | int, ...]
    evidence: tuple[Evidence, ...] = ()
    number: int = 1
    query: str = ""
    activity: ActivityFact | None = None
    cluster: ClusterFact | None = None
    level: int | None = None
    note: str = ""

    @property
    def url(self) -> str:
        return reverse(self.view, args=self.arguments) + self.query

    @property
    def passages(self) -> list[tuple[SourceFact, str]]:
        return passages_of(self.evidence)

    @property
    def places(self) -> str:
        return "; ".join(place_names(self.activity)) if self.activity else ""

    @property
    def kind_label(self) -> str:
        return str(ActivityKind(self.activity.kind).label) if self.activity else ""

    @property
    def times(self) -> str:
        """How many it stands for, where that is not one."""
        return f"{self.note} {self.number}".strip()


@dataclass(frozen=True)
class Result:
    """A value with its records; `apart` are listed beside it and not counted.

    Without a value, `unknown` says why. Both lists are thousands of records, which most
    pages only count: they are made when somebody asks for them.
    """

    value: Value
    list_records: Callable[[], tuple[Counted, ...]] = tuple
    details: Mapping[str, Detail] = field(default_factory=dict)
    list_apart: Callable[[], tuple[Counted, ...]] = tuple
    unknown: Unknown = Unknown.NOT_RECORDED

    @cached_property
    def records(self) -> tuple[Counted, ...]:
        return self.list_records()

    @cached_property
    def apart(self) -> tuple[Counted, ...]:
        return self.list_apart()

    @property
    def has_records(self) -> bool:
        """Whether there is something to list; what is counted has a number."""
        return bool(self.value or self.apart)

    @property
    def reason(self) -> Unknown | None:
        """Why there is no value, where there is none."""
        return self.unknown if self.value is None else None


@dataclass(frozen=True)
class Indicator:
    """`unit` is a word for data; `label` and `rule` are for people."""

    code: str
    unit: str
    label: Promise
    rule: Promise
    count: Callable[[Selection], Result]


def counted_activity(activity: ActivityFact) -> Counted:
    return Counted(
        type="activity",
        id=activity.uid,
        title=activity.title,
        view="activities:activity_detail",
        arguments=(activity.uid,),
        evidence=activity.evidence,
        activity=activity,
    )


def counted_pair(
    facts: Facts, activity: ActivityFact, participation: ParticipationFact
) -> Counted:
    """A cluster at an activity, by its highest role there."""
    cluster = facts.cluster_by_key[participation.cluster]
    words = {
        "cluster": cluster.acronym,
        "role": Role(participation.role).label,
        "activity": activity.title,
    }
    return Counted(
        type="participation",
        id=participation.uid,
        title=here(gettext("%(cluster)s, %(role)s – %(activity)s") % words),
        view="activities:activity_detail",
        arguments=(activity.uid,),
        evidence=participation.evidence,
        activity=activity,
        cluster=cluster,
        level=participation.level,
        note=str(Role(participation.role).label),
    )


def counted_unnamed(unnamed: Unnamed) -> Counted:
    return Counted(
        type="count_statement",
        id=unnamed.statement.uid,
        title=here(
            gettext("clusters not named – %(activity)s")
            % {"activity": unnamed.activity.title}
        ),
        view="activities:activity_detail",
        arguments=(unnamed.activity.uid,),
        evidence=unnamed.statement.evidence,
        number=unnamed.number,
        activity=unnamed.activity,
        note=pgettext("number", "at least") if unnamed.at_least else "",
    )


def here(text: str) -> Text:
    """A text put together in the language of the moment."""
    return Text(text, get_language() or "")


def merged(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each citation once, in the order met."""
    return tuple(dict.fromkeys(evidence))
