"""What is no address of ours, whatever it is asked for."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


class PlainAddressMiddleware:
    """No address has the character NUL in it: PostgreSQL refuses to look for it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        return self.get_response(request)
