"""What waits beside the records: consents, profiles, imports, what others propose."""

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fondaco.core.models import Import, ImportState
from fondaco.core.permissions import Actor
from fondaco.core.reading import Read
from fondaco.portal.desk.press import press_reads
from fondaco.portal.desk.waiting_records import SOON, first_dozen, in_words
from fondaco.portal.permissions import visible_imports
from fondaco.portal.waiting import Waiting
from fondaco.registry.completeness import ITEMS, incomplete, with_completeness
from fondaco.registry.duplicates import KINDS, Kind, pairs_to_look_at
from fondaco.registry.models import ProposalState, ProposedChange
from fondaco.registry.queries import expiring_consents
from fondaco.registry.reach import changeable_invitations, kept_organisations
from fondaco.registry.scope import scope_of

# Before that a consent needs no thought.
CONSENTS_SOON = dt.timedelta(days=60)
# Who proposed something is not to wait longer for an answer.
ANSWER_WITHIN = dt.timedelta(days=7)
# The emptiest: when they are filled the next come up.
MOST_PROFILES = 5
UNFINISHED = (ImportState.UPLOADED, ImportState.PLANNED, ImportState.FAILED)


def open_reads(actor: Actor, today: dt.date) -> list[Read]:
    invitations = _invitations(actor, today)
    if not scope_of(actor).is_editor:
        return [invitations]
    return [
        invitations,
        _consents(actor, today),
        _imports(actor),
        _proposals(actor, today),
        *(_duplicates(name, kind, actor, today) for name, kind in KINDS.items()),
        _profiles(actor, today),
        *press_reads(actor, today),
    ]


def _consents(actor: Actor, today: dt.date) -> Read:
    def build(row: tuple[Any, ...]) -> Waiting:
        uid, given, family, day = row
        return Waiting(
            day,
            _("Consent"),
            f"{given} {family}".strip(),
            reverse("registry:person_change", args=[uid]),
            _("Ask for it again"),
            when=_("until %(day)s") % {"day": in_words(day)},
        )

    rows = first_dozen(expiring_consents(actor, today, CONSENTS_SOON), "expires_on")
    names = ("person__given_name", "person__family_name")
    return Read(rows, ("person__uid", *names, "expires_on"), build)


def _profiles(actor: Actor, today: dt.date) -> Read:
    """They press nobody, so they come after what has a date."""

    def build(row: tuple[Any, ...]) -> Waiting:
        uid, name, complete = row
        percentage = 100 * complete // len(ITEMS)
        return Waiting(
            today + SOON + dt.timedelta(days=1),
            _("Incomplete profile"),
            name,
            reverse("registry:organisation_change", args=[uid]),
            _("Fill in what it lacks"),
            when=_("%(percentage)s%% complete") % {"percentage": percentage},
        )

    # Of a draft the desk says already that it is one.
    lacking = incomplete(actor).filter(is_published=True)
    emptiest = first_dozen(lacking, "complete_items", "name", most=MOST_PROFILES)
    rows = with_completeness(emptiest)
    return Read(rows, ("uid", "name", "complete_items"), build)


def _invitations(actor: Actor, today: dt.date) -> Read:
    """One that is spent stays until it is sent again or revoked."""

    def build(row: tuple[Any, ...]) -> Waiting:
        email, expires_at = row
        day = timezone.localdate(expires_at)
        is_over = expires_at <= timezone.now()
        words = _("expired on %(day)s") if is_over else _("until %(day)s")
        return Waiting(
            day,
            _("Invitation"),
            email,
            reverse("registry:invitations"),
            _("Send it again or revoke it"),
            when=words % {"day": in_words(day)},
            is_late=is_over,
        )

    waiting = changeable_invitations(actor).filter(accepted_at=None, revoked_at=None)
    return Read(first_dozen(waiting, "expires_at"), ("email", "expires_at"), build)


def _imports(actor: Actor) -> Read:
    def build(row: tuple[Any, ...]) -> Waiting:
        uid, name, state, created_at = row
        day = timezone.localdate(created_at)
        has_failed = state == ImportState.FAILED
        words = _("failed, from %(day)s") if has_failed else _("begun on %(day)s")
        return Waiting(
            day,
            Import._meta.verbose_name or "",
            name,
            reverse("portal:import_detail", args=[uid]),
            _("See what failed") if has_failed else _("Go on"),
            when=words % {"day": in_words(day)},
            is_late=has_failed,
        )

    own = visible_imports(actor).filter(actor=actor.pk, state__in=UNFINISHED)
    columns = ("uid", "file_name", "state", "created_at")
    return Read(first_dozen(own, "-created_at"), columns, build)


def _proposals(actor: Actor, today: dt.date) -> Read:
    """One line for each organisation: what is proposed of it is answered together."""

    def build(row: tuple[Any, ...]) -> Waiting:
        uid, name, proposed_at = row
        proposed = timezone.localdate(proposed_at)
        return Waiting(
            proposed + ANSWER_WITHIN,
            _("Proposed changes"),
            name,
            reverse("registry:organisation_proposals", args=[uid]),
            _("Accept or refuse"),
            when=_("proposed on %(day)s") % {"day": in_words(proposed)},
            is_late=proposed + ANSWER_WITHIN < today,
        )

    pending = ProposedChange.objects.filter(
        organisation=OuterRef("pk"), state=ProposalState.PENDING
    ).order_by("proposed_at")
    asked = kept_organisations(actor).filter(Exists(pending))
    rows: QuerySet[Any] = first_dozen(asked, "name").annotate(
        desk_proposed=Subquery(pending.values("proposed_at")[:1])
    )
    return Read(rows, ("uid", "name", "desk_proposed"), build)


def _duplicates(name: str, kind: Kind, actor: Actor, today: dt.date) -> Read:
    """One line for all that the machine found, or for those that somebody proposed."""
    asked = Q(proposed_at__isnull=False) & ~Q(proposed_by=actor.pk)
    pairs = pairs_to_look_at(kind, actor).order_by()
    rows = pairs.values("content_type").annotate(
        desk_number=Count("pk"),
        desk_asked=Count("pk", filter=asked),
        desk_since=Min("proposed_at", filter=asked),
    )

    def build(row: tuple[Any, ...]) -> Waiting:
        number, proposed, since = row
        what = kind.model._meta.verbose_name_plural or ""
        url = f"{reverse('registry:duplicate_list')}?kind={name}"
        if proposed:
            day = timezone.localdate(since)
            text = ngettext(
                "%(count)s merge proposed", "%(count)s merges proposed", proposed
            )
            said, date = text % {"count": proposed}, day + ANSWER_WITHIN
        else:
            text = ngettext(
                "%(count)s likely duplicate", "%(count)s likely duplicates", number
            )
            said, date = text % {"count": number}, today + SOON
        return Waiting(date, what, said, url, _("Compare"), is_late=date < today)

    return Read(rows, ("desk_number", "desk_asked", "desk_since"), build)
