"""Activities that are confirmed: made whole, or told more of."""

import pytest
from django.core.exceptions import ValidationError

from fondaco.activities.models import (
    Activity,
    Attendance,
    Body,
    CountStatement,
    Participation,
    Place,
)
from fondaco.core.models import Citation, Source
from fondaco.core.partial_dates import PartialDate
from fondaco.newsroom.actions.confirming import confirm_finding
from fondaco.newsroom.models import Finding
from fondaco.newsroom.vocabularies import FindingKind
from fondaco.registry.models import Organisation, Person
from tests.conftest import Cast
from tests.factories import (
    make_person,
    make_place,
    make_press_item,
    make_programme,
    make_source,
)
from tests.newsroom.confirming.findings import (
    TEXT,
    known_fair,
    make_finding,
    make_part,
    make_reading,
)

WORDS = {"title": "Pollutec", "start": "dal 29 novembre al 2 dicembre 2016"}


@pytest.fixture
def told(cast: Cast) -> Finding:
    """A fair that the text tells, in a reading of the manager's cluster."""
    return make_finding(make_reading(cast.cluster, cast.network), words=WORDS)


def states(finding: Finding) -> list[tuple[str, str]]:
    return list(finding.parts.values_list("state", "reason"))


def test_an_activity_is_made_of_all_that_is_told(cast: Cast, told: Finding) -> None:
    own = cast.cluster.slug
    make_part(told, FindingKind.PLACE, "Lione")
    make_part(
        told,
        FindingKind.ROLE,
        "con Ada Rossi e Bruno Bianchi",
        cluster=own,
        role="exhibitor",
        session="Aria",
        people=["Ada Rossi", "Bruno Bianchi"],
    )
    organiser = {"name": "Reed Expo S.r.l.", "role": "organiser"}
    make_part(told, FindingKind.ROLE, "organizzata da Reed Expo S.r.l.", **organiser)
    make_part(told, FindingKind.COUNT, "incontri B2B", cluster=own)
    whole = {"subject": "companies", "number": 30, "some": False, "of": 40}
    make_part(told, FindingKind.COUNT, "30 le aziende", **whole)
    ada = make_person(given_name="Ada", family_name="Rossi", maintained_by=cast.cluster)

    done = confirm_finding(told, actor=cast.manager)

    activity = Activity.objects.get()
    assert (done.record, done.was_there, done.state) == (activity, False, "confirmed")
    assert (activity.network, activity.maintained_by) == (cast.network, cast.cluster)
    assert (activity.title_it, activity.kind, activity.status) == (
        "Pollutec",
        "fair",
        "held",
    )
    assert activity.start == PartialDate.parse("2016-11-29")
    assert activity.end == PartialDate.parse("2016-12-02")
    assert (activity.is_published, activity.is_international) == (True, True)
    place = Place.objects.get()
    assert (place.activity, place.city, place.country) == (activity, "Lione", "FR")
    participation = Participation.objects.get()
    assert (participation.cluster, participation.organisation) == (cast.cluster, None)
    assert (participation.role, participation.status, participation.session) == (
        "exhibitor",
        "took_part",
        "Aria",
    )
    assert participation.is_published
    people = Person.objects.order_by("pk").filter(attendances__isnull=False)
    assert [str(one) for one in people] == ["Ada Rossi", "Bruno Bianchi"]
    assert people[0] == ada
    assert (people[1].is_public, people[1].maintained_by) == (False, cast.cluster)
    body = Body.objects.get()
    assert (body.organisation.name, body.role) == ("Reed Expo S.r.l.", "organiser")
    assert (body.organisation.kind, body.organisation.is_published) == ("company", True)
    assert body.organisation.maintained_by == cast.cluster
    counts = CountStatement.objects.order_by("pk")
    assert [
        (one.subject, one.participation, one.number, one.is_some, one.of_total)
        for one in counts
    ] == [
        ("meetings_b2b", participation, None, True, None),
        ("companies", None, 30, False, 40),
    ]
    assert states(told) == [("confirmed", "")] * 5
    assert activity.history.get().history_user == cast.manager


