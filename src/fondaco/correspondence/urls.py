"""The pages of the correspondence: its records, circulars on their way, and the log."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from fondaco.correspondence import views
from fondaco.correspondence.records import RECORDS
from fondaco.web.records import record_urls

app_name = "correspondence"
urlpatterns = [
    path(
        pgettext_lazy("address", "manage/circulars/<slug:uid>/preview/"),
        views.circular_preview,
        name="circular_preview",
    ),
    path(
        pgettext_lazy("address", "manage/circulars/<slug:uid>/test/"),
        views.circular_test,
        name="circular_test",
    ),
    path(
        pgettext_lazy("address", "manage/circulars/<slug:uid>/send/"),
        views.circular_send,
        name="circular_send",
    ),
    path(
        pgettext_lazy("address", "manage/circulars/<slug:uid>/cancel/"),
        views.circular_cancel,
        name="circular_cancel",
    ),
    path(
        pgettext_lazy("address", "manage/segments/<slug:uid>/people/"),
        views.segment_preview,
        name="segment_preview",
    ),
    path(
        pgettext_lazy("address", "manage/distribution-lists/<slug:uid>/add-many/"),
        views.distributionlist_fill,
        name="distributionlist_fill",
    ),
    path(
        pgettext_lazy("address", "manage/people/<slug:uid>/what-was-said/"),
        views.person_log,
        name="person_log",
    ),
    path(
        pgettext_lazy("address", "manage/organisations/<slug:uid>/what-was-said/"),
        views.organisation_log,
        name="organisation_log",
    ),
    path(
        pgettext_lazy("address", "unsubscribe/<str:token>/"),
        views.unsubscribe,
        name="unsubscribe",
    ),
    *[record_urls(record_type) for record_type in RECORDS],
]
