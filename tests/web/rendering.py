"""Render a piece of template as a page would."""

from django.template import engines
from django.test import RequestFactory


def render(source: str, path: str = "/", **context: object) -> str:
    template = engines["django"].from_string(source)
    return template.render(context, RequestFactory().get(path))


def flat(html: str) -> str:
    """Without the white space that templates leave."""
    return " ".join(html.split())
