"""Taking part, counting and what came of it, as managers keep it."""

from django.test import Client

from fondaco.activities import records
from fondaco.activities.models import (
    Activity,
    CountStatement,
    Outcome,
    Participation,
)
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_count,
    make_participation,
    make_person,
)
from tests.submitting import errors, submit

FAIR = {
    "title_it": "Fiera dell'aria",
    "kind": "fair",
    "start": "23 novembre 2016",
    "end": "25/11/2016",
    "place__0__country": "FR",
    "place__0__city": "Lione",
}


def test_any_cluster_of_the_network_takes_part_in_a_published_activity(
    cast: Cast, client: Client
) -> None:
    theirs = make_activity(cast.network, maintained_by=cast.other_cluster)
    person = make_person(maintained_by=cast.cluster)
    client.force_login(cast.manager)
    submit(
        client,
        f"{records.PARTICIPATIONS.url('add')}?activity={theirs.uid}",
        press="publish",
        role="speaker",
        attendance__0__person=str(person.pk),
        private_note="Only for us",
    )
    made = Participation.objects.get()
    assert (made.activity, made.cluster, made.is_published) == (
        theirs,
        cast.cluster,
        True,
    )
    assert str(made.attendances.get()) == str(person)


def test_nobody_takes_part_in_a_draft_of_others_or_in_the_name_of_others(
    cast: Cast, client: Client
) -> None:
    hidden = make_activity(
        cast.network,
        maintained_by=cast.other_cluster,
        is_published=False,
        title_it="Piano segreto",
    )
    public = make_activity(cast.network, maintained_by=cast.other_cluster)
    client.force_login(cast.manager)
    url = records.PARTICIPATIONS.url("add")
    assert (
        "Piano segreto"
        not in client.get(f"{url}?activity={hidden.uid}").content.decode()
    )
    response = submit(client, url, activity=str(hidden.pk), role="speaker")
    assert errors(response) == ["id_activity"]
    assert "Piano segreto" not in response.content.decode()
    response = submit(
        client,
        url,
        activity=str(public.pk),
        role="speaker",
        cluster=str(cast.other_cluster.pk),
    )
    assert errors(response) == ["id_cluster"]
    assert not Participation.objects.exists()


def test_the_same_participation_is_not_recorded_twice(
    cast: Cast, client: Client
) -> None:
    activity = make_activity(cast.network)
    make_participation(activity, cast.cluster, role="speaker")
    client.force_login(cast.manager)
    response = submit(
        client,
        records.PARTICIPATIONS.url("add"),
        activity=str(activity.pk),
        role="speaker",
    )
    assert len(errors(response)) == 1
    assert Participation.objects.count() == 1


def test_counts_and_outcomes_are_added_to_ones_own(cast: Cast, client: Client) -> None:
    theirs = make_activity(cast.network, maintained_by=cast.other_cluster)
    mine = make_participation(theirs, cast.cluster)
    foreign = make_participation(theirs, cast.other_cluster)
    client.force_login(cast.manager)
    url = f"{records.COUNT_STATEMENTS.url('add')}?activity={theirs.uid}"
    wrong = {"subject": "companies"}
    response = submit(client, url, **wrong, is_some="on")
    assert len(errors(response)) == 1, "of the whole activity only its keeper counts"
    response = submit(client, url, **wrong, participation=str(foreign.pk), number="3")
    assert errors(response) == ["id_participation"]
    response = submit(client, url, **wrong, participation=str(mine.pk))
    assert len(errors(response)) == 1, "neither a number nor some"
    response = submit(client, url, **wrong, participation=str(mine.pk), number="9" * 12)
    assert "id_number" in errors(response)
    submit(client, url, **wrong, participation=str(mine.pk), is_some="on")
    assert CountStatement.objects.get().is_some
    submit(
        client,
        f"{records.OUTCOMES.url('add')}?participation={mine.uid}",
        kind="contact",
        reached_on="2016-12-01",
        description_en="A buyer",
    )
    assert Outcome.objects.get().participation == mine


def test_an_activity_in_which_others_take_part_is_not_deleted(
    cast: Cast, client: Client
) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    foreign = make_participation(activity, cast.other_cluster, is_published=False)
    client.force_login(cast.manager)
    url = records.ACTIVITIES.url("delete", activity)
    page = client.post(url)
    assert page.status_code == 409
    assert cast.other_cluster.acronym not in page.content.decode()
    foreign.delete()
    make_participation(activity, cast.cluster)
    make_count(activity, number=2)
    assert client.post(url).status_code == 302
    assert not Activity.objects.exists()
    assert Activity.history.first().history_user == cast.manager
