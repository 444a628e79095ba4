"""The personal data of the house itself: work in progress, mail, requests."""

import datetime as dt
import re
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from fondaco.core.models import (
    ErasureReceipt,
    ErasureRequest,
    KeptDraft,
    OutboxEntry,
    Receipt,
    SavedView,
    UndoStep,
)
from fondaco.core.privacy.declaring import (
    Basis,
    Erasure,
    Fate,
    Kind,
    Subject,
    declare,
)
from fondaco.core.privacy.retention import Rule, declare_rule

State = OutboxEntry.State
SETTLED = (State.DONE, State.DROPPED)
ONESELF = _("you alone")
BY_WORKING = _("arises when you work with these pages")


def saying(rows: "QuerySet[Any]", column: str, words: set[str]) -> "QuerySet[Any]":
    """Rows in whose text or data one of the words stands, as a word of its own."""
    if not words:
        return rows.none()
    text = rows.annotate(said=Cast(column, TextField()))
    # Quick to tell, of most rows; the expression is for those that remain.
    likely = text.filter(reduce(or_, (Q(said__icontains=word) for word in words)))
    exact = "|".join(
        rf"(?<![\w.+-]){re.escape(word)}(?![\w-])" for word in sorted(words)
    )
    return rows.filter(pk__in=likely.filter(said__iregex=exact).values("pk"))


def words_of(subject: Subject) -> set[str]:
    own = {subject.person.uid} if subject.person is not None else set()
    return own | set(subject.addresses)


def _drafts(subject: Subject) -> "QuerySet[KeptDraft]":
    """One's own, and what somebody typed about the person and did not send."""
    rows = KeptDraft.objects.all()
    words = words_of(subject)
    about = saying(rows, "words", words) | saying(rows, "path", words)
    own = Q(owner=subject.user) if subject.user is not None else Q(pk=None)
    return rows.filter(own | Q(pk__in=about.values("pk")))


def of_oneself(model: type[Any]) -> Any:
    """Of what people type and do, each sees their own."""
    return lambda actor: model._default_manager.filter(owner=actor.pk)


def _undo_steps(subject: Subject) -> "QuerySet[UndoStep]":
    """What would bring the person back goes, whoever did it."""
    rows = UndoStep.objects.all()
    about = saying(rows, "entries", words_of(subject))
    own = Q(owner=subject.user) if subject.user is not None else Q(pk=None)
    return rows.filter(own | Q(pk__in=about.values("pk")))


def _outbox(subject: Subject) -> "QuerySet[OutboxEntry]":
    rows, words = OutboxEntry.objects.all(), set(subject.addresses)
    found = saying(rows, "payload", words) | saying(rows, "last_error", words)
    return rows.filter(pk__in=found.values("pk"))


def _let_go_of_mail(row: OutboxEntry, is_named: bool) -> Erasure:
    """A key stays, so that nothing is sent twice; it says nothing of anybody."""
    if not row.key:
        return Erasure(Fate.DELETE)
    emptied = {"payload": {}, "words": "", "last_error": ""}
    if row.state not in SETTLED:
        emptied["state"] = State.DROPPED
    return Erasure(Fate.BLANK, emptied)


def of_user(model: type[Any], column: str = "owner") -> Any:
    return lambda subject: (
        model._default_manager.filter(**{column: subject.user})
        if subject.user is not None
        else model._default_manager.none()
    )


declare(
    Kind(
        name="saved_views",
        label=_("Saved views of lists"),
        model=SavedView,
        find=of_user(SavedView),
        fields=("name", ("query", _("what the list shows")), "is_default"),
        purpose=_("to open a list as you like to see it"),
        basis=Basis.CONTRACT,
        kept=_("as long as the account, unless you delete them"),
        origin=BY_WORKING,
        seen_by=_("you, and those whom you share a view with"),
        columns=("owner",),
        order=30,
    ),
    Kind(
        name="drafts",
        label=_("Words typed and not sent"),
        model=KeptDraft,
        find=_drafts,
        fields=(
            ("path", _("page")),
            ("words", _("words")),
            ("kept_at", _("kept since")),
        ),
        purpose=_("so that nothing that was typed is lost"),
        basis=Basis.CONTRACT,
        kept=_("30 days"),
        origin=BY_WORKING,
        seen_by=_("whoever typed them"),
        reach=of_oneself(KeptDraft),
        columns=("owner",),
        order=30,
    ),
    Kind(
        name="undo",
        label=_("What can be taken back"),
        model=UndoStep,
        find=_undo_steps,
        fields=(("done_at", _("done on")),),
        purpose=_("to take a mistake back"),
        basis=Basis.CONTRACT,
        kept=_("one day"),
        origin=BY_WORKING,
        seen_by=_("whoever did it"),
        reach=of_oneself(UndoStep),
        columns=("owner",),
        order=30,
    ),
    Kind(
        name="mails",
        label=_("Mails on their way, and lately sent"),
        model=OutboxEntry,
        find=_outbox,
        fields=("kind", "state", ("payload", _("content")), ("created_at", _("date"))),
        purpose=_("to send each mail once"),
        basis=Basis.INTEREST,
        kept=_("their words until they left; that they left, 30 days"),
        origin=_("what these pages send"),
        seen_by=_("administrators"),
        decide=_let_go_of_mail,
        order=40,
    ),
    Kind(
        name="erasure_requests",
        label=_("Requests to be erased"),
        model=ErasureRequest,
        find=of_user(ErasureRequest, "user"),
        fields=("asked_at",),
        purpose=_("to do what you asked for"),
        basis=Basis.OBLIGATION,
        kept=_("until it is done"),
        origin=_("yourself"),
        seen_by=_("who keeps your record, and administrators"),
        columns=("user",),
        order=40,
    ),
)


def _settled(before: dt.datetime) -> "QuerySet[OutboxEntry]":
    old = OutboxEntry.objects.filter(state__in=SETTLED, finished_at__lt=before)
    return old.filter(_has_no_lasting_key | ~Q(payload={}))


_has_no_lasting_key = Q(key="") | Q(key__startswith="daily:")


def _forget_mails(rows: "QuerySet[Any]") -> int:
    number = rows.count()
    rows.filter(_has_no_lasting_key).delete()
    rows.update(payload={}, words="", last_error="")
    return number


declare_rule(
    Rule(
        "drafts",
        _("Words typed and not sent"),
        30,
        lambda before: KeptDraft.objects.filter(kept_at__lt=before),
    ),
    Rule(
        "form_receipts",
        _("Receipts of forms sent"),
        30,
        lambda before: Receipt.objects.filter(accepted_at__lt=before),
    ),
    Rule(
        "undo",
        _("What can be taken back"),
        1,
        lambda before: UndoStep.objects.filter(done_at__lt=before),
    ),
    Rule(
        "outbox",
        _("Jobs and mails that are done"),
        30,
        _settled,
        spares=_("keys that keep a mail from leaving twice"),
        purge=_forget_mails,
    ),
    Rule(
        "erasure_receipts",
        _("Receipts of erasures"),
        3650,
        lambda before: ErasureReceipt.objects.filter(erased_at__lt=before),
    ),
)
