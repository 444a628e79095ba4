"""The personal data of the calendar: who was there, and whom they met."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fondaco.activities.models import Attendance, EncounterParty, Minutes
from fondaco.activities.reach import (
    changeable_activities,
    changeable_encounters,
    changeable_participations,
)
from fondaco.core.permissions import Actor
from fondaco.core.privacy import Basis, Erasure, Fate, Kind, Subject, declare
from fondaco.core.privacy.declaring import DELETED
from fondaco.registry.privacy import of_person

ATTESTED = _("A published source says that you were there, and stays what it is.")


def _decide(row: Attendance, is_named: bool) -> Erasure:
    if row.citations.all():
        return Erasure(Fate.KEEP, reason=ATTESTED, names=True)
    return DELETED


def _reach(actor: Actor) -> object:
    return Attendance.objects.filter(participation__in=changeable_participations(actor))


def _minutes_reached(actor: Actor) -> "QuerySet[Minutes]":
    return Minutes.objects.filter(activity__in=changeable_activities(actor))


def _parties_reached(actor: Actor) -> "QuerySet[EncounterParty]":
    return EncounterParty.objects.filter(encounter__in=changeable_encounters(actor))


def _take_out(row: EncounterParty, subject: Subject) -> None:
    """The organisation met all the same; who came for it is not said any more."""
    if row.organisation_id or row.cluster_id:
        row.person = None
        row.save(update_fields=["person"])
    else:
        row.delete()


declare(
    Kind(
        name="attendances",
        label=_("Activities at which you were"),
        model=Attendance,
        find=of_person(Attendance),
        fields=(
            ("participation", _("activity")),
            "capacity_it",
            "capacity_en",
        ),
        purpose=_("to tell what the cluster did, and with whom"),
        basis=Basis.INTEREST,
        kept=_("as long as the record of the activity"),
        origin=_("the cluster that took part, or a published source"),
        seen_by=_("its managers; everybody, if a public office or your consent allows"),
        decide=_decide,
        reach=_reach,  # type: ignore[arg-type]
        columns=("person",),
        related=(
            "participation__activity",
            "participation__cluster",
            "participation__organisation",
        ),
        is_cited=True,
        order=20,
    ),
    Kind(
        name="minutes",
        label=_("Meetings at which you were"),
        model=Minutes,
        find=of_person(Minutes, "present"),
        fields=(("activity", _("meeting")), "approved_on"),
        purpose=_("to tell who decided what"),
        basis=Basis.INTEREST,
        kept=_("as long as the record of the meeting"),
        origin=_("who wrote the minutes"),
        seen_by=_("who keeps the meeting"),
        reach=_minutes_reached,
        columns=("present",),
        related=("activity",),
        take_out=lambda row, subject: row.present.remove(subject.person),
        order=20,
    ),
    Kind(
        name="encounters",
        label=_("Encounters at which you were"),
        model=EncounterParty,
        find=of_person(EncounterParty),
        fields=(
            ("encounter", _("encounter")),
            ("organisation", _("for the organisation")),
            ("cluster", _("for the cluster")),
        ),
        purpose=_("to tell who met whom, and what came of it"),
        basis=Basis.INTEREST,
        kept=_("as long as the record of the activity"),
        origin=_("who organised the encounters, or the cluster that noted them"),
        seen_by=_("the cluster that keeps the encounter, and those who met"),
        reach=_parties_reached,
        columns=("person",),
        related=("encounter__activity", "organisation", "cluster"),
        take_out=_take_out,
        order=20,
    ),
)
