"""Working groups, as their managers keep them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.registry import reach
from fondaco.registry.forms import working_groups
from fondaco.registry.models import GroupMember, WorkingGroup
from fondaco.web.context import address
from fondaco.web.records import Column, Link, RecordType, Rows
from fondaco.web.records.columns import column, date_column, publication_column


def _links(group: Any) -> list[Link]:
    page = address("activities:workinggroup_detail", group.uid)
    meeting = f"{address('activities:activity_add')}?working_group={group.uid}"
    return [
        Link(_("The group's page"), page),
        Link(_("Add a meeting"), f"{meeting}&kind=meeting&is_international="),
    ]


WORKING_GROUPS = RecordType(
    model=WorkingGroup,
    form=working_groups.WorkingGroupForm,
    address=pgettext_lazy("address", "manage/working-groups/"),
    columns=(
        column("title", _("name"), order="name_it"),
        Column(_("cluster or network"), lambda group: group.body),
        date_column("start", _("since")),
        date_column("end", _("until")),
        publication_column(),
    ),
    search=("name_it", "name_en", "cluster__acronym", "network__acronym"),
    facets=("cluster", "is_published"),
    related=("cluster", "network"),
    changeable_by=reach.changeable_groups,
    visible_to=reach.visible_groups,
    rows=(
        Rows(
            GroupMember,
            working_groups.GroupMemberRow,
            help_text=_("Visitors see the organisations, and people who may be named."),
        ),
    ),
    links=_links,
    has_page=True,
)
