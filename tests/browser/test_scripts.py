"""What the scripts of the managers' pages do, beside what works without them."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import open_page, sign_in

pytestmark = pytest.mark.browser


def test_the_search_of_everything_suggests(browser: Browser, site: str) -> None:
    page = open_page(browser, site, width=1280, language="it")
    sign_in(page, "afil@example.org")
    page.keyboard.press("/")
    page.keyboard.type("associazione")
    options = page.locator("#site-suggestions [role=option]")
    expect(options.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(page.locator("#site-search")).to_have_value("associazione")
    page.context.close()


def test_lines_are_chosen_by_keys_and_all_at_once(browser: Browser, site: str) -> None:
    page = open_page(browser, site, width=375, language="it")
    sign_in(page, "admin@example.org")
    page.goto("/gestione/organizzazioni/")
    chosen = page.locator("[name=selected]:checked")
    for key in "jjx":
        page.keyboard.press(key)
    expect(chosen).to_have_count(1)
    # Whatever the line, what can be done with it is in sight.
    expect(page.locator(".list-bulk button")).to_be_in_viewport()
    page.locator("[data-list-all] input").check()
    expect(chosen).to_have_count(page.locator("[name=selected]").count())
    page.context.close()


def test_rows_unfold_and_words_are_kept(browser: Browser, site: str) -> None:
    page = open_page(browser, site, width=375, language="it")
    sign_in(page, "afil@example.org")
    page.goto("/gestione/persone/nuova/")
    rows = page.locator(".record-row:visible")
    expect(rows).to_have_count(0)
    add = page.locator("[data-rows=position] [data-rows-add]")
    add.click()
    add.click()
    expect(rows).to_have_count(2)
    page.locator(".choice-search").fill("ted")
    expect(page.locator(".choice-list label:visible")).to_have_count(1)
    page.fill("[name=given_name]", "Ada")
    expect(page.locator("[data-draft-kept]")).to_be_visible(timeout=20_000)
    page.goto("/gestione/")
    page.goto("/gestione/persone/nuova/")
    page.locator("a[href*='draft=1']").click()
    expect(page.locator("[name=given_name]")).to_have_value("Ada")
    page.context.close()
