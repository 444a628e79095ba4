"""The sources: what each supports, for whom, in few queries, whatever is asked."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from rules import perm_exists

from fondaco.core.models import Cited
from fondaco.core.permissions import may
from fondaco.portal.queries.naming import NAMINGS
from fondaco.portal.queries.references import visible_citations
from fondaco.portal.queries.sources import list_sources, read_evidence
from tests.conftest import Cast
from tests.factories import (
    cite,
    make_activity,
    make_body,
    make_count,
    make_label,
    make_mandate,
    make_membership,
    make_organisation,
    make_outcome,
    make_participation,
    make_partnership,
    make_party,
    make_person,
    make_place,
    make_programme,
    make_project,
    make_proposal,
    make_proposal_count,
    make_source,
)
from tests.world import make_world

pytestmark = pytest.mark.django_db
NOT_PEOPLE = {"network", "cluster", "other_cluster", "member"}


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def everything_cited(cast, source):
    """One record of most kinds, published, each supported by `source`."""
    activity = make_activity(cast.network, title_en="Green Days")
    participation = make_participation(activity, cast.cluster, role="speaker")
    organisation = make_organisation(name="ICE Agenzia")
    person = make_person(is_public=True)
    partnership = make_partnership(cast.network)
    records = [
        activity,
        participation,
        make_place(activity, city="Lyon", country="FR"),
        make_body(activity, organisation),
        make_count(activity, number=6),
        make_outcome(participation),
        make_label(cast.cluster, "gold"),
        organisation,
        make_membership(cast.cluster, organisation),
        person,
        make_mandate(person, "president", cluster=cast.cluster, is_public=True),
        make_programme(),
        partnership,
        make_party(partnership=partnership, cluster=cast.cluster),
        make_project(cast.network),
        make_proposal(cast.network),
        make_proposal_count(cast.network),
        cast.cluster,
        cast.network,
    ]
    for record in records:
        cite(record, source)
    return records


def test_every_model_that_may_be_cited_is_named():
    cited = {model for model in apps.get_models() if issubclass(model, Cited)}

    assert {naming.model for naming in NAMINGS} == cited


def test_everything_that_a_source_supports_is_listed_with_its_page(cast, client):
    source = make_source()
    records = everything_cited(cast, source)

    evidence = read_evidence(source, cast.administrator)

    assert evidence.record_count == len(records)
    lines = {
        group.code: [
            (str(s.reference.title), s.reference.detail) for s in group.supports
        ]
        for group in evidence.groups
    }
    assert lines["participation"] == [
        ("Green Days", f"{cast.cluster.acronym}, speaker")
    ]
    assert lines["place"] == [("Green Days", "Lyon, France")]
    assert lines["body"] == [("Green Days", "ICE Agenzia, organiser")]
    assert lines["label"] == [(cast.cluster.name_en, "Gold")]
    assert lines["organisation"] == [("ICE Agenzia", "company")]


def test_a_stranger_sees_of_a_source_only_what_is_published(cast, client):
    source = make_source(title="A paper")
    draft = make_activity(
        cast.network,
        title_en="Secret mission",
        is_published=False,
        maintained_by=cast.cluster,
    )
    cite(draft, source, quote="Secret words")
    cite(make_participation(draft, cast.cluster), source, quote="Secret words")
    cite(make_body(draft, make_organisation()), source)
    cite(cast.member, source, quote="A secret member")
    address = reverse("portal:source_detail", args=[source.slug])

    page = client.get(address).content.decode().lower()
    client.force_login(cast.manager)
    manager_page = client.get(address).content.decode()

    assert "secret" not in page
    assert "Secret mission" in manager_page
    assert "A secret member" in manager_page


def test_another_clusters_manager_does_not_see_drafts_through_a_source(cast, client):
    source = make_source()
    draft = make_activity(
        cast.network, title_en="Secret", is_published=False, maintained_by=cast.cluster
    )
    cite(draft, source, quote="Secret words")
    client.force_login(cast.other_manager)

    page = client.get(reverse("portal:source_detail", args=[source.slug]))

    assert "Secret" not in page.content.decode()


@pytest.mark.parametrize("who", sorted(set(Cast.__annotations__) - NOT_PEOPLE))
def test_sources_show_to_each_what_the_permissions_let_them_see(cast, who):
    """The same question asked of one record, and of all of them as a query."""
    make_world(cast)
    source = make_source()
    records = [
        record
        for model in {naming.model for naming in NAMINGS}
        if perm_exists(f"{model._meta.app_label}.view_{model._meta.model_name}")
        for record in model.objects.all()
    ]
    for record in records:
        cite(record, source)
    actor = getattr(cast, who) or AnonymousUser()

    shown = {
        (citation.content_type.model, citation.object_id)
        for citation in visible_citations(actor).filter(source=source)
    }

    assert shown == {
        (record._meta.model_name, record.pk)
        for record in records
        if may(
            actor, f"{record._meta.app_label}.view_{record._meta.model_name}", record
        )
    }


def test_a_source_of_drafts_alone_is_not_listed_to_strangers(cast, client):
    cite(make_activity(cast.network, is_published=False), make_source(title="Hidden"))
    cite(make_activity(cast.network), make_source(title="Shown"))

    page = client.get(reverse("portal:source_list")).content.decode()

    assert "Shown" in page
    assert "Hidden" not in page


def test_the_words_go_in_the_order_of_the_text(cast):
    source = make_source()
    activity = make_activity(cast.network)
    cite(activity, source, quote="and last", span_start=90, span_end=98)
    cite(activity, source, quote="first", span_start=9, span_end=14)
    cite(cast.cluster, source, quote="first", span_start=9, span_end=14)
    cite(activity, source, quote="the first part", span_start=5, span_end=30)

    evidence = read_evidence(source, cast.administrator)

    assert [passage.quote for passage in evidence.passages] == [
        "the first part",
        "and last",
    ]
    assert [
        [(one.reference.pk, one.fragments) for one in passage.supported]
        for passage in evidence.passages
    ] == [
        [(activity.pk, ["first"]), (cast.cluster.pk, ["first"])],
        [(activity.pk, [])],
    ]


def test_words_are_shown_in_their_own_language_and_escaped(cast, client):
    source = make_source(language="it", title="<script>alert(1)</script>")
    cite(cast.cluster, source, quote="“Più forte” <b>che</b> mai")

    page = client.get(reverse("portal:source_detail", args=[source.slug]))

    text = page.content.decode()
    assert '<blockquote lang="it">“Più forte” &lt;b&gt;che&lt;/b&gt; mai' in text
    assert "<script>alert" not in text


@pytest.mark.parametrize(
    ("url", "links"),
    [("https://example.org/a", 1), ("javascript:alert(1)", 0), ("data:text/html,x", 0)],
)
def test_only_web_addresses_become_links(client, url, links):
    source = make_source(url=url)

    page = client.get(reverse("portal:source_detail", args=[source.slug]))

    assert page.content.decode().count('rel="noopener external"') == links


def test_sources_are_found_whatever_the_accents_and_the_case(cast):
    for title in ("Università e imprese", "Altro"):
        cite(cast.cluster, make_source(title=title))

    found = list_sources("UNIVERSITA imprese", cast.administrator)

    assert [line.source.title for line in found] == ["Università e imprese"]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_takes_few_queries(cast, client, rows, django_assert_max_num_queries):
    for _row in range(rows):
        cite(cast.cluster, make_source())
        cite(make_activity(cast.network), make_source())

    with django_assert_max_num_queries(9):
        page = client.get(reverse("portal:source_list"))

    assert page.context["page"].paginator.count == 2 * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_one_source_takes_few_queries(
    cast, client, rows, django_assert_max_num_queries
):
    source = make_source()
    for _row in range(rows):
        everything_cited(cast, source)

    with django_assert_max_num_queries(9):
        page = client.get(reverse("portal:source_detail", args=[source.slug]))

    assert page.status_code == 200


def test_an_unknown_source_is_not_found(client):
    page = client.get(reverse("portal:source_detail", args=["no-such-source"]))

    assert page.status_code == 404


@pytest.mark.parametrize("number", ["1000000000", "0", "-1", "x", "9" * 5000])
def test_any_page_number_shows_a_page(cast, client, number):
    cite(cast.cluster, make_source(title="The only one"))

    page = client.get(reverse("portal:source_list"), {"page": number})

    assert "The only one" in page.content.decode()


def test_a_filter_that_does_not_exist_is_told(client):
    page = client.get(reverse("portal:source_list"), {"colour": "red"})

    assert "There is no filter “colour” here: it was left out." in page.content.decode()


@given(
    q=st.text(),
    page=st.text(),
    by=st.text(),
    name=st.text(min_size=1),
)
def test_whatever_is_asked_is_answered(client, q, page, by, name):
    query = {"q": q, "page": page, "by": by, name: q}

    assert client.get(reverse("portal:source_list"), query).status_code == 200
