"""The addresses of funding: the public pages and the managers' side."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from fondaco.funding import views
from fondaco.funding.records import RECORDS
from fondaco.web.records import record_urls

app_name = "funding"
urlpatterns = [
    path(
        pgettext_lazy("address", "partnerships/"),
        views.partnership_list,
        name="partnership_list",
    ),
    path(
        pgettext_lazy("address", "partnerships/<slug:uid>/"),
        views.partnership_detail,
        name="partnership_detail",
    ),
    path(
        pgettext_lazy("address", "projects/"), views.project_list, name="project_list"
    ),
    path(
        pgettext_lazy("address", "projects/<slug:uid>/"),
        views.project_detail,
        name="project_detail",
    ),
    path(
        pgettext_lazy("address", "proposals/"),
        views.proposal_list,
        name="proposal_list",
    ),
    path(
        pgettext_lazy("address", "proposals/<slug:uid>/"),
        views.proposal_detail,
        name="proposal_detail",
    ),
    *[record_urls(record_type) for record_type in RECORDS],
]
