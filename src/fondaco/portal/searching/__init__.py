"""The search of everything that a person may see."""

from fondaco.portal.searching.everything import Found, search_everything

__all__ = ["Found", "search_everything"]
