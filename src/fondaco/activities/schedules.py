"""The programme of an activity of several parts, and of a network’s year, as files."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import conditional_page

from fondaco.activities.addresses import absolute
from fondaco.activities.models.activities import ActivityQuerySet
from fondaco.activities.queries import for_calendars, visible_activities
from fondaco.activities.schedule_xml import Conference, write_schedule
from fondaco.registry.models import Network
from fondaco.web.methods import read_only


@read_only
@conditional_page
def activity_schedule(request: HttpRequest, uid: str) -> HttpResponse:
    """Its parts and their parts; one without parts is its own programme."""
    activity = get_object_or_404(visible_activities(), uid=uid)
    parts = visible_activities().filter(
        Q(parent=activity) | Q(parent__parent=activity, parent__is_published=True)
    )
    page = reverse("activities:activity_detail", args=[uid])
    conference = Conference(
        activity.title.text, f"fondaco-{uid}", _whole(request), absolute(page)
    )
    if not parts.exists():
        parts = visible_activities().filter(pk=activity.pk)
    return _answer(conference, parts)


@read_only
@conditional_page
def year_schedule(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    network = get_object_or_404(Network, slug=slug)
    if not 1900 <= year <= 9998:
        raise Http404
    page = f"{reverse('activities:calendar')}?year={year}"
    conference = Conference(
        f"{network.acronym or network} {year}",
        f"{network.slug.lower()}-{year}",
        _whole(request),
        absolute(page),
    )
    activities = visible_activities().filter(network=network, start_earliest__year=year)
    return _answer(conference, activities)


def _answer(conference: Conference, activities: ActivityQuerySet) -> HttpResponse:
    known = for_calendars(activities).select_related("parent", "programme")
    if not (content := write_schedule(conference, known)):
        raise Http404
    return HttpResponse(content, content_type="application/xml; charset=utf-8")


def _whole(request: HttpRequest) -> str:
    return absolute(request.path)
