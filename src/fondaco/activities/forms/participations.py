"""Forms of who takes part, how many were counted, and what came of it."""

from django.utils.translation import gettext_lazy as _

from fondaco.activities.choices import OWN_PARTICIPATIONS, VISIBLE_ACTIVITIES
from fondaco.activities.models import (
    Attendance,
    CountStatement,
    Outcome,
    Participation,
)
from fondaco.registry.choices import (
    MANAGED_CLUSTERS,
    VISIBLE_ORGANISATIONS,
    VISIBLE_PEOPLE,
)
from fondaco.web.records import RecordForm, RowForm, Section


class ParticipationForm(RecordForm):
    choices = {
        "activity": VISIBLE_ACTIVITIES,
        "cluster": MANAGED_CLUSTERS,
        "organisation": VISIBLE_ORGANISATIONS,
    }
    preselected = ("cluster",)

    class Meta(RecordForm.Meta):
        model = Participation
        fields = [
            "activity",
            "cluster",
            "organisation",
            "role",
            "status",
            "session",
            "topic_it",
            "topic_en",
            "presented_it",
            "presented_en",
            "private_note",
        ]

    sections = (
        Section(
            _("What they did there"),
            ["session", "topic_it", "topic_en", "presented_it", "presented_en"],
        ),
        Section(_("For ourselves"), ["private_note"]),
    )


class AttendanceRow(RowForm):
    choices = {"person": VISIBLE_PEOPLE}

    class Meta(RowForm.Meta):
        model = Attendance
        fields = ["person", "capacity_it", "capacity_en"]


class CountStatementForm(RecordForm):
    choices = {"activity": VISIBLE_ACTIVITIES, "participation": OWN_PARTICIPATIONS}

    class Meta(RecordForm.Meta):
        model = CountStatement
        fields = [
            "activity",
            "participation",
            "subject",
            "number",
            "minimum",
            "is_approximate",
            "is_some",
            "of_total",
            "note_it",
            "note_en",
        ]


class OutcomeForm(RecordForm):
    choices = {
        "participation": OWN_PARTICIPATIONS,
        "counterpart": VISIBLE_ORGANISATIONS,
    }

    class Meta(RecordForm.Meta):
        model = Outcome
        fields = [
            "participation",
            "kind",
            "counterpart",
            "reached_on",
            "description_it",
            "description_en",
        ]