def test_what_is_confirmed_cites_the_very_words(cast: Cast, told: Finding) -> None:
    make_part(told, FindingKind.PLACE, "a Lione")
    ada = {"cluster": cast.cluster.slug, "people": ["Ada Rossi"]}
    make_part(told, FindingKind.ROLE, "con Ada Rossi", **ada)
    organiser = {"name": "Reed Expo S.r.l.", "role": "organiser"}
    make_part(told, FindingKind.ROLE, "organizzata da Reed Expo S.r.l.", **organiser)
    make_part(told, FindingKind.COUNT, "Alcuni gli incontri B2B")
    confirm_finding(told, actor=cast.manager)
    source = Source.objects.get()
    item = told.reading.item
    item.refresh_from_db()
    assert (source, source.text_hash) == (item.source, item.text_hash)
    cited = {
        (one.content_type.model, one.field, one.quote) for one in Citation.objects.all()
    }
    assert cited == {
        ("activity", "title", "Pollutec"),
        ("activity", "start", "dal 29 novembre al 2 dicembre 2016"),
        ("place", "", "a Lione"),
        ("participation", "", "con Ada Rossi"),
        ("attendance", "", "con Ada Rossi"),
        ("organisation", "", "organizzata da Reed Expo S.r.l."),
        ("body", "", "organizzata da Reed Expo S.r.l."),
        ("countstatement", "", "Alcuni gli incontri B2B"),
    }
    for one in Citation.objects.all():
        assert TEXT[one.span_start : one.span_end] == one.quote


def test_a_known_one_keeps_its_words_and_gets_what_it_lacks(
    cast: Cast, told: Finding
) -> None:
    programme = make_programme(name_it="LIFE")
    told.said |= {
        "title": "La Pollutec di Lione",
        "status": "held",
        "kind": "conference",
        "edition": 27,
        "time": "09:30",
        "programme": "life",
    }
    told.proposed = told.said
    told.save()
    known = known_fair(cast, status="announced", start="", end="")
    make_place(known, "FR")
    make_part(told, FindingKind.PLACE, "a Lione", venue="Eurexpo")

    done = confirm_finding(told, actor=cast.manager, known=known)

    known.refresh_from_db()
    assert (done.record, done.was_there) == (known, True)
    assert (known.title_it, known.kind, known.status) == ("Pollutec", "fair", "held")
    assert (str(known.start), str(known.end)) == ("2016-11-29", "2016-12-02")
    assert (known.edition, str(known.start_time)) == (27, "09:30:00")
    assert known.programme == programme
    place = Place.objects.get()
    assert (place.city, place.country, place.venue) == ("Lione", "FR", "Eurexpo")
    (alias,) = known.aliases.all()
    assert (alias.name, alias.kind) == ("La Pollutec di Lione", "as_written")
    assert [one.quote for one in alias.citations.all()] == ["Pollutec"]


def test_what_a_known_one_has_stays(cast: Cast, told: Finding) -> None:
    told.said |= {"start": "2016-12-01", "end": "", "edition": 28}
    told.save()
    known = known_fair(cast, edition=27)
    make_place(known, "FR", city="Lione", venue="Eurexpo")
    make_part(told, FindingKind.PLACE, "a Lione", venue="Fiera")
    make_part(told, FindingKind.PLACE, "a Lione", city="", country="FR")
    confirm_finding(told, actor=cast.manager, known=known)
    known.refresh_from_db()
    assert (str(known.start), str(known.end), known.edition) == (
        "2016-11-29",
        "2016-12-02",
        27,
    )
    assert [str(place) for place in known.places.all()] == ["Eurexpo, Lione, FR"]
    assert not known.aliases.exists()


