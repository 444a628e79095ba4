"""Who took part in an activity that was confirmed, with whom, and how many."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.activities.models import (
    Activity,
    Attendance,
    CountStatement,
    Participation,
)
from fondaco.activities.vocabularies import LEVELS, ParticipationStatus
from fondaco.newsroom.actions.confirming.bodies import (
    cluster_of,
    keep_alias_of_cluster,
    organisation_of,
    person_called,
)
from fondaco.newsroom.actions.confirming.pen import LeftOutError, Pen
from fondaco.newsroom.models import Finding
from fondaco.registry.models import Cluster, Membership, Organisation, Person

_ORDER: list[str] = [
    ParticipationStatus.PLANNED,
    ParticipationStatus.APPLIED,
    ParticipationStatus.SELECTED,
    ParticipationStatus.CONFIRMED,
    ParticipationStatus.TOOK_PART,
]
_AWAY = {ParticipationStatus.DECLINED, ParticipationStatus.CANCELLED}


def write_role(pen: Pen, activity: Activity, part: Finding) -> Participation:
    said = part.said
    if said["role"] not in LEVELS:
        raise LeftOutError(_("Choose the role."))
    cluster, organisation = _who(pen, part)
    known = _known(activity, cluster, organisation, said["role"])
    participation = known or Participation(
        activity=activity,
        cluster=cluster,
        organisation=organisation,
        role=said["role"],
        status=said["status"] or ParticipationStatus.PLANNED,
        is_published=pen.publishes and activity.is_published,
    )
    if known is not None:
        known.status = _moved_on(known.status, said["status"])
    participation.session = participation.session or said["session"]
    if not pen.may("change" if known else "add", participation):
        raise LeftOutError(
            _("It is for %(cluster)s to record that it took part.")
            % {"cluster": cluster}
        )
    people = [person_called(pen, name) for name in said["people"]]
    if organisation is None:
        keep_alias_of_cluster(pen, cluster, part)

    def write_rows() -> None:
        pen.cite(participation, part)
        for person in people:
            _write_attendance(pen, participation, person, part)

    pen.save(participation, write_rows)
    return participation


def _who(pen: Pen, part: Finding) -> tuple[Cluster, Organisation | None]:
    """The cluster itself or, through a cluster, one of its members."""
    cluster = cluster_of(part.said)
    is_member = part.said.get("organisation") or not cluster
    if cluster is not None and not is_member:
        return cluster, None
    organisation = organisation_of(pen, part)
    if cluster is None:
        cluster = _cluster_of_member(organisation)
    if cluster is None:
        raise LeftOutError(
            _("It is a member of no cluster: say through which one it took part.")
        )
    return cluster, organisation


def _cluster_of_member(organisation: Organisation) -> Cluster | None:
    held: Any = Membership.objects.filter(organisation=organisation)
    today = timezone.localdate()
    found = held.holding_on(today).first() or held.preferred().first()
    return found.cluster if found else None


def _known(
    activity: Activity, cluster: Cluster, organisation: Organisation | None, role: str
) -> Participation | None:
    """In the same role or a higher one: who spoke took part, and counts once."""
    known = Participation.objects.filter(
        activity=activity, cluster=cluster, organisation=organisation
    )
    higher = [one for one in known if one.level >= LEVELS[role]]
    same = (one for one in higher if one.role == role)
    return next(same, None) or next(iter(higher), None)


def _moved_on(before: str, told: str) -> str:
    """Who was there is not said to have stayed away by an older text."""
    if told in _AWAY:
        return before if before == ParticipationStatus.TOOK_PART else told
    if before in _ORDER and told in _ORDER:
        return max(before, told, key=_ORDER.index)
    return before


def _write_attendance(
    pen: Pen, participation: Participation, person: Person, part: Finding
) -> None:
    attendance = participation.attendances.filter(person=person).first()
    if attendance is None:
        attendance = Attendance(participation=participation, person=person)
        pen.save_row(attendance)
    pen.cite(attendance, part)


def write_count(pen: Pen, activity: Activity, part: Finding) -> CountStatement:
    said = part.said
    if not said["subject"]:
        raise LeftOutError(_("Choose what is counted."))
    cluster = cluster_of(said)
    participation = None
    if cluster is not None:
        taking_part = Participation.objects.filter(
            activity=activity, cluster=cluster, organisation=None
        )
        participation = max(taking_part, key=lambda one: one.level, default=None)
    number = None if said["some"] else said["number"]
    told = {
        "activity": activity,
        "participation": participation,
        "subject": said["subject"],
        "number": number,
        "is_some": bool(said["some"]),
        "of_total": said["of"],
    }
    known = CountStatement.objects.filter(**told).first()
    count = known or CountStatement(**told)
    if known is None or pen.may("change", known):
        pen.save(count, lambda: pen.cite(count, part))
    return count
