"""The addresses of a type of record, below its own: /gestione/organizzazioni/…"""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import pgettext_lazy

from fondaco.web.records import list_views, views
from fondaco.web.records.merging import record_merge
from fondaco.web.records.types import RecordType


def record_urls(record_type: RecordType) -> URLPattern | URLResolver:
    """Make the pages of a type, named <model>_manage, <model>_add and so on."""
    name = record_type.name
    kwargs: dict[str, Any] = {"record_type": record_type}
    of_one = [
        path("", views.record_change, kwargs, name=f"{name}_change"),
        path(
            pgettext_lazy("address", "delete/"),
            views.record_delete,
            kwargs,
            name=f"{name}_delete",
        ),
        path(
            pgettext_lazy("address", "history/"),
            views.record_history,
            kwargs,
            name=f"{name}_history",
        ),
        path(
            pgettext_lazy("address", "history/<str:version>/"),
            views.record_restore,
            kwargs,
            name=f"{name}_restore",
        ),
    ]
    if record_type.is_fact:
        of_one.append(
            path(
                pgettext_lazy("address", "what-came-after/"),
                views.record_supersede,
                kwargs,
                name=f"{name}_supersede",
            )
        )
    if record_type.merging is not None:
        of_one.append(
            path(
                pgettext_lazy("address", "merge/"),
                record_merge,
                kwargs,
                name=f"{name}_merge",
            )
        )
    of_one += [
        path(
            f"{rows.prefix}/<int:row>/",
            views.row_sources,
            kwargs | {"rows": rows},
            name=f"{rows.prefix}_sources",
        )
        for rows in record_type.rows
        if rows.is_cited
    ]
    of_all: list[URLPattern | URLResolver] = [
        path("", list_views.record_list, kwargs, name=f"{name}_manage"),
        path(
            pgettext_lazy("address", "together/"),
            list_views.record_bulk,
            kwargs,
            name=f"{name}_bulk",
        ),
        path(
            pgettext_lazy("address", "views/"),
            list_views.record_views,
            kwargs,
            name=f"{name}_views",
        ),
        path(
            pgettext_lazy("address", "views/<str:uid>/"),
            list_views.record_view,
            kwargs,
            name=f"{name}_view",
        ),
        path(
            pgettext_lazy("address", "new/"),
            views.record_add,
            kwargs,
            name=f"{name}_add",
        ),
        path("<str:key>/", include(of_one)),
    ]
    return path(record_type.address, include(of_all))
