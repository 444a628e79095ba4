"""That somebody is at an activity, as a row of its participants says it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils import timezone

from fondaco.activities.models import Attendance, Participation
from fondaco.activities.resources.activity_index import ActivityIndex
from fondaco.activities.vocabularies import ParticipationStatus, Role
from fondaco.core.resources import ImportScope, Journal
from fondaco.registry.models import Management, Membership, Person

# Of two people of one body the one who is surest speaks for it.
SURENESS = {
    ParticipationStatus.PLANNED: 0,
    ParticipationStatus.APPLIED: 1,
    ParticipationStatus.SELECTED: 2,
    ParticipationStatus.CONFIRMED: 3,
    ParticipationStatus.TOOK_PART: 4,
}
Place = tuple[int, int | None]


class Attending(str):
    """Shown as the activity and how sure it is; knows of which participation it is."""

    place: Place
    status: str


class Attendances:
    """Who is where for a cluster: for its members, or for the cluster itself."""

    def __init__(self, scope: ImportScope, activities: ActivityIndex) -> None:
        self.scope, self.activities = scope, activities
        today = timezone.localdate()
        own = Membership.objects.holding_on(today).filter(cluster=scope.cluster)
        self.members = set(own.values_list("organisation", flat=True))
        managing = Management.objects.holding_on(today).filter(cluster=scope.cluster)
        self.itself = set(managing.values_list("organisation", flat=True))
        self.records: dict[Place, Participation] = {}
        known = Participation.objects.filter(cluster=scope.cluster)
        for record in known.order_by("pk"):
            place = (record.activity_id, record.organisation_id)
            self.records.setdefault(place, record)
        self.of: dict[int, list[Place]] = defaultdict(list)
        rows = Attendance.objects.filter(participation__cluster=scope.cluster)
        for person, activity, body in rows.order_by("pk").values_list(
            "person", "participation__activity", "participation__organisation"
        ):
            self.of[person].append((activity, body))

    def say(self, activity: int, organisation: int | None, status: str) -> "Attending":
        """With the status that the participation has by now, if that is surer."""
        place = (activity, organisation)
        known = self.records.get(place)
        if known and _sureness(known.status) >= _sureness(status):
            status = known.status
        label = ParticipationStatus(status).label
        title = self.activities.title(activity)
        one = Attending(f"{title}: {label}")
        one.place, one.status = place, status
        return one

    def known(self, person: int) -> list[str]:
        return [
            self.say(*place, self.records[place].status)
            for place in self.of.get(person, ())
            if place in self.records and place[0] in self.activities.records
        ]

    def write(
        self, said: Iterable[tuple[Person, Sequence[Attending]]], journal: Journal
    ) -> None:
        there = [(person, one) for person, marks in said for one in marks]
        status: dict[Place, str] = {}
        for _person, one in there:
            before = status.get(one.place)
            if before is None or _sureness(one.status) > _sureness(before):
                status[one.place] = one.status
        self._write_participations(status, journal)
        journal.link(
            [
                Attendance(participation=self.records[one.place], person=person)
                for person, one in there
                if one.place not in self.of.get(person.pk, ())
            ]
        )

    def _write_participations(self, status: dict[Place, str], journal: Journal) -> None:
        new, changed, before = [], [], {}
        for place, said in status.items():
            record = self.records.get(place)
            if record is None:
                activity, organisation = place
                record = Participation(
                    activity_id=activity,
                    cluster_id=self.scope.cluster,  # type: ignore[misc]
                    organisation_id=organisation,
                    role=Role.PARTICIPANT,
                    status=said,
                    is_published=self.scope.publish,
                )
                new.append(record)
                self.records[place] = record
            elif _sureness(said) > _sureness(record.status):
                before[record.pk] = {"status": record.status}
                record.status = said
                changed.append(record)
        journal.create(new)
        journal.update(changed, before)


def _sureness(status: str) -> int:
    """A body that declined is not made to come by one of its people."""
    return SURENESS.get(ParticipationStatus(status), 9)
