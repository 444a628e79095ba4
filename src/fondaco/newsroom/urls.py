"""The pages of the newsroom: its records, and how texts come in and go together."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from fondaco.newsroom import views
from fondaco.newsroom.records import RECORDS
from fondaco.web.records import record_urls

app_name = "newsroom"
urlpatterns = [
    path(
        pgettext_lazy("address", "manage/press/upload/"),
        views.pressitem_upload,
        name="pressitem_upload",
    ),
    path(
        pgettext_lazy("address", "manage/press/fetch/"),
        views.pressitem_fetch,
        name="pressitem_fetch",
    ),
    path(
        pgettext_lazy("address", "manage/press/<slug:uid>/text/"),
        views.pressitem_detail,
        name="pressitem_detail",
    ),
    path(
        pgettext_lazy("address", "manage/press/<slug:uid>/state/"),
        views.pressitem_state,
        name="pressitem_state",
    ),
    path(
        pgettext_lazy("address", "manage/press/<slug:uid>/group/"),
        views.pressitem_group,
        name="pressitem_group",
    ),
    path(
        pgettext_lazy("address", "manage/feeds/<slug:uid>/reading/"),
        views.feed_reading,
        name="feed_reading",
    ),
    *[record_urls(record_type) for record_type in RECORDS],
]
