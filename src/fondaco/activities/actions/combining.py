"""Two rows that say the same become one, without making a draft public."""

from typing import Any

from fondaco.activities.joining import place_key
from fondaco.activities.models import ActivityAlias, Minutes, Participation, Place
from fondaco.activities.vocabularies import ParticipationStatus
from fondaco.activities.wording import attending_words, cited_words, counted_words
from fondaco.core.actions import Actor, delete_record, save_record
from fondaco.core.merging import absorbs, known_by
from fondaco.core.models import Citation
from fondaco.engines.language.folding import fold
from fondaco.web.records.rows import citable_fields

_WORDS = ["session", "topic_it", "topic_en", "presented_it", "presented_en"]
_CAPACITY = ["capacity_it", "capacity_en"]

known_by(Place, place_key)
known_by(ActivityAlias, lambda alias: fold(alias.name))


@absorbs(Minutes)
def combine_minutes(
    known: Minutes, other: Minutes, /, *, actor: Actor, reason: str
) -> None:
    """Both were written: the words of the second stand below those of the first."""
    for name in ("text_it", "text_en"):
        texts = (getattr(known, name), getattr(other, name))
        setattr(known, name, "\n\n".join(dict.fromkeys(filter(None, texts))))
    known.approved_on = known.approved_on or other.approved_on
    known.present.add(*other.present.all())
    delete_record(other, actor=actor, reason=reason)
    save_record(known, actor=actor, reason=reason)


@absorbs(Participation)
def combine_participations(
    known: Participation, other: Participation, /, *, actor: Actor, reason: str
) -> None:
    """Bring the other into the known one, on whose activity both are from now on."""
    for outcome in other.outcomes.all():
        outcome.participation = known
        save_record(outcome, actor=actor, reason=reason)
    if known.is_published == other.is_published:
        notes = [known.private_note, other.private_note, *_fill_gaps(known, other)]
        notes += _move_rows(known, other, actor, reason)
    else:
        notes = _keep_the_public_words(known, other, actor, reason)
    known.private_note = "\n".join(dict.fromkeys(filter(None, notes)))
    known.is_published = known.is_published or other.is_published
    delete_record(other, actor=actor, reason=reason)
    save_record(known, actor=actor, reason=reason)


def _fill_gaps(known: Participation, other: Participation) -> list[str]:
    """Take what the known one lacks; return what it says otherwise."""
    status = _status_beside(other, known)
    if known.status == ParticipationStatus.PLANNED:
        known.status, status = other.status, []
    return [*_fill(known, other, _WORDS), *status]


def _fill(known: Any, other: Any, names: list[str]) -> list[str]:
    beside = []
    for name in names:
        mine, theirs = getattr(known, name), getattr(other, name)
        setattr(known, name, mine or theirs)
        if theirs and mine and theirs != mine:
            beside.append(theirs)
    return beside


def _status_beside(other: Participation, known: Participation) -> list[str]:
    said = other.status not in {known.status, ParticipationStatus.PLANNED}
    return [other.get_status_display()] if said else []


def _move_rows(
    known: Participation, other: Participation, actor: Actor, reason: str
) -> list[str]:
    """Bring the rows along; return what one that was there already says otherwise."""
    move_citations(other, known)
    beside = []
    present = {one.person_id: one for one in known.attendances.all()}
    for attendance in other.attendances.all():
        if same := present.get(attendance.person_id):
            words = attending_words(attendance)
            beside += [words] if _fill(same, attendance, _CAPACITY) else []
            same.save()
            move_citations(attendance, same)
            continue
        attendance.participation = known
        attendance.save()
    for count in other.count_statements.all():
        count.participation, count.activity = known, known.activity
        save_record(count, actor=actor, reason=reason)
    return beside


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
    attendances = draft.attendances.all()
    counts = draft.count_statements.all()
    cited: list[Citation] = list(draft.citations.all())
    for row in (*attendances, *counts):
        cited += row.citations.all()
    labels = dict(citable_fields(Participation))
    return [
        *(word for word in words if word not in public_words),
        *_status_beside(draft, public),
        *map(attending_words, attendances),
        *map(counted_words, counts),
        *(cited_words(one, labels) for one in cited),
    ]


def move_citations(source: Any, target: Any) -> None:
    """Bring the evidence along, once."""
    known = set(target.citations.values_list("source", "field", "quote"))
    for citation in source.citations.all():
        if (citation.source_id, citation.field, citation.quote) not in known:
            citation.object_id = target.pk
            citation.save()
