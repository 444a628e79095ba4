"""Where a page that was asked leads back to: this site, and no other."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_address(request: HttpRequest, asked: str) -> str:
    """What the address or the form asked for, if it is of this site; else nothing."""
    is_ours = url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else ""
