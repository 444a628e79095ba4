"""Every page that links lead to, one of each kind."""

import re
from collections import deque
from collections.abc import Callable

from playwright.sync_api import Page

# Files and feeds are not pages; signing out ends the visit.
NOT_PAGES = re.compile(
    r"\.(ics|svg|png|txt|csv|json|jsonld|parquet|ttl|rdf|xml|atom|xlsx|pdf)($|\?)"
    r"|/(esci|sign-out|esporta|export)/"
)
AT_MOST = 70
# Every type of record has them, and they are one template.
ALIKE = re.compile(
    r"^(/gestione|/en/manage)/[^/]+/.*(elimina|cronologia|delete|history|came-after|dopo)"
)


def kind_of(address: str) -> str:
    """The address without what varies: identifiers, slugs, years, values."""
    path, _, query = address.partition("?")
    if alike := ALIKE.match(path):
        return f"{alike[1]}/*/*/{alike[2]}"
    names = sorted(pair.partition("=")[0] for pair in query.split("&") if pair)
    words = path.rstrip("/").split("/")
    # The last word of a long path is the record's own.
    varied = [
        "*"
        if re.search(r"\d", word) or (len(words) > 2 and word == words[-1])
        else word
        for word in words
    ]
    return "/".join(varied) + "?" + "&".join(names)


def crawl(page: Page, start: str, look: Callable[[str], None]) -> list[str]:
    """Follow links from `start`, within its language, and look at each page."""
    english = start.startswith("/en/")
    queue, seen, kinds = deque([start]), {start}, set[str]()
    found: list[str] = []
    while queue and len(found) < AT_MOST:
        address = queue.popleft()
        if kind_of(address) in kinds:
            continue
        kinds.add(kind_of(address))
        found.append(address)
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, f"{address} answered {response.status}"
        for link in page.eval_on_selector_all(
            "a[href]",
            "links => links.filter(a => a.origin === location.origin)"
            ".map(a => a.pathname + a.search)",
        ):
            wrong_language = link.startswith("/en/") != english
            if link not in seen and not wrong_language and not NOT_PAGES.search(link):
                seen.add(link)
                queue.append(link)
        look(address)
    return found
