"""The article of 2016, confirmed whole: beside its records, and in place of them."""

from pathlib import Path
from typing import Any

import pytest

from fondaco.accounts.models import User
from fondaco.activities.models import (
    Activity,
    Attendance,
    Body,
    CountStatement,
    Participation,
    Place,
)
from fondaco.core.models import Citation, Source
from fondaco.funding.models import Partnership, Party, Project, Proposal, ProposalCount
from fondaco.newsroom.actions.confirming import confirm_finding
from fondaco.newsroom.actions.readings import read_item
from fondaco.newsroom.models import PressItem, Reading
from fondaco.newsroom.queries.figures import figures_moved
from fondaco.newsroom.queries.findings import read_cards
from fondaco.registry.models import Mandate, Network, Organisation, Person
from tests.factories import make_press_item, make_user

ARTICLE = Path(__file__).parents[3] / "../shared/data/article-2016.txt"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("shipped_9ctl"),
    pytest.mark.skipif(
        not ARTICLE.exists(), reason="the article is not beside the repository"
    ),
]
MODELS: tuple[Any, ...] = (
    Activity,
    Participation,
    Attendance,
    Body,
    Place,
    CountStatement,
    Proposal,
    Project,
    Partnership,
    ProposalCount,
    Party,
    Organisation,
    Person,
    Mandate,
    Source,
)


@pytest.fixture
def coordinator(db: None) -> User:
    return make_user(is_superuser=True)


def paste(published: str = "2016-11-28") -> PressItem:
    network = Network.objects.get(slug="9ctl")
    text = ARTICLE.read_text("utf-8")
    return make_press_item(None, network=network, text=text, published=published)


def confirm_all(reading: Reading, actor: User) -> list[tuple[str, bool, Any]]:
    """As who presses `a` until nothing is left: each as its card proposes it then."""
    done = []
    while True:
        cards = read_cards(reading, reading.network, actor)
        card = next((card for card in cards if card.is_open), None)
        if card is None:
            return done
        found = confirm_finding(card.finding, actor=actor, known=card.chosen)
        done.append((str(found), found.was_there, found.record))


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MODELS}


def left_out(reading: Reading) -> list[tuple[str, str]]:
    parts = reading.findings.filter(state="left_out")
    return [(str(part.said.get("name")), part.reason) for part in parts]


def moved(reading: Reading) -> dict[int, list[tuple[int | None, int | None]]]:
    reading.refresh_from_db()
    return {
        year.year: [(one.before, one.now) for one in year.figures]
        for year in figures_moved(reading, Network.objects.get(slug="9ctl"))
    }


def test_beside_its_own_records_it_adds_words_and_nothing_twice(
    coordinator: User,
) -> None:
    before, cited = counts(), Citation.objects.count()
    reading = read_item(paste(), actor=coordinator)
    done = confirm_all(reading, coordinator)
    assert [str(record) for title, was_there, record in done if not was_there] == [
        "European Strategic Cluster Partnership"
    ]
    assert len({record for _title, _was_there, record in done}) == len(done) == 11
    assert left_out(reading) == []
    # The record has two partnerships that may be it: it is taken for neither.
    new = {"Partnership": 1, "Party": 2}
    after = {name: number + new.get(name, 0) for name, number in before.items()}
    assert counts() == after
    # The text is the source that the record has; what it lacked is quoted from it.
    assert Citation.objects.count() > cited
    item = PressItem.objects.get()
    assert (item.source, item.state) == (
        Source.objects.get(slug="confindustria-lombardia-2016-11"),
        "read",
    )
    # Activities, participations, qualified ones, countries: as they were.
    assert moved(reading) == {2016: [(7, 7), (12, 12), (3, 3), (7, 7)]}


def test_without_its_records_it_makes_them_and_the_presence_of_2016_moves(
    coordinator: User,
) -> None:
    Activity.objects.filter(start_earliest__year=2016).delete()
    before = counts()
    reading = read_item(paste(), actor=coordinator)
    done = confirm_all(reading, coordinator)
    assert left_out(reading) == []
    new = {
        "Activity": 8,
        "Participation": 7,
        "Attendance": 1,
        "Body": 5,
        "Place": 8,
        "CountStatement": 7,
        "Partnership": 1,
        "Party": 2,
    }
    after = {name: number + new.get(name, 0) for name, number in before.items()}
    assert counts() == after
    activities = [
        (str(record), record.kind, record.status, str(record.start))
        for _title, _was_there, record in done
        if isinstance(record, Activity)
    ]
    assert activities == [
        (
            "European Cluster Conference 2016: Shaping smart industries",
            "conference",
            "announced",
            "2016-12-01",
        ),
        ("Green Days", "matchmaking", "under_way", "2016"),
        ("Pollutec", "fair", "under_way", "2016"),
        (
            "Smart Specialization Platform on Industrial Specialization",
            "kick_off",
            "held",
            "2016-11-16",
        ),
        (
            "Living Room of Emerging Industries in Milan",
            "conference",
            "held",
            "2016-11-24",
        ),
        (
            "Missione di Sistema a San Paolo e Sao Josè dos Campos",
            "mission_outgoing",
            "held",
            "2016-11-23",
        ),
        ("Missione in Israele", "mission_outgoing", "held", "2016"),
        ("Low Carbon Business Action", "programme", "under_way", "2016"),
    ]
    # A year of which nothing was recorded is not a year of nothing.
    assert moved(reading) == {2016: [(None, 7), (None, 12), (None, 3), (None, 6)]}
    # The fair is where it was, and not an activity more.
    assert Activity.objects.get(title_it="Green Days").parent == Activity.objects.get(
        title_it="Pollutec"
    )
    own = Activity.objects.filter(start_earliest__year=2016)
    assert (
        own.filter(is_published=True, citations__field="title").distinct().count() == 8
    )


def test_each_of_its_words_is_quoted_as_it_stands(coordinator: User) -> None:
    Activity.objects.filter(start_earliest__year=2016).delete()
    item = paste()
    reading = read_item(item, actor=coordinator)
    confirm_all(reading, coordinator)
    cited = Citation.objects.filter(source=PressItem.objects.get().source)
    for citation in cited.exclude(quote=""):
        assert item.text[citation.span_start : citation.span_end] == citation.quote
    for participation in Participation.objects.filter(
        activity__start_earliest__year=2016
    ):
        assert cited.filter(object_id=participation.pk, quote__gt="").exists()
