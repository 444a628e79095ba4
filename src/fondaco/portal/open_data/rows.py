"""The records of a resource as any visitor sees them, in batches of one size."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override
from pydantic import BaseModel

from fondaco.activities.addresses import absolute
from fondaco.web.api import Resource
from fondaco.web.api.reading import said

VISITOR = AnonymousUser()
# What is in memory at once; each takes three queries at most.
BATCH = 1000


def batches(resource: Resource) -> Iterator[list[BaseModel]]:
    """All of them, the oldest first, as the API says them to whoever asks nothing.

    Each batch begins after the last record of the one before: what others add or
    delete meanwhile moves nothing.
    """
    visible = resource.record_type.visible_to(VISITOR).order_by("pk")
    records = visible.select_related(*resource.record_type.related)
    last = None
    while True:
        rest = records if last is None else records.filter(pk__gt=last)
        # A stream is written when the language of its request is over.
        with override(settings.LANGUAGE_CODE):
            found = list(rest[:BATCH])
            batch = said(resource, found, VISITOR, absolute) if found else []
        if batch:
            yield batch
        if len(found) < BATCH:
            return
        last = found[-1].pk
