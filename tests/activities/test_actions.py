"""Saving and publishing activities."""

import pytest
from django.core.exceptions import ValidationError

from fondaco.activities.actions import (
    publish_activity,
    save_activity,
)
from fondaco.activities.models import (
    Activity,
)
from fondaco.core.actions import delete_record
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_participation,
    make_place,
)


def test_calendars_are_told_of_what_they_show_and_of_nothing_else(cast: Cast) -> None:
    activity = make_activity(cast.network)
    make_place(activity, "FR", city="Lyon")
    activity.is_international = False
    save_activity(activity, actor=cast.administrator)
    assert Activity.objects.get().sequence == 0
    activity.title_en = "Another title"
    save_activity(activity, actor=cast.administrator)
    assert Activity.objects.get().sequence == 1
    save_activity(
        activity,
        actor=cast.administrator,
        write_rows=lambda: activity.places.update(city="Paris"),
    )
    assert Activity.objects.get().sequence == 2
    publish_activity(activity, actor=cast.administrator)
    assert Activity.objects.get().sequence == 2


def test_cities_are_found_on_the_map_and_unknown_ones_left_as_they_are(
    cast: Cast,
) -> None:
    activity = make_activity(cast.network)
    known = make_place(activity, "FR", city="Lione")
    unknown = make_place(
        activity, "FR", city="Nulla-sur-Rien", latitude=1.0, longitude=2.0
    )
    save_activity(activity, actor=None)
    known.refresh_from_db()
    unknown.refresh_from_db()
    assert (round(known.latitude or 0), round(known.longitude or 0)) == (46, 5)
    assert (unknown.latitude, unknown.longitude) == (1.0, 2.0)


def test_what_others_take_part_in_is_not_withdrawn_from_them(cast: Cast) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    make_participation(activity, cast.cluster)
    make_participation(activity, cast.other_cluster)
    activity.is_published = False
    with pytest.raises(ValidationError) as refusal:
        save_activity(activity, actor=cast.manager)
    assert list(refusal.value.message_dict) == ["is_published"]
    assert Activity.objects.get().is_published


def test_a_draft_of_another_cluster_keeps_nobody_from_deleting(cast: Cast) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    draft = make_activity(
        cast.network,
        maintained_by=cast.other_cluster,
        parent=activity,
        is_published=False,
    )
    delete_record(activity, actor=cast.manager)
    draft.refresh_from_db()
    assert draft.parent is None
