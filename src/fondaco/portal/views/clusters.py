"""The clusters and each of them."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from fondaco.portal.queries.cluster_page import ClusterPage, read_cluster
from fondaco.portal.queries.clusters import list_clusters
from fondaco.portal.queries.structured_data import cluster_data
from fondaco.presence import charts
from fondaco.presence.facts import NetworkFact
from fondaco.presence.filters import Filters
from fondaco.presence.pages.figures import card_of
from fondaco.presence.presence import Presence
from fondaco.presence.queries import (
    Outline,
    presence_of_year,
    read_networks,
    read_outline,
)
from fondaco.presence.sentences import headline
from fondaco.registry.models import Cluster
from fondaco.web.methods import read_only
from fondaco.web.records.links import add_address, change_address

# Activities, countries, participations at level 3 or above, members involved.
CODES = ("P01", "P02", "P04", "P06")


@read_only
def cluster_list(request: HttpRequest) -> HttpResponse:
    groups = list_clusters(read_networks())
    context = {
        "groups": groups,
        "total": len({line.cluster.pk for group in groups for line in group.lines}),
        "add_url": add_address(request, Cluster),
    }
    return render(request, "portal/cluster_list.html", context)


@read_only
def cluster_detail(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = get_object_or_404(Cluster, slug=slug)
    page = read_cluster(cluster, request.user)
    context = {
        "cluster": cluster,
        "page": page,
        "change_url": change_address(request, cluster),
        "structured_data": cluster_data(cluster, page.aliases),
    }
    network = _network_of(cluster)
    if network:
        presence = _presence(request, network, cluster, page)
        context |= {
            "network": network,
            "presence": presence,
            "headline": headline(presence),
            "cards": [card_of(presence, presence.figures[code]) for code in CODES],
            "coverages": (presence.coverage, presence.previous_coverage),
            "lanes": charts.lanes(presence),
            "years": sorted({*page.years, presence.year}, reverse=True),
        }
    return render(request, "portal/cluster_detail.html", context)


def _network_of(cluster: Cluster) -> NetworkFact | None:
    """The first network that it is in, or was."""
    for network in read_networks():
        if cluster.pk in {one.pk for one in network.clusters}:
            return network
    return None


def _presence(
    request: HttpRequest, network: NetworkFact, cluster: Cluster, page: ClusterPage
) -> Presence:
    filters = Filters(network=network.slug, cluster=cluster.slug)
    outline = read_outline(network.pk)
    year = _year_asked(request, page) or _own_year(outline, page)
    return presence_of_year(network, year, filters, codes=CODES, outline=outline)


def _year_asked(request: HttpRequest, page: ClusterPage) -> int | None:
    asked = request.GET.get("year", "")
    year = int(asked) if re.fullmatch(r"\d{4}", asked, re.ASCII) else None
    return year if year in page.years else None


def _own_year(outline: Outline, page: ClusterPage) -> int:
    """The year that the first page shows, if the cluster was active in it."""
    year = outline.shown_year
    if year in page.years:
        return year
    return page.years[0] if page.years else year or timezone.localdate().year
