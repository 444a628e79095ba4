"""What stands at `/api/` beside the API."""

from django.http import HttpRequest, HttpResponse

from fondaco.web.api import problems
from fondaco.web.api.speaking import in_its_language


@in_its_language
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    return problems.not_found()
