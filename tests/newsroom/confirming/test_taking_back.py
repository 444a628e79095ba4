"""What was confirmed leaves the record again; who decides first has decided."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    Attendance,
    Body,
    CountStatement,
    Participation,
    Place,
)
from fondaco.core.models import Citation, UndoStep
from fondaco.newsroom.actions.confirming import (
    confirm_finding,
    correct_finding,
    reject_finding,
    reopen_finding,
)
from fondaco.newsroom.actions.readings import read_item
from fondaco.newsroom.models import Finding
from fondaco.newsroom.vocabularies import FindingKind
from fondaco.registry.models import (
    ClusterAlias,
    Organisation,
    OrganisationAlias,
    Person,
)
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_body,
    make_count,
    make_participation,
    make_person,
    make_place,
)
from tests.newsroom.confirming.findings import make_finding, make_part, make_reading

WORDS = {"title": "Pollutec", "start": "2016"}
MODELS: tuple[Any, ...] = (
    Activity,
    ActivityAlias,
    Attendance,
    Body,
    Citation,
    ClusterAlias,
    CountStatement,
    Organisation,
    OrganisationAlias,
    Participation,
    Person,
    Place,
)
WHEN = {"created_at", "modified_at"}


def rows() -> dict[str, list[dict[str, Any]]]:
    """All that the record holds, but for when it was written."""
    found = {}
    for model in MODELS:
        names = [
            field.attname for field in model._meta.fields if field.name not in WHEN
        ]
        found[model.__name__] = list(model.objects.order_by("pk").values(*names))
    return found


def tell(cast: Cast, **said: Any) -> Finding:
    """A fair of which everything is told, and some of it twice."""
    finding = make_finding(
        make_reading(cast.cluster, cast.network), words=WORDS, **said
    )
    own = cast.cluster.slug
    make_part(finding, FindingKind.PLACE, "a Lione", venue="Eurexpo")
    speaks = {"cluster": own, "role": "speaker", "people": ["Ada Rossi"]}
    make_part(finding, FindingKind.ROLE, "Ada Rossi", **speaks)
    # The same people again: what is written twice is taken back once.
    again = {
        "cluster": own,
        "role": "exhibitor",
        "people": ["Ada Rossi", "Bruno Bianchi"],
    }
    make_part(finding, FindingKind.ROLE, "con Ada Rossi", **again)
    organiser = {"name": "Reed Expo S.r.l.", "role": "organiser"}
    make_part(finding, FindingKind.ROLE, "Reed Expo S.r.l.", **organiser)
    make_part(finding, FindingKind.ROLE, "Expo", **organiser | {"role": "host"})
    make_part(finding, FindingKind.COUNT, "incontri B2B", cluster=own)
    make_part(finding, FindingKind.COUNT, "gli incontri B2B", cluster=own)
    learned = make_part(finding, FindingKind.ROLE, name="Aria", role="promoter")
    learned.said = learned.said | {"cluster": own}
    learned.save()
    return finding


def test_all_that_was_made_leaves_the_record(cast: Cast) -> None:
    before = rows()
    finding = tell(cast)
    done = confirm_finding(finding, actor=cast.manager)
    assert set(done.parts.values_list("state", flat=True)) == {"confirmed"}
    assert rows() != before
    back = reopen_finding(finding, actor=cast.manager)
    assert rows() == before
    assert (back.state, back.record, back.was_there, back.undo) == (
        "open",
        None,
        False,
        "",
    )
    assert (back.decided_by, back.decided_at) == (None, None)
    assert set(back.parts.values_list("state", "object_id", "was_there")) == {
        ("open", None, False)
    }
    assert not UndoStep.objects.exists()


def test_what_was_there_becomes_what_it_was(cast: Cast) -> None:
    known = make_activity(
        cast.network,
        maintained_by=cast.cluster,
        title_it="Fiera dell'aria",
        status="announced",
        start="",
        end="",
    )
    make_place(known, "FR", city="Lione")
    own = make_participation(known, cast.cluster, role="speaker", status="selected")
    ada = make_person(given_name="Ada", family_name="Rossi", maintained_by=cast.cluster)
    own.attendances.create(person=ada)
    make_count(known, "meetings_b2b", is_some=True, participation=own)
    make_body(known, cast.member, "sponsor")
    finding = tell(cast, edition=27, time="09:30")
    named = {"organisation": cast.member.uid, "role": "sponsor", "name": "Officine"}
    make_part(finding, FindingKind.ROLE, "Il cluster", **named)
    before = rows()
    confirm_finding(finding, actor=cast.manager, known=known)
    known.refresh_from_db()
    assert (known.status, known.edition) == ("held", 27)
    reopen_finding(finding, actor=cast.manager)
    assert rows() == before


def test_it_can_be_confirmed_and_taken_back_again_and_again(cast: Cast) -> None:
    finding = tell(cast)
    for _ in range(2):
        confirm_finding(finding, actor=cast.manager)
        reopen_finding(finding, actor=cast.manager)
    confirm_finding(finding, actor=cast.manager)
    assert (Activity.objects.count(), Participation.objects.count()) == (1, 2)


def test_what_was_left_out_waits_again(cast: Cast) -> None:
    finding = make_finding(make_reading(cast.cluster, cast.network))
    place = make_part(finding, FindingKind.PLACE, "a Lione", country="")
    gone = make_part(finding, FindingKind.PLACE, "a Lione", city="Parigi")
    reject_finding(gone, actor=cast.manager)
    confirm_finding(finding, actor=cast.manager)
    place.refresh_from_db()
    assert (place.state, bool(place.reason)) == ("left_out", True)
    with pytest.raises(ValidationError):
        correct_finding(place, {"country": "FR"})
    reopen_finding(finding, actor=cast.manager)
    place.refresh_from_db()
    gone.refresh_from_db()
    assert (place.state, place.reason, gone.state) == ("open", "", "rejected")
    correct_finding(place, {"country": "FR"})
    confirm_finding(finding, actor=cast.manager)
    assert [str(one) for one in Place.objects.all()] == ["Lione, FR"]


def test_what_somebody_changed_since_stays(cast: Cast) -> None:
    finding = tell(cast)
    confirm_finding(finding, actor=cast.manager)
    activity = Activity.objects.get()
    activity.title_en = "The fair"
    activity.save()
    before = rows()
    with pytest.raises(ValidationError):
        reopen_finding(finding, actor=cast.manager)
    assert rows() == before
    finding.refresh_from_db()
    assert finding.state == "confirmed"


def test_what_somebody_built_on_stays(cast: Cast) -> None:
    """Another cluster takes part in it meanwhile: it is not ours to delete."""
    finding = tell(cast)
    activity = confirm_finding(finding, actor=cast.manager).record
    make_participation(activity, cast.other_cluster)
    before = rows()
    with pytest.raises(ValidationError):
        reopen_finding(finding, actor=cast.manager)
    assert rows() == before


def test_only_who_confirmed_takes_it_back_within_the_day(cast: Cast) -> None:
    finding = tell(cast)
    confirm_finding(finding, actor=cast.manager)
    with pytest.raises(ValidationError):
        reopen_finding(finding, actor=cast.coordinator)
    yesterday = timezone.now() - dt.timedelta(hours=25)
    UndoStep.objects.update(done_at=yesterday)
    with pytest.raises(ValidationError):
        reopen_finding(finding, actor=cast.manager)
    assert Activity.objects.count() == 1
    UndoStep.objects.update(done_at=timezone.now() - dt.timedelta(hours=23))
    reopen_finding(finding, actor=cast.manager)
    assert not Activity.objects.exists()


def test_who_decides_first_has_decided(cast: Cast) -> None:
    """The page of the other shows it open still."""
    finding = make_finding(make_reading(cast.cluster, cast.network))
    place = make_part(finding, FindingKind.PLACE, "a Lione")
    confirm_finding(finding, actor=cast.manager)
    for decide in (
        lambda: confirm_finding(finding, actor=cast.coordinator),
        lambda: reject_finding(finding, actor=cast.coordinator),
        lambda: correct_finding(finding, {"title": "X"}),
        lambda: reject_finding(place, actor=cast.coordinator),
        lambda: correct_finding(place, {"city": "Parigi"}),
        lambda: reopen_finding(place, actor=cast.coordinator),
    ):
        with pytest.raises(ValidationError):
            decide()
    finding.refresh_from_db()
    assert (finding.decided_by, str(finding)) == (cast.manager, "Pollutec")
    assert Activity.objects.count() == 1
    assert [one.city for one in Place.objects.all()] == ["Lione"]


def test_what_was_rejected_is_taken_up_by_anybody(cast: Cast) -> None:
    reading = make_reading(cast.cluster, cast.network)
    finding = make_finding(reading)
    reject_finding(finding, actor=cast.manager)
    with pytest.raises(ValidationError):
        confirm_finding(finding, actor=cast.manager)
    reading.item.refresh_from_db()
    assert reading.item.state == "read"
    reopen_finding(finding, actor=cast.coordinator)
    reading.item.refresh_from_db()
    assert reading.item.state == "new"
    confirm_finding(finding, actor=cast.coordinator)
    reading.item.refresh_from_db()
    assert reading.item.state == "read"


def test_read_again_it_measures_from_today(cast: Cast) -> None:
    reading = make_reading(cast.cluster, cast.network)
    finding = make_finding(reading)
    confirm_finding(finding, actor=cast.manager)
    reopen_finding(finding, actor=cast.manager)
    reading.refresh_from_db()
    assert list(reading.figures_before) == ["2016"]
    assert read_item(reading.item, actor=cast.manager).figures_before == {}


def test_corrections_stand_beside_what_was_read(cast: Cast) -> None:
    finding = make_finding(make_reading(cast.cluster, cast.network), words=WORDS)
    correct_finding(finding, {"title": "Pollutec 2016"})
    finding.refresh_from_db()
    assert finding.proposed["title"] == "Pollutec"
    assert (finding.said["title"], finding.is_corrected) == ("Pollutec 2016", True)
    confirm_finding(finding, actor=cast.manager)
    activity = Activity.objects.get()
    assert activity.title_it == "Pollutec 2016"
    assert [one.quote for one in activity.citations.filter(field="title")] == [
        "Pollutec"
    ]
