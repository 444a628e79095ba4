"""Whom lists and segments mean today, among the contacts of their own body."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from fondaco.correspondence.models import Circular, ListMember, Owned, Segment
from fondaco.registry.models import (
    Consent,
    Membership,
    NetworkMembership,
    Person,
    Position,
)
from fondaco.registry.models.contacts import present_positions


def contacts_of(owned: Owned) -> "QuerySet[Person]":
    """Those to whom its body may write: whom its own clusters keep."""
    if owned.cluster_id:
        return Person.objects.filter(maintained_by=owned.cluster_id)
    joined = NetworkMembership.objects.holding_on(timezone.localdate()).filter(
        network=owned.network_id
    )
    return Person.objects.filter(maintained_by__in=joined.values("cluster"))


def audience_of(circular: Circular) -> "QuerySet[Person]":
    """Everybody whom the circular's lists and segments mean, each once."""
    members = ListMember.objects.filter(
        distribution_list__in=circular.lists.values("pk")
    )
    meant = _in_lists(members)
    for segment in circular.segments.select_related("competence"):
        meant |= Q(pk__in=people_in(segment).order_by().values("pk"))
    return contacts_of(circular).filter(meant).distinct()


def _in_lists(members: "QuerySet[ListMember]") -> Q:
    today = timezone.localdate()
    there = Position.objects.filter(
        present_positions(today),
        organisation__in=members.exclude(organisation=None).values("organisation"),
    )
    by_hand = members.exclude(person=None).values("person")
    return Q(pk__in=by_hand) | Q(pk__in=there.order_by().values("person"))


def people_in(segment: Segment) -> "QuerySet[Person]":
    people = contacts_of(segment)
    if segment.kept_by_id:
        people = people.filter(maintained_by=segment.kept_by_id)
    if segment.language:
        people = people.filter(language=segment.language)
    if segment.consent:
        given = Consent.objects.holding_on(timezone.localdate()).filter(
            purpose=segment.consent
        )
        people = people.filter(pk__in=given.order_by().values("person"))
    criteria = [*_at_work(segment)]
    if criteria:
        # All of one position: who exports for a bank is not found by a firm's export.
        at_work = Position.objects.filter(
            present_positions(timezone.localdate()), *criteria
        )
        people = people.filter(pk__in=at_work.order_by().values("person"))
    return people


def _at_work(segment: Segment) -> Iterable[Q]:
    if segment.organisation_kind:
        yield Q(organisation__kind=segment.organisation_kind)
    if segment.competence_id:
        yield Q(organisation__competences=segment.competence_id)
    if segment.country:
        yield Q(organisation__country=segment.country)
    if segment.province:
        yield Q(organisation__province__iexact=segment.province)
    if segment.function:
        yield (
            Q(function_it__icontains=segment.function)
            | Q(function_en__icontains=segment.function)
        )
    if segment.member_of_id or segment.membership_kind:
        yield Q(organisation__in=_members(segment).order_by().values("organisation"))


def _members(segment: Segment) -> "QuerySet[Membership]":
    members: QuerySet[Membership] = Membership.objects.holding_on(timezone.localdate())
    if segment.member_of_id:
        members = members.filter(cluster=segment.member_of_id)
    elif segment.cluster_id:
        members = members.filter(cluster=segment.cluster_id)
    if segment.membership_kind:
        members = members.filter(kind=segment.membership_kind)
    return members
