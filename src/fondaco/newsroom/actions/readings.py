"""Having a text read: what is found waits for somebody to confirm it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from fondaco.engines.press import read
from fondaco.newsroom.actions.confirming.deciding import settle_item
from fondaco.newsroom.confirming.known import read_known
from fondaco.newsroom.confirming.proposing import Proposed, propose
from fondaco.newsroom.models import Finding, PressItem, Reading
from fondaco.newsroom.queries.networks import network_of
from fondaco.newsroom.vocabularies import FindingState


@transaction.atomic
def read_item(item: PressItem, *, actor: Any) -> Reading:
    """Read it; again, as long as nothing of it was decided."""
    held = PressItem.objects.select_for_update().get(pk=item.pk)
    reading, _is_new = Reading.objects.get_or_create(item=held)
    if reading.findings.exclude(state=FindingState.OPEN).exists():
        raise ValidationError(
            _("Something of it was decided already: go on with this reading.")
        )
    reading.network = network_of(held)
    # What others write in the meantime is not what this text moved.
    reading.figures_before = {}
    reading.save()
    reading.findings.all().delete()
    known = read_known(held.text, actor)
    found = read(held.text, held.published.latest, registry=known.names)
    _keep(reading, propose(found, known))
    settle_item(reading, actor)
    return reading


def _keep(reading: Reading, found: Iterable[Proposed]) -> None:
    for position, one in enumerate(found):
        whole = Finding.objects.create(**_fields(reading, one, position))
        Finding.objects.bulk_create(
            Finding(**_fields(reading, part, place), whole=whole)
            for place, part in enumerate(one.parts)
        )


def _fields(reading: Reading, one: Proposed, position: int) -> dict[str, Any]:
    return {
        "reading": reading,
        "position": position,
        "kind": one.kind,
        "proposed": one.said,
        "said": one.said,
        "evidence": one.evidence,
    }


def set_publishing(item: PressItem, *, is_on: bool) -> None:
    """Whether what is confirmed from here on is seen by visitors at once."""
    Reading.objects.filter(item=item).update(publishes=is_on)
