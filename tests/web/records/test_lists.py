"""Lists: searched, narrowed, sorted, exported, kept as views, acted on together."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from fondaco.accounts.models import User
from fondaco.core.models import SavedView
from fondaco.core.partial_dates import PartialDate
from fondaco.registry.models import Competence, Organisation, OrganisationAlias
from tests.conftest import Cast
from tests.factories import make_activity, make_organisation
from tests.submitting import said

LIST = reverse("registry:organisation_manage")
TOGETHER = reverse("registry:organisation_bulk")
VIEWS = reverse("registry:organisation_views")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="fondaco.accounts.backends.EmailBackend")
    return client


@pytest.fixture
def manager(cast: Cast) -> Client:
    return signed_in(cast.manager)


@pytest.fixture
def bodies(cast: Cast) -> list[Organisation]:
    cast.member.delete()
    own = {"maintained_by": cast.cluster, "is_published": False}
    return [
        make_organisation(name="Forlì Motori", kind="company", city="Lyon", **own),
        make_organisation(name="Øresund œuvre", kind="university", **own),
        make_organisation(
            name="=1+1",
            kind="company",
            maintained_by=cast.cluster,
            is_published=True,
        ),
    ]


def names(client: Client, query: str = "", url: str = LIST) -> list[str]:
    listing = client.get(f"{url}?{query}").context["listing"]
    return [str(line.record) for line in listing.lines]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("forli", ["Forlì Motori"]),
        ("FORLI' lyon", ["Forlì Motori"]),
        ("oresund oeuvre", ["Øresund œuvre"]),
        ("gia detto lyon", ["Forlì Motori"]),
        ("100%", []),
        ("lyon orlando", []),
    ],
)
def test_the_search_knows_no_accents_and_looks_into_rows(
    manager: Client, bodies: list[Organisation], search: str, found: list[str]
) -> None:
    OrganisationAlias.objects.create(organisation=bodies[0], name="Già Detto")
    assert names(manager, f"search={search.replace('%', '%25')}") == found


def test_facets_count_what_each_choice_would_leave(
    manager: Client, bodies: list[Organisation]
) -> None:
    page = manager.get(f"{LIST}?kind=company&kind=university&is_published=False")
    listing = page.context["listing"]
    counts = {
        facet.name: [(one.value, one.count, one.is_chosen) for one in facet.options]
        for facet in listing.facets
        if facet.name in {"kind", "is_published"}
    }
    assert counts == {
        "kind": [("company", 1, True), ("university", 1, True)],
        "is_published": [("True", 1, False), ("False", 2, True)],
    }
    assert listing.total == 2
    assert names(manager, "size_class=none&kind=company&kind=nonsense") == [
        "=1+1",
        "Forlì Motori",
    ]


def test_a_record_with_many_values_counts_once_for_each(
    manager: Client, bodies: list[Organisation]
) -> None:
    laser, robots = (
        Competence.objects.create(name_it=name, name_en=name)
        for name in ("Laser", "Robot")
    )
    bodies[0].competences.set([laser, robots])
    bodies[1].competences.set([laser])

    def counts(query: str) -> tuple[int, dict[str, dict[str, int]]]:
        listing = manager.get(f"{LIST}?{query}").context["listing"]
        return listing.total, {
            facet.name: {one.value: one.count for one in facet.options}
            for facet in listing.facets
            if facet.name in {"kind", "competences"}
        }

    of_all = {str(laser.pk): 2, str(robots.pk): 1, "none": 1}
    kinds = {"company": 2, "university": 1}
    assert counts("") == (3, {"kind": kinds, "competences": of_all})
    both = f"competences={laser.pk}&competences={robots.pk}"
    assert names(manager, both) == ["Forlì Motori", "Øresund œuvre"]
    one_each = {"company": 1, "university": 1}
    assert counts(both) == (2, {"kind": one_each, "competences": of_all})
    assert counts("kind=company&competences=0") == (
        2,
        {
            "kind": kinds,
            "competences": {str(laser.pk): 1, str(robots.pk): 1, "none": 1},
        },
    )
    assert names(manager, "competences=none") == ["=1+1"]


def test_a_span_holds_what_happened_in_it(cast: Cast, manager: Client) -> None:
    url = reverse("activities:activity_manage")
    own = {"maintained_by": cast.cluster, "is_published": False}
    for year in (2015, 2016):
        date = PartialDate.year(year)
        make_activity(cast.network, title_it=str(year), start=date, end=date, **own)
    make_activity(
        cast.network, title_it="open", start=PartialDate.year(2016), end=None, **own
    )
    assert sorted(names(manager, "from=2016", url)) == ["2016", "open"]
    assert names(manager, "to=2015", url) == ["2015"]
    mistaken = manager.get(f"{url}?from=0016&to=x").context["listing"].span
    assert mistaken.mistake != ""


def test_accents_and_capitals_do_not_part_names_in_a_list(
    manager: Client, cast: Cast
) -> None:
    names = ["Zeta", "eBeta", "Àncora", "Ebano", "Alfa", "zinco"]
    for name in names:
        make_organisation(name=name, city="Lodi", maintained_by=cast.cluster)

    def listed(order: str) -> list[str]:
        found = manager.get(f"{LIST}?order={order}&size=200").context["listing"]
        return [one.name for one in found.page if one.name in names]

    in_order = ["Alfa", "Àncora", "Ebano", "eBeta", "Zeta", "zinco"]
    assert listed("") == listed("name") == in_order
    assert listed("-name") == in_order[::-1]


def test_columns_order_and_length_are_in_the_address(
    manager: Client, bodies: list[Organisation]
) -> None:
    listing = manager.get(
        f"{LIST}?columns=city&columns=modified_at&columns=slug&order=-name&size=25"
    ).context["listing"]
    assert list(listing.columns) == ["name", "city", "modified_at"]
    assert [line.record.name for line in listing.lines] == [
        "Øresund œuvre",
        "Forlì Motori",
        "=1+1",
    ]
    assert (listing.size, listing.headings[0].direction) == (25, "descending")


def test_what_sorts_is_also_chosen_where_no_headings_are_shown(
    manager: Client, bodies: list[Organisation]
) -> None:
    """A phone shows cards: the form sorts there, and forgets nothing of the address."""
    page = manager.get(f"{LIST}?columns=kind&columns=website&order=-city&kind=company")
    orders = page.context["listing"].orders
    assert {one.name.removeprefix("-") for one in orders} == {
        *("name", "kind", "website", "city")
    }
    assert [one.label for one in orders if one.name.endswith("city")] == [
        *("Città, crescente", "Città, decrescente")
    ]
    assert [one.name for one in orders if one.is_chosen] == ["-city"]
    form = (
        page.content.decode()
        .partition('class="list-filters"')[2]
        .partition("</form>")[0]
    )
    assert '<option value="-city" selected>' in form
    for kept in ("kind", "columns"):
        assert f'name="{kept}" value="' in form


def test_where_there_is_nothing_there_is_nothing_to_search_or_sort(
    manager: Client,
) -> None:
    url = reverse("correspondence:note_manage")
    filters = 'class="list-filters"'
    assert filters not in manager.get(url).content.decode()
    assert filters in manager.get(f"{url}?search=x").content.decode()


def test_a_list_takes_as_many_queries_for_many_as_for_one(
    manager: Client, bodies: list[Organisation], cast: Cast
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            manager.get(f"{LIST}?search=o&kind=company")
        return len(captured)

    queries()
    few = queries()
    for number in range(30):
        make_organisation(name=f"Oro {number}", maintained_by=cast.cluster)
    assert (queries(), few <= 9) == (few, True)


def test_the_export_is_what_is_seen_and_runs_no_formula(
    manager: Client, bodies: list[Organisation]
) -> None:
    query = f"{LIST}?columns=kind&columns=is_published&kind=company&export="
    text = manager.get(query + "csv").content.decode("utf-8-sig")
    # As the spreadsheets of the page's language expect it.
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert [(row[0], len(row)) for row in rows[1:]] == [
        ("'=1+1", 3),
        ("Forlì Motori", 3),
    ]
    with translation.override("en"):
        address = reverse("registry:organisation_manage")
    answer = manager.get(f"{address}?kind=company&export=csv")
    assert answer.content.decode("utf-8-sig").count(";") == 0
    book = load_workbook(BytesIO(manager.get(query + "xlsx").content))
    sheet = book["Organizzazioni"]
    cells = list(sheet.iter_rows(min_row=2))
    assert [(row[0].value, row[0].data_type) for row in cells] == [
        ("'=1+1", "s"),
        ("Forlì Motori", "s"),
    ]
    assert [len(row) for row in cells] == [3, 3]
    assert sheet["A1"].font.b


def test_views_are_private_until_they_are_shared(cast: Cast, manager: Client) -> None:
    keep: dict[str, Any] = {"name": "Draft", "circle": ""}
    manager.post(f"{VIEWS}?is_published=False&page=3", keep)
    view = SavedView.objects.get()
    assert view.query == "is_published=False"
    one = reverse("registry:organisation_view", args=[view.uid])
    colleague, other = signed_in(cast.coordinator), signed_in(cast.other_manager)
    assert colleague.get(one).status_code == 404
    shared = keep | {"circle": f"cluster:{cast.cluster.pk}", "is_default": "on"}
    manager.post(f"{VIEWS}?kind=company", shared)
    view = SavedView.objects.get()
    one = reverse("registry:organisation_view", args=[view.uid])
    assert colleague.get(one).headers["Location"] == f"{LIST}?kind=company"
    assert manager.get(LIST).headers["Location"] == f"{LIST}?kind=company"
    assert manager.get(f"{LIST}?all=1").status_code == 200
    assert colleague.get(LIST).status_code == 200
    assert "Draft" in manager.get(VIEWS).content.decode()
    refused = [
        other.get(one),
        colleague.post(one, {"press": "delete"}),
        manager.post(one),
        other.post(VIEWS, shared | {"name": "Not mine"}),
    ]
    assert [answer.status_code for answer in refused] == [404, 404, 404, 200]
    manager.post(one, {"press": "delete"})
    assert SavedView.objects.count() == 0


def together(client: Client, action: str, *records: Any, **more: str) -> Any:
    keys = [record.uid for record in records]
    return client.post(TOGETHER, {"action": action, "selected": keys} | more)


def test_many_are_published_at_once_after_a_look(
    manager: Client, bodies: list[Organisation]
) -> None:
    page = together(manager, "publish", *bodies)
    plan = page.context["plan"]
    assert [line.record for line in plan.doable] == bodies[:2]
    assert [line.record for line in plan.left_out] == bodies[2:]
    assert Organisation.objects.filter(is_published=True).count() == 1
    done = together(manager, "publish", *bodies, confirmed="1")
    assert Organisation.objects.filter(is_published=True).count() == 3
    assert bodies[0].history.latest().history_user is not None
    assert "/manage/undo/" in said(done)[0] or "annulla" in said(done)[0].lower()


def test_what_is_foreign_is_left_alone_and_logged(
    cast: Cast, bodies: list[Organisation], caplog: pytest.LogCaptureFixture
) -> None:
    other = signed_in(cast.other_manager)
    answer = together(other, "publish", bodies[0], confirmed="1")
    bodies[0].refresh_from_db()
    assert (answer.status_code, bodies[0].is_published) == (302, False)
    assert "not theirs to change: POST" in caplog.text
    assert f"account {cast.other_manager.pk}," in caplog.text
    assert "'1 of registry.Organisation'" in caplog.text
    own = make_organisation(is_published=False, maintained_by=cast.other_cluster)
    page = together(other, "delete", own, bodies[0])
    assert (page.context["missing"], page.context["records"]) == (1, [own])


def test_a_cluster_or_a_competence_is_set_for_many(
    cast: Cast, manager: Client, bodies: list[Organisation]
) -> None:
    casting = Competence.objects.create(name_it="Fusione", name_en="Casting")
    assert together(manager, "competence", *bodies).context["plan"] is None
    mistaken = together(manager, "competence", *bodies, value="99")
    assert mistaken.context["mistake"] != ""
    value = {"value": str(casting.pk), "confirmed": "1"}
    together(manager, "competence", *bodies, **value)
    assert casting.organisation_set.count() == 3
    repeated = together(manager, "competence", bodies[0], value=value["value"])
    assert repeated.context["plan"].doable == []
    foreign = {"value": str(cast.other_cluster.pk), "confirmed": "1"}
    together(manager, "maintained_by", bodies[0], **foreign)
    bodies[0].refresh_from_db()
    assert bodies[0].maintained_by == cast.cluster
    coordinator = signed_in(cast.coordinator)
    together(coordinator, "maintained_by", bodies[0], **foreign)
    bodies[0].refresh_from_db()
    assert bodies[0].maintained_by == cast.other_cluster


def test_all_of_the_list_can_be_chosen(
    cast: Cast, manager: Client, bodies: list[Organisation]
) -> None:
    sent = {"action": "delete", "everything": "?kind=company", "confirmed": "1"}
    manager.post(TOGETHER, sent)
    assert list(Organisation.objects.values_list("name", flat=True)) == [
        "Øresund œuvre"
    ]


def test_where_nothing_is_chosen_the_list_says_so(manager: Client) -> None:
    answer = manager.post(TOGETHER, {"action": "delete", "back": f"{LIST}?page=2"})
    assert answer.headers["Location"] == f"{LIST}?page=2"
    assert len(said(answer)) == 1
