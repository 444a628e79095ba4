"""Saving, publishing and merging activities."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from fondaco.activities.actions import (
    merge_activities,
    publish_activity,
    save_activity,
)
from fondaco.activities.models import (
    Activity,
    ActivityRedirect,
    CountStatement,
    Minutes,
    Participation,
)
from fondaco.core.actions import delete_record
from fondaco.core.tasks import add_task
from tests.conftest import Cast
from tests.factories import (
    cite,
    make_activity,
    make_body,
    make_count,
    make_organisation,
    make_outcome,
    make_participation,
    make_person,
    make_place,
    make_programme,
    make_source,
)

# Every relation that a merge must move; a new one belongs here and in `merging.py`.
MOVED = {
    "aliases",
    "bodies",
    "children",
    "count_statements",
    "on_this_occasion",
    "participations",
    "places",
    "redirects",
    "minutes",
}


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


def test_a_merge_knows_of_everything_that_points_to_an_activity() -> None:
    pointing = {
        relation.get_accessor_name()
        for relation in Activity._meta.related_objects
        if relation.get_accessor_name()
    }
    assert pointing == MOVED


def test_a_merge_brings_everything_along_once(cast: Cast) -> None:
    source = make_source()
    programme, body = make_programme(), make_organisation()
    keep = make_activity(cast.network, title_it="Fiera", title_en="", website="")
    gone = make_activity(
        cast.network,
        title_it="La fiera",
        title_en="The fair",
        website="https://example.org/",
        programme=programme,
    )
    make_place(keep, "FR", city="Lyon")
    cite(make_place(gone, "FR", city="LYON"), source, quote="a Lione")
    make_place(gone, "ES", city="Barcelona")
    make_body(keep, body)
    make_body(gone, body)
    make_body(gone, body, "sponsor")
    keep.aliases.create(name="Fiera verde")
    gone.aliases.create(name="FIERA VERDE")
    taking_part = make_participation(gone, cast.cluster)
    make_count(gone, number=6)
    make_count(gone, "companies", participation=taking_part, is_some=True)
    make_outcome(taking_part)
    child = make_activity(cast.network, parent=gone)
    beside = make_activity(cast.network, occasion=gone)
    cite(keep, source, field="title", quote="la fiera")
    cite(gone, source, field="title", quote="la fiera")
    cite(gone, source, field="start", quote="in novembre")
    older = ActivityRedirect.objects.create(uid="aaaaaaaaaa", activity=gone)
    uid = gone.uid

    merge_activities(keep, gone, actor=cast.administrator)

    keep.refresh_from_db()
    assert not Activity.objects.filter(uid=uid).exists()
    assert (keep.title_it, keep.title_en) == ("Fiera", "The fair")
    assert (keep.website, keep.programme) == ("https://example.org/", programme)
    places = {(place.country, place.city) for place in keep.places.all()}
    assert places == {("FR", "Lyon"), ("ES", "Barcelona")}
    assert keep.places.get(country="FR").citations.get().quote == "a Lione"
    assert sorted(one.role for one in keep.bodies.all()) == ["organiser", "sponsor"]
    names = sorted(alias.name for alias in keep.aliases.all())
    assert names == ["Fiera verde", "La fiera"]
    assert keep.participations.get() == taking_part
    assert CountStatement.objects.filter(activity=keep).count() == 2
    child.refresh_from_db()
    beside.refresh_from_db()
    assert (child.parent, beside.occasion) == (keep, keep)
    quotes = sorted(citation.quote for citation in keep.citations.all())
    assert quotes == ["in novembre", "la fiera"]
    redirects = set(keep.redirects.values_list("uid", flat=True))
    assert redirects == {older.uid, uid}
    assert keep.history.first().history_change_reason == "merge"
    assert keep.sequence == 1


def test_two_records_of_one_participation_become_one(cast: Cast) -> None:
    keep, gone = make_activity(cast.network), make_activity(cast.network)
    known = make_participation(
        keep, cast.cluster, role="speaker", topic_it="Tema", private_note="Uno"
    )
    other = make_participation(
        gone, cast.cluster, role="speaker", topic_en="Topic", private_note="Due"
    )
    person = make_person()
    known.attendances.create(person=person)
    cite(other.attendances.create(person=person), quote="il presidente")
    other.attendances.create(person=make_person())
    outcome = make_outcome(other)
    cite(other, quote="relatore")
    merge_activities(keep, gone, actor=cast.administrator)
    one = Participation.objects.get()
    assert one == known
    assert (one.topic_it, one.topic_en, one.private_note) == (
        "Tema",
        "Topic",
        "Uno\nDue",
    )
    assert one.attendances.count() == 2
    assert one.attendances.get(person=person).citations.count() == 1
    assert one.outcomes.get() == outcome
    assert one.citations.get().quote == "relatore"


@pytest.mark.parametrize("draft_is_kept", [True, False])
def test_what_only_a_draft_said_does_not_become_public_by_a_merge(
    cast: Cast, draft_is_kept: bool
) -> None:
    keep, gone = make_activity(cast.network), make_activity(cast.network)
    known = make_participation(
        keep, cast.cluster, topic_it="Riservato" if draft_is_kept else "Tema"
    )
    other = make_participation(
        gone, cast.cluster, topic_it="Tema" if draft_is_kept else "Riservato"
    )
    draft, public = (known, other) if draft_is_kept else (other, known)
    draft.is_published = False
    draft.save()
    secret = make_person(family_name="Segreti")
    draft.attendances.create(person=secret)
    make_count(draft.activity, "companies", participation=draft, number=3)
    cite(draft, make_source(title="Lettera", publisher=""), quote="parole")
    public.attendances.create(person=make_person(family_name="Noti"))
    merge_activities(keep, gone, actor=cast.administrator)
    one = Participation.objects.get()
    assert one.is_published
    assert one.topic_it == "Tema"
    assert [str(person) for person in one.attendances.all()] == ["Ada Noti"]
    assert one.private_note.splitlines()[:2] == ["Riservato", "Ada Segreti"]
    assert "3" in one.private_note.splitlines()[2]
    assert one.private_note.splitlines()[3] == "Lettera: parole"
    assert not one.citations.exists()
    assert not one.count_statements.exists()


def test_an_activity_and_its_part_are_two(cast: Cast) -> None:
    whole = make_activity(cast.network)
    middle = make_activity(cast.network, parent=whole)
    part = make_activity(cast.network, parent=middle)
    for keep, gone in ((whole, part), (part, whole), (part, part)):
        with pytest.raises(ValidationError):
            merge_activities(keep, gone, actor=None)
    assert Activity.objects.count() == 3


def test_a_merge_of_neighbours_leaves_no_activity_its_own_occasion(cast: Cast) -> None:
    keep = make_activity(cast.network)
    gone = make_activity(cast.network, occasion=keep)
    merge_activities(keep, gone, actor=None)
    keep.refresh_from_db()
    assert keep.occasion is None
    other = make_activity(cast.network)
    keep.occasion = other
    keep.save()
    merge_activities(keep, other, actor=None)
    keep.refresh_from_db()
    assert keep.occasion is None


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


def test_a_merge_brings_minutes_files_and_tasks_along(cast: Cast) -> None:
    keep, gone = make_activity(cast.network), make_activity(cast.network)
    ada, ugo = make_person(), make_person()
    Minutes.objects.create(activity=keep, text_it="Primo.").present.add(ada)
    Minutes.objects.create(activity=gone, text_it="Secondo.").present.add(ugo)
    task = add_task(
        "Chiamare",
        due_on=dt.date(2026, 3, 1),
        owner=cast.manager,
        actor=None,
        record=gone,
    )

    merge_activities(keep, gone, actor=cast.manager)

    minutes = Minutes.objects.get()
    assert (minutes.activity, minutes.text_it) == (keep, "Primo.\n\nSecondo.")
    assert set(minutes.present.all()) == {ada, ugo}
    task.refresh_from_db()
    assert task.record == keep


def test_minutes_of_one_alone_move(cast: Cast) -> None:
    keep, gone = make_activity(cast.network), make_activity(cast.network)
    Minutes.objects.create(activity=gone, text_it="Verbale.")

    merge_activities(keep, gone, actor=cast.manager)

    assert Minutes.objects.get().activity == keep
