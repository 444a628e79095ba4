"""The site by keyboard alone."""

import pytest
from playwright.sync_api import Browser

from tests.browser.by_keyboard import visitor

pytestmark = pytest.mark.browser


def test_the_first_tab_offers_to_skip_to_the_content(
    browser: Browser, site: str
) -> None:
    anybody = visitor(browser, site, "it", 1280)
    anybody.visit("/calendario/")
    anybody.skip_to_content()
    anybody.tab()
    assert anybody.page.locator("#main :focus").count()
    anybody.is_content()


def test_whatever_takes_the_focus_shows_it(browser: Browser, site: str) -> None:
    anybody = visitor(browser, site, "it", 1280)
    anybody.visit("/")
    for _ in range(25):
        anybody.tab()
    anybody.is_content()
