"""Activities as their managers list and edit them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.activities import reach
from fondaco.activities.actions import save_activity
from fondaco.activities.forms import activities
from fondaco.activities.merging import ACTIVITIES_MERGED
from fondaco.activities.models import Activity, ActivityAlias, Body, Minutes, Place
from fondaco.activities.publication import publish_from_form
from fondaco.web.context import address
from fondaco.web.records import Link, RecordType, Rows
from fondaco.web.records.columns import (
    choice_column,
    column,
    date_column,
    publication_column,
)


def public_activity(activity: Any) -> str:
    if not activity.is_published:
        return ""
    return address("activities:activity_detail", activity.uid)


def _links(activity: Any) -> list[Link]:
    add = f"?activity={activity.uid}"
    return [
        Link(_("Add a participation"), reverse("activities:participation_add") + add),
        Link(_("Add an encounter"), reverse("activities:encounter_add") + add),
        Link(_("Add a count"), reverse("activities:countstatement_add") + add),
        *_links_of_meeting(activity),
    ]


def _links_of_meeting(activity: Any) -> list[Link]:
    """A working group's meeting has a list to sign and minutes."""
    if activity.working_group_id is None:
        return []
    sheet = reverse("activities:activity_sheet", args=[activity.uid])
    known = Minutes.objects.filter(activity=activity).first()
    if known is not None:
        url = reverse("activities:minutes_change", args=[known.uid])
    else:
        url = f"{reverse('activities:minutes_add')}?activity={activity.uid}"
    return [Link(_("Attendance list"), sheet), Link(_("Minutes"), url)]


ACTIVITIES = RecordType(
    model=Activity,
    form=activities.ActivityForm,
    address=pgettext_lazy("address", "manage/activities/"),
    columns=(
        column("title", _("title"), order="title_it"),
        choice_column(Activity, "kind"),
        date_column("start", _("start")),
        choice_column(Activity, "status"),
        column("maintained_by", _("maintained by"), order="maintained_by__acronym"),
        publication_column(),
    ),
    search=("title_it", "title_en", "aliases__name", "places__city"),
    facets=("kind", "status", "maintained_by", "is_published"),
    span=("start", "end"),
    related=("network", "maintained_by"),
    changeable_by=reach.changeable_activities,
    visible_to=reach.visible_activities,
    rows=(
        Rows(
            Place,
            activities.PlaceRow,
            help_text=_("Where it is; of a programme, the countries that it covers."),
        ),
        Rows(
            Body,
            activities.BodyRow,
            help_text=_(
                "Who organises, promotes or supports it. Clusters take part through "
                "participations instead."
            ),
        ),
        Rows(ActivityAlias, activities.ActivityAliasRow),
    ),
    save=save_activity,
    publish=publish_from_form,
    merging=ACTIVITIES_MERGED,
    links=_links,
    public_address=public_activity,
    has_page=True,
)
