"""What the desk and other floors ask of contacts."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from fondaco.core.permissions import Actor
from fondaco.registry.models import Consent
from fondaco.registry.reach import of_kept_people


def expiring_consents(
    actor: Actor, today: dt.date, within: dt.timedelta
) -> "QuerySet[Consent]":
    """Consents that run out soon and that no later one for the same replaces."""
    later = Consent.objects.holding_on(today + within).filter(
        person=OuterRef("person"), purpose=OuterRef("purpose")
    )
    return (
        of_kept_people(Consent)(actor)
        .filter(
            ~Exists(later),
            withdrawn_on=None,
            expires_on__range=(today, today + within),
        )
        .select_related("person")
        .order_by("expires_on", "pk")
    )
