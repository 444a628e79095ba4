from django.urls import path
from django.utils.translation import pgettext_lazy

from fondaco.presence import views

app_name = "presence"
urlpatterns = [
    path(pgettext_lazy("address", "presence/"), views.latest, name="latest"),
    path(
        pgettext_lazy("address", "presence/<int:year>/"), views.year_detail, name="year"
    ),
    path(
        pgettext_lazy("address", "clusters/<slug:slug>/presence/<int:year>/"),
        views.cluster_detail,
        name="cluster",
    ),
    path(
        pgettext_lazy("address", "presence/<int:year>/records/<str:code>/"),
        views.record_list,
        name="records",
    ),
    path(
        pgettext_lazy("address", "presence/<int:year>/all/<str:part>/"),
        views.part_list,
        name="part",
    ),
    path(
        pgettext_lazy("address", "presence/<int:year>/export/<str:file_format>/"),
        views.export,
        name="export",
    ),
]
