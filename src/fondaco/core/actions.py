"""Writing and deleting a record with its history: who, when, and by which action."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.models import DatedFact, Receipt
from fondaco.core.partial_dates import PartialDate, Precision
from fondaco.core.slugs import free_slug

Actor = AbstractBaseUser | None
WriteRows = Callable[[], object]
# After that, nobody sends the same form again by mistake.
RECEIPTS_LAST = dt.timedelta(days=30)


def no_rows() -> None:
    """For records that nothing hangs on."""


@transaction.atomic
def save_record(
    record: Model, *, actor: Actor, reason: str = "", write_rows: WriteRows = no_rows
) -> Model:
    """Save a record, then with `write_rows` what hangs on it: all of it or nothing."""
    record._history_user = actor  # type: ignore[attr-defined]
    record._change_reason = reason  # type: ignore[attr-defined]
    record.save()
    write_rows()
    return record


@transaction.atomic
def save_addressed(
    record: Any,
    *,
    words: Sequence[str],
    actor: Actor,
    reason: str = "",
    write_rows: WriteRows = no_rows,
) -> Model:
    """Save a record whose address is made of its own words, once and for all."""
    if not record.slug:
        texts = (getattr(record, word) for word in words)
        record.slug = free_slug(record, next(filter(None, texts), ""))
    return save_record(record, actor=actor, reason=reason, write_rows=write_rows)


@transaction.atomic
def delete_record(record: Model, *, actor: Actor, reason: str = "") -> None:
    record._history_user = actor  # type: ignore[attr-defined]
    record._change_reason = reason  # type: ignore[attr-defined]
    record.delete()


@transaction.atomic
def save_fact(
    fact: DatedFact,
    *,
    actor: Actor,
    reason: str = "",
    write_rows: WriteRows = no_rows,
) -> DatedFact:
    """Save one account of a fact; the others point to the one that is preferred.

    Preferring the other of two accounts is saving this one as an account of that one.
    """
    save_record(fact, actor=actor, reason=reason, write_rows=write_rows)
    preferred = fact.alternative_to
    if preferred is None:
        return fact
    for other in fact.all_of_kind().filter(alternative_to=fact):
        if other.pk != preferred.pk:
            other.alternative_to = preferred
            save_record(other, actor=actor, reason="prefer")
    if preferred.alternative_to is not None:
        preferred.alternative_to = None
        preferred.preference_reason_it = preferred.preference_reason_en = ""
        save_record(preferred, actor=actor, reason="prefer")
    return fact


@transaction.atomic
def supersede_fact(
    old: DatedFact,
    successor: DatedFact,
    *,
    actor: Actor,
    reason: str = "",
    write_rows: WriteRows = no_rows,
) -> DatedFact:
    """Record what changed: the old fact ends where its successor begins, and stays."""
    old = type(old)._default_manager.select_for_update().get(pk=old.pk)
    if old.superseded_by is not None:
        raise ValidationError(_("What came after is on record: correct that one."))
    begins = successor.valid_from
    if begins == PartialDate.unknown():
        raise ValidationError({"valid_from": _("Say since when it is so.")})
    first = old.valid_from.earliest
    if first and begins.latest and begins.latest <= first:
        raise ValidationError(
            {"valid_from": _("It would begin before the fact that it replaces.")}
        )
    if old.valid_until == PartialDate.unknown():
        old.valid_until = _eve_of(begins)
    save_fact(successor, actor=actor, reason=reason, write_rows=write_rows)
    old.superseded_by = successor
    save_record(old, actor=actor, reason="supersede")
    return successor


def _eve_of(date: PartialDate) -> PartialDate:
    """The day before a day; a month, season or year in which both facts held."""
    if date.precision == Precision.DAY and date.earliest:
        return PartialDate.day(date.earliest - dt.timedelta(days=1))
    return date


@transaction.atomic
def save_once(
    record: Model, save: Callable[[], object], *, visit: str, words: str
) -> Receipt | None:
    """Save what a visit to a form sent; or return the receipt, if that was done before.

    The receipt is written first: of two requests at once, the second waits for the
    first. It goes again with whatever the saving refuses. A record that was deleted
    since may be made anew.
    """
    kind = ContentType.objects.get_for_model(record)
    receipt, is_first = Receipt.objects.get_or_create(
        visit=visit, defaults={"words": words, "content_type": kind}
    )
    if not is_first and receipt.record is not None:
        return receipt
    save()
    receipt.words, receipt.record = words, record
    # After all that it wrote: what is later was written by somebody else.
    receipt.accepted_at = timezone.now()
    receipt.save()
    Receipt.objects.filter(accepted_at__lt=timezone.now() - RECEIPTS_LAST).delete()
    return None
