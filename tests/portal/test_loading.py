from pathlib import Path

import pytest

from fondaco.activities.models import Activity, CountStatement, Participation, Place
from fondaco.core.identifiers import uid_from
from fondaco.core.models import Citation, Source
from fondaco.core.partial_dates import PartialDate
from fondaco.funding.models import ProposalCount
from fondaco.portal.loading.demonstration import _create_account
from fondaco.portal.loading.files import (
    LoadingError,
    read_files,
    read_network,
    shipped_networks,
)
from fondaco.portal.loading.network import load_network
from fondaco.portal.loading.records import Writer
from fondaco.registry.models import Cluster, Network
from tests.factories import make_network, make_source

pytestmark = pytest.mark.django_db

WORLD = """
quoted = "article"

[[sources]]
key = "article"
title = "Article"

[[sources]]
key = "other"
title = "Other"

[[networks]]
key = "toy"
acronym = "TOY"
name_it = "Rete di prova"
name_en = "Toy network"

[[clusters]]
key = "alpha"
acronym = "ALPHA"
name_it = "Alfa"
aliases = [{ name = "A", kind = "acronym" }]
cited = ["other name theme", "other"]

[[activities]]
key = "fair"
network = "toy"
maintained_by = "alpha"
kind = "fair"
title_it = "Fiera"
start = "2016"
quotes = [{ words = "the fair", span = [10, 18], field = "title" }]

[[activities.places]]
country = "FR"
city = "Lyon"

[[activities.participations]]
key = "alpha"
cluster = "alpha"
role = "participant"

[[activities.participations.counts]]
key = "members"
subject = "members"
is_some = true

[[proposal_counts]]
key = "several"
network = "toy"
clusters = ["alpha"]
status = "submitted"
number = 3
total_budget = 1_000
"""


def write(tmp_path: Path, text: str) -> Writer:
    file = tmp_path / "toy.toml"
    file.write_text(text, encoding="utf-8")
    writer = Writer("toy")
    writer.write(read_files([file]))
    return writer


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(LoadingError) as refused:
        write(tmp_path, text)
    return str(refused.value)


def test_tables_become_records_with_their_parts(tmp_path: Path) -> None:
    write(tmp_path, WORLD)
    cluster = Cluster.objects.get(slug="alpha")
    assert [alias.name for alias in cluster.aliases.all()] == ["A"]
    activity = Activity.objects.get()
    assert activity.maintained_by == cluster
    assert activity.start == PartialDate.year(2016)
    participation = Participation.objects.get()
    assert participation.activity == activity
    count = CountStatement.objects.get()
    assert (count.activity, count.participation) == (activity, participation)
    assert [*ProposalCount.objects.get().clusters.all()] == [cluster]


def test_identifiers_are_the_same_on_every_installation(tmp_path: Path) -> None:
    write(tmp_path, WORLD)
    assert Activity.objects.get().uid == uid_from("toy/activities/fair")
    assert Participation.objects.get().uid == uid_from(
        "toy/activities/fair/participations/alpha"
    )
    assert CountStatement.objects.get().uid == uid_from(
        "toy/activities/fair/participations/alpha/counts/members"
    )


def test_citations_say_what_they_support_and_where_the_words_are(
    tmp_path: Path,
) -> None:
    write(tmp_path, WORLD)
    quotation = Activity.objects.get().citations.get()
    assert quotation.source.slug == "article"
    assert quotation.field == "title"
    assert quotation.quote == "the fair"
    assert (quotation.span_start, quotation.span_end) == (10, 18)
    cluster = Cluster.objects.get()
    assert {(c.source.slug, c.field) for c in cluster.citations.all()} == {
        ("other", "name"),
        ("other", "theme"),
        ("other", ""),
    }


def test_each_record_has_its_history(tmp_path: Path) -> None:
    write(tmp_path, WORLD)
    for record in (Activity.objects.get(), Cluster.objects.get()):
        first = record.history.get()
        assert first.history_change_reason == "Loaded with the network toy"
    assert Citation.history.count() == Citation.objects.count() == 4


