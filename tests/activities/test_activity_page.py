"""The page of one activity: what it says, and to whom."""

import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from fondaco.accounts.models import User
from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    Attendance,
)
from fondaco.core.merging import merge_records
from tests.conftest import Cast
from tests.factories import (
    cite,
    make_activity,
    make_body,
    make_cluster,
    make_count,
    make_organisation,
    make_outcome,
    make_participation,
    make_person,
    make_place,
    make_programme,
    make_source,
)

pytestmark = pytest.mark.django_db


def address_of(activity: Activity) -> str:
    with override("en"):
        return reverse("activities:activity_detail", args=[activity.uid])


def open_activity(client: Client, activity: Activity, user: User | None = None) -> str:
    if user:
        client.force_login(user)
    response = client.get(address_of(activity))
    assert response.status_code == 200
    return response.content.decode()


def words_in(page: str) -> str:
    """What is read on the page below its header."""
    body = page.split("<main")[1].split("</main>")[0]
    return " ".join(unescape(re.sub("<[^>]+>", " ", body)).split())


def full_activity(cast: Cast, number: int = 1) -> Activity:
    """With `number` of everything that an activity may have."""
    whole = make_activity(cast.network, title_en="Pollutec")
    occasion = make_activity(cast.network, title_en="Cluster week")
    activity = make_activity(
        cast.network,
        title_en="Green Days",
        parent=whole,
        occasion=occasion,
        programme=make_programme(name_en="Going International"),
        edition=2,
        description_en="Business meetings.",
        website="https://example.org/gd",
        start_time=dt.time(9),
        end_time=dt.time(18),
        maintained_by=cast.cluster,
    )
    source = make_source(title="News", publisher="Gazette", language="it")
    cite(activity, source, quote="Green Days all'interno alla fiera Pollutec")
    cite(activity, source, field="parent", quote="all'interno alla fiera Pollutec")
    make_count(activity, number=6, of_total=9)
    for one in range(number):
        make_activity(cast.network, title_en=f"Part {one}", parent=activity)
        make_activity(cast.network, title_en=f"Beside {one}", occasion=activity)
        alias = ActivityAlias.objects.create(
            activity=activity, name=f"Green Day {one}", kind="as_written"
        )
        place = make_place(activity, "FR", city="Lyon", latitude=45.7, longitude=4.8)
        body = make_body(activity, make_organisation(name=f"Organiser {one}"))
        cluster = make_cluster(acronym=f"LE{one}C", network=cast.network)
        participation = make_participation(
            activity,
            cluster,
            role="speaker",
            status="selected",
            session="Green Manufacturing",
            topic_en="Circularity",
            presented_en="the sector",
        )
        person = make_person(given_name="Ada", family_name="Neri", is_public=True)
        attendance = Attendance.objects.create(
            participation=participation, person=person, capacity_en="president"
        )
        count = make_count(
            activity, "companies", is_some=True, participation=participation
        )
        outcome = make_outcome(
            participation,
            counterpart=make_organisation(name_en="ACME"),
            description_en="They will meet again.",
        )
        for record in (alias, place, body, participation, attendance, count, outcome):
            cite(record, source)
    return activity


def test_the_page_says_all_that_is_known(client: Client, cast: Cast) -> None:
    page = words_in(open_activity(client, full_activity(cast)))

    for words in (
        "conference Green Days Add to my calendar Business meetings.",
        "Dates From 23 to 25 November 2016 09:00–18:00 (Europe/Rome)",
        "Where Lyon, France",
        "Status Held",
        "Edition 2",
        "Programme Going International",
        "Part of Pollutec",
        "On the occasion of Cluster week",
        "Contains Part 0",
        "On its occasion Beside 0",
        "Also called Green Day 0 (as a source writes it)",
        "As the sources count 6 clusters of 9",
        "Website https://example.org/gd",
        "Session: Green Manufacturing Topic: Circularity Presented: the sector "
        "With Ada Neri ( president ) Some companies (number not said)",
        "And 5 other clusters, not named by the source.",
        "Organisers and partners Organiser Organiser 0",
        "What came of it Contact LE0C – ACME, 1 December 2016 They will meet again.",
        "In the words of the sources Gazette: News "
        "Green Days all'interno alla fiera Pollutec",
        "The activity Part of: all'interno alla fiera Pollutec",
        "It also supports: other name: “Green Day 0”; Lyon; Organiser 0, organiser; "
        "LE0C, speaker; Ada Neri; some companies (number not said); ",
    ):
        assert words in page


