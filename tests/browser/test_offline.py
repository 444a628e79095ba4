"""Without a network: the public pages last seen, nothing that was seen signed in."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import open_page, sign_in

pytestmark = pytest.mark.browser

KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith("pages-")) continue;
    for (const one of await (await caches.open(name)).keys()) {
      const address = new URL(one.url);
      found.push(address.pathname + address.search);
    }
  }
  return found;
}"""
READY = "navigator.serviceWorker.controller !== null"


def wait_for(page: Page, script: str, wanted: Any) -> None:
    """The worker keeps a page after it has shown it.

    Asked again and again from here: the policy lets no page wait by `eval`.
    """
    for _ in range(100):
        if (found := page.evaluate(script)) == wanted:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{found!r}, not {wanted!r}.")


def visit(page: Page, *addresses: str) -> None:
    for address in addresses:
        page.goto(address)
        wait_for(page, "navigator.serviceWorker.controller !== null", True)
    wait_for(page, KEPT, list(addresses))


@pytest.fixture
def page(browser: Browser, site: str) -> Page:
    return open_page(browser, site, width=375, language="it")


def test_pages_seen_open_without_a_network_even_the_first(page: Page) -> None:
    visit(page, "/calendario/", "/cluster/afil/")
    note = page.locator("[data-offline-note]")
    expect(note).to_be_hidden()
    styled = page.evaluate("getComputedStyle(document.body).fontFamily")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text(
        "Associazione Fabbrica Intelligente Lombardia"
    )
    expect(note).to_be_visible()
    expect(note).to_have_text(
        re.compile(r"Senza rete: questa è la pagina come l’hai vista il \d+ \w+ \d{4}")
    )
    assert page.evaluate("getComputedStyle(document.body).fontFamily") == styled
    page.goto("/calendario/")
    expect(page.locator("h1")).to_have_text("Calendario")
    page.context.set_offline(False)
    page.reload()
    expect(note).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize(
    ("address", "title"), [("/fonti/", "Senza rete"), ("/en/sources/", "No network")]
)
def test_a_page_that_was_not_seen_gives_the_list_of_those_that_were(
    page: Page, address: str, title: str
) -> None:
    visit(page, "/calendario/", "/en/calendar/")
    page.context.set_offline(True)
    page.goto(address)
    expect(page.locator("h1")).to_have_text(title)
    links = page.locator("[data-offline-list] a")
    expect(links).to_have_text(["Calendar – Fondaco", "Calendario – Fondaco"])
    links.last.click()
    expect(page.locator("h1")).to_have_text("Calendario")
    page.context.close()


def test_nothing_that_one_sees_signed_in_is_kept(page: Page) -> None:
    visit(page, "/calendario/")
    sign_in(page, "afil@example.org")
    wait_for(page, KEPT, [])
    page.goto("/calendario/")
    page.goto("/gestione/")
    assert page.evaluate(KEPT) == []
    page.context.set_offline(True)
    page.goto("/gestione/")
    expect(page.locator("h1")).to_have_text("Senza rete")
    expect(page.locator("[data-offline-empty]")).to_be_visible()
    page.context.set_offline(False)
    page.goto("/gestione/")
    page.get_by_role("button", name="Esci").click()
    page.wait_for_url(lambda address: not address.endswith("/gestione/"))
    page.goto("/cluster/")
    wait_for(page, f"async () => (await ({KEPT})()).includes('/cluster/')", True)
    assert not any("gestione" in address for address in page.evaluate(KEPT))
    page.context.close()


def test_forms_and_what_one_sought_are_not_kept(page: Page) -> None:
    visit(page, "/calendario/")
    page.goto("/accedi/")
    page.goto("/cerca/?q=rossi")
    page.goto("/calendario/?q=rossi")
    page.goto("/calendario/?view=map")
    wait_for(page, KEPT, ["/calendario/", "/calendario/?view=map"])
    page.context.close()


def test_a_new_version_leaves_nothing_of_the_old(page: Page) -> None:
    # No page of ours yet: its worker would remove the old before there is any.
    page.goto("/robots.txt")
    page.evaluate("caches.open('pages-old').then(c => c.put('/x/', new Response('x')))")
    visit(page, "/privacy/")
    names = page.evaluate("caches.keys()")
    assert {name.partition("-")[0] for name in names} == {"pages", "files"}
    assert "pages-old" not in names
    page.context.close()


def test_as_many_pages_are_kept_as_there_is_room_for(page: Page) -> None:
    visit(page, "/calendario/")
    page.evaluate(
        """async () => {
          const name = (await caches.keys()).find((one) => one.startsWith("pages-"));
          const pages = await caches.open(name);
          const old = { headers: { date: "Fri, 01 Jan 2016 00:00:00 GMT" } };
          const late = { headers: { date: new Date().toUTCString() } };
          for (let n = 0; n < 45; n++) {
            await pages.put(`/late/${n}/`, new Response("x", late));
          }
          await pages.put("/old/", new Response("x", old));
        }"""
    )
    page.goto("/cluster/")
    wait_for(page, f"async () => (await ({KEPT})()).at(-1)", "/cluster/")
    wait_for(page, f"async () => (await ({KEPT})()).length <= 40", True)
    kept: Any = page.evaluate(KEPT)
    assert "/old/" not in kept
    assert "/calendario/" not in kept
    page.context.close()
