"""Which methods a page answers."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

View = TypeVar("View", bound=Callable[..., Any])

form_page = require_http_methods(["GET", "HEAD", "POST"])


def read_only(view: View) -> View:
    """A page that writes nothing tells so whoever posts to it, with or without a token.

    Django asks for the token before the view, and would say that a form has expired
    where there is none. Stands above every other decorator of its view.
    """
    return csrf_exempt(require_safe(view))
