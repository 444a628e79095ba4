"""What the desk and other floors ask of contacts."""

import datetime as dt

from django.db.models import QuerySet

from fondaco.core.permissions import Actor
from fondaco.registry.models import Consent
from fondaco.registry.reach import of_kept_people


def expiring_consents(
    actor: Actor, today: dt.date, within: dt.timedelta
) -> "QuerySet[Consent]":
    """Consents that run out soon and that no later one for the same replaces."""
    soon = (
        of_kept_people(Consent)(actor)
        .filter(withdrawn_on=None, expires_on__range=(today, today + within))
        .select_related("person")
    )
    later = Consent.objects.holding_on(today + within)
    kept = set(later.values_list("person", "purpose"))
    expiring = [one.pk for one in soon if (one.person_id, one.purpose) not in kept]
    return soon.filter(pk__in=expiring).order_by("expires_on", "pk")
