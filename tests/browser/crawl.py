"""Every page that links lead to, one or two of each kind."""

import re
from collections import Counter, deque
from dataclasses import dataclass

from playwright.sync_api import Page

# Files and feeds are not pages; signing out ends the visit.
NOT_PAGES = re.compile(r"\.(ics|csv|xlsx|json|svg|png|txt)($|\?)|esci|sign-out|export")
OF_A_KIND = 2
AT_MOST = 150


@dataclass(frozen=True)
class Visit:
    address: str
    status: int


def kind_of(address: str) -> str:
    """The address without what varies: identifiers, slugs, years, values."""
    path, _, query = address.partition("?")
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


def crawl(page: Page, start: str) -> list[str]:
    """Follow links from `start`, within its language, breadth first."""
    english = start.startswith("/en/")
    queue, seen, kinds = deque([start]), {start}, Counter[str]()
    found: list[str] = []
    while queue and len(found) < AT_MOST:
        address = queue.popleft()
        if kinds[kind_of(address)] >= OF_A_KIND:
            continue
        kinds[kind_of(address)] += 1
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
    return found
