"""A working group's page, the list that its meetings sign, and their minutes."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from fondaco.activities import records
from fondaco.activities.models import Activity, Minutes
from fondaco.core.partial_dates import PartialDate
from fondaco.registry.models import WorkingGroup
from tests.conftest import Cast
from tests.factories import make_activity, make_organisation, make_person
from tests.submitting import submit


@pytest.fixture
def group(cast: Cast) -> WorkingGroup:
    """One with a chair, a member who has left, a firm, and somebody not public."""
    made = WorkingGroup.objects.create(
        cluster=cast.cluster, name_it="Tavolo energia", is_published=True
    )
    firm = make_organisation(name="Fonderie Nord")
    chair, former, private = (
        make_person(given_name="Ada", family_name=name, maintained_by=cast.cluster)
        for name in ("Chair", "Former", "Private")
    )
    for one in (chair, former):
        one.is_public = True
        one.save()
    made.members.create(person=private)
    made.members.create(organisation=firm)
    made.members.create(person=chair, organisation=firm, role="chair")
    until = PartialDate.parse("2015")
    made.members.create(person=former, valid_until=until)
    return made


def meeting_of(group: WorkingGroup, **fields: Any) -> Activity:
    assert group.cluster is not None
    own = {"maintained_by": group.cluster, "working_group": group, "kind": "meeting"}
    return make_activity(**own | fields)


def shown(client: Client, user: Any, name: str, uid: str) -> str:
    client.logout()
    if user is not None:
        client.force_login(user)
    answer = client.get(reverse(f"activities:{name}", args=[uid]))
    return answer.content.decode() if answer.status_code == 200 else ""


def test_visitors_see_who_sits_in_it_as_far_as_they_may(
    cast: Cast, client: Client, group: WorkingGroup
) -> None:
    page = shown(client, None, "workinggroup_detail", group.uid)
    names = ("Chair", "Fonderie Nord", "Former", "Private")
    assert [name for name in names if name in page] == ["Chair", "Fonderie Nord"]
    own = shown(client, cast.manager, "workinggroup_detail", group.uid)
    assert [name for name in names if name in own] == [*names[:2], "Private"]
    assert own.index("Chair") < own.index("Private"), "the chair comes first"


def test_a_draft_is_there_for_its_keepers_alone(
    cast: Cast, client: Client, group: WorkingGroup
) -> None:
    WorkingGroup.objects.update(is_published=False)
    seen = {
        name: bool(shown(client, user, "workinggroup_detail", group.uid))
        for name, user in (
            ("manager", cast.manager),
            ("other", cast.other_manager),
            ("participant", cast.participant),
            ("stranger", None),
        )
    }
    assert seen == {
        "manager": True,
        "other": False,
        "participant": False,
        "stranger": False,
    }


def test_a_meeting_is_signed_by_who_sat_in_it_on_the_day(
    cast: Cast, client: Client, group: WorkingGroup
) -> None:
    now = meeting_of(group)
    before = meeting_of(group, start="2014-05-05", end="2014-05-05")
    sheet = shown(client, cast.manager, "activity_sheet", now.uid)
    assert ("Chair" in sheet, "Private" in sheet, "Former" in sheet) == (
        True,
        True,
        False,
    )
    assert "Former" in shown(client, cast.manager, "activity_sheet", before.uid)
    for user in (cast.other_manager, cast.participant, None):
        assert not shown(client, user, "activity_sheet", now.uid)


def test_minutes_are_written_from_the_meeting_and_read_by_its_keepers(
    cast: Cast, client: Client, group: WorkingGroup
) -> None:
    meeting = meeting_of(group)
    client.force_login(cast.manager)
    record = records.ACTIVITIES.url("change", meeting)
    add = f"{reverse('activities:minutes_add')}?activity={meeting.uid}"
    assert add in client.get(record).content.decode()
    submit(client, add, text_it="Si decide di partire.")
    made = Minutes.objects.get()
    assert made.activity == meeting
    change = reverse("activities:minutes_change", args=[made.uid])
    assert change in client.get(record).content.decode()
    assert change in shown(client, cast.manager, "workinggroup_detail", group.uid)
    for user in (cast.other_manager, None):
        page = shown(client, user, "workinggroup_detail", group.uid)
        assert str(meeting) in page
        assert change not in page
    client.force_login(cast.other_manager)
    assert client.get(change).status_code == 404


def test_mistakes_are_told(cast: Cast, client: Client, group: WorkingGroup) -> None:
    empty = Minutes(activity=meeting_of(group), approved_on="2016-12-01")
    with pytest.raises(ValidationError) as refused:
        empty.full_clean()
    assert list(refused.value.message_dict) == ["text_it"]
    nameless = WorkingGroup(cluster=cast.cluster)
    with pytest.raises(ValidationError) as refused:
        nameless.full_clean()
    assert "name_it" in refused.value.message_dict
    backwards = WorkingGroup(cluster=cast.cluster, name_it="Tavolo")
    backwards.start, backwards.end = map(PartialDate.parse, ("2016", "2015"))
    with pytest.raises(ValidationError) as refused:
        backwards.full_clean()
    assert "end" in refused.value.message_dict
    of_nobody = WorkingGroup(name_it="Tavolo")
    with pytest.raises(ValidationError):
        of_nobody.full_clean()
