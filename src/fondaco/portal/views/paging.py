"""Lists in pages: whatever page is asked for, one is shown."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 25


def page_of(request: HttpRequest, items: "Sequence[Any] | QuerySet[Any]") -> Page[Any]:
    """The page asked for; the last one where there are not so many."""
    return Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
