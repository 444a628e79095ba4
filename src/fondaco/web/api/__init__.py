"""The record for programs: the same types, permissions, forms and actions as the pages.

An app says in its `api.py` which fields of which types are public; types, filters,
paging, conditional requests and errors are the same for all.
"""

from fondaco.web.api.resources import RESOURCES, SCOPES, Publishing, Resource
from fondaco.web.api.routes import router_of

__all__ = ["RESOURCES", "SCOPES", "Publishing", "Resource", "router_of"]
