"""What the pages of clusters and organisations read of the calendar."""

import datetime as dt

import pytest
from django.utils.translation import override

from fondaco.activities.entries import Participant, Whereabouts, read_entries
from fondaco.activities.models import Activity, ActivityAlias
from fondaco.activities.queries import (
    activities_of_cluster,
    activities_of_organisation,
    find_activity,
    find_successor,
    latest_activities,
    name_reads,
    next_or_latest,
    visible_activities,
)
from fondaco.core.merging import merge_records
from fondaco.core.reading import read_together
from fondaco.registry.scope import NOBODY, Scope, scope_of
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_body,
    make_cluster,
    make_network,
    make_organisation,
    make_participation,
    make_place,
)

pytestmark = pytest.mark.django_db


def test_a_cluster_is_where_it_takes_part_even_through_its_members() -> None:
    network, cluster = make_network(), make_cluster()
    itself, member = make_activity(network), make_activity(network)
    declined, draft, other = (make_activity(network) for _ in range(3))
    make_participation(itself, cluster)
    make_participation(itself, cluster, role="speaker")
    make_participation(member, cluster, organisation=make_organisation())
    make_participation(declined, cluster, status="declined")
    make_participation(draft, cluster, is_published=False)
    make_participation(other, make_cluster())
    assert set(activities_of_cluster(cluster)) == {itself, member}


def test_an_organisation_is_where_it_takes_part_or_stands_behind() -> None:
    network, organisation = make_network(), make_organisation()
    first, second = make_activity(network), make_activity(network)
    make_activity(network)
    make_participation(first, make_cluster(), organisation=organisation)
    make_body(second, organisation, role="sponsor")
    assert set(activities_of_organisation(organisation)) == {first, second}


def test_the_next_are_those_not_yet_over_and_the_latest_go_backwards() -> None:
    network = make_network()
    over = make_activity(network, start="2016-11-01", end="2016-11-02")
    under_way = make_activity(network, start="2016-11-01", end="2016-12-02")
    to_come = make_activity(network, start="2016-12-10", end="")
    undated = make_activity(network, start="", end="")
    everything = visible_activities()
    assert list(next_or_latest(dt.date(2016, 11, 20), everything)) == [
        under_way,
        to_come,
        over,
        undated,
    ]
    assert list(latest_activities(everything)) == [to_come, under_way, over, undated]


def test_a_merged_activity_is_found_by_what_it_became() -> None:
    activity = make_activity()
    draft = make_activity(activity.network, is_published=False)
    gone = [make_activity(activity.network) for _ in range(2)]
    uids = [one.uid for one in gone]
    for keep, one in zip((activity, draft), gone, strict=True):
        merge_records(keep, one, take=[], actor=None)
    assert find_activity(uids[0]) is None
    assert [find_successor(uid) for uid in uids] == [activity, None]


def test_an_entry_has_its_places_and_each_cluster_by_its_highest_role() -> None:
    activity = make_activity()
    make_place(activity, "BR", city="São Paulo")
    make_place(activity, "MX")
    le2c, afil = make_cluster(acronym="LE2C"), make_cluster(acronym="AFIL")
    make_participation(activity, le2c, role="participant")
    make_participation(activity, le2c, role="speaker")
    make_participation(activity, afil, role="organiser")

    (entry,) = read_entries(visible_activities())

    assert entry.places == (Whereabouts("BR", "São Paulo"), Whereabouts("MX", ""))
    assert entry.highest_roles == [
        Participant(afil.slug, "AFIL", "organiser"),
        Participant(le2c.slug, "LE2C", "speaker"),
    ]
    assert entry.title == activity.title


@pytest.mark.parametrize("number", [1, 3])
def test_entries_take_two_queries_also_when_sliced(
    number: int, django_assert_num_queries: object
) -> None:
    network = make_network()
    for _ in range(number):
        activity = make_activity(network)
        make_place(activity)
        make_participation(activity, make_cluster())
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(read_entries(visible_activities())) == number
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(read_entries(latest_activities(visible_activities())[:2])) == min(
            number, 2
        )


def names_of(scope: Scope) -> set[str]:
    found = read_together(*name_reads(visible_activities(), scope))
    return {name for rows in found for _, name in rows if name}


def test_names_to_search_by_are_those_that_the_person_may_see(
    cast: Cast, django_assert_num_queries: object
) -> None:
    activity = make_activity(cast.network)
    ActivityAlias.objects.create(activity=activity, name="Alias")
    cluster = make_cluster(acronym="LE2C", name_it="Energia", name_en="Energy")
    cluster.aliases.create(name="Energy Cluster")
    make_participation(activity, cluster)
    make_participation(activity, cast.cluster, is_published=False)
    make_body(activity, make_organisation(name="ICE Agenzia"))
    make_body(activity, cast.member)

    with django_assert_num_queries(1):  # type: ignore[operator]
        names = names_of(NOBODY)
    own = names_of(scope_of(cast.manager))

    public = {"Alias", "LE2C", "Energia", "Energy", "Energy Cluster", "ICE Agenzia"}
    assert names == public
    assert own == public | {
        cast.cluster.acronym,
        cast.cluster.name_it,
    }


def test_a_name_in_the_other_language_says_so() -> None:
    activity = make_activity(title_it="Missione", title_en="")
    with override("en"):
        (entry,) = read_entries(Activity.objects.visible_to(NOBODY))
    assert entry.pk == activity.pk
    with override("en"):
        assert (entry.title.text, entry.title.language) == ("Missione", "it")
