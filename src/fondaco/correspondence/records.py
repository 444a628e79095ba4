"""The correspondence's records as their managers list and edit them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.correspondence import reach
from fondaco.correspondence.actions import (
    reason_to_keep_circular,
    save_circular,
    save_note,
)
from fondaco.correspondence.forms import records as forms
from fondaco.correspondence.models import (
    Circular,
    DistributionList,
    ListMember,
    Note,
    Segment,
)
from fondaco.web.records import Column, Link, RecordType, Rows
from fondaco.web.records.columns import choice_column, column

BODY = Column(_("cluster or network"), lambda one: one.body)


def _links_of_list(one: Any) -> list[Link]:
    url = reverse("correspondence:distributionlist_fill", args=[one.uid])
    return [Link(_("Add many"), url)]


def _links_of_segment(one: Any) -> list[Link]:
    url = reverse("correspondence:segment_preview", args=[one.uid])
    return [Link(_("Who is in it"), url)]


def _preview(circular: Any) -> str:
    return reverse("correspondence:circular_preview", args=[circular.uid])


def _links_of_circular(circular: Any) -> list[Link]:
    return [Link(_("Recipients and preview"), _preview(circular))]


def _lead_to_preview(request: HttpRequest, circular: Any) -> str | None:
    if request.POST.get("press") == "continue":
        return None
    return _preview(circular)


def _lead_to_people(request: HttpRequest, segment: Any) -> str | None:
    if request.POST.get("press") == "continue":
        return None
    return reverse("correspondence:segment_preview", args=[segment.uid])


LISTS = RecordType(
    model=DistributionList,
    form=forms.DistributionListForm,
    address=pgettext_lazy("address", "manage/distribution-lists/"),
    columns=(
        column("name", _("name"), order="name"),
        column("description", _("what it is for")),
        BODY,
    ),
    search=("name", "description"),
    facets=("cluster",),
    related=("cluster", "network"),
    changeable_by=reach.own_lists,
    visible_to=reach.own_lists,
    rows=(
        Rows(
            ListMember,
            forms.ListMemberRow,
            help_text=_("An organisation stands for whoever works there that day."),
        ),
    ),
    links=_links_of_list,
)
SEGMENTS = RecordType(
    model=Segment,
    form=forms.SegmentForm,
    address=pgettext_lazy("address", "manage/segments/"),
    columns=(column("name", _("name"), order="name"), BODY),
    search=("name",),
    facets=("cluster",),
    related=("cluster", "network"),
    changeable_by=reach.own_segments,
    visible_to=reach.own_segments,
    after_save=_lead_to_people,
    links=_links_of_segment,
)
CIRCULARS = RecordType(
    model=Circular,
    form=forms.CircularForm,
    address=pgettext_lazy("address", "manage/circulars/"),
    columns=(
        column("title", _("subject"), order="subject_it"),
        choice_column(Circular, "purpose"),
        choice_column(Circular, "state"),
        column("sent_at", _("sent on"), order="sent_at"),
        column("sent_by", _("sent by")),
        BODY,
    ),
    search=("subject_it", "subject_en"),
    facets=("state", "purpose", "cluster"),
    related=("cluster", "network", "sent_by"),
    changeable_by=reach.own_circulars,
    visible_to=reach.own_circulars,
    save=save_circular,
    reason_to_keep=reason_to_keep_circular,
    after_save=_lead_to_preview,
    links=_links_of_circular,
)
NOTES = RecordType(
    model=Note,
    form=forms.NoteForm,
    address=pgettext_lazy("address", "manage/notes/"),
    columns=(
        column("said_on", _("when"), order="said_on"),
        choice_column(Note, "kind"),
        Column(_("what was said"), lambda one: Truncator(one.summary).chars(80)),
        Column(_("people"), lambda one: "; ".join(map(str, one.people.all()))),
        column("who", _("who of us"), order="who"),
        BODY,
    ),
    search=(
        "summary",
        "who",
        "people__family_name",
        "people__given_name",
        "organisations__name",
    ),
    facets=("kind", "cluster"),
    related=("cluster", "network"),
    many=("people",),
    changeable_by=reach.own_notes,
    visible_to=reach.own_notes,
    save=save_note,
)

RECORDS = (CIRCULARS, LISTS, SEGMENTS, NOTES)