def test_a_city_that_the_gazetteer_knows_is_on_the_map(tmp_path: Path) -> None:
    write(tmp_path, WORLD.replace('city = "Lyon"', 'city = "Nowhere at all"'))
    assert Place.objects.get().latitude is None
    Activity.objects.all().delete()
    text = WORLD[WORLD.index("[[activities]]") : WORLD.index("[[proposal_counts]]")]
    write(tmp_path, 'quoted = "article"\n' + text)
    place = Place.objects.get()
    assert place.latitude == pytest.approx(45.75, abs=0.05)
    assert place.longitude == pytest.approx(4.85, abs=0.05)


@pytest.mark.parametrize(
    ("words", "instead", "problem"),
    [
        ('kind = "fair"', 'kin = "fair"', "fair: kin is not something it can say."),
        ('kind = "fair"', 'kind = "fare"', "fair: kind: "),
        ('kind = "fair"', "kind = 3", "fair: kind should be of type str, not 3."),
        ("number = 3", 'number = "3"', "number should be of type int, not '3'."),
        ('start = "2016"', "start = 2016", "start should be a date between"),
        ('start = "2016"', 'start = "twenty"', "fair: start: “twenty”"),
        (
            'maintained_by = "alpha"',
            'maintained_by = "beta"',
            "fair: there is no clusters/beta above it.",
        ),
        ('clusters = ["alpha"]', 'clusters = ["beta"]', "there is no clusters/beta"),
        ('"other name theme"', '"another name"', "there is no sources/another above"),
        ('"other name theme"', '"other nome"', "alpha: it has no nome to support."),
        ("span = [10, 18]", "span = [10, 17]", "the span of “the fair” has another"),
        (", span = [10, 18]", "", "a quotation needs its words and their span."),
        ("span = [10, 18]", "spam = [10, 18]", "a quotation has no spam."),
        ('quoted = "article"', "", "there is no sources/ above it."),
        ('country = "FR"', 'country = "FX"', "places/1: country: “FX”"),
        ('country = "FR"', 'latitude = "1"', "latitude is not something it can say."),
        ('role = "participant"', 'uid = "abc"', "uid is not something it can say."),
        ("[[activities.places]]", "[activities.places]", "is not a list of tables."),
        ('key = "members"', "", "counts/1: it needs a key."),
        ("[[clusters]]", "[[cluster]]", "there are no cluster to load."),
        ("[[clusters]]", "[clusters]", "toy.toml: clusters is not a list of tables."),
        ('key = "fair"', "", "toy.toml: one of activities has no key."),
        ('key = "other"', 'key = "article"', "article: the key is used twice."),
        ('key = "other"', "key other", "toy.toml: "),
        ("is_some = true", "", "members: "),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(
    tmp_path: Path, words: str, instead: str, problem: str
) -> None:
    assert words in WORLD
    message = refusal(tmp_path, WORLD.replace(words, instead, 1))
    assert message.startswith("toy.toml: ")
    assert problem in message


def test_a_load_that_fails_leaves_nothing() -> None:
    make_source(slug="eccp-afil")
    with pytest.raises(LoadingError):
        load_network("9ctl")
    assert not Network.objects.exists()
    assert Source.objects.count() == 1


def test_another_network_under_its_name_is_not_touched() -> None:
    make_network(slug="9ctl")
    with pytest.raises(LoadingError, match="Another network has the address 9ctl"):
        load_network("9ctl")
    assert not Cluster.objects.exists()


def test_each_shipped_network_has_a_source_and_itself() -> None:
    assert shipped_networks() == ["9ctl"]
    for slug in shipped_networks():
        collections = read_network(slug)
        assert [entry.values["key"] for entry in collections["networks"]] == [slug]
        assert collections["sources"]
        assert "accounts" not in collections


def test_a_demonstration_account_says_only_what_it_knows(tmp_path: Path) -> None:
    writer = write(tmp_path, WORLD)
    entry = read_network("9ctl")["people"][0]
    with pytest.raises(LoadingError, match="an account has no cited, family_name"):
        _create_account(entry, "!", writer)
