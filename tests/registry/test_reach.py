"""What nobody learns of the registry, and nobody takes."""

import pytest
from django.test import Client

from fondaco.activities.records import PARTICIPATIONS
from fondaco.core.permissions import may
from fondaco.registry import records
from fondaco.registry.models import (
    Cluster,
    Identifier,
    Mandate,
    Membership,
    NetworkMembership,
    Organisation,
    Person,
)
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_cluster,
    make_label,
    make_mandate,
    make_membership,
    make_network,
    make_organisation,
    make_participation,
    make_person,
    make_user,
)
from tests.submitting import form_values, submit

VAT = "IT00743110157"


def test_choices_never_offer_what_a_manager_may_not_see(
    cast: Cast, client: Client
) -> None:
    theirs = make_organisation(
        name="Hidden Works", is_published=False, maintained_by=cast.other_cluster
    )
    contact = make_person(family_name="Segreti", maintained_by=cast.other_cluster)
    client.force_login(cast.manager)
    for record_type in (records.MEMBERSHIPS, records.MANDATES, records.MANAGEMENTS):
        page = client.get(record_type.url("add")).content.decode()
        assert "Hidden Works" not in page
        assert "Segreti" not in page
    for number in (theirs.pk, 10**6):
        response = submit(
            client, records.MEMBERSHIPS.url("add"), organisation=str(number)
        )
        errors = response.context["editing"].form.errors  # type: ignore[attr-defined]
        assert list(errors) == ["organisation"]
        assert "Hidden Works" not in response.content.decode()
    response = submit(client, records.MANDATES.url("add"), person=str(contact.pk))
    assert "person" in response.context["editing"].form.errors  # type: ignore[attr-defined]
    assert not Membership.objects.filter(organisation=theirs).exists()


def test_what_is_beyond_reach_stays_on_record_without_a_name(
    cast: Cast, client: Client
) -> None:
    theirs = make_organisation(
        name="Hidden Works", is_published=False, maintained_by=cast.other_cluster
    )
    membership = make_membership(cast.cluster, theirs)
    Membership.objects.filter(pk=membership.pk).delete()
    mandate = make_mandate(
        make_person(family_name="Segreti", maintained_by=cast.other_cluster),
        "president",
        cluster=cast.cluster,
    )
    client.force_login(cast.manager)
    url = records.MANDATES.url("change", mandate)
    page = client.get(url).content.decode()
    assert "Segreti" not in page.replace(str(mandate), "")
    submit(client, url, title_en="Chair")
    mandate.refresh_from_db()
    assert (mandate.title_en, mandate.person.family_name) == ("Chair", "Segreti")


def test_a_manager_gives_offices_in_their_own_cluster_only(
    cast: Cast, client: Client
) -> None:
    accomplice = make_person(maintained_by=cast.cluster)
    client.force_login(cast.manager)
    add = records.MANDATES.url("add")
    own = {"person": str(accomplice.pk), "kind": "cluster_manager"}
    for attack in (
        {"cluster": str(cast.other_cluster.pk)},
        {"network": str(cast.network.pk)},
        {"organisation": str(make_organisation().pk)},
        {},
    ):
        submit(client, add, **own, **attack)
        assert Mandate.objects.filter(person=accomplice).count() == 0
    submit(client, add, **own, cluster=str(cast.cluster.pk), valid_from="2020")
    mandate = Mandate.objects.get(person=accomplice)
    url = records.MANDATES.url("change", mandate)
    response = submit(client, url, cluster=str(cast.other_cluster.pk))
    assert response.status_code == 200
    mandate.refresh_from_db()
    assert mandate.cluster == cast.cluster


def test_a_record_is_never_moved_to_where_its_editor_answers_for_nothing(
    cast: Cast, client: Client
) -> None:
    label = make_label(cast.cluster)
    client.force_login(cast.manager)
    values = form_values(client.get(records.LABELS.url("change", label)))
    client.post(
        records.LABELS.url("change", label),
        values | {"cluster": str(cast.other_cluster.pk)},
    )
    label.refresh_from_db()
    assert label.cluster == cast.cluster


def test_fields_that_are_not_on_the_form_are_not_written(
    cast: Cast, client: Client
) -> None:
    person = make_person(maintained_by=cast.cluster)
    client.force_login(cast.manager)
    submit(
        client,
        records.PEOPLE.url("change", person),
        given_name="Ada Maria",
        user=str(cast.manager.pk),
        uid="aaaaaaaaaa",
        id="1",
    )
    changed = Person.objects.get(pk=person.pk)
    assert (changed.given_name, changed.user, changed.uid) == (
        "Ada Maria",
        None,
        person.uid,
    )


def test_only_an_administrator_says_whom_a_person_signs_in_as(
    cast: Cast, client: Client
) -> None:
    person, user = make_person(maintained_by=cast.cluster), make_user()
    client.force_login(cast.coordinator)
    assert b'name="user"' not in client.get(records.PEOPLE.url("add")).content
    client.force_login(cast.administrator)
    submit(client, records.PEOPLE.url("change", person), user=str(user.pk))
    person.refresh_from_db()
    assert person.user == user


def test_a_trusted_contact_keeps_the_profile_and_nothing_else(
    cast: Cast, client: Client
) -> None:
    Organisation.objects.filter(pk=cast.member.pk).update(trusts_contact=True)
    client.force_login(cast.member_contact)
    url = records.ORGANISATIONS.url("change", cast.member)
    page = client.get(url).content.decode()
    for absent in ('name="maintained_by"', 'value="publish"', "delete/"):
        assert absent not in page
    response = submit(
        client,
        url,
        press="publish",
        offers_en="Robots",
        maintained_by=str(cast.other_cluster.pk),
        is_published="on",
        slug="mine",
    )
    assert response.url == url  # type: ignore[attr-defined]
    member = Organisation.objects.get(pk=cast.member.pk)
    assert member.offers_en == "Robots"
    assert not member.is_published
    assert (member.maintained_by, member.slug) == (cast.cluster, cast.member.slug)
    assert client.get(records.ORGANISATIONS.url("manage")).status_code == 404
    assert client.post(records.ORGANISATIONS.url("delete", member)).status_code == 404


