"""Correcting what is published: with a note that stays, approved by a second person."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.actions import Actor, delete_record, save_record
from fondaco.newsroom.actions.bulletins import not_by_oneself
from fondaco.newsroom.models import Bulletin, Correction
from fondaco.newsroom.models.bulletins import LANGUAGES
from fondaco.newsroom.permissions import approves_correction
from fondaco.newsroom.vocabularies import BulletinState

WORDS = [f"{name}_{one}" for name in ("title", "body") for one in LANGUAGES]


def begin_correction(bulletin: Bulletin) -> Correction:
    """With the words as they stand, to be written in."""
    return Correction(
        bulletin=bulletin, **{name: getattr(bulletin, name) for name in WORDS}
    )


@transaction.atomic
def save_correction(correction: Correction, *, actor: Actor) -> Correction:
    """Kept beside the bulletin, which stays as it is until somebody approves it."""
    held = _held(correction.bulletin)
    open_ones = held.corrections.filter(published_at=None)
    if not held.is_public or open_ones.exclude(pk=correction.pk).exists():
        raise ValidationError(
            _("Somebody corrects it already. Look at that correction first.")
        )
    user: Any = actor
    correction.edited_by = user
    save_record(correction, actor=actor, reason="correct")
    return correction


@transaction.atomic
def approve_correction(correction: Correction, *, actor: Actor, seen: str) -> None:
    bulletin = _held(correction.bulletin)
    held = _seen(correction, seen)
    user: Any = actor
    if not approves_correction(user, held):
        raise ValidationError(not_by_oneself())
    now = timezone.now()
    for name in WORDS:
        setattr(bulletin, name, getattr(held, name))
    bulletin.state, bulletin.corrected_at = BulletinState.CORRECTED, now
    bulletin.edited_by, bulletin.approved_by = held.edited_by, user
    bulletin.approved_at = now
    save_record(bulletin, actor=actor, reason="correct")
    held.approved_by, held.published_at = user, now
    save_record(held, actor=actor, reason="approve")


@transaction.atomic
def drop_correction(correction: Correction, *, actor: Actor, seen: str) -> None:
    _held(correction.bulletin)
    delete_record(_seen(correction, seen), actor=actor, reason="drop")


def _held(bulletin: Bulletin) -> Bulletin:
    return Bulletin.objects.select_for_update().get(pk=bulletin.pk)


def _seen(correction: Correction, seen: str) -> Correction:
    held = Correction.objects.select_for_update().filter(pk=correction.pk).first()
    if held is None or held.published_at or held.modified_at.isoformat() != seen:
        raise ValidationError(
            _("Somebody changed it meanwhile. Read it again before you decide.")
        )
    return held
