"""The mail of the morning: what is late or due within days, to whom it waits for."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from fondaco.accounts.mails import full_address
from fondaco.accounts.models import User
from fondaco.core.mail import send_later
from fondaco.core.models import Task
from fondaco.portal.desk.whole import waiting_for
from fondaco.portal.waiting import Waiting
from fondaco.registry.models import Mandate

# What is due later is seen on the desk in time.
DAYS = dt.timedelta(days=7)
MOST_LINES = 20


def readers() -> "QuerySet[User]":
    """Accounts for which something may wait: with an office, a task, or all of it."""
    offices = Mandate.objects.filter(person__user=OuterRef("pk"))
    tasks = Task.objects.filter(owner=OuterRef("pk"), done_at=None)
    return User.objects.filter(
        Q(is_superuser=True) | Q(Exists(offices)) | Q(Exists(tasks)),
        is_active=True,
        is_demonstration=False,
        wants_digest=True,
    ).order_by("pk")


def send_digests(today: dt.date) -> int:
    return sum(send_digest(user, today) for user in readers().iterator())


@transaction.atomic
def send_digest(user: User, today: dt.date) -> bool:
    """Whether one left for the outbox: never twice to the same person on one day."""
    with override(user.language):
        due = [one for one in waiting_for(user, today) if one.date <= today + DAYS]
        if not due:
            return False
        subject = ngettext(
            "%(count)s matter waits for you", "%(count)s matters wait for you", len(due)
        ) % {"count": len(due)}
        entry = send_later(
            to=user.email,
            subject=f"[Fondaco] {subject}",
            text=_text(user, due),
            language=user.language,
            key=f"digest:{user.pk}:{today.isoformat()}",
        )
    return entry is not None


def _text(user: User, due: list[Waiting]) -> str:
    hello = _("Hello %(name)s,") % {"name": " ".join(str(user).split())}
    desk = full_address(reverse("portal:desk"))
    account = full_address(reverse("account_profile"))
    parts = [hello, _("this waits for you:"), *_lines(due[:MOST_LINES])]
    others = len(due) - MOST_LINES
    if others > 0:
        text = ngettext("and %(count)s other", "and %(count)s others", others)
        parts.append(text % {"count": others})
    parts.append(_("All of it is on your desk: %(url)s") % {"url": desk})
    parts.append(
        _("No such mail any more? Choose so in your account: %(url)s")
        % {"url": account}
    )
    return "\n\n".join(parts) + "\n\nFondaco\n"


def _lines(due: Iterable[Waiting]) -> Iterable[str]:
    word = _("Late").lower()
    for one in due:
        name = " ".join(one.name.split())
        what = f"{capfirst(str(one.kind))}: {name}"
        said = ", ".join(filter(None, (what, one.when)))
        late = f" ({word})" if one.is_late else ""
        # What is done by a button is done where it stands.
        url = one.url if one.posts else one.action_url or one.url
        yield f"– {said}{late}\n  {one.action}: {full_address(url)}"
