"""Keeping the calendar: drafts, publication, taking part, and what others never see."""

import pytest
from django.test import Client
from django.urls import reverse

from fondaco.activities import records
from fondaco.activities.models import Activity, Place
from fondaco.registry.records import ORGANISATIONS
from tests.conftest import Cast
from tests.factories import (
    cite,
    make_activity,
    make_network,
    make_organisation,
    make_participation,
    make_place,
    make_source,
)
from tests.submitting import errors, form_values, said, submit

FAIR = {
    "title_it": "Fiera dell'aria",
    "kind": "fair",
    "start": "23 novembre 2016",
    "end": "25/11/2016",
    "place__0__country": "FR",
    "place__0__city": "Lione",
}


def test_a_manager_drafts_an_activity_of_their_network(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    submit(client, records.ACTIVITIES.url("add"), **FAIR)
    made = Activity.objects.get()
    assert (made.network, made.maintained_by) == (cast.network, cast.cluster)
    assert not made.is_published
    assert (str(made.start), str(made.end)) == ("2016-11-23", "2016-11-25")
    place = made.places.get()
    assert place.latitude is not None


def test_an_activity_is_published_at_once_where_it_is_like_no_other(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    response = submit(client, records.ACTIVITIES.url("add"), press="publish", **FAIR)
    made = Activity.objects.get()
    assert made.is_published
    assert response.url == records.ACTIVITIES.url("manage")  # type: ignore[attr-defined]
    _saved, published = said(response)
    assert "published" in published or "pubblicat" in published


def test_what_is_likely_there_already_is_offered_before_publishing(
    cast: Cast, client: Client
) -> None:
    theirs = make_activity(
        cast.network, title_it="Fiera dell'aria", maintained_by=cast.other_cluster
    )
    client.force_login(cast.manager)
    response = submit(client, records.ACTIVITIES.url("add"), press="publish", **FAIR)
    mine = Activity.objects.get(maintained_by=cast.cluster)
    url = reverse("activities:activity_publish", args=[mine.uid])
    assert response.url == url  # type: ignore[attr-defined]
    assert not mine.is_published
    page = client.get(url)
    assert [one["activity"] for one in page.context["duplicates"]] == [theirs]
    client.post(url, {"press": "publish"})
    mine.refresh_from_db()
    assert mine.is_published


def test_one_click_takes_part_in_the_activity_that_was_there(
    cast: Cast, client: Client
) -> None:
    titles = {"title_it": "Fiera", "title_en": "Fair"}
    theirs = make_activity(cast.network, maintained_by=cast.other_cluster, **titles)
    mine = make_activity(
        cast.network, maintained_by=cast.cluster, is_published=False, **titles
    )
    url = reverse("activities:activity_publish", args=[mine.uid])
    client.force_login(cast.manager)
    response = client.post(url, {"press": "join", "with": theirs.uid})
    assert response.status_code == 302
    assert response.url.endswith(f"?activity={theirs.uid}")  # type: ignore[attr-defined]
    values = form_values(client.get(response.url))  # type: ignore[attr-defined]
    assert values["activity"] == [str(theirs.pk)]
    assert list(Activity.objects.all()) == [theirs]


def test_whoever_keeps_both_is_led_to_comparing_them(
    cast: Cast, client: Client
) -> None:
    titles = {"title_it": "Fiera", "title_en": "Fair"}
    theirs = make_activity(cast.network, maintained_by=cast.other_cluster, **titles)
    mine = make_activity(
        cast.network, maintained_by=cast.cluster, is_published=False, **titles
    )
    url = reverse("activities:activity_publish", args=[mine.uid])
    compare = f"{records.ACTIVITIES.url('merge', theirs)}?with={mine.uid}"
    for person, is_led in ((cast.manager, False), (cast.coordinator, True)):
        client.force_login(person)
        page = client.get(url)
        led = [one["merge_url"] for one in page.context["duplicates"]]
        assert led == [compare if is_led else ""]
        assert (compare in page.content.decode()) == is_led


@pytest.mark.parametrize("uid", ["", "nobody", "\0", "hidden"])
def test_nothing_is_given_up_for_what_is_not_there_or_not_to_be_seen(
    cast: Cast, client: Client, uid: str
) -> None:
    hidden = make_activity(
        cast.network, maintained_by=cast.other_cluster, is_published=False
    )
    mine = make_activity(cast.network, maintained_by=cast.cluster, is_published=False)
    client.force_login(cast.manager)
    url = reverse("activities:activity_publish", args=[mine.uid])
    sent = {"press": "join", "with": hidden.uid if uid == "hidden" else uid}
    assert client.post(url, sent).status_code == 404
    assert Activity.objects.count() == 2


def test_pages_of_publication_are_the_keepers(cast: Cast, client: Client) -> None:
    mine = make_activity(cast.network, maintained_by=cast.cluster)
    for name in ("activity_publish", "activity_merge"):
        url = reverse(f"activities:{name}", args=[mine.uid])
        for person in (None, cast.other_manager, cast.participant):
            if person:
                client.force_login(person)
            assert client.get(url).status_code == 404
            assert client.post(url, {"press": "publish"}).status_code == 404
        client.logout()
        client.force_login(cast.manager)
        assert client.get(url).status_code == 200
        client.logout()


def test_mistakes_of_dates_stand_beside_their_fields(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    for start, end, wrong in (
        ("2016-11-25", "2016-11-23", ["id_end"]),
        ("31/02/2016", "", ["id_start"]),
        ("0999", "99999", ["id_start", "id_end"]),
        ("1000-01-01/9999-12-31", "9999-12-31", []),
    ):
        response = submit(
            client,
            records.ACTIVITIES.url("add"),
            **(FAIR | {"start": start, "end": end}),
        )
        assert (errors(response) if response.context else []) == wrong


def test_a_city_that_changed_is_sought_again(cast: Cast, client: Client) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    make_place(activity, "FR", city="Lyon", latitude=45.7, longitude=4.8)
    client.force_login(cast.manager)
    url = records.ACTIVITIES.url("change", activity)
    submit(client, url, place__0__city="Nulla-sur-Rien")
    assert Place.objects.get().latitude is None
    submit(client, url, place__0__city="Parigi")
    assert round(Place.objects.get().latitude or 0) == 49


def test_a_row_has_sources_of_its_own(cast: Cast, client: Client) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    theirs = make_activity(cast.network, maintained_by=cast.other_cluster)
    place, other = make_place(activity, "FR"), make_place(theirs, "FR")
    source = make_source()
    client.force_login(cast.manager)
    url = records.ACTIVITIES.sources_url(activity, place)
    assert (
        url in client.get(records.ACTIVITIES.url("change", activity)).content.decode()
    )
    values = form_values(client.get(url))
    changes = {"citation-0-source": str(source.pk), "citation-0-quote": "a Lione"}
    assert client.post(url, values | changes).status_code == 302
    assert place.citations.get().quote == "a Lione"
    response = client.post(url, values | {"citation-0-quote": "a\0b"})
    assert response.status_code == 200
    for wrong in (
        records.ACTIVITIES.sources_url(activity, other),
        records.ACTIVITIES.sources_url(theirs, other),
    ):
        assert client.get(wrong).status_code == 404


def test_a_networks_activity_is_its_coordinators(cast: Cast, client: Client) -> None:
    joint = make_activity(cast.network, maintained_by=None)
    client.force_login(cast.manager)
    assert client.get(records.ACTIVITIES.url("change", joint)).status_code == 404
    client.force_login(cast.coordinator)
    submit(client, records.ACTIVITIES.url("change", joint), title_en="Joint event")
    joint.refresh_from_db()
    assert joint.title_en == "Joint event"


def test_a_manager_records_nothing_for_the_network_or_for_another(
    cast: Cast, client: Client
) -> None:
    elsewhere = make_network()
    client.force_login(cast.manager)
    url = records.ACTIVITIES.url("add")
    response = submit(client, url, **FAIR, maintained_by="")
    assert len(errors(response)) == 1
    response = submit(client, url, **FAIR, network=str(elsewhere.pk))
    assert errors(response) == ["id_network"]
    response = submit(client, url, **FAIR, maintained_by=str(cast.other_cluster.pk))
    assert errors(response) == ["id_maintained_by"]
    assert not Activity.objects.exists()


def test_programmes_and_sources_are_shared_by_all_who_edit(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    submit(
        client,
        records.PROGRAMMES.url("add"),
        name_it="Orizzonte Europa",
        kind="funding",
    )
    made = records.PROGRAMMES.model._default_manager.get()
    assert made.slug == "orizzonte-europa"
    client.force_login(cast.other_manager)
    url = records.PROGRAMMES.url("change", made)
    response = submit(client, url, parent=str(made.pk))
    assert errors(response) == ["id_parent"]
    assert client.get(records.PROGRAMMES.url("delete", made)).status_code == 404


def test_claims_and_targets_of_the_network_are_its_coordinators(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.coordinator)
    submit(client, records.CLAIMS.url("add"), year="2016", statement_it="Più forti")
    assert records.CLAIMS.model._default_manager.count() == 1
    add = records.TARGET_COUNTRIES.url("add")
    both = {"cluster": str(cast.cluster.pk), "network": str(cast.network.pk)}
    response = submit(client, add, year="2016", country="BR", **both)
    assert len(errors(response)) == 1
    client.force_login(cast.manager)
    assert client.get(records.CLAIMS.url("manage")).status_code == 404
    response = submit(client, add, year="99999", country="BR")
    assert "id_year" in errors(response)


def test_a_quotation_may_support_any_field_and_keeps_the_one_it_had(
    cast: Cast, client: Client
) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    cite(activity, field="an_older_field", quote="parole")
    client.force_login(cast.manager)
    url = records.ACTIVITIES.url("change", activity)
    form = client.get(url).context["editing"].row_sets[-1].forms[0]
    names = [name for name, _label in form.fields["field"].choices]
    assert {"title", "start", "end", "kind", "parent", "an_older_field"} <= set(names)
    assert not {"title_it", "start_earliest", "uid", "sequence"} & set(names)
    submit(client, url, citation__0__quote="altre parole")
    assert activity.citations.get().field == "an_older_field"


def test_an_organisation_of_a_hidden_draft_is_protected_without_a_word(
    cast: Cast, client: Client
) -> None:
    organisation = make_organisation(maintained_by=cast.cluster)
    hidden = make_activity(
        cast.network,
        maintained_by=cast.other_cluster,
        is_published=False,
        title_it="Piano segreto",
    )
    make_participation(
        hidden, cast.other_cluster, organisation=organisation, is_published=False
    )
    client.force_login(cast.manager)
    page = client.post(ORGANISATIONS.url("delete", organisation))
    assert page.status_code == 409
    assert "Piano segreto" not in page.content.decode()


def test_a_row_after_a_gap_is_not_lost(cast: Cast, client: Client) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    client.force_login(cast.manager)
    url = records.ACTIVITIES.url("change", activity)
    submit(
        client,
        url,
        place__TOTAL_FORMS="6",
        place__5__country="BE",
        place__5__city="Gent",
        place__5__venue="",
        place__5__id="",
    )
    assert [str(place) for place in activity.places.all()] == ["Gent, BE"]


def test_a_row_of_an_impossible_number_makes_no_rows(
    cast: Cast, client: Client
) -> None:
    activity = make_activity(cast.network, maintained_by=cast.cluster)
    client.force_login(cast.manager)
    url = records.ACTIVITIES.url("change", activity)
    answer = submit(client, url, **{f"place__{'9' * 20}__country": "BE"})
    assert answer.status_code == 302
    assert not activity.places.exists()
