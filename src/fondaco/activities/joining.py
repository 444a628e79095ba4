"""What becomes of a draft whose people take part in an activity that is already there.

The activity may be another cluster's, who keep its words. What only the draft says goes
to the private note of a participation of the draft's cluster, and what its sources say
of it as a whole supports that participation.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ForeignKey
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fondaco.activities.models import Activity, Participation
from fondaco.activities.wording import cited_words, counted_words
from fondaco.core.attaching import attach, attach_citations
from fondaco.core.forms import DATE_LABELS
from fondaco.core.models import Citation
from fondaco.core.partial_dates import PartialDate
from fondaco.engines.language.folding import fold
from fondaco.web.records.rows import citable_fields

_READ: dict[str, tuple[str, ...]] = {
    "places": (),
    "bodies": ("organisation",),
    "aliases": (),
    "count_statements": (),
    "participations": (),
}
_TITLES = {"title_it", "title_en"}
# Who keeps it is no word about it; a time zone says nothing without a time.
_UNSAID = {"network", "maintained_by", "is_published", "time_zone"}


@dataclass(frozen=True)
class Joining:
    keep: Activity
    # Whose note takes the words: of the draft or of the activity; None: none is there.
    bearer: Participation | None
    # What supports the participation from now on.
    citations: list[Citation]
    note: list[str]

    @property
    def has_words(self) -> bool:
        return bool(self.citations or self.note)


def foresee_joining(draft: Activity, *kept: Activity) -> list[Joining]:
    """For each activity that the draft may be, what would go where."""
    if not kept:
        return []
    activities = [draft, *kept]
    attach_citations([*activities, *attach(activities, _READ)])
    return [_foresee(draft, keep) for keep in kept]


def _foresee(draft: Activity, keep: Activity) -> Joining:
    bearer = _bearer(draft, keep)
    new = _citations_beside(draft, keep)
    # What only a draft cites does not become public without being published.
    stays_draft = bearer is None or not _becomes_public(bearer, keep)
    of_all = {one.pk for one in draft.citations.all() if not one.field}
    moving = [one for one in new if stays_draft and one.pk in of_all]
    labels = dict(citable_fields(Activity))
    note = [
        *_fields_beside(draft, keep),
        *_rows_beside(draft, keep),
        *(cited_words(one, labels) for one in new if one not in moving),
    ]
    return Joining(keep, bearer, moving, note)


def _bearer(draft: Activity, keep: Activity) -> Participation | None:
    """One of the cluster that keeps the draft: nobody else reads what it says."""
    own = [
        one
        for activity in (draft, keep)
        for one in sorted(
            activity.participations.all(), key=lambda one: bool(one.organisation_id)
        )
        if one.cluster_id == draft.maintained_by_id
    ]
    return own[0] if own else None


def same_participation(one: Participation, keep: Activity) -> Participation | None:
    """The one on the activity kept that says the same of the same."""
    for known in keep.participations.all():
        if (known.cluster_id, known.organisation_id, known.role) == (
            one.cluster_id,
            one.organisation_id,
            one.role,
        ):
            return known
    return None


def _becomes_public(bearer: Participation, keep: Activity) -> bool:
    known = same_participation(bearer, keep)
    return bearer.is_published or bool(known and known.is_published)


def _fields_beside(draft: Activity, keep: Activity) -> Iterable[str]:
    names = _names(keep)
    for field in Activity._meta.fields:
        value = getattr(draft, field.attname)
        if (
            not field.editable
            or field.primary_key
            or field.name in _UNSAID
            or value in {getattr(keep, field.attname), field.get_default(), None, ""}
            or (field.name in _TITLES and fold(value) in names)
        ):
            continue
        if field.name == "start_time" and draft.time_zone != keep.time_zone:
            value = f"{value} ({draft.time_zone})"
        yield f"{capfirst(str(field.verbose_name))}: {_shown(draft, field, value)}"
    for name in ("start", "end"):
        date = getattr(draft, name)
        if date not in {getattr(keep, name), PartialDate.unknown()}:
            yield f"{capfirst(str(DATE_LABELS[name]))}: {date.in_words()}"


def _shown(draft: Activity, field: Any, value: Any) -> object:
    if isinstance(field, ForeignKey):
        return getattr(draft, field.name)
    if isinstance(field, BooleanField):
        return _("yes") if value else _("no")
    return dict(field.flatchoices).get(value, value)


def _names(activity: Activity) -> set[str]:
    titles = [activity.title_it, activity.title_en]
    return {
        fold(name)
        for name in [*titles, *(alias.name for alias in activity.aliases.all())]
    }


def place_key(place: Any) -> tuple[str, str, str]:
    return (place.country, fold(place.city), fold(place.venue))


def _rows_beside(draft: Activity, keep: Activity) -> Iterable[str]:
    places = {place_key(place) for place in keep.places.all()}
    for place in draft.places.all():
        if place_key(place) not in places:
            yield f"{capfirst(str(place._meta.verbose_name))}: {place}"
    bodies = {(one.organisation_id, one.role) for one in keep.bodies.all()}
    for body in draft.bodies.all():
        if (body.organisation_id, body.role) not in bodies:
            yield f"{capfirst(body.get_role_display())}: {body.organisation}"
    names = _names(keep)
    for alias in draft.aliases.all():
        if fold(alias.name) not in names:
            yield f"{capfirst(str(alias._meta.verbose_name))}: {alias}"
    counted = {counted_words(count) for count in keep.count_statements.all()}
    for count in draft.count_statements.all():
        if count.participation_id is None and counted_words(count) not in counted:
            yield counted_words(count)


def _citations_beside(draft: Activity, keep: Activity) -> list[Citation]:
    known = {(one.source_id, one.quote) for one in _citations(keep)}
    return [one for one in _citations(draft) if (one.source_id, one.quote) not in known]


def _citations(activity: Activity) -> Iterable[Citation]:
    """Of the activity and of what hangs on it; participations bring their own."""
    yield from activity.citations.all()
    for rows in (activity.places, activity.bodies, activity.aliases):
        for row in rows.all():
            yield from row.citations.all()
    for count in activity.count_statements.all():
        if count.participation_id is None:
            yield from count.citations.all()
