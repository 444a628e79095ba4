"""The pages of a reading: who opens them, what they show, what they refuse."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from fondaco.activities.models import Activity, Participation, Place
from fondaco.newsroom.models import Finding, Reading
from fondaco.newsroom.vocabularies import FindingKind
from tests.conftest import Cast
from tests.factories import (
    make_organisation,
    make_press_item,
)
from tests.newsroom.confirming.findings import (
    known_fair,
    make_finding,
    make_part,
    make_reading,
)
from tests.newsroom.confirming.visiting import at, decide, refusals
from tests.submitting import said

WORDS = {"title": "Pollutec", "start": "2016"}
# Of a text of which much waits; each page of a manager begins with some of them.
MOST_QUERIES = 8


def test_a_text_is_read_and_waits_to_be_confirmed(cast: Cast, manager: Client) -> None:
    text = f"{cast.cluster.name_it} ha partecipato alla fiera Pollutec, a Lione."
    item = make_press_item(cast.cluster, text=text, published="2016-12-05")
    address = reverse("newsroom:pressitem_reading", args=[item.uid])
    assert 'value="read"' in manager.get(address).content.decode()
    answer = manager.post(address, {"press": "read"})
    assert answer.headers["Location"] == address
    reading = Reading.objects.get()
    assert (reading.item, reading.network) == (item, cast.network)
    assert str(reading.findings.filter(whole=None).get()) == "Pollutec"
    page = manager.get(address)
    assert [str(card.finding) for card in page.context["cards"]] == ["Pollutec"]
    assert not Activity.objects.exists()
    # Again, as long as nothing of it is decided.
    manager.post(address, {"press": "read"})
    finding = reading.findings.filter(whole=None).get()
    decide(manager, finding, "reject")
    assert said(manager.post(address, {"press": "read"})) != []
    assert reading.findings.filter(pk=finding.pk).exists()


def test_what_a_part_lacks_is_said_in_words(
    cast: Cast, manager: Client, told: Finding
) -> None:
    """Its colour alone says nothing to who does not see it."""
    own = cast.cluster.slug
    make_part(told, FindingKind.PLACE, "a Lione", country="")
    make_part(told, FindingKind.PLACE, "a Lione", country="", city="")
    make_part(told, FindingKind.COUNT, name="paesi", subject="", some=False, number=12)
    make_part(told, FindingKind.ROLE, cluster=own, role="speaker", status="selected")
    bids = make_finding(told.reading, words=WORDS, title="bandi")
    bids.said |= {"kind": "proposal"}
    bids.save()
    make_part(bids, FindingKind.COUNT, name="richieste", subject="")
    page = reverse("newsroom:pressitem_reading", args=[told.reading.item.uid])
    cards = manager.get(page).context["cards"]
    assert [
        [(line.words, line.lacks) for part in card.parts for line in part.lines]
        for card in cards
    ] == [
        [
            ("Lione, Francia", False),
            (f"{cast.cluster}, partecipante", False),
            ("Lione (ancora senza paese)", True),
            ("ancora senza paese", True),
            ("12 paesi (non è tra ciò che si conta: si tralascia)", True),
            (f"{cast.cluster}, relatore (partecipazione: selezionata)", False),
        ],
        [("richieste (numero non detto)", False)],
    ]


def test_a_text_that_tells_nothing_is_read(cast: Cast, manager: Client) -> None:
    item = make_press_item(cast.cluster, text="Buongiorno a tutti.")
    address = reverse("newsroom:pressitem_reading", args=[item.uid])
    manager.post(address, {"press": "read"})
    item.refresh_from_db()
    assert item.state == "read"
    assert manager.get(address).context["cards"] == []


def test_nobody_else_learns_of_a_reading(
    cast: Cast, client: Client, told: Finding
) -> None:
    reading = reverse("newsroom:pressitem_reading", args=[told.reading.item.uid])
    addresses = [reading, *(at(verb, told) for verb in ("decide", "correct", "link"))]
    others = (cast.other_manager, cast.member_contact, cast.participant, None)
    for user in others:
        client.logout()
        if user is not None:
            client.force_login(user)
        for address in addresses:
            assert client.get(address).status_code == 404, (user, address)
            sent = {"press": "accept", "link": "new", "title": "X"}
            assert client.post(address, sent).status_code == 404, (user, address)
    told.refresh_from_db()
    assert (told.state, str(told)) == ("open", "Pollutec")
    assert not Activity.objects.exists()
    for keeper in (cast.manager, cast.coordinator, cast.administrator):
        client.force_login(keeper)
        assert client.get(reading).status_code == 200


def test_what_is_only_looked_at_changes_nothing(manager: Client, told: Finding) -> None:
    item = told.reading.item
    place = told.parts.get(kind="place")
    addresses = [reverse("newsroom:pressitem_reading", args=[item.uid])]
    addresses += [at(verb, told) for verb in ("decide", "correct", "link")]
    addresses += [at(verb, place) for verb in ("decide", "correct")]
    for address in addresses:
        with CaptureQueriesContext(connection) as captured:
            manager.get(address, {"press": "accept"})
        writes = [
            one["sql"]
            for one in captured
            if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
        ]
        assert writes == [], address
    assert manager.get(at("link", place)).status_code == 404


def test_the_pages_take_as_many_queries_for_many_as_for_one(
    cast: Cast, manager: Client, told: Finding
) -> None:
    page = reverse("newsroom:pressitem_reading", args=[told.reading.item.uid])
    role = told.parts.get(kind="role")
    pages = (page, at("correct", told), at("correct", role), at("link", told))
    known_fair(cast)

    def queries() -> list[int]:
        counts = []
        for address in pages:
            with CaptureQueriesContext(connection) as captured:
                manager.get(address)
            counts.append(len(captured))
        return counts

    queries()
    few = queries()
    for number in range(8):
        known_fair(cast, title_it=f"Pollutec {number}")
        more = make_finding(told.reading, words=WORDS, title=f"Pollutec {number}")
        make_part(more, FindingKind.PLACE, "a Lione")
        make_part(more, FindingKind.ROLE, organisation=make_organisation().uid)
        make_part(more, FindingKind.COUNT, "incontri B2B", cluster=cast.cluster.slug)
    assert (queries(), max(few) <= MOST_QUERIES) == (few, True)


def test_accepting_leads_to_the_next_and_at_last_to_what_moved(
    cast: Cast, manager: Client, told: Finding
) -> None:
    second = make_finding(told.reading, words=WORDS, title="Green Days")
    page = reverse("newsroom:pressitem_reading", args=[told.reading.item.uid])
    answer = decide(manager, told, "accept")
    assert answer.headers["Location"] == f"{page}#f-{second.uid}"
    assert decide(manager, second, "reject").headers["Location"] == f"{page}#done"
    shown = manager.get(page).context
    assert (shown["waiting"], shown["done"], shown["has_moved"]) == (0, 2, True)
    assert [year.year for year in shown["moved"]] == [2016]
    answer = decide(manager, told, "reopen")
    assert answer.headers["Location"] == f"{page}#f-{told.uid}"
    assert not Activity.objects.exists()


def test_accepting_twice_writes_once(manager: Client, told: Finding) -> None:
    """By a double press, or by the button of a page that was gone back to."""
    decide(manager, told, "accept")
    for press in ("accept", "reject"):
        assert refusals(manager, decide(manager, told, press)) == [
            "Qualcuno ha deciso nel frattempo. Guarda com’è ora."
        ]
    models = (Activity, Participation, Place)
    assert [model.objects.count() for model in models] == [1, 1, 1]


def test_a_part_is_not_accepted_alone(manager: Client, told: Finding) -> None:
    place = told.parts.get(kind="place")
    answer = decide(manager, place, "accept")
    assert (answer.status_code, len(said(answer))) == (302, 1)
    assert not Place.objects.exists()
    decide(manager, place, "reject")
    assert decide(manager, told, "accept").status_code == 302
    assert not Place.objects.exists()


def test_nonsense_decides_nothing(manager: Client, told: Finding) -> None:
    for press in ("", "nonsense", "\0"):
        assert decide(manager, told, press).status_code == 302
    told.refresh_from_db()
    assert told.state == "open"


def test_the_words_of_a_text_are_only_words(cast: Cast, manager: Client) -> None:
    hostile = "<script>alert('x')</script><img src=x onerror=y> “Pollutec” \u202e2016"
    reading = make_reading(cast.cluster, cast.network, hostile)
    name = "<script>alert('x')</script>"
    finding = make_finding(reading, words={"title": name, "": "Pollutec"}, title=name)
    role = make_part(finding, FindingKind.ROLE, "<img src=x onerror=y>", name=name)
    # Evidence that is out of the text, empty, or the wrong way round.
    finding.evidence += [["title", 5, 10_000, 0.9], ["title", 7, 7, 1], ["", 9, 2, 1]]
    finding.evidence += [["start", -5, 3, 0.5]]
    finding.save()
    page = reverse("newsroom:pressitem_reading", args=[reading.item.uid])
    for address in (
        page,
        *(at(verb, finding) for verb in ("correct", "link")),
        at("correct", role),
    ):
        text = manager.get(address).content.decode()
        assert "<script>alert" not in text, address
        assert "<img src=x" not in text, address
    pieces = manager.get(page).context["pieces"]
    assert "".join(piece.text for piece in pieces) == reading.item.text
    shown = html.fromstring(manager.get(page).content)
    (words,) = shown.xpath("//div[@class='press-text']")
    assert words.text_content() == reading.item.text
    # What it would quote is not in the text: only the other words are.
    decide(manager, finding, "accept")
    activity = Activity.objects.get()
    assert {one.quote for one in activity.citations.all()} <= {name, "Pollutec", ""}


def test_what_is_confirmed_from_here_on_is_published_or_not(
    manager: Client, told: Finding
) -> None:
    page = reverse("newsroom:pressitem_reading", args=[told.reading.item.uid])
    manager.post(page, {"press": "publishing"})
    decide(manager, told, "accept")
    assert not Activity.objects.get().is_published
    manager.post(page, {"press": "publishing", "publishes": "1"})
    told.reading.refresh_from_db()
    assert told.reading.publishes


def test_a_text_of_no_network_says_so(cast: Cast, manager: Client) -> None:
    cast.cluster.network_memberships.all().delete()
    finding = make_finding(make_reading(cast.cluster, None), words=WORDS)
    page = reverse("newsroom:pressitem_reading", args=[finding.reading.item.uid])
    assert manager.get(page).status_code == 200
    assert len(said(decide(manager, finding, "accept"))) == 1
    assert manager.get(at("link", finding)).status_code == 404
