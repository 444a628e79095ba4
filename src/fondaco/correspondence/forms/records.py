"""The forms of lists, segments, circulars and notes."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from fondaco.correspondence.choices import LISTS, SEGMENTS
from fondaco.correspondence.models import (
    Circular,
    DistributionList,
    ListMember,
    Note,
    Segment,
)
from fondaco.correspondence.wording import words_to_write
from fondaco.registry.choices import (
    ALL_CLUSTERS,
    COMPETENCES,
    CONTACTS,
    COORDINATED_NETWORKS,
    MANAGED_CLUSTERS,
    VISIBLE_ORGANISATIONS,
)
from fondaco.web.records import RecordForm, RowForm, Section

OWNER = ["cluster", "network"]
OWNERS = {"cluster": MANAGED_CLUSTERS, "network": COORDINATED_NETWORKS}
WHOSE = Section(_("Whose it is"), OWNER)


class OwnedForm(RecordForm):
    """The only cluster that one keeps is chosen beforehand; a coordinator chooses."""

    choices = OWNERS
    preselected: ClassVar[Sequence[str]] = ("cluster",)


class DistributionListForm(OwnedForm):
    class Meta(RecordForm.Meta):
        model = DistributionList
        fields = ["name", "description", *OWNER]


class ListMemberRow(RowForm):
    choices = {"person": CONTACTS, "organisation": VISIBLE_ORGANISATIONS}

    class Meta(RowForm.Meta):
        model = ListMember
        fields = ["person", "organisation"]


class SegmentForm(OwnedForm):
    choices = {
        **OWNERS,
        "kept_by": MANAGED_CLUSTERS,
        "member_of": ALL_CLUSTERS,
        "competence": COMPETENCES,
    }

    class Meta(RecordForm.Meta):
        model = Segment
        fields = [
            "name",
            "kept_by",
            "language",
            "consent",
            "function",
            "organisation_kind",
            "country",
            "province",
            "competence",
            "member_of",
            "membership_kind",
            *OWNER,
        ]

    sections = (
        WHOSE,
        Section(
            _("The person"),
            ["kept_by", "language", "consent", "function"],
            help_text=_(
                "Each criterion that you fill in narrows. An empty one asks nothing: "
                "with all of them empty, every contact of the cluster or network is "
                "in the segment."
            ),
        ),
        Section(
            _("Where the person works"),
            [
                "organisation_kind",
                "country",
                "province",
                "competence",
                "member_of",
                "membership_kind",
            ],
        ),
    )


class CircularForm(OwnedForm):
    choices = {**OWNERS, "lists": LISTS, "segments": SEGMENTS}

    class Meta(RecordForm.Meta):
        model = Circular
        fields = [
            "subject_it",
            "subject_en",
            "text_it",
            "text_en",
            "lists",
            "segments",
            "purpose",
            "reply_to",
            *OWNER,
        ]

    sections = (
        Section(_("To whom"), ["lists", "segments", "purpose", "reply_to"]),
        WHOSE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = gettext(
            "Plain text; an empty line begins a paragraph. In text and subject these "
            "are filled in for each person: %(words)s."
        ) % {"words": words_to_write(get_language() or "it")}
        for name in ("text_it", "text_en"):
            self.fields[name].help_text = help_text
            self.fields[name].widget.attrs["rows"] = 10


class NoteForm(OwnedForm):
    choices = {**OWNERS, "people": CONTACTS, "organisations": VISIBLE_ORGANISATIONS}

    class Meta(RecordForm.Meta):
        model = Note
        fields = [
            "kind",
            "said_on",
            "who",
            "summary",
            "people",
            "organisations",
            *OWNER,
        ]

    sections = (
        Section(_("With whom"), ["people", "organisations"]),
        WHOSE,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (cleaned.get("people") or cleaned.get("organisations")):
            self.add_error("people", gettext("Choose with whom: people or a body."))
        return cleaned
