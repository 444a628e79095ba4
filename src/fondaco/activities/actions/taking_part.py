"""One's own draft gives way to an activity that is already there, and loses nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from fondaco.activities.actions.combining import combine_participations
from fondaco.activities.joining import Joining, foresee_joining, same_participation
from fondaco.activities.merging import refuse_relatives
from fondaco.activities.models import Activity, Participation
from fondaco.activities.vocabularies import Role
from fondaco.core.actions import Actor, delete_record, save_record
from fondaco.core.merging import lead_on

_REASON = "join"


@transaction.atomic
def join_activity(
    keep: Activity, draft: Activity, clusters: frozenset[int] | None, *, actor: Actor
) -> Participation | None:
    """Take part in an activity that is already there, in place of one's own draft.

    The activity kept may be another cluster's: only participations come to it, those
    of the `clusters` that the person answers for (None: of all). The draft goes; what
    only it said is in the private note of the participation returned, if it said any.
    """
    if draft.is_published:
        raise ValidationError(_("Only a draft can be given up. Merge the two instead."))
    refuse_relatives(keep, draft)
    (joining,) = foresee_joining(draft, keep)
    moved: dict[int, Participation] = {}
    for participation in Participation.objects.filter(activity=draft):
        if clusters is not None and participation.cluster_id not in clusters:
            raise ValidationError(_("Others take part in the draft: keep it."))
        key = participation.pk
        moved[key] = _move(participation, keep, actor)
    for count in draft.count_statements.exclude(participation=None):
        count.activity = keep
        save_record(count, actor=actor, reason=_REASON)
    bearer = _write_note(joining, draft, moved, actor) if joining.has_words else None
    _move_related_activities(keep, draft, actor)
    lead_on(draft, keep)
    delete_record(draft, actor=actor, reason=_REASON)
    return bearer


def _move(participation: Participation, keep: Activity, actor: Actor) -> Participation:
    """Bring it to the activity kept; return the one that says it from now on."""
    if known := same_participation(participation, keep):
        combine_participations(known, participation, actor=actor, reason=_REASON)
        return known
    participation.activity = keep
    save_record(participation, actor=actor, reason=_REASON)
    return participation


def _move_related_activities(keep: Activity, draft: Activity, actor: Actor) -> None:
    for child in draft.children.all():
        child.parent = keep
        save_record(child, actor=actor, reason=_REASON)
    for beside in draft.on_this_occasion.exclude(pk=keep.pk):
        beside.occasion = keep
        save_record(beside, actor=actor, reason=_REASON)


def _write_note(
    joining: Joining, draft: Activity, moved: dict[int, Participation], actor: Actor
) -> Participation:
    bearer = joining.bearer
    if bearer is None:
        bearer = _begin_participation(joining.keep, draft)
    else:
        bearer = moved.get(bearer.pk, bearer)
    if joining.note:
        header = _("From the draft that was given up for this activity:")
        words = [bearer.private_note, header, *joining.note]
        bearer.private_note = "\n".join(filter(None, words))
    save_record(bearer, actor=actor, reason=_REASON)
    for citation in joining.citations:
        citation.record = bearer
        save_record(citation, actor=actor, reason=_REASON)
    return bearer


def _begin_participation(keep: Activity, draft: Activity) -> Participation:
    """A draft, for its cluster to complete: the words must be somebody's."""
    if draft.maintained_by is None:
        raise ValidationError(
            _(
                "The draft is the network's, so what it says belongs in the note of no "
                "cluster. Merge the two instead, or keep the draft."
            )
        )
    return Participation(
        activity=keep, cluster=draft.maintained_by, role=Role.PARTICIPANT
    )
