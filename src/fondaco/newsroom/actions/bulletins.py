"""Bulletins on their way: drafted, written, approved by another person, published."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from fondaco.core.actions import Actor, WriteRows, no_rows, save_record
from fondaco.core.outbox import enqueue
from fondaco.newsroom.actions.mailing import send_bulletin
from fondaco.newsroom.models import Bulletin
from fondaco.newsroom.models.bulletins import LANGUAGES
from fondaco.newsroom.periods import title_of
from fondaco.newsroom.permissions import approves_bulletin
from fondaco.newsroom.queries.drafting import choice_of, draft_all
from fondaco.newsroom.telling.facts import Period
from fondaco.newsroom.vocabularies import BulletinState

State = BulletinState
PUBLISH = "bulletin"
LONGEST_ADDRESS = 70
# What a form, or an earlier version that is brought back, does not decide.
_KEPT = (
    "drafted",
    "drafted_it",
    "drafted_en",
    "drafted_by_id",
    "slug_it",
    "slug_en",
    "published_at",
    "corrected_at",
    "mailed_at",
)


@transaction.atomic
def save_bulletin(
    bulletin: Bulletin,
    *,
    actor: Actor,
    reason: str = "",
    write_rows: WriteRows = no_rows,
) -> Bulletin:
    """Compose a new one from the record; or keep what somebody wrote in a draft.

    Whatever was approved before was another text, so it is a draft again.
    """
    if bulletin._state.adding:
        return _begin(bulletin, actor, write_rows)
    held = _held(bulletin)
    if held.is_public:
        raise ValidationError(
            _("It is published, and stays as it is. Correct it with a note.")
        )
    for name in _KEPT:
        setattr(bulletin, name, getattr(held, name))
    _open_again(bulletin, actor)
    save_record(bulletin, actor=actor, reason=reason, write_rows=write_rows)
    return bulletin


def _begin(bulletin: Bulletin, actor: Actor, write_rows: WriteRows) -> Bulletin:
    user: Any = actor
    bulletin.drafted_by = bulletin.edited_by = user
    # Which clusters it is about is known once it is saved.
    save_record(bulletin, actor=actor, write_rows=write_rows)
    _compose(bulletin)
    save_record(bulletin, actor=actor, reason="compose")
    return bulletin


def _compose(bulletin: Bulletin) -> None:
    drafts = draft_all(choice_of(bulletin))
    if not any(drafts.values()):
        raise ValidationError(nothing_to_tell())
    period = Period(bulletin.first_day, bulletin.last_day)
    for language, draft in drafts.items():
        setattr(bulletin, f"body_{language}", draft.body)
        setattr(bulletin, f"drafted_{language}", draft.body)
        title = f"title_{language}"
        setattr(bulletin, title, getattr(bulletin, title) or title_of(period, language))
    bulletin.drafted = {one: draft.sentences for one, draft in drafts.items()}


def nothing_to_tell() -> str:
    return _(
        "The record tells nothing of this period with these clusters and kinds. Choose "
        "a longer period or fewer limits; or publish the activities first, and come "
        "back."
    )


def _open_again(bulletin: Bulletin, actor: Actor) -> None:
    user: Any = actor
    bulletin.state = State.DRAFT
    bulletin.edited_by = user
    bulletin.approved_by = bulletin.approved_at = bulletin.publish_at = None
    bulletin.mails_at_publication = False


@transaction.atomic
def compose_again(bulletin: Bulletin, *, actor: Actor, seen: str) -> Bulletin:
    """From the record as it is now; what people wrote in it is in its history."""
    held = _seen(bulletin, seen, *State.values[:3])
    _compose(held)
    _open_again(held, actor)
    save_record(held, actor=actor, reason="compose")
    return held


@transaction.atomic
def ask_approval(bulletin: Bulletin, *, actor: Actor, seen: str) -> None:
    held = _seen(bulletin, seen, State.DRAFT)
    held.full_clean()
    held.state = State.IN_REVIEW
    save_record(held, actor=actor, reason="ask")


@transaction.atomic
def take_back(bulletin: Bulletin, *, actor: Actor, seen: str) -> None:
    """To be written further, by whomever; an approval or a date that it had is gone."""
    held = _seen(bulletin, seen, State.IN_REVIEW, State.APPROVED)
    edited_by = held.edited_by
    _open_again(held, actor)
    held.edited_by = edited_by
    save_record(held, actor=actor, reason="take_back")


@transaction.atomic
def approve(bulletin: Bulletin, *, actor: Actor, seen: str) -> None:
    """By a second person, of the very words that they saw."""
    held = _seen(bulletin, seen, State.IN_REVIEW)
    user: Any = actor
    if not approves_bulletin(user, held):
        raise ValidationError(not_by_oneself())
    held.state = State.APPROVED
    held.approved_by, held.approved_at = user, timezone.now()
    save_record(held, actor=actor, reason="approve")


def not_by_oneself() -> str:
    return _("Somebody who neither drafted it nor wrote in it last must approve it.")


@transaction.atomic
def publish(
    bulletin: Bulletin,
    *,
    actor: Actor,
    seen: str,
    at: dt.datetime | None = None,
    mails: bool = False,
) -> None:
    """Now, or by the worker when its time has come; once, and for ever."""
    held = _seen(bulletin, seen, State.APPROVED)
    _give_addresses(held)
    held.mails_at_publication = mails
    if at is not None:
        held.publish_at = at
        save_record(held, actor=actor, reason="schedule")
        enqueue(PUBLISH, {"bulletin": held.pk, "at": at.isoformat()}, due_at=at)
        return
    _publish(held, actor)


@transaction.atomic
def publish_due(key: int, at: str) -> str:
    """What a worker does; the date may have been taken back, or set anew."""
    held = Bulletin.objects.select_for_update().filter(pk=key).first()
    if held is None or held.state != State.APPROVED or held.publish_at is None:
        return ""
    if held.publish_at != dt.datetime.fromisoformat(at):
        return ""
    _publish(held, None)
    return str(held)


def _publish(held: Bulletin, actor: Actor) -> None:
    held.state, held.publish_at = State.PUBLISHED, None
    held.published_at = timezone.now()
    save_record(held, actor=actor, reason="publish")
    if held.mails_at_publication:
        send_bulletin(held, actor=actor)


def _give_addresses(bulletin: Bulletin) -> None:
    for language in LANGUAGES:
        name = f"slug_{language}"
        if not getattr(bulletin, name):
            own = bulletin.language_for(language)
            title = getattr(bulletin, f"title_{own}")
            setattr(bulletin, name, _free_address(bulletin, title))


def _free_address(bulletin: Bulletin, title: str) -> str:
    """No address means two bulletins, in whichever language it is asked for."""
    base = slugify(title)[:LONGEST_ADDRESS].strip("-") or bulletin.uid.lower()
    others = Bulletin.objects.exclude(pk=bulletin.pk)
    alike = others.filter(Q(slug_it__startswith=base) | Q(slug_en__startswith=base))
    taken = {one for pair in alike.values_list("slug_it", "slug_en") for one in pair}
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(one for one in candidates if one not in taken)


def reason_to_keep_bulletin(bulletin: Bulletin, actor: object) -> str:
    if not bulletin.is_public:
        return ""
    return _("What was published stays. Correct it with a note.")


def version_of(bulletin: Bulletin) -> str:
    """Of what a person sees, so that nothing is decided about another text."""
    return bulletin.modified_at.isoformat()


def _held(bulletin: Bulletin) -> Bulletin:
    return Bulletin.objects.select_for_update().get(pk=bulletin.pk)


def _seen(bulletin: Bulletin, seen: str, *states: str) -> Bulletin:
    held = _held(bulletin)
    if version_of(held) != seen or held.state not in states:
        raise ValidationError(
            _("Somebody changed it meanwhile. Read it again before you decide.")
        )
    return held
