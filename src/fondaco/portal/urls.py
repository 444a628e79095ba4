"""The pages that bring several apps together."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from fondaco.portal.views import (
    clusters,
    desk,
    home,
    importing,
    jobs,
    news,
    open_data,
    organisations,
    pages,
    personal_data,
    programmes,
    retention,
    search,
    sources,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path(pgettext_lazy("address", "manage/"), desk.desk, name="desk"),
    path(pgettext_lazy("address", "manage/jobs/"), jobs.jobs, name="jobs"),
    path(pgettext_lazy("address", "search/"), search.search, name="search"),
    path(pgettext_lazy("address", "keys/"), search.keys, name="keys"),
    path(
        pgettext_lazy("address", "manage/import/"),
        importing.import_start,
        name="import_start",
    ),
    path(
        pgettext_lazy("address", "manage/import/template/<slug:kind>.xlsx"),
        importing.import_template,
        name="import_template",
    ),
    path(
        pgettext_lazy("address", "manage/import/<str:uid>/"),
        importing.import_detail,
        name="import_detail",
    ),
    path(
        pgettext_lazy("address", "manage/import/<str:uid>/errors.xlsx"),
        importing.import_errors,
        name="import_errors",
    ),
    path(
        pgettext_lazy("address", "clusters/"),
        clusters.cluster_list,
        name="cluster_list",
    ),
    path(
        pgettext_lazy("address", "clusters/<slug:slug>/"),
        clusters.cluster_detail,
        name="cluster_detail",
    ),
    path(
        pgettext_lazy("address", "clusters/<slug:slug>/news.atom"),
        news.cluster_news,
        name="cluster_news",
    ),
    path(
        pgettext_lazy("address", "networks/<slug:slug>/news.atom"),
        news.network_news,
        name="network_news",
    ),
    path(
        pgettext_lazy("address", "organisations/"),
        organisations.organisation_list,
        name="organisation_list",
    ),
    path(
        pgettext_lazy("address", "organisations/<slug:slug>/"),
        organisations.organisation_detail,
        name="organisation_detail",
    ),
    path(
        pgettext_lazy("address", "organisations/<slug:slug>/calendar.ics"),
        organisations.organisation_calendar,
        name="organisation_calendar",
    ),
    path(
        pgettext_lazy("address", "programmes/"),
        programmes.programme_list,
        name="programme_list",
    ),
    path(
        pgettext_lazy("address", "programmes/<slug:slug>/"),
        programmes.programme_detail,
        name="programme_detail",
    ),
    path(pgettext_lazy("address", "sources/"), sources.source_list, name="source_list"),
    path(
        pgettext_lazy("address", "sources/<slug:slug>/"),
        sources.source_detail,
        name="source_detail",
    ),
    path(pgettext_lazy("address", "open-data/"), open_data.open_data, name="open_data"),
    path(pgettext_lazy("address", "about/"), pages.about, name="about"),
    path(
        pgettext_lazy("address", "accessibility/"),
        pages.accessibility,
        name="accessibility",
    ),
    path(pgettext_lazy("address", "privacy/"), pages.privacy, name="privacy"),
    path(
        pgettext_lazy("address", "privacy/receipts/<slug:uid>/"),
        personal_data.receipt,
        name="erasure_receipt",
    ),
    path(
        pgettext_lazy("address", "account/data/"),
        personal_data.own_data,
        name="own_data",
    ),
    path(
        pgettext_lazy("address", "account/data/data.json"),
        personal_data.own_data_json,
        name="own_data_json",
    ),
    path(
        pgettext_lazy("address", "account/data/data.zip"),
        personal_data.own_data_zip,
        name="own_data_zip",
    ),
    path(
        pgettext_lazy("address", "account/data/erase/"),
        personal_data.own_erasure,
        name="own_erasure",
    ),
    path(
        pgettext_lazy("address", "manage/people/<slug:uid>/data/"),
        personal_data.person_data,
        name="person_data",
    ),
    path(
        pgettext_lazy("address", "manage/people/<slug:uid>/data/data.json"),
        personal_data.person_data_json,
        name="person_data_json",
    ),
    path(
        pgettext_lazy("address", "manage/people/<slug:uid>/data/data.zip"),
        personal_data.person_data_zip,
        name="person_data_zip",
    ),
    path(
        pgettext_lazy("address", "manage/people/<slug:uid>/data/erase/"),
        personal_data.person_erasure,
        name="person_erasure",
    ),
    path(
        pgettext_lazy("address", "manage/retention/"),
        retention.retention,
        name="retention",
    ),
    path(
        pgettext_lazy("address", "manage/named/"),
        personal_data.named_people,
        name="named_people",
    ),
    path("robots.txt", pages.robots, name="robots"),
]
