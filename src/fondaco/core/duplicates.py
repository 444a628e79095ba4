"""Which pairs of records are likely one, kept with what people said of them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from fondaco.core.actions import Actor
from fondaco.core.models import LikelyPair

# First and second number, certainty of 100, reasons.
Found = tuple[int, int, int, list[list[str]]]


@transaction.atomic
def keep_pairs(model: type[Model], found: Iterable[Found]) -> int:
    """Write the pairs found today; what people said of a pair is never lost."""
    kind = ContentType.objects.get_for_model(model)
    pairs = {
        (first, second): (certainty, reasons)
        for first, second, certainty, reasons in found
    }
    known = {
        (pair.first_id, pair.second_id): pair
        for pair in LikelyPair.objects.filter(content_type=kind)
    }
    now = timezone.now()
    new, changed = [], []
    for (first, second), (certainty, reasons) in pairs.items():
        pair = known.get((first, second))
        if pair is None:
            new.append(
                LikelyPair(
                    content_type=kind,
                    first_id=first,
                    second_id=second,
                    certainty=certainty,
                    reasons=reasons,
                    found_at=now,
                )
            )
        elif (pair.certainty, pair.reasons) != (certainty, reasons):
            pair.certainty, pair.reasons = certainty, reasons
            changed.append(pair)
    LikelyPair.objects.bulk_create(new, batch_size=500)
    LikelyPair.objects.bulk_update(changed, ["certainty", "reasons"], batch_size=500)
    over = [
        pair.pk
        for key, pair in known.items()
        if key not in pairs and not pair.rejected_at and not pair.proposed_at
    ]
    for start in range(0, len(over), 500):
        LikelyPair.objects.filter(pk__in=over[start : start + 500]).delete()
    return len(new)


def reject_pair(pair: LikelyPair, *, actor: Actor) -> None:
    """“Not the same”, remembered with who said it."""
    pair.rejected_at, pair.rejected_by = timezone.now(), actor  # type: ignore[assignment]
    pair.proposed_at = pair.proposed_by = None
    pair.save()


def reopen_pair(pair: LikelyPair) -> None:
    pair.rejected_at = pair.rejected_by = None
    pair.save()


def propose_merge(one: Any, other: Any, *, actor: Actor) -> LikelyPair:
    """“They are one”, said to the keeper of the other; it waits for an answer."""
    first, second = sorted((one.pk, other.pk))
    pair, _ = LikelyPair.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(one),
        first_id=first,
        second_id=second,
        defaults={"certainty": 100, "reasons": [["proposed", ""]]},
    )
    pair.proposed_at, pair.proposed_by = timezone.now(), actor  # type: ignore[assignment]
    pair.rejected_at = pair.rejected_by = None
    pair.save()
    return pair
