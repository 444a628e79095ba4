"""Two records of one participation become one, without making a draft public."""

from typing import Any

from fondaco.activities.models import Participation
from fondaco.activities.vocabularies import ParticipationStatus
from fondaco.core.actions import Actor, delete_record, save_record
from fondaco.web.records.columns import count_in_words

_WORDS = ["session", "topic_it", "topic_en", "presented_it", "presented_en"]


def combine_participations(
    known: Participation, other: Participation, *, actor: Actor, reason: str
) -> None:
    """Bring the other into the known one, on whose activity both are from now on."""
    for outcome in other.outcomes.all():
        outcome.participation = known
        save_record(outcome, actor=actor, reason=reason)
    if known.is_published == other.is_published:
        _fill_gaps(known, other)
        _move_rows(known, other, actor, reason)
        notes = [known.private_note, other.private_note]
    else:
        notes = _keep_the_public_words(known, other, actor, reason)
    known.private_note = "\n".join(dict.fromkeys(filter(None, notes)))
    known.is_published = known.is_published or other.is_published
    delete_record(other, actor=actor, reason=reason)
    save_record(known, actor=actor, reason=reason)


def _fill_gaps(known: Participation, other: Participation) -> None:
    for name in _WORDS:
        setattr(known, name, getattr(known, name) or getattr(other, name))
    if known.status == ParticipationStatus.PLANNED:
        known.status = other.status


def _move_rows(
    known: Participation, other: Participation, actor: Actor, reason: str
) -> None:
    move_citations(other, known)
    present = {one.person_id: one for one in known.attendances.all()}
    for attendance in other.attendances.all():
        if attendance.person_id in present:
            move_citations(attendance, present[attendance.person_id])
            continue
        attendance.participation = known
        attendance.save()
    for count in other.count_statements.all():
        count.participation, count.activity = known, known.activity
        save_record(count, actor=actor, reason=reason)


def _keep_the_public_words(
    known: Participation, other: Participation, actor: Actor, reason: str
) -> list[str]:
    """Words that only a draft held become a private note, not public ones."""
    draft, public = (known, other) if other.is_published else (other, known)
    notes = [known.private_note, other.private_note, *_words_beside(draft, public)]
    if draft is known:
        for name in [*_WORDS, "status"]:
            setattr(known, name, getattr(other, name))
        for rows in (known.attendances, known.citations, known.count_statements):
            rows.all().delete()
        _move_rows(known, other, actor, reason)
    return notes


def _words_beside(draft: Participation, public: Participation) -> list[str]:
    words = [getattr(draft, name) for name in _WORDS]
    public_words = {getattr(public, name) for name in _WORDS}
    return [
        *(word for word in words if word not in public_words),
        *(str(attendance) for attendance in draft.attendances.all()),
        *(
            f"{count.get_subject_display()}: {count_in_words(count)}"
            for count in draft.count_statements.all()
        ),
        *(f"{one.source}: {one.quote}" for one in draft.citations.all()),
    ]


def move_citations(source: Any, target: Any) -> None:
    """Bring the evidence along, once."""
    known = set(target.citations.values_list("source", "field", "quote"))
    for citation in source.citations.all():
        if (citation.source_id, citation.field, citation.quote) not in known:
            citation.object_id = target.pk
            citation.save()
