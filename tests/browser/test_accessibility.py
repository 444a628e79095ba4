"""Every page, in both languages, on a desk and on a phone: WCAG 2.2 AA by axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.conftest import open_page, sign_in
from tests.browser.crawl import crawl

pytestmark = pytest.mark.browser

AXE = Axe().axe_script
RULES = {
    # What passes is not listed: to name each of its nodes takes as long as the rest.
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
}
RUN = "rules => axe.run(document, rules).then(found => found.violations)"


def faults_of(page: Page, address: str, widths: list[int], axe: bool) -> list[str]:
    """What axe finds, and whether the page must be scrolled sideways to be read."""
    found = []
    if axe:
        page.evaluate(AXE)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        where = f"{address} at {width}"
        if axe:
            found += [
                f"{where}: {violation['id']} at {node['target']}"
                for violation in page.evaluate(RUN, RULES)
                for node in violation["nodes"]
            ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            found.append(f"{where}: wider than the screen")
    return found


@pytest.mark.parametrize(
    ("language", "email", "widths", "axe"),
    [
        ("it", None, [1280, 375], True),
        # The same templates: only longer or shorter words could break them.
        ("en", None, [375], False),
        ("it", "admin@example.org", [375], True),
        ("en", "afil@example.org", [1280], False),
    ],
)
def test_every_page_is_accessible(
    browser: Browser,
    site: str,
    language: str,
    email: str | None,
    widths: list[int],
    axe: bool,
) -> None:
    page = open_page(browser, site, width=1280, language=language)
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(f"{page.url}: {message.text}")

    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    if email:
        sign_in(page, email)
    start = "/en/" if language == "en" else "/"

    def look(address: str) -> None:
        errors.extend(faults_of(page, address, widths, axe))

    seen = crawl(page, start, look)
    page.context.close()
    assert errors == [], "\n".join(errors)
    assert len(seen) > 10