def test_the_ladder_goes_from_the_top_down(client: Client, cast: Cast) -> None:
    activity = make_activity(cast.network)
    for acronym, role in (
        ("A", "participant"),
        ("B", "promoter"),
        ("C", "organiser"),
        ("D", "speaker"),
        ("E", "participant"),
        ("F", "mentioned"),
    ):
        make_participation(activity, make_cluster(acronym=acronym), role=role)

    page = open_activity(client, activity)

    found = re.findall(
        r'class="rung-title">.*?</svg>\s*(.*?)</span>|class="presence-name">\s*<\w+[^>]*>(\w)<',
        page,
        re.S,
    )
    assert [role.strip() or acronym for role, acronym in found] == [
        *("Organiser", "C"),
        *("Promoter", "B"),
        *("Speaker", "D"),
        *("Participant", "A", "E"),
        *("Mentioned", "F"),
    ]


def test_taking_part_is_not_said_and_anything_else_is(
    client: Client, cast: Cast
) -> None:
    activity = make_activity(cast.network)
    make_participation(activity, cast.cluster, status="selected")
    make_participation(activity, cast.other_cluster, status="took_part")
    page = words_in(open_activity(client, activity))
    assert ("selected" in page, "took part" in page) == (True, False)


def test_who_declined_is_known_to_their_own_cluster_alone(
    client: Client, cast: Cast
) -> None:
    activity = make_activity(cast.network)
    make_participation(activity, cast.cluster, status="declined")
    assert "declined" not in words_in(open_activity(client, activity))
    assert "declined" in words_in(open_activity(client, activity, cast.manager))
    page = open_activity(client, activity, cast.other_manager)
    assert "declined" not in words_in(page)


def test_a_person_is_named_only_where_that_is_public(
    client: Client, cast: Cast
) -> None:
    activity = make_activity(cast.network)
    participation = make_participation(activity, cast.cluster)
    hidden = make_person(family_name="Riservata")
    attendance = Attendance.objects.create(participation=participation, person=hidden)
    cite(attendance, make_source(), quote="C'era anche lei")
    for user in (None, cast.other_manager, cast.manager):
        page = open_activity(client, activity, user)
        assert ("Riservata" in page, "C'era anche lei" in page) == (False, False)


def test_an_unpublished_member_or_organiser_is_not_named(
    client: Client, cast: Cast
) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    cast.member.name = "Riservata spa"
    cast.member.save()
    participation = make_participation(activity, cast.cluster, organisation=cast.member)
    outcome = make_outcome(
        make_participation(activity, cast.cluster), counterpart=cast.member
    )
    for record in (participation, outcome, make_body(activity, cast.member)):
        cite(record, make_source())

    public = words_in(open_activity(client, activity))
    other = words_in(open_activity(client, activity, cast.other_manager))
    own = words_in(open_activity(client, activity, cast.manager))

    assert "Through the cluster: one of its members" in public
    assert ("Riservata" in public, "Riservata" in other) == (False, False)
    assert "Through the cluster: Riservata spa" in own
    assert "Organiser Riservata spa" in own


def test_a_private_note_is_read_by_its_own_cluster_alone(
    client: Client, cast: Cast
) -> None:
    activity = make_activity(cast.network)
    make_participation(activity, cast.cluster, private_note="Ask for Rossi")
    readers = {
        user.email: "Ask for Rossi" in open_activity(client, activity, user)
        for user in (
            cast.other_manager,
            cast.member_contact,
            cast.participant,
            cast.manager,
            cast.coordinator,
            cast.administrator,
        )
    }
    assert list(readers.values()) == [False, False, False, True, True, True]
    client.logout()
    assert "Ask for Rossi" not in open_activity(client, activity)


