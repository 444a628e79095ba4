"""What is told of the data held on somebody, and who is named publicly and why."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext

from fondaco.core.models import ErasureRequest
from fondaco.core.partial_dates import PartialDate
from fondaco.core.permissions import Actor
from fondaco.core.privacy import Subject, Told, tell
from fondaco.registry.models import Consent, Mandate, Person
from fondaco.registry.reach import changeable_people
from fondaco.registry.vocabularies import ConsentPurpose


@dataclass(frozen=True)
class Reason:
    """Why somebody is named to visitors, and the source that says so, if any."""

    words: str
    source: str = ""
    url: str = ""
    may_be_withdrawn: bool = False


@dataclass(frozen=True)
class DataPage:
    subject: Subject
    told: list[Told]
    reasons: list[Reason]
    request: ErasureRequest | None
    backups_kept: int

    @property
    def is_named(self) -> bool:
        person = self.subject.person
        return person is not None and bool(person.is_public)

    @property
    def may_withdraw(self) -> bool:
        return any(reason.may_be_withdrawn for reason in self.reasons)


def read_data_page(subject: Subject, viewer: Actor | None = None) -> DataPage:
    user = subject.user
    return DataPage(
        subject,
        tell(subject, viewer),
        _reasons_of(subject.person) if subject.person is not None else [],
        ErasureRequest.objects.filter(user=user).first() if user is not None else None,
        backups_kept(),
    )


def backups_kept() -> int:
    """One is made a day; 0: this installation makes none by itself."""
    return settings.BACKUPS_KEPT if settings.BACKUP_DIR else 0


def reasons_to_name(
    person: Person, mandates: list[Mandate], consents: Mapping[int, dt.date]
) -> list[Reason]:
    if not person.is_public:
        return []
    reasons = []
    for mandate in mandates:
        words = gettext("Public office: %(title)s, %(body)s") % {
            "title": mandate.title.text,
            "body": mandate.body,
        }
        citation = next(iter(mandate.citations.all()), None)
        if citation is None:
            reasons.append(Reason(words))
        else:
            reasons.append(Reason(words, str(citation.source), citation.source.url))
    if day := consents.get(person.pk):
        words = gettext("Consent of %(day)s") % {
            "day": PartialDate.day(day).in_words(get_language())
        }
        reasons.append(Reason(words, may_be_withdrawn=True))
    return reasons or [Reason(gettext("Marked as public by who keeps the record"))]


def _consents_of(people: list[Person]) -> dict[int, dt.date]:
    """Of those who agreed to be named, when they did."""
    given = Consent.objects.filter(purpose=ConsentPurpose.LISTING, person__in=people)
    held = given.holding_on(timezone.localdate()).order_by("given_on", "-pk")
    return dict(held.values_list("person", "given_on"))


def _reasons_of(person: Person) -> list[Reason]:
    offices = list(_public_offices(Q(person=person)))
    return reasons_to_name(person, offices, _consents_of([person]))


def _public_offices(which: Q) -> "QuerySet[Mandate]":
    offices: QuerySet[Mandate] = Mandate.objects.filter(which, is_public=True)
    bodies = offices.select_related("network", "cluster", "organisation")
    return bodies.prefetch_related("citations__source")


@dataclass(frozen=True)
class Named:
    person: Person
    reasons: list[Reason]


def read_named_people(actor: Actor) -> list[Named]:
    """Those whom visitors see, of whom the actor keeps the record."""
    people = list(changeable_people(actor).filter(is_public=True))
    offices: dict[int, list[Mandate]] = {}
    for mandate in _public_offices(Q(person__in=people)):
        offices.setdefault(mandate.person_id, []).append(mandate)
    consents = _consents_of(people)
    return [
        Named(one, reasons_to_name(one, offices.get(one.pk, []), consents))
        for one in people
    ]
