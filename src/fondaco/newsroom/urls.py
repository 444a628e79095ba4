"""The pages of the newsroom: texts that come in, bulletins that go out."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from fondaco.newsroom import views
from fondaco.newsroom.records import RECORDS
from fondaco.newsroom.views import bulletins, mailing, public, subscribing
from fondaco.web.later import view_later
from fondaco.web.records import record_urls

app_name = "newsroom"
READINGS = "fondaco.newsroom.views.readings"
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
        pgettext_lazy("address", "manage/press/<slug:uid>/reading/"),
        view_later(f"{READINGS}.pressitem_reading"),
        name="pressitem_reading",
    ),
    path(
        pgettext_lazy("address", "manage/findings/<slug:uid>/decide/"),
        view_later(f"{READINGS}.finding_decide"),
        name="finding_decide",
    ),
    path(
        pgettext_lazy("address", "manage/findings/<slug:uid>/correct/"),
        view_later(f"{READINGS}.finding_correct"),
        name="finding_correct",
    ),
    path(
        pgettext_lazy("address", "manage/findings/<slug:uid>/link/"),
        view_later(f"{READINGS}.finding_link"),
        name="finding_link",
    ),
    path(
        pgettext_lazy("address", "manage/feeds/<slug:uid>/reading/"),
        views.feed_reading,
        name="feed_reading",
    ),
    path(
        pgettext_lazy("address", "manage/bulletins/<slug:uid>/preview/"),
        bulletins.bulletin_preview,
        name="bulletin_preview",
    ),
    path(
        pgettext_lazy("address", "manage/bulletins/<slug:uid>/state/"),
        bulletins.bulletin_state,
        name="bulletin_state",
    ),
    path(
        pgettext_lazy("address", "manage/bulletins/<slug:uid>/compose/"),
        bulletins.bulletin_compose,
        name="bulletin_compose",
    ),
    path(
        pgettext_lazy("address", "manage/bulletins/<slug:uid>/correct/"),
        bulletins.bulletin_correct,
        name="bulletin_correct",
    ),
    path(
        pgettext_lazy("address", "manage/bulletins/<slug:uid>/send/"),
        mailing.bulletin_send,
        name="bulletin_send",
    ),
    path(
        pgettext_lazy("address", "manage/bulletins/<slug:uid>/test/"),
        mailing.bulletin_test,
        name="bulletin_test",
    ),
    path(
        pgettext_lazy("address", "manage/bulletins/<slug:uid>/cancel/"),
        mailing.bulletin_cancel,
        name="bulletin_cancel",
    ),
    path(
        pgettext_lazy("address", "manage/subscribers/"),
        subscribing.subscriber_numbers,
        name="subscriber_numbers",
    ),
    path(
        pgettext_lazy("address", "bulletins/"),
        public.bulletin_list,
        name="bulletin_list",
    ),
    path(
        pgettext_lazy("address", "bulletins/bulletins.atom"),
        public.bulletin_feed,
        name="bulletin_feed",
    ),
    path(
        pgettext_lazy("address", "bulletins/<slug:slug>/"),
        public.bulletin_detail,
        name="bulletin_detail",
    ),
    path(
        pgettext_lazy("address", "bulletins/<slug:slug>/bulletin.pdf"),
        public.bulletin_pdf,
        name="bulletin_pdf",
    ),
    path(
        pgettext_lazy("address", "subscribe/"),
        subscribing.subscribe,
        name="subscribe",
    ),
    path(
        pgettext_lazy("address", "subscribe/sent/"),
        subscribing.subscribe_sent,
        name="subscribe_sent",
    ),
    path(
        pgettext_lazy("address", "subscription/<str:token>/confirm/"),
        subscribing.subscription_confirm,
        name="subscription_confirm",
    ),
    path(
        pgettext_lazy("address", "subscription/<str:token>/end/"),
        subscribing.subscription_end,
        name="subscription_end",
    ),
    *[record_urls(record_type) for record_type in RECORDS],
]
