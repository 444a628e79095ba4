"""Pages on paper: A4, their content alone, with the address that they came from."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import open_page

pytestmark = pytest.mark.browser

A4 = (595, 842)


def sheets_of(page: Page) -> list[tuple[int, int]]:
    """The size of each sheet in points, as the file says it."""
    file = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", file)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@pytest.fixture
def page(browser: Browser, site: str) -> Page:
    return open_page(browser, site, width=1280, language="it")


@pytest.mark.parametrize(
    "address",
    [
        "/calendario/?year=2016",
        "/calendario/?view=map",
        "/cluster/afil/",
        "/organizzazioni/afil/",
        "/presenza/2016/",
    ],
)
def test_a_page_prints_its_content_and_its_address(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    for furniture in (".site-header", ".breadcrumb-container", ".site-footer nav"):
        expect(page.locator(furniture).first).to_be_hidden()
    for button in page.locator("main .btn").all():
        expect(button).to_be_hidden()
    expect(page.locator(".print-address")).to_be_visible()
    expect(page.locator(".print-address")).to_contain_text(address)
    # Nothing is wider than the paper, less its margins.
    page.set_viewport_size({"width": 672, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") == 672
    assert set(sheets_of(page)) == {A4}
    page.context.close()


def test_a_month_prints_across_the_sheet(page: Page) -> None:
    page.goto("/calendario/?view=month&month=2016-11")
    assert set(sheets_of(page)) == {A4[::-1]}
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 1000})
    expect(page.locator("table.month")).to_be_visible()
    expect(page.locator(".month-agenda")).to_be_hidden()
    expect(page.locator(".month-steps")).to_be_hidden()
    page.context.close()


def test_what_a_screen_folds_away_is_on_paper(page: Page) -> None:
    page.goto("/presenza/2016/")
    table = page.get_by_role("table", name="Dove si sono tenute le attività")
    expect(table).to_be_hidden()
    page.emulate_media(media="print")
    expect(table).to_be_visible()
    page.context.close()
