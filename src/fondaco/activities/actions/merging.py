"""One activity that was recorded twice becomes one, and nothing of it is lost."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from fondaco.activities.actions.combining import combine_participations, move_citations
from fondaco.activities.actions.saving import save_activity
from fondaco.activities.joining import place_key
from fondaco.activities.models import (
    Activity,
    ActivityRedirect,
    Minutes,
    Participation,
)
from fondaco.core.actions import Actor, delete_record, save_record
from fondaco.core.merging import relations_of
from fondaco.core.models import Receipt
from fondaco.core.partial_dates import PartialDate
from fondaco.engines.language.folding import fold
from fondaco.registry.vocabularies import AliasKind

_FILLED = [
    "title_it",
    "title_en",
    "edition",
    "description_it",
    "description_en",
    "start_time",
    "end_time",
    "parent",
    "occasion",
    "programme",
    "working_group",
    "website",
]


@transaction.atomic
def merge_activities(keep: Activity, duplicate: Activity, *, actor: Actor) -> Activity:
    """Move everything from the duplicate to the one kept; its address leads there.

    Raises ValidationError where one contains the other: they are two.
    """
    refuse_relatives(keep, duplicate)
    titles = [duplicate.title_it, duplicate.title_en]
    _fill_gaps(keep, duplicate)
    for participation in duplicate.participations.all():
        move_participation(participation, keep, actor)
    for count in duplicate.count_statements.all():
        count.activity = keep
        save_record(count, actor=actor, reason="merge")
    move_related_activities(keep, duplicate, actor)
    _move_minutes(keep, duplicate, actor)
    _move_loose_rows(keep, duplicate)
    duplicate.redirects.update(activity=keep)
    ActivityRedirect.objects.create(uid=duplicate.uid, activity=keep)
    save_activity(
        keep,
        actor=actor,
        reason="merge",
        write_rows=lambda: _move_rows(keep, duplicate, titles),
    )
    delete_record(duplicate, actor=actor, reason="merge")
    return keep


def refuse_relatives(one: Activity, other: Activity) -> None:
    if one.pk == other.pk:
        raise ValidationError(_("Choose two different activities."))
    for part, whole in ((one, other), (other, one)):
        above = part.parent
        while above:
            if above.pk == whole.pk:
                raise ValidationError(
                    _("One of them contains the other: they are two activities.")
                )
            above = above.parent


def _fill_gaps(keep: Activity, duplicate: Activity) -> None:
    if duplicate.occasion_id == keep.pk:
        duplicate.occasion = None
    for name in _FILLED:
        if getattr(keep, name) in {None, ""}:
            setattr(keep, name, getattr(duplicate, name))
    for name in ("start", "end"):
        if getattr(keep, name) == PartialDate.unknown():
            setattr(keep, name, getattr(duplicate, name))
    if keep.occasion_id in {keep.pk, duplicate.pk}:
        keep.occasion = None
    keep.is_published = keep.is_published or duplicate.is_published


def move_participation(
    participation: Participation,
    keep: Activity,
    actor: Actor,
    reason: str = "merge",
) -> Participation:
    """Bring it to the activity kept; return the one that says it from now on."""
    known = keep.participations.filter(
        cluster=participation.cluster_id,
        organisation=participation.organisation_id,
        role=participation.role,
    ).first()
    if known:
        combine_participations(known, participation, actor=actor, reason=reason)
        return known
    participation.activity = keep
    save_record(participation, actor=actor, reason=reason)
    return participation


def _move_minutes(keep: Activity, duplicate: Activity, actor: Actor) -> None:
    """Both were written: the words of the second stand below those of the first."""
    gone = Minutes.objects.filter(activity=duplicate).first()
    if gone is None:
        return
    known = Minutes.objects.filter(activity=keep).first()
    if known is None:
        gone.activity = keep
        save_record(gone, actor=actor, reason="merge")
        return
    for name in ("text_it", "text_en"):
        texts = (getattr(known, name), getattr(gone, name))
        setattr(known, name, "\n\n".join(filter(None, texts)))
    known.approved_on = known.approved_on or gone.approved_on
    save_record(known, actor=actor, reason="merge")
    known.present.add(*gone.present.all())
    delete_record(gone, actor=actor, reason="merge")


def _move_loose_rows(keep: Activity, duplicate: Activity) -> None:
    """Files, tasks and identifiers of other systems, which may hang on anything."""
    for relation in relations_of(Activity):
        if relation.is_loose and relation.model is not Receipt:
            relation.rows(duplicate).update(**{relation.name: keep.pk})


def move_related_activities(
    keep: Activity, duplicate: Activity, actor: Actor, reason: str = "merge"
) -> None:
    for child in duplicate.children.all():
        child.parent = keep
        save_record(child, actor=actor, reason=reason)
    for beside in duplicate.on_this_occasion.exclude(pk=keep.pk):
        beside.occasion = keep
        save_record(beside, actor=actor, reason=reason)


def _move_rows(keep: Activity, duplicate: Activity, titles: list[str]) -> None:
    """Places, bodies and other names, each where the activity kept has none like it."""
    move_citations(duplicate, keep)
    _move_missing(keep.places, duplicate.places, keep, place_key)
    _move_missing(
        keep.bodies, duplicate.bodies, keep, lambda one: (one.organisation_id, one.role)
    )
    _move_missing(keep.aliases, duplicate.aliases, keep, lambda one: fold(one.name))
    known = {fold(alias.name) for alias in keep.aliases.all()}
    known |= {fold(keep.title_it), fold(keep.title_en)}
    for title in filter(None, titles):
        if fold(title) not in known:
            known.add(fold(title))
            keep.aliases.create(name=title, kind=AliasKind.OTHER_NAME)


def _move_missing(kept: Any, others: Any, keep: Activity, key: Any) -> None:
    known = {key(one): one for one in kept.all()}
    for other in others.all():
        if key(other) in known:
            move_citations(other, known[key(other)])
            continue
        other.activity = keep
        other.save()
        known[key(other)] = other
