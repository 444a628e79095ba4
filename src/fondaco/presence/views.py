"""The presence of a year: its page, a cluster's, the records behind, and the files."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fondaco.core.spreadsheets.writing import MEDIA_TYPES
from fondaco.presence.exports.data import data_of
from fondaco.presence.exports.files import csv_of, xlsx_of
from fondaco.presence.exports.images import IMAGES
from fondaco.presence.exports.pdf import pdf_of
from fondaco.presence.exports.tables import list_of, tables_of
from fondaco.presence.forms import Question, read_question
from fondaco.presence.indicators import INDICATORS
from fondaco.presence.pages.parts import OF_PARTS, PARTS, PartPage
from fondaco.presence.pages.records import RecordsPage
from fondaco.presence.pages.years import YearPage
from fondaco.presence.presence import Presence
from fondaco.presence.queries import default_year, presence_of_year, read_networks
from fondaco.web.methods import read_only


@read_only
def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the year that the first page shows, too."""
    networks = read_networks()
    slug = request.GET.get("network", "")
    network = next((one for one in networks if slug in ("", one.slug)), None)
    year = default_year(network.pk) if network else None
    if year is None:
        return render(request, "presence/nothing_recorded.html")
    query = request.GET.urlencode()
    address = reverse("presence:year", args=[year])
    return redirect(f"{address}?{query}" if query else address)


@read_only
def year_detail(request: HttpRequest, year: int) -> HttpResponse:
    question = read_question(year, request.GET.dict(), read_networks())
    presence = _answer(question, with_records=False)
    page = YearPage(presence) if presence else None
    return render(
        request, "presence/year_detail.html", {"question": question, "page": page}
    )


@read_only
def cluster_detail(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The same page for one cluster, in the network that it belongs to."""
    networks = [
        network
        for network in read_networks()
        if any(cluster.slug == slug for cluster in network.clusters)
    ]
    if not networks:
        raise Http404
    question = read_question(year, request.GET.dict() | {"cluster": slug}, networks)
    presence = _answer(question, with_records=False)
    page = YearPage(presence, is_of_cluster=True) if presence else None
    return render(
        request, "presence/year_detail.html", {"question": question, "page": page}
    )


@read_only
def record_list(request: HttpRequest, year: int, code: str) -> HttpResponse:
    if code not in INDICATORS:
        raise Http404
    asked = request.GET.dict()
    number = asked.pop("page", "")
    question = read_question(year, asked, read_networks())
    presence = _answer(question)
    page = RecordsPage(presence, code, number) if presence else None
    context = {"question": question, "page": page, "indicator": INDICATORS[code]}
    return render(request, "presence/record_list.html", context)


@read_only
def part_list(request: HttpRequest, year: int, part: str) -> HttpResponse:
    """A list that is too long for the page of the year."""
    if part not in PARTS:
        raise Http404
    asked = request.GET.dict()
    filters = {name: asked[name] for name in asked if name not in OF_PARTS}
    question = read_question(year, filters, read_networks())
    presence = _answer(question, with_records=False)
    page = PartPage(presence, part, asked) if presence else None
    context = {"question": question, "page": page, "part": PARTS[part]}
    return render(request, "presence/part_list.html", context)


@read_only
def export(request: HttpRequest, year: int, file_format: str) -> HttpResponse:
    """The data of exactly the view that links here; a question amiss is a 400."""
    if file_format not in WRITERS:
        raise Http404
    question = read_question(year, request.GET.dict(), read_networks())
    presence = _answer(question)
    if presence is None:
        text = "\n".join(question.problems)
        return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")
    response = WRITERS[file_format](presence)
    joint = "-" if file_format in IMAGES else "."
    name = f"{presence.network.slug}-{year}{joint}{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _answer(question: Question, *, with_records: bool = True) -> Presence | None:
    """Nothing where the question has a problem, or there is no network at all.

    A year that cannot be is no address: it is not there, whatever else was asked.
    """
    if not question.is_year:
        raise Http404
    if question.problems or question.network is None:
        return None
    return presence_of_year(
        question.network,
        question.year,
        question.filters,
        with_claims=True,
        with_records=with_records,
    )


def _csv(presence: Presence) -> HttpResponse:
    text = csv_of(list_of(presence, _base_url()))
    return HttpResponse(text, content_type=MEDIA_TYPES["csv"])


def _xlsx(presence: Presence) -> HttpResponse:
    content = xlsx_of(tables_of(presence, _base_url()))
    return HttpResponse(content, content_type=MEDIA_TYPES["xlsx"])


def _json(presence: Presence) -> HttpResponse:
    return JsonResponse(data_of(presence), json_dumps_params={"ensure_ascii": False})


def _pdf(presence: Presence) -> HttpResponse:
    return HttpResponse(pdf_of(presence), content_type="application/pdf")


def _image(draw: Callable[[Presence], str], presence: Presence) -> HttpResponse:
    """What the page does not draw is not there."""
    if not (image := draw(presence)):
        raise Http404
    return HttpResponse(image, content_type="image/svg+xml; charset=utf-8")


def _base_url() -> str:
    return settings.BASE_URL.geturl().rstrip("/")


WRITERS: dict[str, Callable[[Presence], HttpResponse]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "json": _json,
    **{name: partial(_image, draw) for name, draw in IMAGES.items()},
}
