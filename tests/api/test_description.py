"""The description of the API that is kept is that of the API there is."""

from pathlib import Path

from fondaco.config.management.commands.openapi import description
from fondaco.web.api import all_resources

KEPT = Path("docs/reference/openapi.json")
# What an API must never say of anybody.
NEVER = {"password", "user", "digest", "text_hash"}


def test_it_is_up_to_date() -> None:
    assert KEPT.read_text(encoding="utf-8") == description(), (
        "Write it anew: fondaco openapi > docs/reference/openapi.json"
    )


def test_no_secret_is_a_field() -> None:
    for resource in all_resources().values():
        told = {one.name for one in (*resource.said, *resource.said_in_private)}
        assert told.isdisjoint(NEVER)
        public = {one.name for one in resource.said}
        assert public.isdisjoint({"private_note", "email", "phone"})
