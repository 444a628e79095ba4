"""What is wrong with a page at a width: WCAG 2.2 AA by axe, and its measure."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
RULES = {
    # What passes is not listed: to name each of its nodes takes as long as the rest.
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
}
# Colours are the same at every width, and to compare them takes longest.
COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
RUN = "rules => axe.run(document, rules).then(found => found.violations)"


def faults_of(page: Page, address: str, widths: list[int], axe: bool) -> list[str]:
    """What axe finds, and whether the page must be scrolled sideways to be read."""
    found = []
    if not page.evaluate("document.querySelector('h1')?.textContent.trim()"):
        found.append(f"{address}: no heading says what it is")
    if axe:
        page.evaluate(AXE)
    for again, width in enumerate(widths):
        page.set_viewport_size({"width": width, "height": 800})
        where = f"{address} at {width}"
        if axe:
            found += [
                f"{where}: {violation['id']} at {node['target']}"
                for violation in page.evaluate(RUN, RULES | COLOURS if again else RULES)
                for node in violation["nodes"]
            ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            found.append(f"{where}: wider than the screen")
    return found
