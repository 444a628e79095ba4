"""The calendar's public pages and feeds."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import conditional_page

from fondaco.activities import ical
from fondaco.activities.addresses import absolute
from fondaco.activities.details import read_details
from fondaco.activities.facets import address_of
from fondaco.activities.filters import Selection
from fondaco.activities.listing import feed_texts, find, lay_out
from fondaco.activities.maps import marks_of
from fondaco.activities.models import Activity, Participation
from fondaco.activities.queries import (
    events_of,
    find_activity,
    find_successor,
    visible_activities,
)
from fondaco.activities.structured_data import event_data
from fondaco.activities.who_met import read_encounters
from fondaco.registry.scope import NOBODY, scope_of
from fondaco.web.methods import read_only
from fondaco.web.records.links import add_address, change_address

ICALENDAR = "text/calendar; charset=utf-8"


@read_only
def calendar(request: HttpRequest) -> HttpResponse:
    found = find(request.GET, scope_of(request.user))
    address = reverse("activities:calendar")
    feed = address_of(found.selection, reverse("activities:calendar_feed"))
    laid_out = lay_out(found, request.GET, timezone.localdate(), address)
    context = {
        "calendar": laid_out,
        "address": address,
        "whole_url": address_of(Selection(), address, **laid_out.beside),
        "feed_url": absolute(feed),
        "webcal_url": "webcal:" + absolute(feed).partition(":")[2],
        "add_url": add_address(request, Activity),
    }
    return render(request, "activities/activity_list.html", context)


@read_only
@conditional_page
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Whoever subscribes is nobody: drafts do not leave the house by this door."""
    found = find(request.GET, NOBODY)
    if problems := found.selection.problems:
        text = "\n".join(problem.problem for problem in problems)
        return HttpResponseBadRequest(text, content_type="text/plain; charset=utf-8")
    name, description = feed_texts(found)
    content = ical.write_feed(
        events_of(found.activities),
        name=name,
        description=description,
        address=absolute(address_of(found.selection, request.path)),
    )
    return HttpResponse(content, content_type=ICALENDAR)


@read_only
def activity_detail(request: HttpRequest, uid: str) -> HttpResponseBase:
    scope = scope_of(request.user)
    activity = find_activity(uid, scope)
    if activity is None:
        if successor := find_successor(uid, scope):
            return redirect("activities:activity_detail", successor.uid, permanent=True)
        raise Http404
    details = read_details(activity, request.user)
    add = add_address(request, Participation)
    context = {
        "activity": activity,
        "details": details,
        "marks": marks_of(details),
        "data": event_data(details) if activity.is_published else None,
        "encounters": read_encounters(activity, request.user),
        "is_dated": ical.is_dated(activity) and activity.is_published,
        "change_url": change_address(request, activity),
        "add_participation_url": add and f"{add}?activity={activity.uid}",
    }
    return render(request, "activities/activity_detail.html", context)


@read_only
@conditional_page
def activity_feed(request: HttpRequest, uid: str) -> HttpResponse:
    activity = next(events_of(visible_activities().filter(uid=uid)), None)
    if activity is None:
        raise Http404
    return HttpResponse(
        ical.write_one(activity),
        content_type=ICALENDAR,
        headers={"Content-Disposition": f'attachment; filename="{uid}.ics"'},
    )
