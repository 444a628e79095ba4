"""Who gets a circular, and who does not and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from fondaco.correspondence.models import Circular, Owned, Unsubscription
from fondaco.correspondence.queries.audience import audience_of
from fondaco.correspondence.vocabularies import Purpose, Reason
from fondaco.registry.models import Consent, Organisation, Person


@dataclass(frozen=True)
class Recipient:
    person: Person
    address: str
    organisation: str


@dataclass(frozen=True)
class LeftOut:
    person: Person
    reason: Reason

    @property
    def words(self) -> str:
        return str(self.reason.label)


@dataclass(frozen=True)
class Audience:
    going: list[Recipient]
    left_out: list[LeftOut]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        counts = Counter(one.reason for one in self.left_out)
        return [(str(reason.label), number) for reason, number in counts.most_common()]


def read_audience(circular: Circular) -> Audience:
    people = audience_of(circular).order_by("family_name", "given_name", "pk")
    return sort_out(circular, people.prefetch_related("positions__organisation"))


def sort_out(circular: Circular, people: Iterable[Person]) -> Audience:
    found = list(people)
    consenting, unsubscribed = _consenting(circular), _unsubscribed(circular)
    going: dict[str, Recipient] = {}
    left_out = []
    for person in found:
        address = person.email.lower()
        if not address:
            reason = Reason.NO_ADDRESS
        elif person.email_bounced_on:
            reason = Reason.BOUNCED
        elif consenting is not None and person.pk not in consenting:
            reason = Reason.NO_CONSENT
        elif address in unsubscribed:
            reason = Reason.UNSUBSCRIBED
        elif address in going:
            reason = Reason.DUPLICATE
        else:
            going[address] = Recipient(person, address, _organisation(person))
            continue
        left_out.append(LeftOut(person, reason))
    return Audience(list(going.values()), left_out)


def _consenting(circular: Circular) -> set[int] | None:
    """Who consented to its purpose; None where nobody needs to."""
    if circular.purpose == Purpose.SERVICE:
        return None
    given = Consent.objects.holding_on(timezone.localdate()).filter(
        purpose=circular.purpose
    )
    return set(given.values_list("person", flat=True))


def unsubscriptions_from(owned: Owned, purpose: str) -> Q:
    own = Q(cluster=owned.cluster_id, network=owned.network_id)
    return own & Q(purpose__in=["", purpose])


def _unsubscribed(circular: Circular) -> set[str]:
    left = Unsubscription.objects.filter(
        unsubscriptions_from(circular, circular.purpose)
    )
    return set(left.values_list(Lower("address"), flat=True))


def _organisation(person: Person) -> str:
    """Where the person works today; of several places, the first on record."""
    today = timezone.localdate()
    for one in person.positions.all():
        if one.alternative_to_id is None and one.is_present(today):
            organisation: Organisation = one.organisation
            return str(organisation)
    return ""
