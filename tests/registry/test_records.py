"""Keeping the registry: what is saved, what is refused, and how lists are found."""

from django.test import Client

from fondaco.registry import records
from fondaco.registry.models import (
    Label,
    Organisation,
)
from tests.conftest import Cast
from tests.factories import (
    cite,
    make_label,
    make_organisation,
    make_source,
)
from tests.submitting import form_values, said, submit


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
        identifier__TOTAL_FORMS="2",
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
