"""Sending a page's form as a browser does: with all that it was filled with."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from lxml import html


def form_values(response: Any) -> dict[str, list[str]]:
    """What the form of records on the page would send, untouched."""
    document = html.fromstring(response.content)
    (form,) = document.xpath("//form[contains(@class, 'record-form')]")
    for template in form.iter("template"):
        template.clear()
    values: dict[str, list[str]] = {}
    for field in form.xpath(".//*[@name]"):
        for value in _sent(field):
            values.setdefault(field.get("name"), []).append(value)
    return values


def _sent(field: Any) -> list[str]:
    if field.tag == "button":
        return []
    if field.tag == "select":
        chosen = field.xpath(".//option[@selected]/@value")
        return (
            chosen if field.multiple or chosen else field.xpath(".//option/@value")[:1]
        )
    if field.tag == "textarea":
        # The line that HTML wants after the tag is not part of the text.
        return [(field.text or "").removeprefix("\n")]
    if field.get("type") in {"checkbox", "radio"}:
        return [field.get("value", "on")] if "checked" in field.attrib else []
    return [field.get("value", "")]


def submit(
    client: Client, url: str, press: str = "save", **changes: Any
) -> HttpResponse:
    """Open the page, change some fields, press a button.

    `None` unticks a box; fields of rows are written with two underscores for hyphens.
    """
    values = form_values(client.get(url))
    return client.post(url, changed(values, changes) | {"press": press})  # type: ignore[return-value]


def changed(values: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    result = dict(values)
    for name, value in changes.items():
        field = name.replace("__", "-")
        if value is None:
            result.pop(field, None)
        else:
            result[field] = value
    return result


def said(response: Any) -> list[str]:
    """What the next page will tell."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response: Any) -> list[str]:
    """Where the mistakes are, or else what they say."""
    found = response.context["editing"].errors
    return [error.anchor or error.message for error in found]
