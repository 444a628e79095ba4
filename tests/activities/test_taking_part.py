"""A draft that gives way to an activity of others, and what becomes of its words."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from fondaco.activities.actions import join_activity
from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    CountStatement,
    Participation,
)
from fondaco.core.merging import following_merges, merge_records
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
from tests.submitting import form_values, said


@pytest.fixture
def theirs(cast: Cast) -> Activity:
    """Published, and kept by the other cluster."""
    return make_activity(
        cast.network,
        title_it="Fiera",
        title_en="Fair",
        maintained_by=cast.other_cluster,
        website="",
    )


@pytest.fixture
def draft(cast: Cast, theirs: Activity) -> Activity:
    """Our own draft of the same, with the same words."""
    return make_activity(
        cast.network,
        title_it="Fiera",
        title_en="Fair",
        maintained_by=cast.cluster,
        is_published=False,
        website="",
    )


def own(cast: Cast) -> frozenset[int]:
    return frozenset({cast.cluster.pk})


def test_participations_move_with_all_that_is_theirs(
    cast: Cast, theirs: Activity, draft: Activity
) -> None:
    mine = make_participation(draft, cast.cluster, is_published=False)
    count = make_count(draft, "people", participation=mine, number=2)
    outcome = make_outcome(mine)
    assert join_activity(theirs, draft, own(cast), actor=cast.manager) is None
    assert list(Activity.objects.all()) == [theirs]
    mine.refresh_from_db()
    assert (mine.activity, mine.private_note) == (theirs, "")
    assert theirs.count_statements.get() == count
    assert mine.outcomes.get() == outcome


def test_what_only_the_draft_says_goes_to_the_private_note(
    cast: Cast, theirs: Activity, draft: Activity
) -> None:
    draft.title_it, draft.edition = "La grande fiera", 3
    draft.description_it = "Una riga.\nUn'altra."
    draft.website = "https://example.org/"
    draft.is_international = False
    draft.programme = make_programme(name_it="Orizzonte", name_en="Horizon")
    draft.save()
    make_place(theirs, "FR", city="Lyon")
    make_place(draft, "FR", city="LYON")
    cite(make_place(draft, "ES", city="Bilbao"), make_source(title="Guida"), quote="B.")
    make_body(draft, make_organisation(name="ICE"))
    ActivityAlias.objects.create(activity=draft, name="Expo")
    ActivityAlias.objects.create(activity=draft, name="fiera")
    counted = make_count(
        draft, "companies", number=12, note_it="circa", note_en="or so"
    )
    cite(counted, make_source(title="Foglio"), quote="dodici aziende")
    cite(draft, make_source(title="Lettera"), field="edition", quote="terza edizione")
    mine = make_participation(
        draft, cast.cluster, is_published=False, private_note="Mia."
    )
    before = (theirs.description_it, theirs.website, theirs.edition)

    with override("en"):
        bearer = join_activity(theirs, draft, own(cast), actor=cast.manager)

    assert bearer == mine
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (theirs.description_it, theirs.website, theirs.edition) == before
    assert [place.city for place in theirs.places.all()] == ["Lyon"]
    assert not theirs.count_statements.exists()
    lines = mine.private_note.splitlines()
    assert lines[:2] == ["Mia.", "From the draft that was given up for this activity:"]
    assert sorted(lines[2:]) == sorted(
        [
            "Title (Italian): La grande fiera",
            "Edition: 3",
            "Description (Italian): Una riga.",
            "Un'altra.",
            "Website: https://example.org/",
            "International: no",
            "Programme: Horizon",
            "Place: Bilbao, ES",
            "Organiser: ICE",
            "Other name: Expo",
            "companies: 12 (circa / or so)",
            "Publisher: Guida: B.",
            "Publisher: Foglio: dodici aziende",
            "Publisher: Lettera: terza edizione (Edition)",
        ]
    )


def test_what_supports_the_draft_as_a_whole_supports_the_participation(
    cast: Cast, theirs: Activity, draft: Activity
) -> None:
    source = make_source()
    cite(theirs, source, quote="la fiera")
    cite(draft, source, quote="la fiera")
    cite(draft, source, quote="saremo alla fiera")
    mine = make_participation(draft, cast.cluster, is_published=False)
    join_activity(theirs, draft, own(cast), actor=cast.manager)
    mine.refresh_from_db()
    assert [one.quote for one in mine.citations.all()] == ["saremo alla fiera"]
    assert mine.private_note == ""
    assert theirs.citations.get().quote == "la fiera"


def test_what_a_draft_cites_does_not_become_public_unasked(
    cast: Cast, theirs: Activity, draft: Activity
) -> None:
    known = make_participation(theirs, cast.cluster, is_published=True)
    cite(draft, make_source(), quote="saremo alla fiera")
    other = make_participation(draft, cast.cluster, is_published=False)
    person = make_person(family_name="Segreti")
    attendance = other.attendances.create(person=person, capacity_it="capo")
    cite(attendance, make_source(), quote="con il capo")
    join_activity(theirs, draft, own(cast), actor=cast.manager)
    known = Participation.objects.get(pk=known.pk)
    assert not known.citations.exists()
    for words in ("saremo alla fiera", "Segreti (capo)", "con il capo"):
        assert words in known.private_note


def test_two_drafts_of_one_participation_lose_no_word(
    cast: Cast, theirs: Activity, draft: Activity
) -> None:
    person = make_person()
    known = make_participation(
        theirs, cast.cluster, is_published=False, topic_it="Uno", status="selected"
    )
    known.attendances.create(person=person, capacity_it="capo")
    other = make_participation(
        draft, cast.cluster, is_published=False, topic_it="Due", status="took_part"
    )
    other.attendances.create(person=person, capacity_it="ospite", capacity_en="guest")
    with override("en"):
        join_activity(theirs, draft, own(cast), actor=cast.manager)
    known.refresh_from_db()
    assert (known.topic_it, known.status) == ("Uno", "selected")
    attendance = known.attendances.get()
    assert (attendance.capacity_it, attendance.capacity_en) == ("capo", "guest")
    assert known.private_note.splitlines() == [
        "Due",
        "took part",
        f"{person} (ospite / guest)",
    ]


def test_a_cluster_that_takes_part_in_neither_begins_to(
    cast: Cast, theirs: Activity, draft: Activity
) -> None:
    draft.description_en = "Our words"
    draft.save()
    bearer = join_activity(theirs, draft, own(cast), actor=cast.manager)
    made = Participation.objects.get()
    assert made == bearer
    assert (made.activity, made.cluster, made.is_published) == (
        theirs,
        cast.cluster,
        False,
    )
    assert "Our words" in made.private_note


def test_words_of_one_cluster_are_never_another_ones(
    cast: Cast, theirs: Activity, draft: Activity
) -> None:
    draft.description_en = "Our words"
    draft.save()
    guest = make_participation(draft, cast.other_cluster, is_published=False)
    bearer = join_activity(theirs, draft, None, actor=cast.coordinator)
    assert bearer is not None
    assert bearer.cluster == cast.cluster
    guest.refresh_from_db()
    assert guest.private_note == ""


def test_words_of_the_network_stay_with_it(cast: Cast, theirs: Activity) -> None:
    joint = make_activity(
        cast.network, maintained_by=None, is_published=False, description_en="Ours"
    )
    make_participation(joint, cast.cluster)
    with pytest.raises(ValidationError):
        join_activity(theirs, joint, None, actor=cast.coordinator)
    assert Activity.objects.count() == 2
    assert theirs.participations.count() == 0


def test_its_parts_and_its_old_addresses_follow(
    cast: Cast, theirs: Activity, draft: Activity
) -> None:
    keeping = {"maintained_by": cast.cluster, "is_published": False}
    part = make_activity(cast.network, parent=draft, **keeping)
    beside = make_activity(cast.network, occasion=draft, **keeping)
    older = make_activity(cast.network, **keeping)
    merge_records(draft, older, take=[], actor=None)
    join_activity(theirs, draft, own(cast), actor=cast.manager)
    part.refresh_from_db()
    beside.refresh_from_db()
    assert (part.parent, beside.occasion) == (theirs, theirs)
    assert following_merges(Activity, uid=older.uid) == theirs


def test_taking_part_takes_nobody_else_along(cast: Cast) -> None:
    keep = make_activity(cast.network)
    draft = make_activity(cast.network, is_published=False)
    make_participation(draft, cast.other_cluster)
    with pytest.raises(ValidationError):
        join_activity(keep, draft, own(cast), actor=cast.manager)
    public = make_activity(cast.network)
    with pytest.raises(ValidationError):
        join_activity(keep, public, own(cast), actor=cast.manager)
    assert Activity.objects.count() == 3


def test_the_page_says_beforehand_what_goes_where(
    cast: Cast, client: Client, theirs: Activity, draft: Activity
) -> None:
    draft.description_en = "Our words <b>"
    draft.save()
    cite(draft, make_source(), quote="saremo alla fiera")
    cite(draft, make_source(), field="kind", quote="una fiera")
    make_participation(draft, cast.cluster, is_published=False)
    client.force_login(cast.manager)
    url = reverse("activities:activity_publish", args=[draft.uid])
    page = client.get(url)
    (found,) = page.context["duplicates"]
    assert [one.quote for one in found["joining"].citations] == ["saremo alla fiera"]
    assert "Our words &lt;b&gt;" in page.text
    assert "una fiera" in page.text
    answer = client.post(url, {"press": "join", "with": theirs.uid})
    detail = reverse("activities:activity_detail", args=[theirs.uid])
    assert answer.url == detail  # type: ignore[attr-defined]
    mine = Participation.objects.get()
    note = reverse("activities:participation_change", args=[mine.uid])
    assert note in said(answer)[1]
    assert "Our words" in form_values(client.get(note))["private_note"][0]


def test_a_participation_that_was_begun_is_opened_to_be_completed(
    cast: Cast, client: Client, theirs: Activity, draft: Activity
) -> None:
    draft.description_en = "Our words"
    draft.save()
    client.force_login(cast.manager)
    url = reverse("activities:activity_publish", args=[draft.uid])
    assert cast.cluster.acronym in client.get(url).text
    answer = client.post(url, {"press": "join", "with": theirs.uid})
    mine = Participation.objects.get()
    note = reverse("activities:participation_change", args=[mine.uid])
    assert answer.url == note  # type: ignore[attr-defined]


def test_counts_of_others_are_not_touched(
    cast: Cast, theirs: Activity, draft: Activity
) -> None:
    kept = make_count(theirs, "companies", number=12)
    make_count(draft, "companies", number=12)
    join_activity(theirs, draft, own(cast), actor=cast.manager)
    assert CountStatement.objects.get() == kept
    assert not Participation.objects.exists()
