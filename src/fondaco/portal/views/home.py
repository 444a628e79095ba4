"""The first page."""

import re
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from fondaco.portal.queries.home import HomePage, read_home
from fondaco.presence import charts
from fondaco.presence.facts import NetworkFact
from fondaco.presence.forms import is_year
from fondaco.presence.pages.figures import card_of
from fondaco.presence.queries import Outline, read_networks, read_outline
from fondaco.presence.sentences import headline
from fondaco.web.methods import read_only


@read_only
def home(request: HttpRequest) -> HttpResponse:
    networks = read_networks()
    if not networks:
        return render(request, "portal/home_empty.html")
    network, network_problem = _network_asked(request, networks)
    outline = read_outline(network.pk)
    year, year_problem = _year_asked(request, outline)
    page = read_home(network, year, outline)
    context = {
        "page": page,
        "presence": page.presence,
        "headline": headline(page.presence),
        "cards": [card_of(page.presence, figure) for figure in page.figures],
        "coverages": (page.presence.coverage, page.presence.previous_coverage),
        "marks": charts.map_marks(page.presence),
        "years": _years(page),
        "network": network,
        "networks": networks,
        "problems": [*filter(None, [network_problem, year_problem])],
    }
    return render(request, "portal/home.html", context)


def _network_asked(
    request: HttpRequest, networks: Sequence[NetworkFact]
) -> tuple[NetworkFact, str]:
    asked = request.GET.get("network", "")
    known = {network.slug: network for network in networks}
    if not asked or asked in known:
        return known.get(asked, networks[0]), ""
    problem = gettext("There is no network “%(name)s” here: this is another one.")
    return networks[0], problem % {"name": _short(asked)}


def _year_asked(request: HttpRequest, outline: Outline) -> tuple[int, str]:
    asked, problem = request.GET.get("year", ""), ""
    if re.fullmatch(r"\d{4}", asked, re.ASCII) and is_year(int(asked)):
        return int(asked), ""
    if asked:
        problem = gettext("“%(year)s” is not a year that can be shown here.") % {
            "year": _short(asked)
        }
    return outline.shown_year or timezone.localdate().year, problem


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _years(page: HomePage) -> list[int]:
    """The years to switch to, the newest first, with the one shown among them."""
    return sorted({*page.presence.years, page.presence.year}, reverse=True)
