"""The desk of whoever signs in."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fondaco.core.reading import read_together, records
from fondaco.portal.desk.everything import additions, groups_of, types_of
from fondaco.portal.desk.next_weeks import in_order, upcoming_read
from fondaco.portal.desk.recent_changes import read_recent_changes
from fondaco.portal.desk.waiting_records import MOST
from fondaco.portal.desk.whole import all_reads
from fondaco.portal.waiting import ask_providers, most_urgent_first
from fondaco.registry.models import Cluster, Organisation
from fondaco.registry.scope import scope_of
from fondaco.web.methods import read_only

MOST_WAITING = 40


@read_only
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    actor, today = request.user, timezone.localdate()
    scope = scope_of(actor)
    managed = (
        Cluster.objects.all()
        if scope.is_administrator
        else Cluster.objects.filter(pk__in=scope.managed_clusters)
    )
    own = Organisation.objects.filter(pk__in=scope.own_organisations)
    clusters, organisations, upcoming, *found = read_together(
        records(managed),
        records(own),
        upcoming_read(actor, today),
        *all_reads(actor, today),
    )
    waiting = [one for some in found for one in some] + ask_providers(actor, today)
    context: dict[str, Any] = {
        "scope": scope,
        "own_organisations": organisations,
        "waiting": most_urgent_first(waiting)[:MOST_WAITING],
        "more_wait": len(waiting) > MOST_WAITING,
        # Of each kind the first dozen is read.
        "is_cut": any(len(some) >= MOST for some in found),
        "upcoming": in_order(upcoming),
        "here": request.path,
    }
    if scope.is_editor:
        context |= {
            "clusters": sorted(clusters, key=lambda one: one.acronym),
            "changes": read_recent_changes(types_of(actor), actor),
            "groups": groups_of(actor),
            "add": additions(actor),
        }
    return render(request, "portal/desk.html", context)