@pytest.mark.parametrize("since", ["2001/2002", "2016"])
@pytest.mark.parametrize("kept", [True, False])
def test_calling_an_organisation_ones_member_gives_no_right_over_it(
    cast: Cast, client: Client, since: str, kept: bool
) -> None:
    theirs = make_organisation(maintained_by=cast.other_cluster if kept else None)
    mandate = make_mandate(
        make_person(maintained_by=cast.other_cluster),
        "member_contact",
        organisation=theirs,
    )
    make_membership(cast.cluster, theirs, valid_from=since)
    client.force_login(cast.manager)
    for verb in ("change", "delete", "history"):
        address = records.ORGANISATIONS.url(verb, theirs)
        assert client.post(address, {"name": "Mine"}).status_code in {404, 405}
        assert client.get(address).status_code == 404
        address = records.MANDATES.url(verb, mandate)
        assert client.get(address).status_code == 404
    assert not may(cast.manager, "registry.change_organisation", theirs)
    assert not may(cast.manager, "registry.view_mandate", mandate)


def test_what_no_cluster_keeps_is_the_coordinators(cast: Cast) -> None:
    shared = make_organisation(maintained_by=None)
    assert may(cast.coordinator, "registry.change_organisation", shared)
    assert not may(cast.manager, "registry.change_organisation", shared)


def test_a_coordinator_takes_no_cluster_of_another_network(
    cast: Cast, client: Client
) -> None:
    elsewhere = make_cluster(network=make_network())
    free = make_cluster()
    client.force_login(cast.coordinator)
    add = records.NETWORK_MEMBERSHIPS.url("add")
    submit(client, add, cluster=str(elsewhere.pk), valid_from="2016")
    assert NetworkMembership.objects.filter(network=cast.network).count() == 2
    submit(client, add, cluster=str(free.pk), valid_from="2016")
    assert NetworkMembership.objects.filter(network=cast.network).count() == 3


def test_a_cluster_just_made_is_brought_into_a_network(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.coordinator)
    response = submit(
        client, records.CLUSTERS.url("add"), acronym="NEW", name_it="Nuovo"
    )
    made = Cluster.objects.get(acronym="NEW")
    assert made.slug == "new"
    address = f"{records.NETWORK_MEMBERSHIPS.url('add')}?cluster={made.uid}"
    assert response.url == address  # type: ignore[attr-defined]


def test_two_drafts_with_one_identifier_never_learn_of_each_other(
    cast: Cast, client: Client
) -> None:
    theirs = make_organisation(
        name="Hidden Works", is_published=False, maintained_by=cast.other_cluster
    )
    Identifier.objects.create(organisation=theirs, scheme="vat", value=VAT)
    client.force_login(cast.manager)
    submit(
        client,
        records.ORGANISATIONS.url("add"),
        press="publish",
        name="Hidden Works",
        kind="company",
        identifier__0__scheme="vat",
        identifier__0__value=VAT,
    )
    mine = Organisation.objects.get(maintained_by=cast.cluster, is_published=True)
    assert mine.slug == "hidden-works"
    client.force_login(cast.other_manager)
    response = submit(
        client, records.ORGANISATIONS.url("change", theirs), press="publish"
    )
    (error,) = response.context["editing"].errors  # type: ignore[attr-defined]
    assert "Hidden Works" in error.message
    theirs.refresh_from_db()
    assert not theirs.is_published


def test_what_others_keep_is_not_deleted_along(cast: Cast, client: Client) -> None:
    person = make_person(maintained_by=cast.cluster)
    make_mandate(person, "president", cluster=cast.other_cluster, title_en="Hidden")
    client.force_login(cast.manager)
    url = records.PEOPLE.url("delete", person)
    page = client.get(url).content.decode()
    assert cast.other_cluster.acronym not in page
    assert client.post(url).status_code == 409
    assert Person.objects.filter(pk=person.pk).exists()


def test_what_stands_in_the_way_is_named_as_far_as_it_may_be_seen(
    cast: Cast, client: Client
) -> None:
    organisation = make_organisation(maintained_by=cast.cluster)
    mine = make_activity(
        cast.network, maintained_by=cast.cluster, title_en="Our fair", title_it=""
    )
    hidden = make_activity(
        cast.network,
        maintained_by=cast.other_cluster,
        title_en="Their plan",
        title_it="",
        is_published=False,
    )
    for activity in (mine, hidden):
        activity.bodies.create(organisation=organisation, role="host")
    client.force_login(cast.manager)
    page = client.post(records.ORGANISATIONS.url("delete", organisation))
    assert page.status_code == 409
    assert "Our fair" in page.content.decode()
    assert "Their plan" not in page.content.decode()


def test_a_history_names_only_what_its_reader_may_see(
    cast: Cast, client: Client
) -> None:
    theirs = make_organisation(
        name="Hidden Works", is_published=False, maintained_by=cast.other_cluster
    )
    activity = make_activity(cast.network)
    taking_part = make_participation(activity, cast.cluster, organisation=theirs)
    client.force_login(cast.manager)
    page = client.get(PARTICIPATIONS.url("history", taking_part)).content.decode()
    assert "Hidden Works" not in page.replace(str(taking_part), "")