def test_a_draft_outcome_is_seen_by_its_own_cluster_alone(
    client: Client, cast: Cast
) -> None:
    activity = make_activity(cast.network)
    make_outcome(
        make_participation(activity, cast.cluster),
        is_published=False,
        description_en="A secret deal",
    )
    assert "A secret deal" not in open_activity(client, activity)
    assert "A secret deal" not in open_activity(client, activity, cast.other_manager)
    assert "A secret deal" in open_activity(client, activity, cast.manager)


def test_a_draft_participation_is_neither_shown_nor_counted_as_named(
    client: Client, cast: Cast
) -> None:
    activity = make_activity(cast.network)
    make_count(activity, number=2)
    participation = make_participation(activity, cast.cluster, is_published=False)
    cite(participation, make_source(), quote="Ci andiamo")
    make_count(activity, "companies", number=77, participation=participation)

    public = words_in(open_activity(client, activity))
    own = words_in(open_activity(client, activity, cast.manager))

    for words in (cast.cluster.acronym, "Ci andiamo", "77"):
        assert (words in public, words in own) == (False, True)
    assert "2 clusters, not named by the source." in public


def test_a_draft_that_contains_a_published_activity_is_not_told(
    client: Client, cast: Cast
) -> None:
    draft = make_activity(cast.network, is_published=False, title_en="Secret fair")
    activity = make_activity(cast.network, parent=draft, occasion=draft)
    make_activity(
        cast.network, parent=activity, is_published=False, title_en="Secret part"
    )
    page = open_activity(client, activity)
    assert ("Secret fair" in page, "Secret part" in page) == (False, False)
    page = open_activity(client, activity, cast.administrator)
    assert ("Secret fair" in page, "Secret part" in page) == (True, True)
    # What machines read is what anybody may see.
    (data,) = re.findall(r"application/ld\+json\">(.*?)</script>", page)
    assert "Secret" not in data


def test_a_merged_activity_leads_to_what_it_became(client: Client, cast: Cast) -> None:
    activity = make_activity(cast.network)
    gone = make_activity(cast.network)
    address = f"/en/activities/{gone.uid}/"
    merge_records(activity, gone, take=[], actor=None)
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, address_of(activity))


def test_a_merged_activity_does_not_lead_to_a_draft(client: Client, cast: Cast) -> None:
    draft = make_activity(cast.network, is_published=False, maintained_by=cast.cluster)
    gone = make_activity(cast.network)
    address = f"/en/activities/{gone.uid}/"
    merge_records(draft, gone, take=[], actor=None)
    assert client.get(address).status_code == 404
    client.force_login(cast.manager)
    assert client.get(address).status_code == 301


@pytest.mark.parametrize(
    "address",
    ["zzzzzzzzzz/", "zzzzzzzzzz.ics", "short/", "with space/", "%00/", "ZZZZZZZZZZ/"],
)
def test_an_unknown_identifier_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/en/activities/{address}").status_code == 404


def test_an_activity_without_a_day_offers_no_calendar_entry(
    client: Client, cast: Cast
) -> None:
    assert ".ics" in open_activity(client, make_activity(cast.network))
    page = open_activity(client, make_activity(cast.network, start="2016", end=""))
    assert ".ics" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_four_queries_whatever_hangs_on_it(
    client: Client, cast: Cast, number: int
) -> None:
    activity = full_activity(cast, number)
    with CaptureQueriesContext(connection) as queries:
        open_activity(client, activity)
    assert len(queries) == 4


@pytest.mark.parametrize("number", [1, 3])
def test_who_a_manager_is_and_whom_they_met_takes_four_more(
    client: Client, cast: Cast, number: int
) -> None:
    activity = full_activity(cast, number)
    client.force_login(cast.coordinator)
    with CaptureQueriesContext(connection) as queries:
        open_activity(client, activity)
    assert len(queries) == 8
