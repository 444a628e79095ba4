"""P06, the members of clusters who took part, and P07, the people who were there."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from fondaco.activities.vocabularies import CountSubject
from fondaco.core.texts import Text
from fondaco.presence.counted import (
    Counted,
    Detail,
    Indicator,
    Result,
    Unknown,
    here,
    merged,
)
from fondaco.presence.facts import CountFact, Evidence, ParticipationFact
from fondaco.presence.selection import Pair, Selection, firmer, said

MEMBERS = (CountSubject.MEMBERS, CountSubject.COMPANIES)
PEOPLE = (CountSubject.PEOPLE,)
KeysOf = Callable[[ParticipationFact], Collection[int]]


@dataclass(frozen=True)
class Beyond:
    """How many more than the named a statement says there were."""

    statement: CountFact
    number: int


def count_members(selection: Selection) -> Result:
    """Count distinct member organisations, and those counted without a name.

    An organisation counts once in the year, however often it took part. The unnamed
    of two activities may be the same: nobody can tell, and both are counted.
    """
    organisations = attrgetter("organisations")
    distinct = set().union(*map(organisations, selection.participations))
    return _result(selection, MEMBERS, organisations, len(distinct), _members)


def count_people(selection: Selection) -> Result:
    """Count heads: distinct people at each activity, and those not named."""
    heads = {
        (one.activity, person.person)
        for one in selection.participations
        for person in one.attendances
    }
    return _result(selection, PEOPLE, _heads, len(heads), _people)


def _heads(participation: ParticipationFact) -> set[int]:
    return {one.person for one in participation.attendances}


def _result(
    selection: Selection,
    subjects: Collection[str],
    keys_of: KeysOf,
    distinct: int,
    list_named: Callable[[Selection], tuple[Counted, ...]],
) -> Result:
    """The named and the unnamed; no figure at all where nobody gives a number."""
    stated = [one for one in selection.counts if one.subject in subjects]
    of_clusters, of_activities = _beyond(selection, stated, keys_of)
    beyond = of_clusters + of_activities
    some = sum(one.is_some for one in stated)
    told = bool(distinct) or any(not one.is_some for one in stated)
    details: dict[str, Detail] = {
        "named": distinct,
        "unnamed": sum(one.number for one in beyond),
        "of_no_cluster": sum(one.number for one in of_activities),
        "at_least": any(one.statement.number is None for one in beyond),
        "approximate": any(one.statement.is_approximate for one in beyond),
        "some": some,
    }
    return Result(
        value=distinct + sum(one.number for one in beyond) if told else None,
        list_records=lambda: (
            list_named(selection)
            + tuple(_unnamed(selection, one) for one in beyond if one.number)
        ),
        details=details,
        list_apart=lambda: tuple(
            _some(selection, one) for one in stated if one.is_some
        ),
        unknown=Unknown.NO_NUMBER,
    )


def _beyond(
    selection: Selection, stated: list[CountFact], keys_of: KeysOf
) -> tuple[list[Beyond], list[Beyond]]:
    """First what each cluster brought beyond the named, then the rest of the activity.

    What a source counts at an activity as a whole includes what another counts of one
    cluster there.
    """
    clusters = {one.pk: one.cluster for one in selection.participations}
    by_pair: dict[Pair, CountFact] = {}
    by_activity: dict[int, CountFact] = {}
    for one in stated:
        if one.is_some:
            continue
        if one.participation is None:
            by_activity[one.activity] = firmer(by_activity.get(one.activity), one)
        elif one.participation in clusters:
            pair = (clusters[one.participation], one.activity)
            by_pair[pair] = firmer(by_pair.get(pair), one)
    named = _named(selection, {one.activity for one in stated}, keys_of)
    of_clusters = [
        Beyond(one, max(0, said(one) - len(named[pair])))
        for pair, one in by_pair.items()
    ]
    known: defaultdict[int, set[int]] = defaultdict(set)
    for (_cluster, activity), keys in named.items():
        known[activity] |= keys
    more = dict.fromkeys(by_activity, 0)
    for beyond in of_clusters:
        if beyond.statement.activity in more:
            more[beyond.statement.activity] += beyond.number
    of_activities = [
        Beyond(one, max(0, said(one) - len(known[key]) - more[key]))
        for key, one in by_activity.items()
    ]
    return of_clusters, of_activities


def _named(
    selection: Selection, activities: set[int], keys_of: KeysOf
) -> defaultdict[Pair, set[int]]:
    """Who is named of each cluster at these activities."""
    named: defaultdict[Pair, set[int]] = defaultdict(set)
    for one in selection.participations:
        if one.activity in activities:
            named[one.cluster, one.activity].update(keys_of(one))
    return named


def _members(selection: Selection) -> tuple[Counted, ...]:
    found: dict[int, Counted] = {}
    evidence: dict[int, list[Evidence]] = {}
    for one in selection.participations:
        organisation = one.organisation
        if organisation is None:
            continue
        evidence.setdefault(organisation.pk, []).extend(one.evidence)
        activity = selection.activity_by_key[one.activity]
        public = organisation.is_public
        found[organisation.pk] = Counted(
            type="organisation",
            # Who is not public has a number of their own among the year's members.
            id=organisation.slug if public else f"{activity.uid}-{len(evidence)}",
            title=organisation.name
            if public
            else here(gettext("a member without a public page")),
            view="portal:organisation_detail"
            if public
            else "activities:activity_detail",
            arguments=(organisation.slug if public else activity.uid,),
            evidence=merged(evidence[organisation.pk]),
            cluster=selection.facts.cluster_by_key[one.cluster],
            activity=activity,
        )
    return tuple(found.values())


def _people(selection: Selection) -> tuple[Counted, ...]:
    """Each person once an activity, under a number that tells nobody who it is."""
    found: dict[Pair, Counted] = {}
    for one in selection.participations:
        activity = selection.activity_by_key[one.activity]
        for person in one.attendances:
            name = Text(person.name, "") if person.is_public else None
            found.setdefault(
                (activity.pk, person.person),
                Counted(
                    type="person",
                    id=f"{activity.uid}-{len(found) + 1}",
                    title=name or here(gettext("a person who is not named publicly")),
                    view="activities:activity_detail",
                    arguments=(activity.uid,),
                    evidence=person.evidence or one.evidence,
                    activity=activity,
                    cluster=selection.facts.cluster_by_key[one.cluster],
                ),
            )
    return tuple(found.values())


def _unnamed(selection: Selection, beyond: Beyond) -> Counted:
    at_least = beyond.statement.number is None
    return _statement(
        selection,
        beyond.statement,
        title=gettext("not named – %(activity)s"),
        number=beyond.number,
        note=pgettext("number", "at least") if at_least else "",
    )


def _some(selection: Selection, statement: CountFact) -> Counted:
    title = gettext("“some”, without a number – %(activity)s")
    return _statement(selection, statement, title=title, number=0)


def _statement(
    selection: Selection,
    statement: CountFact,
    *,
    title: str,
    number: int,
    note: str = "",
) -> Counted:
    activity = selection.activity_by_key[statement.activity]
    return Counted(
        type="count_statement",
        id=statement.uid,
        title=here(title % {"activity": activity.title}),
        view="activities:activity_detail",
        arguments=(activity.uid,),
        evidence=statement.evidence,
        number=number,
        activity=activity,
        note=note,
    )


INVOLVED = Indicator(
    code="P06",
    unit="organisations",
    label=_("members involved"),
    rule=_(
        "Distinct members of the clusters that took part, each once in the year, and "
        "those that a source numbers without naming them, less the named at the same "
        "activity. A minimum is marked “at least”; “some of its companies” is not a "
        "number and is shown beside. The unnamed of two activities may be the same."
    ),
    count=count_members,
)
DELEGATES = Indicator(
    code="P07",
    unit="people",
    label=_("delegates"),
    rule=_(
        "People who were there, each once at each activity, and those that a source "
        "numbers without naming them. A minimum is marked “at least”; “some” is not a "
        "number."
    ),
    count=count_people,
)
