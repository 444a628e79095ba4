"""The encounters of an activity, for who keeps them or was a party: no one else."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from fondaco.activities.models import Activity, Encounter, EncounterParty
from fondaco.activities.reach import visible_encounters
from fondaco.core.permissions import Actor
from fondaco.registry.scope import scope_of

WHO_MET = Prefetch(
    "parties",
    EncounterParty.objects.select_related("organisation", "cluster", "person"),
)
MOST_SHOWN = 50


@dataclass(frozen=True)
class Encounters:
    shown: list[Encounter]
    # Where whoever keeps them finds the rest, searches and exports.
    list_url: str


def read_encounters(activity: Activity, actor: Actor) -> Encounters:
    """By day and hour; what was written of them privately is not for this page."""
    if actor.pk is None:
        return Encounters([], "")
    known: Any = visible_encounters(actor).filter(activity=activity)
    shown = list(known.prefetch_related(WHO_MET).defer("private_note")[:MOST_SHOWN])
    url = ""
    if shown and scope_of(actor).is_editor:
        url = f"{reverse('activities:encounter_manage')}?activity={activity.pk}"
    return Encounters(shown, url)
