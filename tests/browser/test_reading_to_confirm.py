"""The article's journey: pasted, read, confirmed by one key, and the presence moves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.by_keyboard import Visitor, visitor
from tests.browser.conftest import PASSWORD, Served, serving

ARTICLE = Path(__file__).parents[2] / "../shared/data/article-2016.txt"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not ARTICLE.exists(), reason="the article is not beside the repository"
    ),
]

# The network before anybody recorded the year that the article tells of.
BEFORE = """
from fondaco.activities.models import Activity
Activity.objects.filter(start_earliest__year=2016).delete()
"""
FINDINGS = 11


@pytest.fixture
def unrecorded(prepared: Path, tmp_path: Path) -> Iterator[Served]:
    """A Fondaco of this test's own: the others need the year."""
    with serving(prepared, tmp_path) as site:
        site.run("shell", "-v", "0", "-c", BEFORE)
        yield site


@pytest.mark.parametrize(
    ("language", "width"), [("it", 375), ("en", 1280)], ids=["it-375", "en-1280"]
)
def test_the_article_is_confirmed_by_keyboard_alone(
    browser: Browser, unrecorded: Served, language: str, width: int
) -> None:
    ada = visitor(browser, unrecorded.address, language, width)

    signs_in(ada)
    pastes_the_article(ada)
    looks_at_the_pages_of_a_finding(ada)
    accepts_all(ada)
    sees_the_presence_of_the_year(ada)

    ada.is_content()


def signs_in(ada: Visitor) -> None:
    ada.visit(ada.say(en="/en/sign-in/", it="/accedi/"))
    ada.write("E-mail", "coordinator@example.org")
    ada.write("Password", PASSWORD)
    ada.submit()


def pastes_the_article(ada: Visitor) -> None:
    ada.visit(ada.say(en="/en/manage/press/new/", it="/gestione/stampa/nuova/"))
    ada.tab_to(ada.say(en="Text", it="Testo"), "textbox")
    ada.page.keyboard.insert_text(ARTICLE.read_text("utf-8"))
    ada.write(ada.say(en="Published on", it="Pubblicato"), "2016-11-28")
    ada.choose(ada.say(en="Network", it="Rete"), "9CTL")
    ada.press(ada.say(en="Save", it="Salva"))
    ada.follow(ada.say(en="Read it into the record", it="Leggi"))
    ada.press(ada.say(en="Read it", it="Leggi"))


def looks_at_the_pages_of_a_finding(ada: Visitor) -> None:
    """The first card has the focus; its keys lead to its pages and back."""
    ada.types("e")
    ada.follow(ada.say(en="Cancel", it="Annulla"))
    ada.types("l")
    ada.follow(ada.say(en="Cancel", it="Annulla"))


def accepts_all(ada: Visitor) -> None:
    cards = ada.page.locator("[data-finding]")
    expect(cards).to_have_count(FINDINGS)
    opened = ada.page.locator("[data-finding][data-state=open]")
    holds_the_key_down(ada)
    for left in range(FINDINGS - 1, 1, -1):
        expect(opened).to_have_count(left)
        # The next that waits has the focus by itself.
        expect(opened.first).to_be_focused()
        ada.types("a")
    chooses_that_it_is_new(ada)
    expect(opened).to_have_count(0)
    ada.sees(ada.say(en="All of it is decided.", it="Tutto è deciso."))


def chooses_that_it_is_new(ada: Visitor) -> None:
    """Two partnerships of the record fit the last card: its key leads to the choice."""
    ada.types("a")
    ada.press(ada.say(en="It is none of them", it="Non è nessuno di questi"))
    ada.types("a")


def holds_the_key_down(ada: Visitor) -> None:
    """It accepts one, not all that come after it."""
    opened = ada.page.locator("[data-finding][data-state=open]")
    with ada.page.expect_navigation():
        ada.page.keyboard.down("a")
    expect(opened.first).to_be_focused()
    for _ in range(3):
        ada.page.keyboard.down("a")
    ada.page.keyboard.up("a")
    expect(opened).to_have_count(FINDINGS - 1)


def sees_the_presence_of_the_year(ada: Visitor) -> None:
    name = ada.say(en="Presence of 2016", it="Presenza del 2016")
    moved = ada.page.get_by_role("region", name=name)
    figures = moved.locator("dd").all_inner_texts()
    assert figures == ["– → 7", "– → 12", "– → 3", "– → 6"]
    ada.follow(ada.say(en="See the presence of the year", it="Vedi la presenza"))
    ada.sees("European Cluster Conference 2016: Shaping smart industries")
