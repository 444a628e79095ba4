import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Count

from fondaco.activities.models import Activity, Participation, Place
from fondaco.core.models import Source
from fondaco.core.reading import (
    Read,
    read_groups,
    read_in_bulk,
    read_together,
    records,
)
from fondaco.registry.models import Organisation, Person
from tests.factories import (
    make_activity,
    make_cluster,
    make_organisation,
    make_participation,
    make_person,
    make_place,
    make_source,
)

pytestmark = pytest.mark.django_db


def test_reads_of_different_shapes_take_one_query_and_stay_apart(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    activity = make_activity(start="2016-11-23", end="")
    make_place(activity, "BE", latitude=50.8)
    make_person(is_public=True)
    with django_assert_num_queries(1):
        activities, places, people = read_together(
            Read(Activity.objects.all(), ("pk", "start_earliest", "is_published")),
            Read(Place.objects.all(), ("country", "activity", "latitude")),
            Read(Person.objects.all(), ("is_public", "created_at")),
        )
    assert activities == [(activity.pk, dt.date(2016, 11, 23), True)]
    assert activities[0].start_earliest == dt.date(2016, 11, 23)
    assert places == [("BE", activity.pk, 50.8)]
    assert people[0].is_public is True
    assert people[0].created_at == Person.objects.get().created_at


def test_a_relation_of_many_gives_a_row_for_each_and_one_where_there_is_none() -> None:
    full, empty = make_activity(), make_activity()
    for country in ("BE", "FR"):
        make_place(full, country)
    (rows,) = read_together(Read(Activity.objects.all(), ("pk", "places__country")))
    assert sorted(rows, key=str) == [(full.pk, "BE"), (full.pk, "FR"), (empty.pk, None)]


def test_records_are_the_same_as_the_database_s_own(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    activity, cluster = make_activity(), make_cluster()
    member = make_organisation()
    with_member = make_participation(activity, cluster, organisation=member)
    without = make_participation(activity, cluster)
    with django_assert_num_queries(1):
        found, sources = read_together(
            records(Participation.objects.all(), "cluster", "organisation"),
            records(Source.objects.all()),
        )
        known = {one.pk: one for one in found}
        assert known[with_member.pk].organisation == member
        assert known[without.pk].organisation is None
        assert {one.cluster.acronym for one in found} == {cluster.acronym}
    assert sources == []
    assert set(known.values()) == {with_member, without}
    read, own = known[with_member.pk].organisation, Organisation.objects.get()
    for field in Organisation._meta.concrete_fields:
        assert getattr(read, field.attname) == getattr(own, field.attname)
    known[without.pk].save()


def test_reads_go_together_by_name() -> None:
    source = make_source()
    rows = read_groups(
        {
            "sources": [records(Source.objects.all())],
            "others": [
                Read(Person.objects.all(), ("pk",)),
                Read(Source.objects.none(), ("pk",)),
            ],
        }
    )
    assert rows == {"sources": [[source]], "others": [[], []]}


def test_what_nobody_can_find_is_not_asked(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    with django_assert_num_queries(0):
        assert read_together(Read(Person.objects.filter(pk__in=[]), ("pk",))) == [[]]


def test_a_column_that_has_no_place_is_refused() -> None:
    make_source()
    with pytest.raises(TypeError, match="data holds what has no place here: Binary"):
        read_together(Read(_binary(), ("data",)))


def _binary() -> Any:
    from django.db.models import BinaryField, F
    from django.db.models.functions import Cast

    return Source.objects.annotate(data=Cast(F("title"), BinaryField()))


# In bulk.
def test_reads_in_bulk_are_those_of_the_orm(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    activity = make_activity(start="2016-11-23", end="", title_it='“Città” \\ "1"')
    make_activity(start="", end="")
    make_place(activity, "BE", latitude=50.8)
    make_person(is_public=True)
    reads = [
        Read(Activity.objects.all(), ("pk", "title_it", "start_earliest", "edition")),
        Read(Place.objects.all(), ("country", "activity__uid", "latitude")),
        Read(Person.objects.values("is_public").annotate(n=Count("pk")), ("n",)),
        Read(Source.objects.all(), ("slug",)),
        Read(Source.objects.none(), ("slug",)),
    ]
    with django_assert_num_queries(1):
        found = read_in_bulk(*reads)
    together = read_together(*reads)
    assert [sorted(rows) for rows in found] == [sorted(rows) for rows in together]
    assert [len(rows) for rows in found] == [2, 1, 1, 0, 0]
    assert max(found[0]).start_earliest is None
    with django_assert_num_queries(0):
        assert read_in_bulk(Read(Source.objects.none(), ("slug",))) == [[]]


def test_a_relation_of_many_is_read_in_bulk_as_the_keys_of_what_it_leads_to() -> None:
    activity, alone = make_activity(), make_activity()
    place = make_place(activity, "BE")
    read = Read(Activity.objects.all(), ("pk", "places", "network", "network__pk"))
    (rows,) = read_in_bulk(read)
    assert sorted(rows, key=str) == [
        (activity.pk, place.pk, activity.network_id, activity.network_id),
        (alone.pk, None, alone.network_id, alone.network_id),
    ]


def test_what_has_no_place_in_bulk_is_refused() -> None:
    with pytest.raises(TypeError, match="created_at holds what has no place in bulk"):
        read_in_bulk(Read(Person.objects.all(), ("created_at",)))
