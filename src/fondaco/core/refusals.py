"""What was refused, for the keeper of the installation: one line each, no secrets."""

import logging

from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

logger = logging.getLogger("fondaco.security")


def client_address(request: HttpRequest) -> str:
    """The visitor's address, as far as the proxies in front vouch for it."""
    try:
        return get_client_ip(request) or ""
    except ImproperlyConfigured:
        # Fewer proxies than were named: only the neighbour is certain.
        return str(request.META.get("REMOTE_ADDR", ""))


def log_refusal(request: HttpRequest, what: str, about: object = "") -> None:
    """`about` may be what a visitor typed: it is quoted, and cut."""
    user = getattr(request, "user", None)
    logger.warning(
        "%s: %s %s, account %s, address %s%s",
        what,
        request.method,
        request.path[:200].encode("unicode_escape").decode(),
        getattr(user, "pk", None) or "none",
        client_address(request) or "unknown",
        f", {str(about)[:100]!r}" if about else "",
    )
