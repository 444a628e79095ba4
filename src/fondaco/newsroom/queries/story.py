"""What a bulletin tells, read from the public record."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.translation import override

from fondaco.activities.models import (
    Activity,
    Claim,
    CountStatement,
    Outcome,
    Participation,
)
from fondaco.activities.vocabularies import ParticipationStatus
from fondaco.core.models import Count
from fondaco.core.texts import localised, named
from fondaco.funding.models import Partnership, Party, Project, ProposalCount
from fondaco.newsroom.telling.facts import (
    Around,
    Bids,
    HowMany,
    Joined,
    Key,
    Named,
    Period,
    Present,
    Statement,
    Story,
    Taking,
    Told,
    Where,
)
from fondaco.registry.models import Cluster, Network, Organisation
from fondaco.web.templatetags.words import city_name

NOT_THERE = (ParticipationStatus.DECLINED, ParticipationStatus.CANCELLED)


@dataclass(frozen=True)
class Choice:
    """What a bulletin is about; no clusters and no kinds are all of them."""

    network: Network
    period: Period
    clusters: Collection[int] = ()
    kinds: Collection[str] = ()


def read_story(choice: Choice, language: str, today: dt.date) -> Story:
    """Only what is public, and what is certain to be in the period."""
    with override(language):
        return Story(
            period=choice.period,
            today=today,
            activities=tuple(
                _told(one, choice, language) for one in _activities(choice)
            ),
            undertakings=() if choice.kinds else _undertakings(choice, language),
            bids=() if choice.kinds else _bids(choice),
            statements=_statements(choice, language),
        )


def _activities(choice: Choice) -> QuerySet[Activity]:
    first, last = choice.period.first, choice.period.last
    surely = Q(start_earliest__gte=first, start_latest__lte=last)
    goes_on = Q(
        start_earliest=F("start_latest"), start_latest__lte=last, end_latest__gte=first
    )
    found = Activity.objects.filter(
        surely | goes_on, network=choice.network, is_published=True
    )
    if choice.kinds:
        found = found.filter(kind__in=choice.kinds)
    taking = Participation.objects.filter(is_published=True).exclude(
        status__in=NOT_THERE
    )
    if choice.clusters:
        found = found.filter(participations__in=taking.filter(_of(choice))).distinct()
        taking = taking.filter(_of(choice))
    taking = taking.select_related("cluster", "organisation").prefetch_related(
        "attendances__person",
        "count_statements",
        Prefetch("outcomes", Outcome.objects.filter(is_published=True)),
    )
    counts = CountStatement.objects.filter(participation=None)
    return (
        found.select_related("parent", "occasion", "programme")
        .prefetch_related(
            "places",
            "bodies__organisation",
            Prefetch("participations", taking),
            Prefetch("count_statements", counts),
        )
        .order_by("start_earliest", "start_latest", "pk")
    )


def _of(choice: Choice) -> Q:
    return Q(cluster__in=choice.clusters)


def _told(activity: Activity, choice: Choice, language: str) -> Told:
    programme = activity.programme
    return Told(
        key=_key(activity),
        kind=activity.kind,
        status=activity.status,
        title=localised(activity, "title", language).text,
        start=activity.start,
        end=activity.end,
        edition=activity.edition,
        is_virtual=activity.is_virtual,
        within=_public_title(activity.parent, language),
        beside=_public_title(activity.occasion, language),
        programme=named(programme, "name", language).text if programme else "",
        places=tuple(
            Where(
                place.country,
                str(city_name(place.city, place.country)) if place.city else "",
                place.venue,
            )
            for place in activity.places.all()
        ),
        around=tuple(
            Around(_organisation(one.organisation, language), one.role)
            for one in activity.bodies.all()
        ),
        taking=tuple(_taking(one, language) for one in activity.participations.all()),
        # Of a cluster's bulletin, what is counted of all is not its own.
        counts=()
        if choice.clusters
        else tuple(map(_how_many_of, activity.count_statements.all())),
    )


def _public_title(activity: Activity | None, language: str) -> str:
    if activity is None or not activity.is_published:
        return ""
    return localised(activity, "title", language).text


def _taking(one: Participation, language: str) -> Taking:
    return Taking(
        key=_key(one),
        who=_organisation(one.organisation, language)
        if one.organisation
        else _cluster(one.cluster),
        role=one.role,
        status=one.status,
        session=one.session,
        topic=localised(one, "topic", language).text,
        presented=localised(one, "presented", language).text,
        people=tuple(
            Present(
                Named(("person", str(there.person.pk)), str(there.person)),
                localised(there, "capacity", language).text,
            )
            for there in one.attendances.all()
            if there.person.is_public
        ),
        counts=tuple(map(_how_many_of, one.count_statements.all())),
        outcomes=tuple(
            (_key(outcome), text)
            for outcome in one.outcomes.all()
            if (text := localised(outcome, "description", language).text)
        ),
    )


def _how_many_of(count: CountStatement) -> HowMany:
    return _how_many(_key(count), count.subject, count)


def _how_many(key: Key, subject: str, count: Count) -> HowMany:
    return HowMany(
        key=key,
        subject=subject,
        number=count.number,
        minimum=count.minimum,
        is_some=count.is_some,
        is_approximate=count.is_approximate,
        of_total=count.of_total,
    )


def _undertakings(choice: Choice, language: str) -> tuple[Joined, ...]:
    """Whose clusters joined in the period, as far as a source says when."""
    within = (choice.period.first, choice.period.last)
    parties = (
        Party.objects.preferred()
        .filter(
            Q(valid_from_latest__range=within) | Q(valid_from_earliest__range=within),
            Q(partnership__is_published=True) | Q(project__is_published=True),
            Q(partnership__network=choice.network) | Q(project__network=choice.network),
            cluster__isnull=False,
        )
        .select_related("cluster", "partnership", "project")
        .order_by("pk")
    )
    if choice.clusters:
        parties = parties.filter(_of(choice))
    found: dict[Partnership | Project, list[tuple[Named, str]]] = {}
    for party in parties:
        undertaking = party.partnership or party.project
        assert undertaking is not None
        assert party.cluster is not None
        found.setdefault(undertaking, []).append((_cluster(party.cluster), party.role))
    return tuple(
        Joined(
            key=_key(one),
            kind=one.kind if isinstance(one, Partnership) else "project",
            title=localised(one, "title", language).text,
            is_unnamed=isinstance(one, Partnership) and one.is_unnamed,
            parties=tuple(own),
        )
        for one, own in found.items()
    )


def _bids(choice: Choice) -> tuple[Bids, ...]:
    """A total of several years belongs to none of them."""
    counts = (
        ProposalCount.objects.filter(
            network=choice.network,
            period_earliest__gte=choice.period.first,
            period_latest__lte=choice.period.last,
        )
        .prefetch_related("clusters")
        .order_by("pk")
    )
    if choice.clusters:
        counts = counts.filter(clusters__in=choice.clusters).distinct()
    return tuple(
        Bids(
            key=_key(one),
            who=tuple(map(_cluster, one.clusters.all())),
            how_many=_how_many(_key(one), "proposals", one),
            status=one.status,
        )
        for one in counts
    )


def _statements(choice: Choice, language: str) -> tuple[Statement, ...]:
    """What is said of a year, where the bulletin is of all of it and of everybody."""
    first, last = choice.period.first, choice.period.last
    if choice.clusters or choice.kinds:
        return ()
    claims = Claim.objects.filter(
        network=choice.network, year__range=(first.year, last.year)
    )
    return tuple(
        Statement(_key(one), localised(one, "statement", language).text)
        for one in claims.order_by("year", "pk")
        if first <= dt.date(one.year, 1, 1) and last >= dt.date(one.year, 12, 31)
    )


def _cluster(cluster: Cluster) -> Named:
    return Named(("cluster", cluster.slug), cluster.acronym, is_cluster=True)


def _organisation(organisation: Organisation, language: str) -> Named:
    name = named(organisation, "name", language).text
    return Named(("organisation", organisation.slug), name)


def _key(
    record: Activity
    | Participation
    | CountStatement
    | Outcome
    | Partnership
    | Project
    | ProposalCount
    | Claim,
) -> Key:
    return str(record._meta.model_name), record.uid