@pytest.mark.parametrize(
    ("before", "told_status", "after"),
    [
        ("planned", "announced", "announced"),
        ("announced", "held", "held"),
        ("under_way", "held", "held"),
        ("held", "announced", "held"),
        ("held", "planned", "held"),
        ("held", "", "held"),
        ("held", "cancelled", "held"),
        ("held", "postponed", "held"),
        ("announced", "cancelled", "cancelled"),
        ("planned", "postponed", "postponed"),
        ("postponed", "announced", "postponed"),
        ("postponed", "held", "held"),
        ("cancelled", "held", "cancelled"),
    ],
)
def test_the_status_moves_on_and_never_back(
    cast: Cast, told: Finding, before: str, told_status: str, after: str
) -> None:
    told.said["status"] = told_status
    told.save()
    known = known_fair(cast, status=before)
    confirm_finding(told, actor=cast.manager, known=known)
    known.refresh_from_db()
    assert known.status == after


def test_a_second_text_that_tells_the_same_adds_nothing(cast: Cast) -> None:
    def tell(words: str) -> Finding:
        reading = make_reading(cast.cluster, cast.network, f"{TEXT} {words}")
        whole = make_finding(reading, words=WORDS)
        make_part(whole, FindingKind.PLACE, "a Lione")
        own = {"cluster": cast.cluster.slug, "people": ["Ada Rossi"]}
        make_part(whole, FindingKind.ROLE, **own)
        organiser = {"name": "Reed Expo S.r.l.", "role": "organiser"}
        make_part(whole, FindingKind.ROLE, "Reed Expo S.r.l.", **organiser)
        make_part(whole, FindingKind.COUNT, "incontri B2B", cluster=own["cluster"])
        return whole

    models = (Activity, Place, Participation, Attendance, Body, CountStatement)
    models += (Organisation, Person)
    made = confirm_finding(tell("Uno."), actor=cast.manager).record
    before = [model.objects.count() for model in models]
    second = confirm_finding(tell("Due."), actor=cast.manager, known=made)
    assert [model.objects.count() for model in models] == before
    assert second.was_there
    assert states(second) == [("confirmed", "")] * 4
    # Each of them has the words of both texts.
    for record in (made, *(part.record for part in second.parts.all())):
        sources = {one.source_id for one in record.citations.all()}
        assert len(sources) == 2, record


def test_while_publishing_is_off_all_of_it_is_a_draft(
    cast: Cast, told: Finding
) -> None:
    told.reading.publishes = False
    told.reading.save()
    make_part(told, FindingKind.ROLE, cluster=cast.cluster.slug)
    new = {"name": "Reed Expo S.r.l.", "role": "organiser"}
    make_part(told, FindingKind.ROLE, "Reed Expo S.r.l.", **new)
    confirm_finding(told, actor=cast.manager)
    drafts = (
        Activity.objects.get(),
        Participation.objects.get(),
        Organisation.objects.get(name="Reed Expo S.r.l."),
    )
    assert [one.is_published for one in drafts] == [False] * 3


def test_a_draft_is_not_published_by_what_is_told_of_it(
    cast: Cast, told: Finding
) -> None:
    known = known_fair(cast, is_published=False)
    make_part(told, FindingKind.ROLE, cluster=cast.cluster.slug)
    confirm_finding(told, actor=cast.manager, known=known)
    known.refresh_from_db()
    assert not known.is_published
    assert not known.participations.get().is_published


def test_a_source_is_found_by_its_text(cast: Cast) -> None:
    item = make_press_item(cast.cluster, text=TEXT)
    source = make_source(text_hash=item.text_hash)
    reading = make_reading(cast.other_cluster, cast.network)
    confirm_finding(make_finding(reading, words=WORDS), actor=cast.other_manager)
    assert list(Source.objects.all()) == [source]
    assert set(Citation.objects.values_list("source", flat=True)) == {source.pk}


def test_what_is_not_said_to_be_anything_is_not_confirmed(
    cast: Cast, told: Finding
) -> None:
    told.said["kind"] = ""
    told.save()
    with pytest.raises(ValidationError):
        confirm_finding(told, actor=cast.manager)
    told.refresh_from_db()
    assert told.state == "open"
    assert not Source.objects.exists()


def test_a_cluster_of_no_network_has_no_calendar(cast: Cast) -> None:
    finding = make_finding(make_reading(cast.cluster, None))
    with pytest.raises(ValidationError):
        confirm_finding(finding, actor=cast.manager)
