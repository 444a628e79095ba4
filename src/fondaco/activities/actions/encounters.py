"""Saving an encounter: at least two who met, each named once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from fondaco.activities.models import Encounter
from fondaco.core.actions import Actor, WriteRows, no_rows, save_record


@transaction.atomic
def save_encounter(
    encounter: Encounter,
    *,
    actor: Actor,
    reason: str = "",
    write_rows: WriteRows = no_rows,
) -> Encounter:
    save_record(encounter, actor=actor, reason=reason, write_rows=write_rows)
    parties = encounter.parties.values_list("organisation", "cluster", "person")
    named = list(parties)
    if len(set(named)) < len(named):
        raise ValidationError(_("One of those who met is named twice."))
    if len(named) < 2:
        raise ValidationError(_("Name at least two who met."))
    return encounter
