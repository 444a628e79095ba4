"""The organisations around the clusters: members, partners, organisers."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from fondaco.activities import ical
from fondaco.activities.addresses import absolute
from fondaco.activities.queries import activities_of_organisation, events_of
from fondaco.activities.views import ICALENDAR
from fondaco.core.merging import following_merges
from fondaco.core.permissions import may, require
from fondaco.portal.forms import OrganisationSearch
from fondaco.portal.queries.clusters import list_cluster_acronyms
from fondaco.portal.queries.organisation_page import read_organisation
from fondaco.portal.queries.organisations import OrganisationChoice, list_organisations
from fondaco.portal.queries.structured_data import organisation_data
from fondaco.portal.views.paging import page_of
from fondaco.registry.models import Organisation
from fondaco.registry.permissions import is_editor
from fondaco.registry.reach import visible_organisations
from fondaco.web.context import address
from fondaco.web.methods import read_only
from fondaco.web.records.links import add_address, change_address


@read_only
def organisation_list(request: HttpRequest) -> HttpResponseBase:
    form = OrganisationSearch(request.GET, list_cluster_acronyms())
    choice = OrganisationChoice(*map(form.wanted, ("q", "kind", "country", "cluster")))
    found = list_organisations(choice, request.user)
    form.narrow(found.counts)
    context = {
        "form": form,
        "found": found,
        "page": page_of(request, found.lines),
        "add_url": add_address(request, Organisation),
    }
    return render(request, "portal/organisation_list.html", context)


@read_only
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        organisation = following_merges(Organisation, slug=slug)
    if organisation is None:
        raise Http404
    require(request.user, "registry.view_organisation", organisation)
    if organisation.slug != slug:
        page_name = "portal:organisation_detail"
        return redirect(page_name, organisation.slug, permanent=True)
    page = read_organisation(organisation, request.user)
    context = {
        "organisation": organisation,
        "page": page,
        "structured_data": organisation_data(organisation, page.names),
        "change_url": change_address(request, organisation)
        or _profile_address(request, organisation),
        "calendar_url": absolute(
            reverse("portal:organisation_calendar", args=[organisation.slug])
        )
        if organisation.is_published
        else "",
        "log_url": address("correspondence:organisation_log", organisation.uid)
        if is_editor(request.user)
        else "",
    }
    return render(request, "portal/organisation_detail.html", context)


@read_only
@conditional_page
def organisation_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """All activities that it takes part in or organises, to subscribe to."""
    organisation = get_object_or_404(visible_organisations(AnonymousUser()), slug=slug)
    name = f"Fondaco: {organisation.title}"
    content = ical.write_feed(
        events_of(activities_of_organisation(organisation)),
        name=name,
        description=_("Activities of %(name)s.") % {"name": organisation.title},
        address=absolute(request.path),
    )
    return HttpResponse(content, content_type=ICALENDAR)


def _profile_address(request: HttpRequest, organisation: Organisation) -> str:
    if not may(request.user, "registry.propose_organisation", organisation):
        return ""
    return reverse("registry:organisation_profile", args=[organisation.uid])
