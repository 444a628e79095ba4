"""The site by keyboard alone."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import open_page, sign_in

pytestmark = pytest.mark.browser

FOCUS = "document.activeElement"


def test_the_first_tab_offers_to_skip_to_the_content(
    browser: Browser, site: str
) -> None:
    page = open_page(browser, site, width=1280, language="it")
    page.goto("/calendario/")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.querySelector('#main').contains({FOCUS})")
    page.context.close()


def test_whatever_takes_the_focus_shows_it(browser: Browser, site: str) -> None:
    page = open_page(browser, site, width=1280, language="it")
    page.goto("/")
    for _ in range(25):
        page.keyboard.press("Tab")
        visible = page.evaluate(
            f"""(() => {{
                const style = getComputedStyle({FOCUS});
                return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
            }})()"""
        )
        assert visible, page.evaluate(f"{FOCUS}.outerHTML")
    page.context.close()


def test_a_manager_signs_in_and_reaches_the_desk_by_keyboard(
    browser: Browser, site: str
) -> None:
    page = open_page(browser, site, width=1280, language="it")
    sign_in(page, "afil@example.org")
    expect(page).to_have_url(f"{site}/gestione/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.context.close()
