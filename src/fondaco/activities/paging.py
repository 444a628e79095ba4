"""Pages of the calendar: fifty activities, or all that a page can hold."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext

from fondaco.activities.filters import PAGE
from fondaco.activities.models.activities import ActivityQuerySet

PAGE_SIZE = 50
# All of them on one page, as long as that is a page and not the whole record.
WHOLE, WHOLE_SIZE = "all", 500


def read_page(activities: ActivityQuerySet, asked: str) -> tuple[Page[Any], str]:
    """The page to show, and what is wrong with the one asked for."""
    pages = Paginator(activities, PAGE_SIZE)
    if asked == WHOLE:
        if pages.count <= WHOLE_SIZE:
            whole = Paginator(activities, WHOLE_SIZE)
            whole.count = pages.count
            return whole.page(1), ""
        text = gettext(
            "One page holds %(most)s activities and these are %(count)s: choose "
            "a year, a cluster or another filter first."
        )
        return pages.page(1), text % {"most": WHOLE_SIZE, "count": pages.count}
    number, wrong = _number(asked, pages.num_pages)
    return pages.page(number), wrong


def whole_address(page: Page[Any], address: str) -> str:
    """Where a list of some pages stands on one, or one that stands on one on some."""
    if not PAGE_SIZE < page.paginator.count <= WHOLE_SIZE:
        return ""
    if page.paginator.per_page == WHOLE_SIZE:
        return address
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{urlencode({PAGE: WHOLE})}"


def _number(asked: str, last: int) -> tuple[int, str]:
    if not asked:
        return 1, ""
    if not (asked.isascii() and asked.isdigit() and asked.strip("0")):
        return 1, gettext("“%(page)s” is not the number of a page.") % {
            "page": asked[:20]
        }
    if len(asked) > 9 or int(asked) > last:
        return last, gettext("There is no page %(page)s: the last one is %(last)s.") % {
            "page": asked[:20],
            "last": last,
        }
    return int(asked), ""
