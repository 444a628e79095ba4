"""Feeds of what is new of one network or of one cluster."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from fondaco.portal.queries.news import news_of_cluster, news_of_network
from fondaco.registry.models import Cluster, Network
from fondaco.web.methods import read_only
from fondaco.web.news import answer


@read_only
@conditional_page
def network_news(request: HttpRequest, slug: str) -> HttpResponse:
    network = get_object_or_404(Network, slug=slug)
    page = f"{reverse('portal:home')}?network={network.slug}"
    title = _("News of %(name)s") % {"name": network.acronym or network}
    key = f"network/{network.uid}"
    return answer(request, key, title, page, news_of_network(network))


@read_only
@conditional_page
def cluster_news(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = get_object_or_404(Cluster, slug=slug)
    page = reverse("portal:cluster_detail", args=[cluster.slug])
    title = _("News of %(name)s") % {"name": cluster.acronym}
    key = f"cluster/{cluster.uid}"
    return answer(request, key, title, page, news_of_cluster(cluster))
