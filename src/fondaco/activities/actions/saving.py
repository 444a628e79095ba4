"""Saving an activity: what calendars are told, and where its places are."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from fondaco.activities.models import Activity
from fondaco.core.actions import Actor, WriteRows, no_rows, save_record
from fondaco.engines.language.gazetteer import find_place

# What an iCalendar event is made of; when it changes, subscribers must take note.
_SHOWN = [
    "title_it",
    "title_en",
    "edition",
    "kind",
    "status",
    "description_it",
    "description_en",
    "start_earliest",
    "start_latest",
    "start_precision",
    "end_earliest",
    "end_latest",
    "end_precision",
    "start_time",
    "end_time",
    "time_zone",
    "is_virtual",
    "parent",
    "website",
    "is_published",
]


@transaction.atomic
def save_activity(
    activity: Activity,
    *,
    actor: Actor,
    reason: str = "",
    write_rows: WriteRows = no_rows,
) -> Activity:
    _refuse_to_withdraw_from_others(activity)
    before = _shown_in_calendars(activity)
    save_record(activity, actor=actor, reason=reason, write_rows=write_rows)
    _locate_places(activity)
    # What a merge brought was there before the saving.
    is_told = reason == "merge" or _shown_in_calendars(activity) != before
    if before is not None and is_told:
        activity.sequence += 1
        Activity.objects.filter(pk=activity.pk).update(sequence=activity.sequence)
    return activity


def _refuse_to_withdraw_from_others(activity: Activity) -> None:
    """What others take part in stays in their sight: cancelling tells them more."""
    was_published = Activity.objects.filter(pk=activity.pk, is_published=True)
    if activity.is_published or not was_published.exists():
        return
    others = activity.participations.exclude(cluster=activity.maintained_by_id)
    if activity.maintained_by_id and others.exists():
        raise ValidationError(
            {
                "is_published": _(
                    "Other clusters take part in it, so it stays published. "
                    "If it will not take place, set its status to cancelled."
                )
            }
        )


def publish_activity(activity: Activity, *, actor: Actor) -> Activity:
    activity.is_published = True
    return save_activity(activity, actor=actor, reason="publish")


def _shown_in_calendars(activity: Activity) -> tuple[Any, ...] | None:
    """What the database holds of it; None for a new one."""
    saved = Activity.objects.filter(pk=activity.pk)
    fields = saved.values_list(*_SHOWN).first()
    if fields is None:
        return None
    places = activity.places.values_list("country", "city", "venue").order_by("pk")
    bodies = activity.bodies.values_list("organisation", "role").order_by("pk")
    return (*fields, *places.all(), *bodies.all())


def _locate_places(activity: Activity) -> None:
    for place in activity.places.exclude(city=""):
        city = find_place(place.city, place.country)
        if city and (place.latitude, place.longitude) != (
            city.latitude,
            city.longitude,
        ):
            place.latitude, place.longitude = city.latitude, city.longitude
            place.save(update_fields=["latitude", "longitude"])
