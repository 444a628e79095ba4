"""The organisations around the clusters: members, partners, organisers."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

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
        "log_url": address("correspondence:organisation_log", organisation.uid)
        if is_editor(request.user)
        else "",
    }
    return render(request, "portal/organisation_detail.html", context)


def _profile_address(request: HttpRequest, organisation: Organisation) -> str:
    if not may(request.user, "registry.propose_organisation", organisation):
        return ""
    return reverse("registry:organisation_profile", args=[organisation.uid])
