"""Addresses for programs: one for all languages, and never another."""

from django.urls import path

from fondaco.portal.views import open_data, sitemap

urlpatterns = [
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-pages.xml", sitemap.pages, name="sitemap_pages"),
    path(
        "sitemap-<slug:name>-<int:number>.xml", sitemap.records, name="sitemap_records"
    ),
    path("open-data/catalogue", open_data.open_data_set, name="open_data_catalogue"),
    path(
        "open-data/catalogue.<slug:file_format>",
        open_data.catalogue_file,
        name="catalogue_file",
    ),
    path("open-data/<slug:name>", open_data.open_data_set, name="open_data_set"),
    path(
        "open-data/<slug:name>.<slug:file_format>",
        open_data.open_data_file,
        name="open_data_file",
    ),
]
