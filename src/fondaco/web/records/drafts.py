"""Words typed into a form and not sent: kept for their writer, offered on return."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from fondaco.core.models import KeptDraft
from fondaco.core.permissions import Actor
from fondaco.core.texts import plain

LAST = dt.timedelta(days=30)
MOST = 50
_UNWRITTEN = {"csrfmiddlewaretoken", "press"}


def _own(actor: Actor, path: str) -> Any:
    return KeptDraft.objects.filter(
        owner=actor.pk, path=path[:500], kept_at__gte=timezone.now() - LAST
    )


def is_kept(actor: Actor, path: str) -> Exists:
    """Whether there are words, to be read along with the record."""
    return Exists(_own(actor, path))


def find_draft(request: HttpRequest) -> KeptDraft | None:
    found: KeptDraft | None = _own(request.user, request.path).first()
    return found


def words_of(draft: KeptDraft) -> QueryDict:
    words = QueryDict(mutable=True)
    for name, values in draft.words.items():
        words.setlist(name, values)
    return words


@transaction.atomic
def keep_draft(request: HttpRequest) -> None:
    words = {
        plain(name): [plain(value) for value in request.POST.getlist(name)]
        for name in request.POST
        if name not in _UNWRITTEN
    }
    KeptDraft.objects.update_or_create(
        owner_id=request.user.pk,
        path=request.path[:500],
        defaults={"words": words, "kept_at": timezone.now()},
    )
    purge_drafts()
    newest = KeptDraft.objects.filter(owner=request.user.pk).order_by("-kept_at")
    for oldest in newest[MOST:]:
        oldest.delete()


def forget_draft(request: HttpRequest) -> None:
    KeptDraft.objects.filter(owner=request.user.pk, path=request.path[:500]).delete()


def purge_drafts() -> None:
    KeptDraft.objects.filter(kept_at__lt=timezone.now() - LAST).delete()
