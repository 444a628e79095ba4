"""The pages of the newsroom beside those of its records."""

from fondaco.newsroom.views.feeds import feed_reading
from fondaco.newsroom.views.items import (
    pressitem_detail,
    pressitem_group,
    pressitem_state,
)
from fondaco.newsroom.views.taking_in import pressitem_fetch, pressitem_upload

__all__ = [
    "feed_reading",
    "pressitem_detail",
    "pressitem_fetch",
    "pressitem_group",
    "pressitem_state",
    "pressitem_upload",
]
