"""Everything that a person keeps, two clicks away."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.accounts import records as accounts
from fondaco.activities import records as activities
from fondaco.core.permissions import Actor, may
from fondaco.correspondence import records as correspondence
from fondaco.funding import records as funding
from fondaco.newsroom import records as newsroom
from fondaco.portal.desk.waiting_records import DRAFTS
from fondaco.portal.permissions import KEEP_JOBS
from fondaco.registry import records as registry
from fondaco.registry.scope import scope_of
from fondaco.web.records import RecordType

GROUPS: tuple[tuple[str | Promise, tuple[RecordType, ...]], ...] = (
    (_("Calendar"), activities.RECORDS),
    (_("Registry"), registry.RECORDS),
    (_("Correspondence"), correspondence.RECORDS),
    (_("European projects"), funding.RECORDS),
    (_("Newsroom"), newsroom.RECORDS),
    (_("Accounts"), accounts.RECORDS),
)


@dataclass(frozen=True)
class RecordLink:
    label: str
    url: str


def groups_of(actor: Actor) -> list[tuple[str | Promise, list[RecordLink]]]:
    groups = [
        (
            title,
            [
                RecordLink(record_type.plural, record_type.url("manage"))
                for record_type in record_types
                if record_type.may(actor, "change")
            ],
        )
        for title, record_types in GROUPS
    ]
    kept = [(title, links) for title, links in groups if links]
    return [*kept, *_order(actor), *_installation(actor)]


def _order(actor: Actor) -> list[tuple[str | Promise, list[RecordLink]]]:
    """Pages that look over many records, also while nothing waits there."""
    if not scope_of(actor).is_editor:
        return []
    links = [
        RecordLink(gettext("Proposed changes"), reverse("registry:proposal_list")),
        RecordLink(gettext("Likely duplicates"), reverse("registry:duplicate_list")),
        RecordLink(gettext("Named publicly"), reverse("portal:named_people")),
    ]
    return [(_("Keeping order"), links)]


def _installation(actor: Actor) -> list[tuple[str | Promise, list[RecordLink]]]:
    if not may(actor, KEEP_JOBS):
        return []
    links = [
        RecordLink(gettext("Jobs and backups"), reverse("portal:jobs")),
        RecordLink(gettext("Retention"), reverse("portal:retention")),
    ]
    return [(_("Installation"), links)]


def types_of(actor: Actor) -> list[RecordType]:
    """The kinds of record that the person keeps some of."""
    return [
        record_type
        for _title, record_types in GROUPS
        for record_type in record_types
        if record_type.may(actor, "change")
    ]


def additions(actor: Actor) -> list[RecordLink]:
    return [
        RecordLink(record_type.label, record_type.url("add"))
        for record_type in DRAFTS
        if record_type.may(actor, "add")
    ]
