"""Load a shipped network once: a second time changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from fondaco.core.identifiers import uid_from
from fondaco.portal.loading.files import LoadingError, read_network
from fondaco.portal.loading.records import Writer
from fondaco.registry.models import Network


@dataclass(frozen=True)
class Loaded:
    network: str
    already_there: bool
    # How many records of each collection were saved.
    records: Mapping[str, int] = field(default_factory=dict)


@transaction.atomic
def load_network(slug: str) -> Loaded:
    uid = Network.objects.filter(slug=slug).values_list("uid", flat=True).first()
    if uid == uid_from(f"{slug}/networks/{slug}"):
        return Loaded(slug, already_there=True)
    if uid is not None:
        raise LoadingError(
            f"Another network has the address {slug}; change it, then load this one."
        )
    writer = Writer(slug)
    writer.write(read_network(slug))
    return Loaded(slug, already_there=False, records=dict(writer.saved))
