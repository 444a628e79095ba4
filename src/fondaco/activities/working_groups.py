"""The page of a working group, and the list that a meeting's participants sign."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from fondaco.activities.models import Activity
from fondaco.activities.reach import changeable_minutes, visible_activities
from fondaco.core.permissions import Actor, require
from fondaco.registry.models import GroupMember, WorkingGroup
from fondaco.registry.reach import visible_organisations, visible_people
from fondaco.registry.vocabularies import GroupRole
from fondaco.web.methods import read_only
from fondaco.web.records.links import change_address

_RANK = {role: rank for rank, role in enumerate(GroupRole.values)}


@read_only
def workinggroup_detail(request: HttpRequest, uid: str) -> HttpResponse:
    known = WorkingGroup.objects.select_related("cluster", "network")
    group = known.filter(uid=uid).first()
    if group is None:
        raise Http404
    require(request.user, "registry.view_workinggroup", group)
    meetings = visible_activities(request.user).filter(working_group=group)
    minutes = changeable_minutes(request.user).filter(activity__working_group=group)
    by_meeting = dict(minutes.values_list("activity", "uid"))
    context = {
        "group": group,
        "members": _members(group, timezone.localdate(), request.user),
        "meetings": [
            (one, by_meeting.get(one.pk, ""))
            for one in meetings.order_by("-start_earliest", "-pk")
        ],
        "change_url": change_address(request, group),
    }
    return render(request, "activities/workinggroup_detail.html", context)


@read_only
def activity_sheet(request: HttpRequest, uid: str) -> HttpResponse:
    known = Activity.objects.select_related("working_group", "network", "maintained_by")
    activity = get_object_or_404(known, uid=uid)
    require(request.user, "activities.change_activity", activity)
    day = activity.start_earliest or timezone.localdate()
    group = activity.working_group
    context = {
        "activity": activity,
        "members": _members(group, day, request.user) if group else [],
        "blank": range(6),
    }
    return render(request, "activities/activity_sheet.html", context)


def _members(group: WorkingGroup, day: dt.date, actor: Actor) -> list[GroupMember]:
    """Who sits in it on a day, as far as the reader may know; the chair first."""
    seen = Q(person=None) | Q(person__in=visible_people(actor))
    known = Q(organisation=None) | Q(organisation__in=visible_organisations(actor))
    members: Any = group.members.filter(seen, known, alternative_to=None)
    present = [
        one
        for one in members.select_related("person", "organisation")
        if one.is_present(day)
    ]
    return sorted(present, key=lambda one: (_RANK[one.role], str(one)))
