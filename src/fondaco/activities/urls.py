"""The calendar's addresses: public pages, feeds, and the managers' side."""

from django.urls import path, register_converter
from django.utils.translation import pgettext_lazy

from fondaco.activities import news, publication, schedules, views, working_groups
from fondaco.activities.records import RECORDS
from fondaco.core.identifiers import ALPHABET, LENGTH
from fondaco.web.records import record_urls


class ActivityUidConverter:
    """Identifiers only, so that “new” beside them is not taken for one."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ActivityUidConverter, "activity_uid")

app_name = "activities"
urlpatterns = [
    path(pgettext_lazy("address", "calendar/"), views.calendar, name="calendar"),
    path(
        pgettext_lazy("address", "calendar.ics"),
        views.calendar_feed,
        name="calendar_feed",
    ),
    path(
        pgettext_lazy("address", "calendar.atom"),
        news.calendar_news,
        name="calendar_news",
    ),
    path(
        pgettext_lazy("address", "activities/<activity_uid:uid>/"),
        views.activity_detail,
        name="activity_detail",
    ),
    path(
        pgettext_lazy("address", "activities/<activity_uid:uid>.ics"),
        views.activity_feed,
        name="activity_feed",
    ),
    path(
        pgettext_lazy("address", "activities/<activity_uid:uid>/schedule.xml"),
        schedules.activity_schedule,
        name="activity_schedule",
    ),
    path(
        pgettext_lazy("address", "networks/<slug:slug>/<int:year>/schedule.xml"),
        schedules.year_schedule,
        name="year_schedule",
    ),
    path(
        pgettext_lazy("address", "working-groups/<slug:uid>/"),
        working_groups.workinggroup_detail,
        name="workinggroup_detail",
    ),
    path(
        pgettext_lazy(
            "address", "manage/activities/<activity_uid:uid>/attendance-list/"
        ),
        working_groups.activity_sheet,
        name="activity_sheet",
    ),
    path(
        pgettext_lazy("address", "manage/activities/<activity_uid:uid>/publish/"),
        publication.activity_publish,
        name="activity_publish",
    ),
    *[record_urls(record_type) for record_type in RECORDS],
]
