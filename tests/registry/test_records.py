"""Keeping the registry: what is saved, what is refused, and what nobody learns."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from fondaco.activities.records import PARTICIPATIONS
from fondaco.core.partial_dates import PartialDate
from fondaco.registry import records
from fondaco.registry.models import (
    Cluster,
    Identifier,
    Label,
    Mandate,
    Membership,
    NetworkMembership,
    Organisation,
    Person,
)
from fondaco.registry.scope import scope_of
from tests.conftest import Cast
from tests.factories import (
    cite,
    make_activity,
    make_cluster,
    make_label,
    make_mandate,
    make_membership,
    make_network,
    make_organisation,
    make_participation,
    make_person,
    make_source,
    make_user,
)
from tests.submitting import form_values, submit

VAT = "IT00743110157"


def said(response: object) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]  # type: ignore[attr-defined]


# 1. Saving.
def test_a_manager_adds_an_organisation_that_only_their_cluster_sees(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    response = submit(
        client,
        records.ORGANISATIONS.url("add"),
        name="Robotica Lecco S.r.l.",
        kind="company",
        country="IT",
        identifier__0__scheme="vat",
        identifier__0__value="IT 0074-3110157",
        organisationalias__0__name="RoboLecco",
    )
    made = Organisation.objects.get(name="Robotica Lecco S.r.l.")
    assert response.url == records.ORGANISATIONS.url("manage")  # type: ignore[attr-defined]
    assert made.maintained_by == cast.cluster
    assert not made.is_published
    assert made.slug == made.uid
    assert [str(one) for one in made.aliases.all()] == ["RoboLecco"]
    assert made.identifiers.get().value == "IT00743110157"
    assert made.history.get().history_user == cast.manager
    link = f'<a href="{records.ORGANISATIONS.url("change", made)}">{made}</a>'
    (message,) = said(response)
    assert link in message


def test_a_published_organisation_gets_an_address_made_of_its_name(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    make_organisation(slug="acme", name="Acme", is_published=True)
    draft = make_organisation(
        name="Acme", is_published=False, maintained_by=cast.cluster
    )
    Organisation.objects.filter(pk=draft.pk).update(slug=draft.uid)
    submit(client, records.ORGANISATIONS.url("change", draft), press="publish")
    draft.refresh_from_db()
    assert (draft.is_published, draft.slug) == (True, "acme-2")
    assert draft.history.first().history_change_reason == "publish"
    submit(client, records.ORGANISATIONS.url("change", draft), press="withdraw")
    draft.refresh_from_db()
    assert (draft.is_published, draft.slug) == (False, "acme-2")


def test_saving_what_was_not_touched_changes_nothing(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    make_label(cast.cluster, valid_from="autumn 2015", valid_until="2016/..")
    before = Label.objects.values().get()
    response = submit(client, records.LABELS.url("change", Label.objects.get()))
    assert Label.objects.values().get() == before
    assert Label.history.count() == 1
    assert response.status_code == 302


def test_rows_are_changed_added_and_deleted_with_their_record(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    cast.cluster.aliases.create(name="Old name")
    cast.cluster.aliases.create(name="Wrong name")
    citation = cite(cast.cluster, field="theme", quote="una parola")
    citation.span_start, citation.span_end = 3, 13
    citation.save()
    source = make_source()
    submit(
        client,
        records.CLUSTERS.url("change", cast.cluster),
        clusteralias__0__name="Older name",
        clusteralias__1__DELETE="on",
        clusteralias__2__name="New name",
        citation__0__quote="altre parole",
        citation__1__source=str(source.pk),
        citation__1__quote="la fonte",
    )
    assert sorted(map(str, cast.cluster.aliases.all())) == ["New name", "Older name"]
    quotes = cast.cluster.citations.order_by("pk").values_list("quote", "span_start")
    assert list(quotes) == [("altre parole", None), ("la fonte", None)]
    reason = cast.cluster.history.first().history_change_reason
    assert reason == "rows:registry.clusteralias rows:core.citation"
    assert citation.history.first().history_user == cast.manager


def test_a_form_that_leads_from_elsewhere_starts_with_what_the_address_says(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.coordinator)
    url = f"{records.LABELS.url('add')}?cluster={cast.other_cluster.uid}&level=gold"
    values = form_values(client.get(url))
    assert values["cluster"] == [str(cast.other_cluster.pk)]
    assert values["level"] == ["gold"]
    for odd in ("%00", "nobody", ""):
        url = f"{records.LABELS.url('add')}?cluster={odd}"
        assert client.get(url).status_code == 200


def test_an_only_choice_is_made_beforehand(cast: Cast, client: Client) -> None:
    client.force_login(cast.manager)
    values = form_values(client.get(records.LABELS.url("add")))
    assert values["cluster"] == [str(cast.cluster.pk)]


def test_a_mistake_keeps_every_word_and_is_told_beside_its_field(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    response = submit(
        client,
        records.ORGANISATIONS.url("add"),
        name="<script>alert(1)</script>",
        website="javascript:alert(1)",
        identifier__0__scheme="vat",
        identifier__0__value="IT123",
        identifier__1__scheme="pic",
        identifier__1__value="12",
        activitycode__0__vintage="nace_2.0",
        activitycode__0__code="99.99",
        description_en="Words typed with care",
    )
    assert response.status_code == 200
    assert not Organisation.objects.filter(name__contains="script").exists()
    page = response.content.decode()
    assert "<script>alert" not in page
    assert "Words typed with care" in page
    links = [error.anchor for error in response.context["editing"].errors]  # type: ignore[attr-defined]
    assert links == [
        "id_kind",
        "id_website",
        "id_identifier-0-value",
        "id_identifier-1-value",
        "id_activitycode-0-code",
    ]


def test_words_too_long_and_unknown_countries_are_refused(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    response = submit(
        client,
        records.ORGANISATIONS.url("add"),
        name="x" * 301,
        kind="company",
        country="XX",
    )
    assert response.status_code == 200
    form = response.context["editing"].form  # type: ignore[attr-defined]
    assert sorted(form.errors) == ["country", "name"]


def test_deleting_asks_first_and_says_what_goes_along(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.manager)
    make_label(cast.cluster)
    label = Label.objects.get()
    cite(label, quote="la label d'oro")
    url = records.LABELS.url("delete", label)
    assert "la label d&#x27;oro" in client.get(url).content.decode()
    assert Label.objects.exists()
    response = client.post(url)
    assert response.url == records.LABELS.url("manage")  # type: ignore[attr-defined]
    assert not Label.objects.exists()
    assert Label.history.first().history_user == cast.manager


# 2. Two at once.
def test_the_second_of_two_who_edit_at_once_overwrites_nothing_in_silence(
    cast: Cast, client: Client
) -> None:
    url = records.CLUSTERS.url("change", cast.cluster)
    client.force_login(cast.manager)
    first = form_values(client.get(url))
    client.force_login(cast.coordinator)
    submit(client, url, city="Milano")
    client.force_login(cast.manager)
    response = client.post(url, first | {"city": "Sesto"})
    page = response.content.decode()
    assert response.status_code == 200
    cast.cluster.refresh_from_db()
    assert cast.cluster.city == "Milano"
    assert 'value="Sesto"' in page
    (change,) = response.context["editing"].meanwhile
    assert (change.who, change.fields[0].after) == ("network_coordinator", "Milano")
    again = form_values(response)
    client.post(url, again)
    cast.cluster.refresh_from_db()
    assert cast.cluster.city == "Sesto"


def test_a_row_that_somebody_else_deleted_meanwhile_is_no_error_of_ours(
    cast: Cast, client: Client
) -> None:
    url = records.CLUSTERS.url("change", cast.cluster)
    cast.cluster.aliases.create(name="Old name")
    client.force_login(cast.manager)
    first = form_values(client.get(url))
    cast.cluster.aliases.all().delete()
    assert client.post(url, first | {"city": "Sesto"}).status_code == 200


# 3. What nobody learns, and nobody takes.
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


def test_a_member_contact_keeps_the_profile_and_nothing_else(
    cast: Cast, client: Client
) -> None:
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


def test_a_claimed_membership_does_not_give_another_clusters_organisation_away(
    cast: Cast, client: Client
) -> None:
    theirs = make_organisation(maintained_by=cast.other_cluster)
    make_membership(cast.cluster, theirs)
    client.force_login(cast.manager)
    url = records.ORGANISATIONS.url("change", theirs)
    submit(client, url, maintained_by=str(cast.cluster.pk), city="Lecco")
    theirs.refresh_from_db()
    assert (theirs.maintained_by, theirs.city) == (cast.other_cluster, "Lecco")
    assert client.post(records.ORGANISATIONS.url("delete", theirs)).status_code == 404


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


# 4. Dated facts.
def test_what_came_after_ends_what_was(cast: Cast, client: Client) -> None:
    old = make_label(cast.cluster, "bronze", valid_from="2014")
    client.force_login(cast.manager)
    url = records.LABELS.url("supersede", old)
    values = form_values(client.get(url))
    assert (values["cluster"], values["valid_from"]) == ([str(cast.cluster.pk)], [""])
    submit(client, url, level="gold", valid_from="1/9/2015")
    new = Label.objects.get(level="gold")
    old.refresh_from_db()
    assert old.superseded_by == new
    assert old.valid_until == PartialDate.day(dt.date(2015, 8, 31))
    assert old.history.first().history_change_reason == "supersede"


@pytest.mark.parametrize("begins", ["", "2010"])
def test_what_came_after_began_after(cast: Cast, client: Client, begins: str) -> None:
    old = make_label(cast.cluster, "bronze", valid_from="2014")
    client.force_login(cast.manager)
    url = records.LABELS.url("supersede", old)
    response = submit(client, url, level="gold", valid_from=begins)
    assert list(response.context["editing"].form.errors) == ["valid_from"]  # type: ignore[attr-defined]
    assert Label.objects.count() == 1


def test_two_at_once_are_saved_with_a_warning(cast: Cast, client: Client) -> None:
    first, second = make_person(is_public=True), make_person(is_public=True)
    make_mandate(first, "president", cluster=cast.cluster, valid_from="2014")
    client.force_login(cast.manager)
    response = submit(
        client,
        records.MANDATES.url("add"),
        person=str(second.pk),
        kind="president",
        cluster=str(cast.cluster.pk),
        valid_from="2016",
    )
    assert Mandate.objects.filter(kind="president").count() == 2
    _saved, warning = said(response)
    assert str(first) in warning


def test_another_account_of_a_fact_says_why_the_first_is_preferred(
    cast: Cast, client: Client
) -> None:
    first = make_label(cast.cluster, "bronze", valid_from="2014")
    client.force_login(cast.manager)
    url = f"{records.LABELS.url('add')}?alternative_to={first.uid}"
    values = form_values(client.get(url))
    assert values["alternative_to"] == [str(first.pk)]
    assert values["level"] == ["bronze"]
    response = submit(client, url, level="silver")
    assert list(response.context["editing"].form.errors) == ["preference_reason_it"]  # type: ignore[attr-defined]
    submit(client, url, level="silver", preference_reason_en="It is dated")
    second = Label.objects.get(level="silver")
    assert second.alternative_to == first
    url = records.LABELS.url("change", first)
    submit(
        client,
        url,
        alternative_to=str(second.pk),
        preference_reason_en="The register says so",
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.alternative_to, second.alternative_to) == (second, None)


def test_an_account_of_another_clusters_fact_is_refused(
    cast: Cast, client: Client
) -> None:
    theirs = make_label(cast.other_cluster)
    mine = make_label(cast.cluster)
    client.force_login(cast.coordinator)
    response = submit(
        client,
        records.LABELS.url("add"),
        cluster=str(cast.cluster.pk),
        level="gold",
        alternative_to=str(theirs.pk),
        preference_reason_en="No",
    )
    assert "alternative_to" in response.context["editing"].form.errors  # type: ignore[attr-defined]
    page = client.get(records.LABELS.url("change", mine)).content.decode()
    assert str(theirs) not in page


def test_a_mandate_that_a_manager_gives_opens_the_door_at_once(
    cast: Cast, client: Client
) -> None:
    newcomer = make_user()
    person = make_person(maintained_by=cast.cluster, user=newcomer)
    client.force_login(cast.manager)
    submit(
        client,
        records.MANDATES.url("add"),
        person=str(person.pk),
        kind="director",
        cluster=str(cast.cluster.pk),
        valid_from=str(timezone.localdate()),
    )
    assert scope_of(newcomer).managed_clusters == {cast.cluster.pk}


# 5. Lists.
def test_a_list_is_searched_whatever_the_accents_and_capitals(
    cast: Cast, client: Client
) -> None:
    for name in ("Università di Bergamo", "UNIVERSITÀ DI PAVIA", "Politecnico"):
        make_organisation(name=name, maintained_by=cast.cluster)
    client.force_login(cast.manager)
    url = records.ORGANISATIONS.url("manage")
    for search, found in (
        ("universita", 2),
        ("UNIVERSITÀ pavia", 1),
        ("politecnico bergamo", 0),
    ):
        listing = client.get(url, {"search": search}).context["listing"]
        assert listing.page.paginator.count == found


def test_a_list_is_narrowed_and_sorted_by_its_address(
    cast: Cast, client: Client
) -> None:
    for name, kind in (("Beta", "bank"), ("Alfa", "bank"), ("Gamma", "hospital")):
        make_organisation(name=name, kind=kind, maintained_by=cast.cluster)
    client.force_login(cast.manager)
    url = records.ORGANISATIONS.url("manage")
    listing = client.get(url, {"kind": "bank", "order": "-1"}).context["listing"]
    assert [line.record.name for line in listing.lines] == ["Beta", "Alfa"]
    assert [heading.direction for heading in listing.headings][:2] == ["descending", ""]


def test_a_long_list_is_paged(cast: Cast, client: Client) -> None:
    for _number in range(51):
        make_organisation(maintained_by=cast.cluster)
    client.force_login(cast.manager)
    url = records.ORGANISATIONS.url("manage")
    sizes = [
        len(client.get(url, {"page": page}).context["listing"].lines)
        for page in (1, 2, 3)
    ]
    assert sizes == [50, 2, 2]
