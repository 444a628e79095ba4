"""What was said to a person, or to whoever is at an organisation, as one may see it."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.permissions import Actor
from fondaco.correspondence.models import Delivery, Note
from fondaco.correspondence.reach import own_circulars, own_notes
from fondaco.registry.models import Organisation, Person
from fondaco.registry.reach import changeable_people

MOST = 200


@dataclass(frozen=True)
class Said:
    when: dt.date
    how: str
    who: str
    words: str
    url: str
    # To whom, where the log is an organisation's.
    people: str = ""


def read_log(
    record: Person | Organisation, actor: Actor, most: int = MOST
) -> list[Said]:
    """The latest first: own circulars and own notes, never those of other clusters."""
    kept = changeable_people(actor)
    if isinstance(record, Person):
        notes = own_notes(actor).filter(people=record)
        sent = Delivery.objects.filter(person=record)
    else:
        there = kept.filter(positions__organisation=record)
        notes = own_notes(actor).filter(organisations=record)
        sent = Delivery.objects.filter(person__in=there.order_by().values("pk"))
    sent = sent.filter(circular__in=own_circulars(actor).order_by().values("pk"))
    said = [
        *map(_of_note, notes.prefetch_related("people")[:most]),
        *map(
            _of_delivery,
            sent.select_related("circular__sent_by", "person").order_by("-pk")[:most],
        ),
    ]
    return sorted(said, key=lambda one: one.when, reverse=True)[:most]


def _of_note(note: Note) -> Said:
    return Said(
        when=note.said_on,
        how=str(note.get_kind_display()),
        who=note.who,
        words=note.summary,
        url=reverse("correspondence:note_change", args=[note.uid]),
        people="; ".join(map(str, note.people.all())),
    )


def _of_delivery(delivery: Delivery) -> Said:
    circular = delivery.circular
    sender = circular.sent_by
    return Said(
        when=timezone.localdate(delivery.changed_at),
        how=_("circular, %(state)s") % {"state": delivery.get_state_display()},
        who=str(sender.name) if sender else "",
        words=str(circular),
        url=reverse("correspondence:circular_preview", args=[circular.uid]),
        people=str(delivery.person or ""),
    )
