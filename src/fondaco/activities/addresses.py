"""Whole addresses, for those who read away from the site: calendars, search engines."""

from django.conf import settings


def absolute(path: str) -> str:
    base: str = settings.BASE_URL.geturl()
    return base.rstrip("/") + path
