"""People who asked to be erased, and contacts that will be, wait for their keeper."""

import datetime as dt
from typing import Any

from django.db.models import DateTimeField, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.models import ErasureRequest
from fondaco.core.permissions import Actor
from fondaco.portal.waiting import Waiting, register
from fondaco.registry.privacy import CONTACTS, unrelated_people
from fondaco.registry.reach import changeable_people
from fondaco.registry.scope import scope_of

# So long before, a contact that nothing rests on is shown.
WARNING = dt.timedelta(days=90)
# An answer is owed within a month.
OWED = dt.timedelta(days=30)


@register
def personal_data(actor: Actor, today: dt.date) -> list[Waiting]:
    if not scope_of(actor).is_editor:
        return []
    period = dt.timedelta(days=CONTACTS.period)
    asked = ErasureRequest.objects.filter(person_uid=OuterRef("uid"))
    moment = Subquery(asked.values("asked_at")[:1], output_field=DateTimeField())
    going = unrelated_people(timezone.now() - period + WARNING)
    people = changeable_people(actor).annotate(asked_at=moment)
    found = people.filter(Q(asked_at__isnull=False) | Q(pk__in=going.values("pk")))
    return [
        _request(person, person.asked_at, today)
        if person.asked_at
        else _contact(person, period)
        for person in found.order_by("modified_at")[:40]
    ]


def _request(person: Any, asked_at: dt.datetime, today: dt.date) -> Waiting:
    until = timezone.localdate(asked_at + OWED)
    url = reverse("portal:person_erasure", args=[person.uid])
    return Waiting(
        until,
        _("Asked to be erased"),
        str(person),
        url,
        _("Look and erase"),
        is_late=until < today,
    )


def _contact(person: Any, period: dt.timedelta) -> Waiting:
    goes_on = timezone.localdate(person.modified_at + period)
    url = reverse("registry:person_change", args=[person.uid])
    # To save the record again keeps it.
    return Waiting(goes_on, _("Contact about to go"), str(person), url, _("Look at it"))
