"""What forms offer to choose from the correspondence: one's own."""

from django.utils.translation import gettext_lazy as _

from fondaco.correspondence import reach
from fondaco.web.records import Choices

LISTS = Choices(
    reach.own_lists,
    words=("name", "name"),
    none=_("No list yet: a list names those you write to, one by one."),
    add="correspondence:distributionlist_add",
)
SEGMENTS = Choices(
    reach.own_segments,
    words=("name", "name"),
    none=_("No segment yet: a segment finds whom you write to by what they are."),
    add="correspondence:segment_add",
)
