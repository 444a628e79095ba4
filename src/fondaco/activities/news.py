"""Activities newly published, as a feed."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from fondaco.activities.addresses import absolute
from fondaco.activities.models import Activity
from fondaco.activities.models.activities import ActivityQuerySet
from fondaco.activities.queries import visible_activities
from fondaco.web.atom import Entry
from fondaco.web.methods import read_only
from fondaco.web.news import answer, newest


def newest_activities(activities: ActivityQuerySet) -> list[Entry]:
    return newest(activities, _address)


def _address(activity: Activity) -> str:
    return absolute(reverse("activities:activity_detail", args=[activity.uid]))


@read_only
@conditional_page
def calendar_news(request: HttpRequest) -> HttpResponse:
    """To anybody: drafts do not leave the house by this door."""
    entries = newest_activities(visible_activities())
    page = reverse("activities:calendar")
    return answer(request, "calendar", _("New in the calendar"), page, entries)
