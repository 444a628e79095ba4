"""Deciding by the pages of a reading, as a browser does."""

from typing import Any

from django.test import Client
from django.urls import reverse

from fondaco.newsroom.models import Finding
from tests.submitting import changed, form_values


def at(verb: str, finding: Finding) -> str:
    return reverse(f"newsroom:finding_{verb}", args=[finding.uid])


def decide(client: Client, finding: Finding, press: str, **more: str) -> Any:
    return client.post(at("decide", finding), {"press": press} | more)


def send(client: Client, finding: Finding, **changes: Any) -> Any:
    """Open the page of correction, change some fields, keep them."""
    address = at("correct", finding)
    press = changes.pop("press", "")
    values = changed(form_values(client.get(address)), changes)
    return client.post(address, values | ({"press": press} if press else {}))


def refusals(client: Client, answer: Any) -> list[str]:
    """What the page says to which it leads."""
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"])
    return [str(message) for message in page.context["messages"]]


def mistakes(answer: Any) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in answer.context["form"].errors.items()}
