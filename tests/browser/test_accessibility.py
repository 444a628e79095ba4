"""Every page, in both languages, on a desk and on a phone: WCAG 2.2 AA by axe."""

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from tests.browser.conftest import open_page, sign_in
from tests.browser.crawl import crawl
from tests.browser.faults import faults_of

pytestmark = pytest.mark.browser


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
