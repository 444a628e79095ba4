"""The record for programs: the same types, permissions, forms and actions as the pages.

An app says in its `api.py` which fields of which types are public; types, filters,
paging, conditional requests and errors are the same for all.
"""

from fondaco.web.api.resources import SCOPES, Publishing, Resource, all_resources
from fondaco.web.api.routes import router_of

__all__ = ["SCOPES", "Publishing", "Resource", "all_resources", "router_of"]
