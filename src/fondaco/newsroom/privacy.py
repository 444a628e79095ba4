"""The personal data of the newsroom: whom the press names, and who brought a text."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.core.privacy import (
    Basis,
    Erasure,
    Fate,
    Kind,
    Rule,
    Subject,
    declare,
    declare_rule,
    delete_with_history,
)
from fondaco.core.privacy.brought_in import marked
from fondaco.core.privacy.declaring import DELETED
from fondaco.core.privacy.own import saying
from fondaco.newsroom.models import Bulletin, Correction, Finding, PressItem, Subscriber
from fondaco.newsroom.reach import own_items
from fondaco.newsroom.vocabularies import ItemState

PUBLISHED = _(
    "It was published by the press, which answers for it; facts of the record are "
    "traced to its words."
)


def _items(subject: Subject) -> "QuerySet[PressItem]":
    """Texts in which the whole name stands, as texts have it, or an address."""
    names = {" ".join(subject.name.split())} if " " in subject.name.strip() else set()
    words = names | set(subject.addresses)
    items = PressItem.objects.all()
    in_text, in_title = (saying(items, name, words) for name in ("text", "title"))
    return items.filter(
        Q(pk__in=in_text.values("pk")) | Q(pk__in=in_title.values("pk"))
    )


def _decide(row: PressItem, is_named: bool) -> Erasure:
    """What nobody reads and nothing rests on need not be kept."""
    if row.state == ItemState.SET_ASIDE and row.source_id is None:
        return DELETED
    return Erasure(Fate.KEEP, reason=PUBLISHED)


declare(
    Kind(
        name="press_items",
        label=_("Texts of the press that name you"),
        model=PressItem,
        find=_items,
        fields=(
            "title",
            "publisher",
            "url",
            ("published", pgettext_lazy("of a text", "published on")),
            "state",
        ),
        purpose=_("to read from them what the network did"),
        basis=Basis.INTEREST,
        kept=_(
            "as long as facts rest on them or they are to be read; otherwise two years "
            "after they were set aside"
        ),
        origin=_("newspapers, and the offices that sent them"),
        seen_by=_("the managers of the body that collects them, and administrators"),
        decide=_decide,
        reach=own_items,
        order=20,
    ),
    marked(
        "press_items_added",
        _("Texts of the press that you added"),
        PressItem,
        "added_by",
        "title",
        "created_at",
    ),
    marked(
        "findings_decided",
        _("What was read of press texts and you decided"),
        Finding,
        "decided_by",
        "kind",
        "state",
        "decided_at",
    ),
)


def _subscriptions(subject: Subject) -> "QuerySet[Subscriber]":
    return Subscriber.objects.filter(address__in=subject.addresses)


declare(
    Kind(
        name="subscriptions",
        label=_("Bulletins that you subscribed to"),
        model=Subscriber,
        find=_subscriptions,
        fields=(
            "address",
            "language",
            ("body", _("whose bulletins")),
            ("asked_at", _("asked for on")),
            ("confirmed_at", _("confirmed on")),
        ),
        purpose=_("to send you the bulletins"),
        basis=Basis.CONSENT,
        kept=_(
            "until you end the subscription; three days, where you do not confirm it"
        ),
        origin=_("yourself"),
        seen_by=_("administrators; managers see numbers alone"),
        columns=("address",),
        related=("cluster", "network"),
        order=20,
    ),
    marked(
        "bulletins_drafted",
        _("Bulletins that you drafted"),
        Bulletin,
        "drafted_by",
        "title_it",
        "title_en",
        "created_at",
    ),
    marked(
        "bulletins_written",
        _("Bulletins in which you wrote last"),
        Bulletin,
        "edited_by",
        "title_it",
        "title_en",
        "created_at",
    ),
    marked(
        "bulletins_approved",
        _("Bulletins that you approved"),
        Bulletin,
        "approved_by",
        "title_it",
        "title_en",
        "approved_at",
    ),
    marked(
        "corrections_written",
        _("Corrections of bulletins that you wrote"),
        Correction,
        "edited_by",
        "note_it",
        "note_en",
        "created_at",
    ),
    marked(
        "corrections_approved",
        _("Corrections of bulletins that you approved"),
        Correction,
        "approved_by",
        "note_it",
        "note_en",
        "published_at",
    ),
)


def _set_aside(before: dt.datetime) -> "QuerySet[PressItem]":
    return PressItem.objects.filter(
        state=ItemState.SET_ASIDE, source=None, modified_at__lt=before
    )


declare_rule(
    Rule(
        "press_items",
        _("Texts of the press that were set aside"),
        730,
        _set_aside,
        spares=_("those that facts of the record rest on"),
        purge=delete_with_history,
    )
)
