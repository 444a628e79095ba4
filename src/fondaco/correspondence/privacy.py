"""The personal data of the correspondence: who was written to, and what was noted."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fondaco.core.permissions import Actor
from fondaco.core.privacy import (
    Basis,
    Erasure,
    Fate,
    Kind,
    Subject,
    declare,
    delete_with_history,
    keep,
)
from fondaco.core.privacy.brought_in import marked
from fondaco.core.privacy.declaring import blank
from fondaco.correspondence.models import (
    Circular,
    Delivery,
    ListMember,
    Note,
    Unsubscription,
)
from fondaco.correspondence.reach import own_circulars, own_lists, own_notes
from fondaco.registry.privacy import of_person
from fondaco.registry.reach import of_own_bodies

KEEPERS = _("the managers of the body that wrote it, and administrators")
WRITERS = _("the body that wrote it")
NO_MORE = _("So that nobody writes to this address again by mistake.")


def _by_address(model: type[Any], column: str) -> Any:
    def find(subject: Subject) -> "QuerySet[Any]":
        own = Q(pk=None)
        for address in subject.addresses:
            own |= Q(**{f"{column}__iexact": address})
        found: QuerySet[Any] = model._default_manager.filter(own)
        return found

    return find


def _deliveries(subject: Subject) -> "QuerySet[Delivery]":
    own = of_person(Delivery)(subject) | _by_address(Delivery, "address")(subject)
    found: QuerySet[Delivery] = own
    return found


def _decide_of_delivery(row: Delivery, is_named: bool) -> Erasure:
    """No two mails of a circular have one address: each is emptied in its own way."""
    emptied = {"person": None, "address": f"erased-{row.pk}@erased.invalid"}
    return Erasure(Fate.BLANK, emptied, _("That a mail left is counted; to whom goes."))


def _take_out_of_note(note: Note, subject: Subject) -> None:
    note.people.remove(subject.person)
    if not note.people.exists() and not note.organisations.exists():
        delete_with_history([note])


def _lists_reached(actor: Actor) -> "QuerySet[ListMember]":
    return ListMember.objects.filter(distribution_list__in=own_lists(actor))


def _deliveries_reached(actor: Actor) -> "QuerySet[Delivery]":
    return Delivery.objects.filter(circular__in=own_circulars(actor))


declare(
    Kind(
        name="lists",
        label=_("Distribution lists"),
        model=ListMember,
        find=of_person(ListMember),
        fields=(("distribution_list", _("list")),),
        purpose=_("to write to many at once"),
        basis=Basis.INTEREST,
        kept=_("as long as the list"),
        origin=WRITERS,
        seen_by=KEEPERS,
        reach=_lists_reached,
        columns=("person",),
        related=("distribution_list",),
        order=20,
    ),
    Kind(
        name="notes",
        label=_("Notes of what was said"),
        model=Note,
        find=of_person(Note, "people"),
        fields=("kind", "said_on", "who", "summary", ("body", _("whose note"))),
        purpose=_("to remember what was said to whom"),
        basis=Basis.INTEREST,
        kept=_("as long as the record of the person"),
        origin=WRITERS,
        seen_by=KEEPERS,
        reach=own_notes,
        columns=("people",),
        related=("cluster", "network"),
        take_out=_take_out_of_note,
        order=20,
    ),
    Kind(
        name="deliveries",
        label=_("Circulars sent to you"),
        model=Delivery,
        find=_deliveries,
        fields=("circular", "address", "state", ("changed_at", _("date"))),
        purpose=_("to send each circular once, and to know that it left"),
        basis=Basis.INTEREST,
        kept=_("as long as the circular"),
        origin=WRITERS,
        seen_by=KEEPERS,
        decide=_decide_of_delivery,
        reach=_deliveries_reached,
        columns=("person", "address"),
        related=("circular",),
        order=20,
    ),
    Kind(
        name="unsubscriptions",
        label=_("Circulars that you want no more"),
        model=Unsubscription,
        find=_by_address(Unsubscription, "address"),
        fields=("address", "purpose", ("body", _("whose circulars"))),
        purpose=_("to write to you no more"),
        basis=Basis.OBLIGATION,
        kept=_("for good"),
        origin=_("yourself"),
        seen_by=KEEPERS,
        decide=keep(NO_MORE),
        reach=of_own_bodies(Unsubscription),
        columns=("address",),
        related=("cluster", "network"),
        order=20,
    ),
    Kind(
        name="replies",
        label=_("Circulars whose answers go to you"),
        model=Circular,
        find=_by_address(Circular, "reply_to"),
        fields=("subject_it", "subject_en", "reply_to"),
        purpose=_("to let people answer"),
        basis=Basis.INTEREST,
        kept=_("as long as the circular"),
        origin=WRITERS,
        seen_by=KEEPERS,
        decide=blank(reply_to=""),
        reach=own_circulars,
        columns=("reply_to",),
        order=20,
    ),
    marked(
        "circulars_sent",
        _("Circulars that you sent"),
        Circular,
        "sent_by",
        "subject_it",
        "subject_en",
        "sent_at",
    ),
)
